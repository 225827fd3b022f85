"""Batches on a crew of workers, and what to do when one of them dies.

What a Dask cluster leaves undone goes on in processes of this machine. There, a dead worker takes
its whole pool with it. The batches that no worker was at go on in a fresh pool; those that one
was at are run one by one in a pool of a single worker, so that the next death convicts. A
convicted batch is halved until one article is left, and that one is rejected. An article at which
its worker's time ran out is known, so it is tried alone at once, and rejected the second time. A
batch for which the memory did not suffice is tried alone as well; an article for which it does not
suffice even then is rejected by this run only.
"""

from __future__ import annotations

import contextvars
import logging
import multiprocessing
import queue
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, Self

from prefect.futures import PrefectFuture
from prefect.task_runners import ProcessPoolTaskRunner

from tasks.annotate.batches import Batch, BatchResult, Bench, named_task
from tasks.annotate.cluster import annotate_on_cluster
from tasks.annotate.crew import AHEAD, Crew, CrewError
from tasks.annotate.shelf import Shelf
from tasks.annotate.staged import staged_frames
from tasks.annotate.suspects import narrowed, sift
from tasks.machine.orphan import ending_with_this_process, start_resource_tracker
from tasks.machine.shortage import is_shortage
from tasks.text.article import Article
from tasks.text.parse import parse

__all__ = [
    "Crew",
    "CrewError",
    "WorkerPool",
    "WorkersDieError",
    "annotate_on_pool",
    "cut_batches",
]

# No batch is larger than asked for, but a worker gets at least this many, so that they end
# together.
_BATCHES_PER_WORKER = 4
_CRASHED = (
    "the language model's process died on this article, alone in a fresh process; "
    "please report the file"
)

_SHORT_OF_MEMORY = (
    "the memory did not suffice for this article, even when it was tried alone; the next run tries "
    "it again, with more free memory or fewer workers, or split the file"
)

_HARMLESS = "Der Rat tagte am Montag in Kiel. „Wir bauen das“, sagte die Bürgermeisterin dem Rat.\n"

# Pools that may die in a row without any batch to blame.
_SILENT_DEATHS = 2

logger = logging.getLogger("wortlaut")

Finished = Callable[[BatchResult], None]


class WorkersDieError(RuntimeError):
    """Worker processes die, and no article is to blame."""


