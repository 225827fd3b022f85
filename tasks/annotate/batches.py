"""Step 3: batches of articles go through the language model and into staging."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from prefect import Task, task
from prefect.cache_policies import NO_CACHE

from tasks.annotate.staged import staged_frames
from tasks.annotate.time_limit import TimeLimit, ended_after
from tasks.console.plural import counted
from tasks.forgotten.keyed import NOBODY, Forgotten
from tasks.forgotten.redact import redact
from tasks.machine.retries import retrying
from tasks.nlp.version import model_version
from tasks.store.staging import Staging
from tasks.text.article import Article
from tasks.text.ids import make_id

# The model is not made for several threads, and a worker may have them.
_at_the_model = threading.Lock()

logger = logging.getLogger("wortlaut")


class SuspectError(RuntimeError):
    """A worker has died at this batch, and another one refuses it."""


class StrangerError(RuntimeError):
    """A worker has another model, or other folders, than the run that it works for."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles that one worker annotates in one go, by `article_id`.

    `name` depends on nothing else.
    """

    articles: tuple[str, ...]

    @property
    def name(self) -> str:
        """Identifier of the batch, made of its articles."""
        return make_id("batch", list(self.articles))


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a worker finds its model and puts its results; paths, for they cross processes.

    `limit` is the time that it may take for an article; whoever is `forgotten` is left out.
    """

    model: Path | None
    model_version: str
    staging: Path
    limit: TimeLimit = field(default_factory=TimeLimit)
    forgotten: Forgotten = NOBODY

    def open(self) -> Staging:
        """The staging folder of this model version."""
        return Staging(self.staging, self.model_version)


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a worker says of a finished batch: counts, and seconds of its own time."""

    articles: int
    rejected: int
    words: int
    quotes: int
    seconds: float


@task(name="annotate", cache_policy=NO_CACHE, persist_result=False, **retrying)
def annotate_batch(
    batch: Batch, articles: Sequence[Article], bench: Bench, shun_marked: bool = False
) -> BatchResult:
    """Annotate the articles of one batch in this process and stage them; returns counts, not docs.

    With `shun_marked`, a batch that a worker died at raises SuspectError. A process with another
    model than the bench's raises StrangerError. MemoryError says that the memory did not suffice;
    the mark stays then. An article that takes longer than it may ends the process.
    """
    # Here alone: whoever hands out batches needs no model, and spaCy takes a second to import.
    from tasks.annotate.at_the_model import annotate_articles, model_of

    started = time.perf_counter()
    staging = bench.open()
    with one_at_a_time():
        check_same(bench)
        if shun_marked and staging.is_marked(batch.name):
            raise SuspectError(
                f"a worker died at this batch of {counted(len(batch.articles), 'article')}; it is "
                "tried again on the machine that runs the flow"
            )
        # Before the mark: for a model that the memory is too small for, no article is to blame.
        nlp = model_of(bench.model)
        try:
            with staging.at_work(batch.name) as begin:
                timed = partial(_timed, limit=bench.limit, begin=begin)
                annotated, reasons = annotate_articles(nlp, articles, within=timed)
                # Before anything is written: what is staged never held a forgotten name.
                annotated = [redact(*one, bench.forgotten) for one in annotated]
                staging.write(staged_frames(annotated, reasons, model_version=bench.model_version))
        except MemoryError:
            raise
        except Exception:
            # This worker lives; only a dead one leaves its mark.
            staging.take_mark(batch.name)
            raise
    for article_id, reason in reasons:
        logger.error("article %s cannot be annotated: %s", article_id, reason)
    return BatchResult(
        articles=len(annotated),
        rejected=len(reasons),
        words=sum(annotation.token_count for _, annotation in annotated),
        quotes=sum(len(annotation.quotes) for _, annotation in annotated),
        seconds=time.perf_counter() - started,
    )


def named_task(
    batch: Batch, *, number: int, count: int
) -> Task[[Batch, Sequence[Article], Bench, bool], BatchResult]:
    """The task under a name that tells one batch from the others in the Prefect UI."""
    articles = counted(len(batch.articles), "article")
    return annotate_batch.with_options(
        task_run_name=f"annotate {articles}, batch {number} of {count}"
    )


def one_at_a_time() -> threading.Lock:
    """The lock of this process for its model."""
    return _at_the_model


def check_same(bench: Bench) -> None:
    """Raise StrangerError unless this process has the bench's model, and sees its staging.

    The staging folder is there before the first batch is handed out.
    """
    own = model_version(bench.model)
    if own != bench.model_version:
        raise StrangerError(
            f"the worker on {socket.gethostname()} would annotate with {own}, this run with "
            f"{bench.model_version}; install the same version of Wortlaut and of its model there, "
            "restart the worker and run again"
        )
    if not bench.open().folder.is_dir():
        raise StrangerError(
            f"the worker on {socket.gethostname()} does not see the staging folder "
            f"{bench.open().folder}; mount the warehouse folder there under the same path, then "
            "run again"
        )


@contextmanager
def _timed(
    article: Article, *, limit: TimeLimit, begin: Callable[[str, float], None]
) -> Iterator[None]:
    """Note which article this process is at, and end the process when its time is over."""
    seconds = limit.of(len(article.text))
    begin(article.article_id, seconds)
    with ended_after(seconds):
        yield
