"""A seed folder whose files change between runs, and the warehouse that follows it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import duckdb

from benchmarks.run_tree import RunTree, start_run
from benchmarks.short_articles import short_articles, write_article
from benchmarks.soundness import articles_of, faults_of
from tasks.text.article import Article
from tasks.text.parse import parse

_ARTICLES = 24


class ChangingSeeds:
    """Some of a few short articles, others before each run.

    `wanted` are the identifiers of the articles that the folder holds now, `before` those of the
    folder as it was before the last change. Runs find their Prefect server in `environment`.
    `warehouse` may lie on a disk of its own.
    """

    def __init__(
        self,
        folder: Path,
        chance: random.Random,
        environment: Mapping[str, str],
        warehouse: Path | None = None,
    ) -> None:
        self.seeds, self.warehouse = folder / "seeds", warehouse or folder / "warehouse"
        self.seeds.mkdir(parents=True)
        self._texts = _texts()
        self._chance = chance
        self._environment = environment
        self.before: frozenset[str] = frozenset()
        self.wanted: frozenset[str] = frozenset()

    def put_all(self) -> None:
        """Put all articles into the folder."""
        self._put(range(len(self._texts)))

    def change(self) -> None:
        """Half of the articles lie in the folder, others than before; one under a new name.

        Nothing is staged, so that those that are new have to be annotated.
        """
        shutil.rmtree(self.warehouse / "staging", ignore_errors=True)
        self._put(self._chance.sample(range(len(self._texts)), len(self._texts) // 2))

    def start(self, *, before: str = "", own_server: bool = False) -> RunTree:
        """A run in small batches that also takes out articles; `before` is a line of shell.

        With a server of its own it has two workers, else one, which is cheaper.
        """
        workers = "2" if own_server else "1"
        options = ("--prune-all", "--batch-size", "2", "--workers", workers)
        environment = {} if own_server else self._environment
        return start_run(
            self.seeds, self.warehouse, *options, environment=environment, before=before
        )

    def held(self) -> str:
        """Which articles are published: those of `before`, of `after` the last change, or else."""
        try:
            published = articles_of(self.warehouse)
        except duckdb.Error:
            return "unreadable"
        if published == self.wanted:
            return "after"
        return "before" if published == self.before else "neither"

    def faults(self, reference: Path) -> Iterator[str]:
        """What is wrong with the published file, also that its articles are none of these two."""
        held = self.held()
        if held in ("neither", "unreadable"):
            yield f"the published file is {held}"
        if held != "unreadable":
            yield from faults_of(self.warehouse, reference)

    def _put(self, chosen: range | list[int]) -> None:
        for file in self.seeds.iterdir():
            file.unlink()
        for number, at in enumerate(chosen):
            name = f"{at:03}" if number else f"neu-{self._chance.randrange(1000):03}"
            write_article(self.seeds / f"{name}.txt", self._texts[at])
        self.before = self.wanted
        self.wanted = frozenset(_id_of(self._texts[at]) for at in chosen)


@cache
def _texts() -> list[str]:
    return list(short_articles(_ARTICLES, corpora=False))


def _id_of(text: str) -> str:
    article = parse(text.encode())
    if not isinstance(article, Article):
        raise TypeError(article.reason)
    return article.article_id
