"""One nightly run in this process, with the seconds that each step's own body takes.

    python -m benchmarks.one_night SEEDS WAREHOUSE

Prints one JSON object. Uses the Prefect server that `PREFECT_API_URL` names.
"""

# ruff: noqa: E402
from __future__ import annotations

import time

_STARTED = time.perf_counter()

from flows.environment import prepare

prepare()

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from prefect import Task

from flows import artifacts, nightly, tail
from tasks.find import task as find
from tasks.read import task as parse


class Clock:
    """Seconds spent in functions, by the names that they are timed under."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed at every call."""

        @wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            started = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                spent = time.perf_counter() - started
                self.seconds[name] = self.seconds.get(name, 0.0) + spent

        return timed


def main() -> None:
    """Run the flow and print where the seconds went."""
    print(json.dumps(time_night(Path(sys.argv[1]), Path(sys.argv[2]))))


def time_night(seeds: Path, warehouse: Path) -> dict[str, float]:
    """Seconds of a night without news, by stage and by whose they are; raises when it has news."""
    bodies, clock = Clock(), Clock()
    for module in (nightly, find, parse, tail):
        for step in [value for value in vars(module).values() if isinstance(value, Task)]:
            if step.name not in bodies.seconds:
                bodies.seconds[step.name] = 0.0
                step.fn = bodies.timed(step.name, step.fn)
    call: Any = clock.timed("tasks", Task.__call__)
    Task.__call__ = call  # type: ignore[method-assign]
    flow: Any = nightly.nightly
    flow.fn = clock.timed("flow", flow.fn)
    vars(nightly)["report_run"] = clock.timed("report", artifacts.report_run)
    vars(tail)["report_pages"] = clock.timed("report", artifacts.report_pages)
    imported = time.perf_counter()
    summary = flow(seeds=seeds, warehouse=warehouse, workers=1)
    total = time.perf_counter() - imported
    if summary.files.new or summary.files.changed or summary.files.gone or summary.annotated:
        raise RuntimeError(f"the night brought news: {summary.files}")
    own = sum(bodies.seconds.values())
    prefect = total - clock.seconds["flow"] + clock.seconds["tasks"] - own + clock.seconds["report"]
    models = bodies.seconds["model"]
    return {
        "imports": imported - _STARTED,
        **{f"stage {name}": seconds for name, seconds in summary.seconds.items()},
        **{f"body of {name}": seconds for name, seconds in bodies.seconds.items() if seconds},
        "flow": total,
        "of which Prefect": prefect,
        "of which SQL models": models,
        "of which pipeline": total - prefect - models,
    }


if __name__ == "__main__":
    main()
