"""Step 2: the files that are new or different become articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from tasks.find.seed_bytes import Unread, read_seed
from tasks.find.seed_folder import outcome
from tasks.ledger.ledger import FoundFile, SeedFile, unchanged
from tasks.machine.bulk import in_bulk
from tasks.text.ahead import as_of, is_ahead
from tasks.text.article import Article, Rejection
from tasks.text.parse import parse as parse_bytes


@dataclass(frozen=True, slots=True)
class Parsed:
    """All files that are still there, each selected one with its article or its reason.

    `articles` holds those that had to be read, by `article_id`.
    """

    files: tuple[FoundFile, ...]
    articles: Mapping[str, Article]


def parse(
    found: list[FoundFile],
    ledger: Mapping[str, SeedFile],
    *,
    seeds: Path,
    max_bytes: int,
    today: date,
) -> Parsed:
    """Read what the ledger does not know yet, as a Prefect task."""
    # Quoted: Prefect would look for futures in every field of every file, which takes seconds.
    files: Any = quote(found)
    known: Any = quote(ledger)
    return _parse(files, known, seeds=seeds, max_bytes=max_bytes, today=today)


@task(
    name="parse",
    task_run_name="parse new and changed files",
    cache_policy=NO_CACHE,
    persist_result=False,
)
def _parse(
    found: list[FoundFile],
    ledger: Mapping[str, SeedFile],
    *,
    seeds: Path,
    max_bytes: int,
    today: date,
) -> Parsed:
    return parse_files(found, ledger, seeds=seeds, max_bytes=max_bytes, today=today)


def parse_files(
    found: Iterable[FoundFile],
    ledger: Mapping[str, SeedFile],
    *,
    seeds: Path,
    max_bytes: int,
    today: date,
) -> Parsed:
    """Parse the files whose content differs from what the ledger says; pass the others on.

    An article dated after tomorrow (`today` is by the clock of this machine) is undated, with a
    remark. Its file is read again each time, for its day may have come.
    """
    with in_bulk():
        ahead = {row.article_id for row in ledger.values() if is_ahead(row.reason)}
        files = [_with_what_is_known(file, ledger.get(file.path), ahead) for file in found]
    articles: dict[str, Article] = {}
    present: list[FoundFile] = []
    for file in files:
        read: FoundFile | None = file
        if file.selected and file.article_id is None and file.reason is None:
            read, article = _read(file, seeds=seeds, max_bytes=max_bytes, today=today)
            if article is not None:
                articles[article.article_id] = article
        if read is not None:
            present.append(read)
    return Parsed(tuple(present), articles)


def _with_what_is_known(
    file: FoundFile, known: SeedFile | None, ahead: Set[str | None]
) -> FoundFile:
    """The file with the article that it held when it was loaded, if it holds the same.

    Articles that are `ahead` may be others by now, also those of duplicates.
    """
    if known is None or file.reason is not None or not unchanged(file, known):
        return file
    if known.article_id in ahead:
        return file
    remark = known.reason if known.status == "loaded" else None
    return FoundFile(file.path, file.content_hash, file.size_bytes, known.article_id, None, remark)


def _read(
    file: FoundFile, *, seeds: Path, max_bytes: int, today: date
) -> tuple[FoundFile | None, Article | None]:
    """The file with its article, or with the reason why it holds none; None when it is gone."""
    raw = read_seed(seeds, file.path, max_bytes=max_bytes)
    read = outcome(file, raw)
    if read is None or isinstance(raw, Unread):
        return read, None
    if file.content_hash is not None and read.content_hash != file.content_hash:
        # It has changed since it was found, so somebody may still be writing it.
        return outcome(file, Unread("growing")), None
    article = parse_bytes(raw)
    if isinstance(article, Rejection):
        return replace(read, reason=article.reason), None
    article = as_of(article, today)
    return replace(read, article_id=article.article_id, remark=article.remark), article
