"""The ledger of seed files: what was seen before, what a run finds, what follows from both.

Pure functions over values; the warehouse reads and writes the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter, itemgetter

from tasks.ledger.files import FoundFile, SeedFile, Status
from tasks.ledger.unit import as_written, is_record
from tasks.machine.bulk import in_bulk
from tasks.text.ahead import is_ahead, is_without_its_date


@dataclass(frozen=True, slots=True)
class Counts:
    """Selected files of one run, by what is to be said of them; `gone` counts in all files.

    Records of files are counted apart, but for `duplicate`, which counts both.
    `undated` counts articles that were loaded without the date that their header names, `ahead`
    those of them whose day is still to come. `passed_over` says how many files of the folder are
    no article files, by their kind.
    """

    found: int
    new: int
    changed: int
    gone: int
    duplicate: int
    rejected: int
    undated: int = 0
    ahead: int = 0
    passed_over: tuple[tuple[str, int], ...] = ()
    records: int = 0
    records_new: int = 0
    records_rejected: int = 0


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What a run changes, and nothing else.

    `rows`: seed files whose row is new or different. `load`: article to path, for articles that
    the warehouse has not. `move`: article to new path, for articles that it has. `remove`:
    articles to take out. `dropped`: paths whose row goes on under another path.
    """

    rows: tuple[SeedFile, ...]
    load: Mapping[str, str]
    move: Mapping[str, str]
    remove: frozenset[str]
    counts: Counts
    dropped: frozenset[str] = frozenset()

    @property
    def changes_articles(self) -> bool:
        """Whether there are other articles afterwards, or some that lie elsewhere."""
        return bool(self.load or self.move or self.remove)

    @property
    def left(self) -> frozenset[str]:
        """Articles that are not there afterwards."""
        return self.remove - self.load.keys()

    @property
    def changes_rows(self) -> bool:
        """Whether any table holds something else afterwards, but for the row of the run itself."""
        return self.changes_articles or bool(self.rows)


def plan_nothing(counts: Counts) -> LoadPlan:
    """The plan of a run that has nothing to change."""
    return LoadPlan(rows=(), load={}, move={}, remove=frozenset(), counts=counts)


def unchanged(found: FoundFile, known: SeedFile | None) -> bool:
    """Whether the file holds what it held when it was last loaded, so need not be read again.

    The hints by which it is read are the same, too, where it has been looked at for them.
    Rejected files are always read again: the reason may have gone.
    """
    return (
        known is not None
        and known.status in ("loaded", "duplicate")
        and known.content_hash == found.content_hash
        and known.read_with == found.read_with
    )


@in_bulk()
def plan_load(
    found: Iterable[FoundFile],
    ledger: Mapping[str, SeedFile],
    articles: Mapping[str, str],
    *,
    run_id: str,
    now: datetime,
    prune: bool = False,
) -> LoadPlan:
    """Compare the seed folder with the ledger.

    `found` holds every file of the seed folder, the selected ones read; `articles` maps the
    articles of the warehouse to their paths. Of several files with one article, the one that the
    warehouse names stays; else the first by path is loaded and the others are duplicates. An
    article whose file is gone stays, unless `prune`; one whose file has become unreadable stays.

    A file that is not selected counts as what the ledger says of it, so its row stays as it is
    (unless it inherits the article of another file); one that the ledger does not know, or knows
    as gone, counts as not there.
    """
    files = sorted(found, key=attrgetter("path"))
    left_out = {file.path for file in files if not file.selected}
    present = {file.path: file for file in (_with_known(files, ledger) if left_out else files)}
    home = _homes(present.values(), articles)
    different = [
        (file, known)
        for path, file in present.items()
        if not _stands(file, home, known := ledger.get(path))
    ]
    rows = [_row(file, home, known, run_id=run_id, now=now) for file, known in different]
    absent = sorted(ledger.keys() - present.keys())
    newly_gone = [path for path in absent if ledger[path].status != "gone"]
    rows.extend(
        replace(ledger[path], status="gone", reason=None, last_seen_at=now, run_id=run_id)
        for path in newly_gone
    )
    # A file that was a copy when it went keeps nothing: its article is where the warehouse says.
    kept = {
        article
        for path in absent
        if (not prune or path in left_out)
        and (article := ledger[path].article_id) is not None
        and articles.get(article) == path
    }
    # A file that can no longer be read keeps what it gave when it could.
    rejected = {file.path for file in present.values() if not file.is_loaded}
    if rejected:
        kept |= {article for article, path in articles.items() if path in rejected}
    # Equal on most nights, which is quickly seen.
    placed = [] if home == articles else sorted(home.items() - articles.items(), key=itemgetter(1))
    return LoadPlan(
        rows=tuple(rows),
        load={article: path for article, path in placed if article not in articles},
        move={article: path for article, path in placed if article in articles},
        remove=frozenset(
            article for article in articles if article not in home and article not in kept
        ),
        counts=_count(files, home, different, gone=sum(not is_record(path) for path in newly_gone)),
    )


