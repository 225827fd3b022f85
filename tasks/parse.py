"""Step 2: the files that are new or different become articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.store.ledger import FoundFile, SeedFile, unchanged
from tasks.store.seed_folder import read_seed
from tasks.text.article import Article, Rejection
from tasks.text.parse import parse as parse_bytes


@dataclass(frozen=True, slots=True)
class Parsed:
    """All files of the seed folder, each with its article or its reason.

    `articles` holds those that had to be read, by `article_id`.
    """

    files: tuple[FoundFile, ...]
    articles: Mapping[str, Article]


@task(
    name="parse",
    task_run_name="parse new and changed files",
    cache_policy=NO_CACHE,
    persist_result=False,
)
def parse(
    found: list[FoundFile], ledger: Mapping[str, SeedFile], *, seeds: Path, max_bytes: int
) -> Parsed:
    """Read what the ledger does not know yet."""
    return parse_files(found, ledger, seeds=seeds, max_bytes=max_bytes)


def parse_files(
    found: Iterable[FoundFile], ledger: Mapping[str, SeedFile], *, seeds: Path, max_bytes: int
) -> Parsed:
    """Parse the files whose content differs from what the ledger says; pass the others on."""
    files: list[FoundFile] = []
    articles: dict[str, Article] = {}
    for file in found:
        known = ledger.get(file.path)
        if file.reason is not None:
            files.append(file)
        elif known is not None and unchanged(file, known):
            remark = known.reason if known.status == "loaded" else None
            files.append(replace(file, article_id=known.article_id, remark=remark))
        else:
            article = _article(file, seeds=seeds, max_bytes=max_bytes)
            if isinstance(article, Rejection):
                files.append(replace(file, reason=article.reason))
            else:
                files.append(replace(file, article_id=article.article_id, remark=article.remark))
                articles[article.article_id] = article
    return Parsed(tuple(files), articles)


def _article(file: FoundFile, *, seeds: Path, max_bytes: int) -> Article | Rejection:
    raw = read_seed(seeds / file.path, max_bytes=max_bytes)
    if isinstance(raw, str):
        return Rejection(raw)
    if hashlib.sha256(raw).hexdigest() != file.content_hash:
        return Rejection("the file changed while it was read; the next run will read it again")
    return parse_bytes(raw)
