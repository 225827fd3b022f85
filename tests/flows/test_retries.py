"""Tasks are tried again where that can help, and only there; also in worker processes."""

import errno
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from prefect import flow, task
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

from tasks.annotate.pool import WorkerPool
from tasks.machine.retries import retrying

# Waits would only make the tests longer.
AT_ONCE = retrying | {"retry_delay_seconds": 0}


@task(persist_result=False, **AT_ONCE)
def fail_at_first(folder: Path, error: Exception, failures: int) -> int:
    """Raise so many times; return how many tries it took."""
    tries = len(list(folder.iterdir())) + 1
    (folder / str(tries)).touch()
    if tries <= failures:
        raise error
    return tries


@flow(name="retry", persist_result=False)
def in_process(folder: Path, error: Exception, failures: int) -> int:
    return fail_at_first(folder, error, failures)


@flow(name="retry-in-a-worker", persist_result=False)
def in_a_worker(folder: Path, number: int) -> int:
    with WorkerPool(max_workers=1) as runner:
        parameters = {"folder": folder, "error": OSError(number, "gone"), "failures": 1}
        return runner.submit(fail_at_first, parameters).result()


@pytest.fixture(autouse=True)
def server(prefect_server: str, tmp_path: Path) -> Iterator[None]:
    settings = {PREFECT_API_URL: prefect_server, PREFECT_HOME: tmp_path / "prefect"}
    with temporary_settings(settings):
        yield


@pytest.fixture
def tries(tmp_path: Path) -> Path:
    folder = tmp_path / "tries"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.EIO, "Input/output error"),
        OSError(errno.ESTALE, "Stale file handle"),
        pl.exceptions.ComputeError("parquet: Stale file handle (os error 116)"),
    ],
)
def test_an_error_that_may_be_gone_is_tried_again(tries: Path, error: Exception) -> None:
    assert in_process(tries, error, failures=2) == 3


def test_a_third_failure_is_the_last(tries: Path) -> None:
    with pytest.raises(OSError, match="busy"):
        in_process(tries, OSError(errno.EBUSY, "busy"), failures=3)
    assert len(list(tries.iterdir())) == 3


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        PermissionError(errno.EACCES, "Permission denied"),
        OSError("no number (os error)"),
        pl.exceptions.ComputeError("parquet: No space left on device (os error 28)"),
        ValueError("a mistake (os error 5)"),
    ],
)
def test_an_error_that_stays_fails_at_once(tries: Path, error: Exception) -> None:
    with pytest.raises(type(error)):
        in_process(tries, error, failures=1)
    assert len(list(tries.iterdir())) == 1


def test_worker_processes_try_again_too(tries: Path) -> None:
    assert in_a_worker(tries, errno.EIO) == 2