def _with_known(files: Iterable[FoundFile], ledger: Mapping[str, SeedFile]) -> Iterator[FoundFile]:
    """The files, those that are not selected as the ledger knows them, if it does."""
    for file in files:
        if file.selected:
            yield file
        elif (known := ledger.get(file.path)) is not None and known.status != "gone":
            yield replace(
                file,
                content_hash=known.content_hash,
                size_bytes=known.size_bytes,
                article_id=known.article_id,
                reason=known.reason if known.status == "rejected" else None,
                remark=known.reason if known.status == "loaded" else None,
                format=known.format,
                records=known.records,
                read_with=known.read_with,
            )


def _homes(files: Iterable[FoundFile], articles: Mapping[str, str]) -> dict[str, str]:
    """For every article in the seed folder, the one path that it is loaded from.

    The files come in the order of their paths.
    """
    home: dict[str, str] = {}
    for file in files:
        article = file.article_id
        if article is not None and (article not in home or articles.get(article) == file.path):
            home[article] = file.path
    return home


def _outcome(file: FoundFile, home: Mapping[str, str]) -> tuple[Status, str | None]:
    """What becomes of the file, and what is to be said of it."""
    if not file.is_loaded:
        return "rejected", file.reason
    if file.article_id is None:
        return "loaded", file.remark
    first = home[file.article_id]
    if first == file.path:
        return "loaded", file.remark
    return "duplicate", f"same article as {as_written(first)}"


def _stands(file: FoundFile, home: Mapping[str, str], known: SeedFile | None) -> bool:
    """Whether the file's row says what there is to say already."""
    if known is None or known.content_hash != file.content_hash:
        return False
    if (known.format, known.records, known.read_with) != (
        *(file.format, file.records, file.read_with),
    ):
        return False
    if file.article_id is not None and known.article_id != file.article_id:
        return False
    if file.article_id is not None and home[file.article_id] == file.path:
        return known.status == "loaded" and known.reason == file.remark
    return (known.status, known.reason) == _outcome(file, home)


def _row(
    file: FoundFile,
    home: Mapping[str, str],
    known: SeedFile | None,
    *,
    run_id: str,
    now: datetime,
) -> SeedFile:
    status, reason = _outcome(file, home)
    return SeedFile(
        path=file.path,
        content_hash=file.content_hash,
        size_bytes=file.size_bytes,
        status=status,
        reason=reason,
        article_id=file.article_id,
        first_seen_at=known.first_seen_at if known else now,
        last_seen_at=now,
        run_id=run_id,
        format=file.format,
        records=file.records,
        read_with=file.read_with,
    )


def _count(
    files: Iterable[FoundFile],
    home: Mapping[str, str],
    different: Sequence[tuple[FoundFile, SeedFile | None]],
    *,
    gone: int,
) -> Counts:
    """Counts of the selected files; `different` are those whose row changes, with the old row."""
    selected = [file for file in files if file.selected]
    whole = [file for file in selected if not is_record(file.path)]
    records = [file for file in selected if is_record(file.path)]
    holding = sum(file.article_id is not None for file in selected)
    paths = {file.path for file in selected}
    first = sum(path in paths for path in home.values())
    changing = [(file, known) for file, known in different if file.selected]
    new = [file for file, known in changing if known is None or known.status == "gone"]
    return Counts(
        found=len(whole),
        new=sum(not is_record(file.path) for file in new),
        changed=sum(
            known is not None
            and known.status != "gone"
            and known.content_hash != file.content_hash
            and not is_record(file.path)
            for file, known in changing
        ),
        gone=gone,
        duplicate=holding - first,
        rejected=sum(not file.is_loaded for file in whole),
        undated=len({f.article_id for f in selected if is_without_its_date(f.remark)}),
        ahead=len({f.article_id for f in selected if is_ahead(f.remark)}),
        records=len(records),
        records_new=sum(is_record(file.path) for file in new),
        records_rejected=sum(not file.is_loaded for file in records),
    )
