"""Files that are new or different, read into articles: one, or one a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tasks.find.seed_bytes import Digest, digest_of, still_holds
from tasks.find.seed_folder import left_out, outcome
from tasks.ledger.files import FoundFile
from tasks.ledger.leaving import Dated
from tasks.ledger.unit import unit
from tasks.read.hints import HintsOf
from tasks.read.items import Item, Reading
from tasks.read.known import Known
from tasks.read.opening import open_in
from tasks.read.record import UnreadableFileError
from tasks.text.ahead import as_of, undated
from tasks.text.article import Article, Rejection


@dataclass(slots=True)
class _Records:
    """The records of a file as far as it was read, by the path that the ledger knows them by."""

    found: dict[str, FoundFile] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    whole: FoundFile | None = None


@dataclass(slots=True)
class FileReader:
    """Reads files of one seed folder, and hands each article that it makes to `put`.

    `articles` says when each was published, by `article_id`: texts are not kept in memory.
    `max_bytes` limits files of plain text, and no moment after `today` is believed.
    """

    known: Known
    seeds: Path
    max_bytes: int
    hints: HintsOf
    today: date
    put: Callable[[Article], object]
    articles: dict[str, Dated] = field(default_factory=dict)

    def read(self, file: FoundFile) -> Iterator[FoundFile]:
        """The file as its reading leaves it, and its records after it; nothing where it is gone."""
        digest = digest_of(self.seeds, file.path)
        read = outcome(file, digest)
        if read is None:
            return
        if isinstance(digest, Digest):
            if file.content_hash in (None, digest.content_hash):
                records = self._records(read)
                if still_holds(self.seeds, file.path, digest):
                    yield from self._told(read, records)
                    return
            # Somebody may still be writing it.
            read = left_out(file.path, growing=True)
        yield read
        yield from self.known.records_left_out(file.path)

    def _told(self, file: FoundFile, records: _Records) -> Iterator[FoundFile]:
        """The file and its records, where it could be read to an end or as far as it could."""
        whole = records.whole or file
        yield whole
        yield from records.found.values()
        if whole.reason is not None or whole.remark is not None:
            for left in self.known.records_left_out(file.path):
                if left.path not in records.found:
                    yield left

    def _records(self, file: FoundFile) -> _Records:
        records = _Records()
        failed: str | None = None
        try:
            reading = Reading(
                open_in(self.seeds, file.path), self.hints.hints_for(file.path), self.max_bytes
            )
            file = replace(file, format=reading.format)
            for item in reading.items():
                if item.record is None:
                    records.whole = self._alone(file, item)
                    return records
                self._add(records, unit(file.path, item.record), item)
        except UnreadableFileError as error:
            failed = str(error)
        records.whole = _whole(file, records, failed)
        return records

    def _alone(self, file: FoundFile, item: Item) -> FoundFile:
        """The file that is an article itself."""
        article = self._made(item)
        if isinstance(article, Rejection):
            return replace(file, reason=article.reason)
        return replace(file, article_id=article.article_id, remark=article.remark)

    def _add(self, records: _Records, path: str, item: Item) -> None:
        if item.version is not None:
            if records.versions.get(path, item.version) > item.version:
                return
            records.versions[path] = item.version
        before = records.found.get(path)
        if before is not None and before.article_id is not None:
            self.articles.pop(before.article_id, None)
        found = self.known.article_of(path, item.content_hash)
        if found is None:
            article = self._made(item)
            if isinstance(article, Rejection):
                found = FoundFile(path, item.content_hash, None, reason=article.reason)
            else:
                found = FoundFile(
                    path,
                    item.content_hash,
                    None,
                    article.article_id,
                    remark=article.remark,
                )
        records.found[path] = found

    def _made(self, item: Item) -> Article | Rejection:
        article = item.read()
        if isinstance(article, Article):
            article = as_of(article, self.today)
            self.put(article)
            self.articles[article.article_id] = Dated(
                article.published_on, article.date_precision, undated(article).article_id
            )
        return article


def _whole(file: FoundFile, records: _Records, failed: str | None) -> FoundFile:
    """The file of these records, and what is to be said of it."""
    found = records.found
    if not found:
        return replace(file, reason=failed or "it holds no articles")
    unread = sum(not record.is_loaded for record in found.values())
    file = replace(file, records=len(found))
    if unread == len(found):
        first = next(iter(found.values())).reason
        return replace(file, reason=f"none of its records could be loaded; the first: {first}")
    if failed is not None:
        return replace(file, remark=f"read up to its record {len(found)} only: {failed}")
    return file
