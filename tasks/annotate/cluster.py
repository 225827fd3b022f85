"""Batches on a Dask cluster, whose workers may die or lose their way.

Dask gives the batches of a dead worker to another one. A batch that the dead worker was at is
marked in the staging folder, and the next worker refuses it, so that an article that kills its
process costs one worker, not all of them.
"""

from __future__ import annotations

import logging
import queue
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.annotate.batches import Batch, BatchResult, Bench, SuspectError, named_task
from tasks.annotate.crew import AHEAD, Crew, CrewError, require_dask
from tasks.annotate.shelf import Shelf
from tasks.annotate.suspects import sift

if TYPE_CHECKING:
    from prefect_dask.task_runners import PrefectDaskFuture

_POLL_SECONDS = 1.0

logger = logging.getLogger("wortlaut")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Batches that the cluster has not annotated.

    `suspects` may have killed a worker, or needed more memory than it had.
    """

    suspects: list[Batch]
    left: list[Batch]


def annotate_on_cluster(
    batches: Sequence[Batch],
    shelf: Shelf,
    bench: Bench,
    crew: Crew,
    *,
    on_finished: Callable[[BatchResult], None],
) -> Unfinished:
    """Annotate batches on a Dask cluster as long as it has workers.

    Raises CrewError when the cluster cannot be used, and whatever a batch raised.
    """
    require_dask()
    from distributed.scheduler import KilledWorker, NoValidWorkerError

    lost = (KilledWorker, NoValidWorkerError, CancelledError)
    refused: list[Batch] = []
    with crew.dask_runner(batches=len(batches)) as runner:
        watch = _Watch(runner.client, patience=crew.patience)
        done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        numbered = deque(enumerate(batches, start=1))
        waiting: dict[PrefectDaskFuture[BatchResult], Batch] = {}
        unfinished: list[Batch] = []
        while (numbered or waiting) and watch.has_workers():
            while numbered and len(waiting) < watch.workers * AHEAD:
                number, batch = numbered.popleft()
                parameters = {
                    "batch": batch,
                    "articles": shelf.take(batch.articles),
                    "bench": bench,
                    "shun_marked": True,
                }
                task = named_task(batch, number=number, count=len(batches))
                future = runner.submit(task, parameters)
                waiting[future] = batch
                future.add_done_callback(done.put)
            try:
                future = done.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            batch = waiting.pop(future)
            try:
                on_finished(future.result())
            except (SuspectError, MemoryError):
                refused.append(batch)
            except lost:
                unfinished.append(batch)
            except Exception as error:
                if future.wrapped_future.status != "error":
                    raise  # the batch ran, and raised
                raise CrewError(
                    f"{crew.words()} could not start a batch ({type(error).__name__}: "
                    f"{' '.join(str(error).split())}); its scheduler and workers need the same "
                    "versions of Wortlaut, Prefect and Python as this machine"
                ) from error
        unfinished.extend(waiting.values())
        unfinished.extend(batch for _, batch in numbered)
    suspects, left = sift([*refused, *unfinished], bench.open())
    return Unfinished(suspects=suspects, left=left)


class _Watch:
    """Whether the cluster has workers; a short while without any is nothing.

    `workers` is how many it had when it was last looked at.
    """

    def __init__(self, client: Any, *, patience: float) -> None:
        self._client = client
        self._patience = patience
        self._last_seen = time.monotonic()
        self._next_look = 0.0
        self.workers = 0

    def has_workers(self) -> bool:
        """Whether any worker has been there within the patience; looks once a second at most."""
        now = time.monotonic()
        if now < self._next_look:
            return True
        self._next_look = now + _POLL_SECONDS
        if self._client.status != "running":
            # All futures are cancelled by then, and come back as lost.
            return False
        self.workers = self._count()
        if self.workers:
            self._last_seen = now
        return now - self._last_seen <= self._patience

    def _count(self) -> int:
        try:
            return len(self._client.nthreads())
        except OSError:
            return 0
