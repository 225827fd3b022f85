"""What the ledger knows of files and their records, so that they need not be read again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tasks.ledger.files import FoundFile, SeedFile
from tasks.ledger.leaving import is_kept_away
from tasks.ledger.ledger import unchanged
from tasks.ledger.unit import file_of, is_record
from tasks.text.ahead import is_ahead


class Known:
    """The rows of the ledger, by file."""

    def __init__(self, ledger: Mapping[str, SeedFile]) -> None:
        self._ledger = ledger
        self._ahead = {row.article_id for row in ledger.values() if is_ahead(row.reason)}
        self._records: defaultdict[str, list[SeedFile]] = defaultdict(list)
        for path, row in ledger.items():
            if is_record(path) and row.status != "gone":
                self._records[file_of(path)].append(row)

    def of_file(self, file: FoundFile) -> FoundFile:
        """The file with what it held when it was loaded, if it holds the same.

        Articles that are dated ahead may be others by now, also those of duplicates; so may
        records that were rejected.
        """
        known = self._ledger.get(file.path)
        if known is None or file.reason is not None or not unchanged(file, known):
            return file
        if known.article_id is not None and known.article_id in self._ahead:
            return file
        if any(self._is_open(row) for row in self._records.get(file.path, ())):
            return file
        return replace(
            file,
            article_id=known.article_id,
            remark=known.reason if known.status == "loaded" else None,
            format=known.format,
            records=known.records,
        )

    def article_of(self, path: str, content_hash: str | None) -> FoundFile | None:
        """The record of this path, where it was loaded and says what it said then."""
        known = self._ledger.get(path)
        if known is None or self._is_open(known) or known.status not in ("loaded", "duplicate"):
            return None
        return _found(known) if known.content_hash == content_hash is not None else None

    def records_of(self, path: str) -> Iterator[FoundFile]:
        """The records of a file that has not changed."""
        return map(_found, self._records.get(path, ()))

    def records_left_out(self, path: str) -> Iterator[FoundFile]:
        """The records of a file that is not looked at, or cannot be read: they stay as they are."""
        for row in self._records.get(path, ()):
            yield FoundFile(row.path, None, None, selected=False)

    def _is_open(self, row: SeedFile) -> bool:
        """Whether what is known of the row may not hold any more."""
        rejected = row.status == "rejected" and not is_kept_away(row.reason)
        return rejected or (row.article_id is not None and row.article_id in self._ahead)


def _found(row: SeedFile) -> FoundFile:
    return FoundFile(
        row.path,
        row.content_hash,
        None,
        row.article_id,
        reason=row.reason if row.article_id is None else None,
        remark=row.reason if row.status == "loaded" else None,
    )
