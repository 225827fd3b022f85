"""The ledger of seed files: what was seen before, what a run finds, what follows from both.

Pure functions over values; the warehouse reads and writes the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Literal

Status = Literal["loaded", "duplicate", "rejected", "gone"]


@dataclass(frozen=True, slots=True)
class SeedFile:
    """One row of `seed_files`: a file ever seen, with what became of it."""

    path: str
    content_hash: str | None
    size_bytes: int | None
    status: Status
    reason: str | None
    article_id: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    run_id: str


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of the seed folder as it is now.

    `article_id` is set where it holds an article, `reason` where it cannot be loaded, `remark`
    where it is loaded but its owner should know something. A file that is not `selected` has not
    been looked at; only its path is known.
    """

    path: str
    content_hash: str | None
    size_bytes: int | None
    article_id: str | None = None
    reason: str | None = None
    remark: str | None = None
    selected: bool = True


@dataclass(frozen=True, slots=True)
class Counts:
    """Selected files of one run, by what is to be said of them; `gone` counts in all files."""

    found: int
    new: int
    changed: int
    gone: int
    duplicate: int
    rejected: int


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What a run changes, and nothing else.

    `rows`: seed files whose row is new or different. `load`: article to path, for articles that
    the warehouse has not. `move`: article to new path, for articles that it has. `remove`:
    articles to take out.
    """

    rows: tuple[SeedFile, ...]
    load: Mapping[str, str]
    move: Mapping[str, str]
    remove: frozenset[str]
    counts: Counts


def unchanged(found: FoundFile, known: SeedFile | None) -> bool:
    """Whether the file holds what it held when it was last loaded, so need not be read again.

    Rejected files are always read again: the reason may have gone.
    """
    return (
        known is not None
        and known.status in ("loaded", "duplicate")
        and known.content_hash == found.content_hash
    )


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
    selected = [file for file in files if file.selected]
    left_out = {file.path for file in files if not file.selected}
    present = {file.path: file for file in _with_known(files, ledger)}
    home = _homes(present.values(), articles)
    rows: list[SeedFile] = []
    for path, file in present.items():
        known = ledger.get(path)
        row = _row(file, home, known, run_id=run_id, now=now)
        if row is not known:
            rows.append(row)
    absent = sorted(path for path in ledger if path not in present)
    newly_gone = [path for path in absent if ledger[path].status != "gone"]
    rows.extend(
        replace(ledger[path], status="gone", reason=None, last_seen_at=now, run_id=run_id)
        for path in newly_gone
    )
    kept = {ledger[path].article_id for path in absent if not prune or path in left_out}
    # A file that can no longer be read keeps what it gave when it could.
    rejected = {file.path for file in present.values() if file.article_id is None}
    kept |= {article for article, path in articles.items() if path in rejected}
    remove = frozenset(
        article for article in articles if article not in home and article not in kept
    )
    return LoadPlan(
        rows=tuple(rows),
        load={article: path for article, path in home.items() if article not in articles},
        move={
            article: path
            for article, path in home.items()
            if article in articles and articles[article] != path
        },
        remove=remove,
        counts=_count(selected, home, ledger, gone=len(newly_gone)),
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


def _row(
    file: FoundFile,
    home: Mapping[str, str],
    known: SeedFile | None,
    *,
    run_id: str,
    now: datetime,
) -> SeedFile:
    status: Status
    if file.article_id is None:
        status, reason = "rejected", file.reason
    elif home[file.article_id] == file.path:
        status, reason = "loaded", file.remark
    else:
        status, reason = "duplicate", f"same article as {home[file.article_id]}"
    if known is not None and (known.content_hash, known.status, known.reason) == (
        file.content_hash,
        status,
        reason,
    ):
        return known
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
    )


def _count(
    selected: Sequence[FoundFile],
    home: Mapping[str, str],
    ledger: Mapping[str, SeedFile],
    *,
    gone: int,
) -> Counts:
    new = changed = duplicate = rejected = 0
    for file in selected:
        known = ledger.get(file.path)
        if known is None or known.status == "gone":
            new += 1
        elif known.content_hash != file.content_hash:
            changed += 1
        if file.article_id is None:
            rejected += 1
        elif home[file.article_id] != file.path:
            duplicate += 1
    return Counts(len(selected), new, changed, gone, duplicate, rejected)
