"""Which errors of a task are worth a retry, and how long to wait before it.

Shared folders (NFS, SMB) and busy disks refuse now and then what they allow a moment later. A
full disk or a missing right stays, so those fail at once.
"""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING, Any

# Commands without a run tell such errors, too, and none of them starts or looks for Prefect.
if TYPE_CHECKING:
    from prefect import Task
    from prefect.client.schemas.objects import State, TaskRun

TRANSIENT: frozenset[int] = frozenset(
    {errno.EBUSY, errno.EAGAIN, errno.EINTR, errno.ETIMEDOUT, errno.ESTALE, errno.EIO}
)
"""Error numbers of the operating system that may be gone at the next try."""

# Polars says which error of the operating system it met, but only in its message.
_OF_POLARS = re.compile(r"\(os error (\d+)\)")


def worth_a_retry(task: Task[..., Any], task_run: TaskRun, state: State[Any]) -> bool:
    """Whether the error that a task has just failed with may be gone at the next try."""
    error = state.data
    return isinstance(error, Exception) and error_number(error) in TRANSIENT


def error_number(error: Exception) -> int | None:
    """Which error of the operating system this is, also where Polars wraps it."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno
    if type(error).__module__.startswith("polars") or isinstance(error, OSError):
        found = _OF_POLARS.search(str(error))
        return int(found[1]) if found else None
    return None


retrying: dict[str, Any] = {
    "retries": 2,
    "retry_delay_seconds": [1.0, 5.0],
    "retry_condition_fn": worth_a_retry,
}
"""Keyword arguments of a task that may meet such an error: `@task(..., **retrying)`."""
