"""How long the stages of a run take."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from flows import BEGAN


class Stopwatch:
    """Seconds a stage, in the order of the stages."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        started = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started


def all_seconds(stages: Mapping[str, float], *, called: float, returned: float) -> dict[str, float]:
    """What a person has waited for since the program began, the stages of the flow within it.

    The flow was `called` and `returned` at these times of `time.perf_counter`. `start` is all
    before it (Python, Prefect and its server), `other` what it did beside its stages (waiting for
    another run, Prefect's records), `stop` all after it.
    """
    return {
        "start": called - BEGAN,
        **stages,
        "other": max(0.0, returned - called - sum(stages.values())),
        "stop": time.perf_counter() - returned,
    }
