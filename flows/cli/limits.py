"""Limits of the operating system under which native code would end without a word."""

from __future__ import annotations

import resource

# A run over a few articles aborts with 2.0 GB of address space a process, and works with 2.5.
LEAST_ADDRESS_SPACE = 2_500_000_000


class LimitError(RuntimeError):
    """A limit of the operating system is too low for a run."""


def check_limits() -> None:
    """Raise LimitError where a process may not have the address space that it needs."""
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < LEAST_ADDRESS_SPACE:
        raise LimitError(
            f"a process may have {limit / 1e9:.1f} GB of address space here (ulimit -v), a part of "
            f"the memory that a run needs; allow {LEAST_ADDRESS_SPACE / 1e9:.1f} GB or more, then "
            "run again"
        )