def cut_batches(articles: Iterable[str], shelf: Shelf, *, size: int, workers: int) -> list[Batch]:
    """Batches of at most `size` articles, largest texts first, so that the last ones are short."""
    ordered = sorted(articles, key=lambda article: (-shelf.length(article), article))
    share = -(-len(ordered) // (workers * _BATCHES_PER_WORKER))
    count = max(1, -(-len(ordered) // max(1, min(size, share))))
    return [Batch(tuple(ordered[number::count])) for number in range(min(count, len(ordered)))]


def annotate_on_pool(
    batches: Iterable[Batch], shelf: Shelf, bench: Bench, crew: Crew, *, on_finished: Finished
) -> dict[str, str]:
    """Annotate and stage all batches; every article ends staged, annotated or rejected.

    Texts are taken from the shelf as workers come to them.

    Returns the reasons of those that are not staged, for the next run may have the memory that
    they need. Raises CrewError where the crew cannot be used, and WorkersDieError where workers die
    and no article is to blame.
    """
    staging = bench.open()
    staging.discard_unfinished()
    # Workers elsewhere know by it that they share the folder.
    staging.folder.mkdir(parents=True, exist_ok=True)
    waiting = list(batches)
    suspects: list[Batch] = []
    if crew.runner == "dask" and waiting:
        unfinished = annotate_on_cluster(waiting, shelf, bench, crew, on_finished=on_finished)
        waiting, suspects = unfinished.left, unfinished.suspects
        if waiting or suspects:
            logger.warning(
                "workers of %s died; batches that go on here: %d, tried alone: %d",
                crew.words(),
                len(waiting),
                len(suspects),
            )
    suspects += _run_together(waiting, shelf, bench, workers=crew.workers, on_finished=on_finished)
    refused = _run_alone(suspects, shelf, bench, on_finished=on_finished)
    # Else what a killed worker of this run left would lie there until the next one annotates.
    staging.discard_unfinished()
    return refused


def _run_together(
    batches: Sequence[Batch], shelf: Shelf, bench: Bench, *, workers: int, on_finished: Finished
) -> list[Batch]:
    """Run batches on pools of several workers; return those that may have killed one."""
    staging = bench.open()
    waiting = list(batches)
    suspects: list[Batch] = []
    while waiting:
        unfinished, _ = _run(waiting, shelf, bench, workers=workers, on_finished=on_finished)
        marked, waiting = sift(unfinished, staging)
        suspects.extend(marked)
        if unfinished and not marked:
            # Nobody was at work: the pool itself died, so each batch is tried alone.
            suspects.extend(waiting)
            waiting = []
        if unfinished:
            logger.warning(
                "a worker process died, or had no more time or memory; "
                "batches that go on in a new pool: %d, tried alone: %d",
                len(waiting),
                len(suspects),
            )
    return suspects


def _run_alone(
    batches: Sequence[Batch], shelf: Shelf, bench: Bench, *, on_finished: Finished
) -> dict[str, str]:
    """Run suspects on pools of a single worker, until all are staged or rejected.

    Returns the articles, with a reason, for which the memory did not suffice.
    """
    staging = bench.open()
    suspects = list(batches)
    silent_deaths = 0
    refused: dict[str, str] = {}
    while suspects:
        unfinished, hungry = _run(suspects, shelf, bench, workers=1, on_finished=on_finished)
        marks = [(batch, staging.take_mark(batch.name)) for batch in unfinished]
        guilty = [(batch, mark) for batch, mark in marks if mark is not None]
        silent_deaths = silent_deaths + 1 if unfinished and not guilty else 0
        if silent_deaths > _SILENT_DEATHS:
            raise WorkersDieError(
                "worker processes die before they begin to annotate (batches left: "
                f"{len(unfinished)}); check free memory, then run again: what is staged is kept"
            )
        suspects = []
        for batch, mark in guilty:
            if len(batch.articles) > 1:
                suspects.extend(narrowed(batch, mark))
                continue
            (article,) = batch.articles
            reason = _CRASHED
            if batch in hungry:
                reason = refused[article] = _SHORT_OF_MEMORY
            elif mark.overdue:
                reason = bench.limit.words(shelf.length(article))
                _convict(article, reason, bench)
            else:
                _prove_that_others_live(shelf, bench)
                _convict(article, reason, bench)
            logger.error("article %s: %s", article, reason)
            on_finished(BatchResult(articles=0, rejected=1, words=0, quotes=0, seconds=0.0))
        suspects.extend(batch for batch, mark in marks if mark is None)
    return refused


def _prove_that_others_live(shelf: Shelf, bench: Bench) -> None:
    """Raise WorkersDieError where a worker dies on a harmless article as well.

    Without memory any worker dies, and native code does not say why.
    """
    article = parse(_HARMLESS.encode())
    assert isinstance(article, Article)
    was_there = bool(bench.open().index([article.article_id])[0])
    shelf.put(article)
    batch = Batch((article.article_id,))
    unfinished, _ = _run([batch], shelf, bench, workers=1, on_finished=lambda _: None)
    if not was_there:
        bench.open().forget(article.article_id)
    if unfinished:
        raise WorkersDieError(
            "worker processes die on a harmless article, too; check free memory, run with fewer "
            "workers, then run again: what is staged is kept"
        )


def _convict(article_id: str, reason: str, bench: Bench) -> None:
    """Reject an article that has killed its worker, or taken all its time, for good."""
    reasons = [(article_id, reason)]
    bench.open().write(staged_frames([], reasons, model_version=bench.model_version))


def _run(
    batches: Sequence[Batch], shelf: Shelf, bench: Bench, *, workers: int, on_finished: Finished
) -> tuple[list[Batch], list[Batch]]:
    """Run batches on one pool; return, in order, those that were left unfinished.

    The second list holds those among them for which the memory did not suffice; the others were
    left by a dead worker.
    """
    pool = WorkerPool(
        max_workers=min(workers, len(batches)),
        initializer=ending_with_this_process(),
    )
    numbered = enumerate(batches, start=1)
    done: queue.SimpleQueue[PrefectFuture[BatchResult]] = queue.SimpleQueue()
    at_work: dict[PrefectFuture[BatchResult], Batch] = {}
    unfinished: list[Batch] = []
    hungry: list[Batch] = []
    broken = False
    with pool as runner:
        while True:
            # What is handed out is held in memory, so it is not all of it at once.
            ahead = 0 if broken else workers * AHEAD - len(at_work)
            for number, batch in islice(numbered, ahead):
                task = named_task(batch, number=number, count=len(batches))
                articles = shelf.take(batch.articles)
                parameters = {"batch": batch, "articles": articles, "bench": bench}
                future = runner.submit(task, parameters)
                at_work[future] = batch
                future.add_done_callback(done.put)
            if not at_work:
                break
            finished = done.get()
            batch = at_work.pop(finished)
            try:
                on_finished(finished.result())
            except BrokenProcessPool:
                broken = True
                unfinished.append(batch)
            except (MemoryError, ImportError) as error:
                # Without memory, a worker cannot even load its libraries.
                if not is_shortage(error):
                    raise
                unfinished.append(batch)
                hungry.append(batch)
    unfinished.extend(batch for _, batch in numbered)
    order = {batch.name: number for number, batch in enumerate(batches)}
    return sorted(unfinished, key=lambda batch: order[batch.name]), hungry


class WorkerPool(ProcessPoolTaskRunner):
    """Prefect's pool, whose thread for the workers' messages knows the settings of the run.

    Without them it sends what the workers report to a Prefect server that it starts for itself. A
    run that is told to stop does not wait for its workers: it kills them.
    """

    def __enter__(self) -> Self:
        self._settings = contextvars.copy_context()
        start_resource_tracker()
        return super().__enter__()

    def __exit__(self, exc_type: Any, exc_value: Any, traceback: Any) -> None:
        if exc_type is not None and not issubclass(exc_type, Exception):
            for worker in multiprocessing.active_children():
                worker.kill()
        super().__exit__(exc_type, exc_value, traceback)

    def _forward_subprocess_messages(self) -> None:
        self._settings.run(super()._forward_subprocess_messages)
