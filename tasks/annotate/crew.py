"""Who annotates: processes of this machine, or the workers of a Dask cluster.

Dask is an extra and takes seconds to import, so it is imported when a crew needs it.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from tasks.console.plural import counted
from tasks.machine.orphan import start_resource_tracker

if TYPE_CHECKING:
    from prefect_dask.task_runners import DaskTaskRunner

# A local cluster is for this run alone, so nobody else can reach it.
_LOOPBACK = "127.0.0.1"
_CONNECT_SECONDS = 10.0
# Dask waits for ever in places when it is given something else.
_ADDRESS = re.compile(r"(tcp|tls|ucx)://\S+:(?P<port>\d{1,5})")
_LAST_PORT = 65_535
# What a process annotates in the time that it takes to start (3.2 s and 0.126 ms a character).
_CHARACTERS_A_START = 25_000
AHEAD = 3
"""Batches that are handed out at a time, for each worker, so that none waits for its next one."""


Runner = Literal["process", "dask"]


class CrewError(RuntimeError):
    """The workers that a run asks for are not there, or cannot do its work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """The workers of a run.

    `workers` is how many processes this machine gives, or, with `at_most`, may give where there is
    work for as many; a cluster that `scheduler` names has its own. Without `scheduler`, Dask starts
    a cluster on this machine and ends it with the run.
    `patience` is how many seconds the cluster may be without any worker, at the start or later.

    Workers of an existing cluster share nothing with the run but its folders, under the same
    paths: staging, and the model if one is named. Scheduler and workers need the same version
    of Wortlaut as the run; workers find the Prefect server under the address that the run uses,
    so `PREFECT_API_URL` must name one that they reach. A worker process annotates one batch at a
    time: start it with `--nthreads 1`, without a memory limit (`--memory-limit 0`), and with the
    variables of `flows/environment.py`, above all `POLARS_MAX_THREADS=1`, `OMP_NUM_THREADS=1`,
    `DO_NOT_TRACK=1` and `PREFECT_LOGGING_EXTRA_LOGGERS=wortlaut`.
    """

    runner: Runner = "process"
    workers: int
    scheduler: str | None = None
    patience: float = 30.0
    at_most: bool = False

    def for_texts(self, characters: int) -> Crew:
        """The crew for so much text: a process that would hardly begin is not started."""
        if not self.at_most or self.runner != "process":
            return self
        return replace(self, workers=min(self.workers, max(1, characters // _CHARACTERS_A_START)))

    def size(self) -> int:
        """Worker processes that annotate at the same time; asks an existing cluster.

        Raises CrewError when the cluster does not answer or has no worker.
        """
        if self.runner == "process" or self.scheduler is None:
            return self.workers
        require_dask()
        with _connected(self.scheduler) as client:
            return self._await_workers(client)

    def check(self) -> None:
        """Raise CrewError where the workers that are asked for are not to be had.

        For a run to begin with: reading a night's files for a cluster that is not there is in vain.
        """
        if self.runner == "dask":
            require_dask()
            self.size()

    def words(self) -> str:
        """The crew in a log line."""
        if self.runner == "process":
            return counted(self.workers, "worker process")
        if self.scheduler is None:
            return f"a local Dask cluster of {counted(self.workers, 'worker')}"
        return f"the Dask cluster at {self.scheduler}"

    @contextmanager
    def dask_runner(self, *, batches: int) -> Iterator[DaskTaskRunner]:
        """A connected Prefect runner on the cluster, which has a worker at least.

        Raises CrewError when it does not answer or has no worker.
        """
        require_dask()
        from prefect_dask.task_runners import DaskTaskRunner

        if self.scheduler is not None:
            with _connected(self.scheduler) as client:
                self._await_workers(client)
            timeout: dict[str, Any] = {"timeout": _CONNECT_SECONDS}
            with DaskTaskRunner(address=self.scheduler, client_kwargs=timeout) as runner:
                yield runner
            return
        start_resource_tracker()
        with (
            tempfile.TemporaryDirectory(prefix="wortlaut-dask-") as scratch,
            DaskTaskRunner(
                cluster_class="distributed.LocalCluster",
                cluster_kwargs=_local_cluster(min(self.workers, batches), scratch),
            ) as runner,
        ):
            try:
                yield runner
            except BaseException as error:
                if not isinstance(error, Exception):
                    # A run that is told to stop may have no time to wait for the cluster's end.
                    shutil.rmtree(scratch, ignore_errors=True)
                raise

    def _await_workers(self, client: Any) -> int:
        try:
            client.wait_for_workers(1, timeout=self.patience)
        except TimeoutError as error:
            raise CrewError(
                f"no worker has joined the Dask scheduler {self.scheduler} within "
                f"{self.patience:.0f} seconds; start some with "
                f"'dask worker {self.scheduler} --nthreads 1', then run again"
            ) from error
        return len(client.nthreads())


def require_dask() -> None:
    """Raise CrewError where Dask is not installed.

    Looked for and not imported: that imports Prefect, which makes its folder where nobody has said
    yet which it is.
    """
    if importlib.util.find_spec("prefect_dask") is None:
        raise CrewError(
            "the Dask runner is not installed; run pip install 'wortlaut[dask]', "
            "or use the process runner"
        )


@contextmanager
def _connected(scheduler: str) -> Iterator[Any]:
    from distributed import Client

    address = _ADDRESS.fullmatch(scheduler)
    if address is None or int(address["port"]) > _LAST_PORT:
        raise CrewError(
            f"{scheduler} is no address of a Dask scheduler; write it as tcp://HOST:PORT, "
            "such as tcp://10.0.0.5:8786"
        )
    connect: Any = Client  # Dask has no types.
    try:
        client = connect(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except OSError as error:
        raise CrewError(
            f"the Dask scheduler {scheduler} does not answer within {_CONNECT_SECONDS:.0f} "
            "seconds; check the address and that 'dask scheduler' runs there, or name no "
            "scheduler to use a local cluster"
        ) from error
    with client:
        yield client


def _local_cluster(workers: int, scratch: str) -> dict[str, Any]:
    """Arguments of a cluster that only this run reaches, and that leaves no files behind."""
    return {
        "n_workers": workers,
        "threads_per_worker": 1,
        "processes": True,
        "host": _LOOPBACK,
        # Other accounts reach the loopback interface too, and a scheduler runs what it is sent.
        "security": True,
        "dashboard_address": None,
        "worker_dashboard_address": None,
        "local_directory": scratch,
        # Dask would kill a worker that a long article has made large.
        "memory_limit": 0,
        # What a dead worker means, our own log says.
        "silence_logs": "CRITICAL",
    }
