"""A file read once in a process of its own, so that its time and peak memory are its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

Reading = Callable[[Path], int]
"""Reads a file; gives the number of articles found."""


def read_apart(benchmark: str, reading: str, path: Path) -> dict[str, float]:
    """What `tell` says of a reading of the benchmark's module, of a file named by its records.

    The keys are `articles`, `records_per_second` and `peak_mb`.
    """
    command = [sys.executable, "-m", benchmark, reading, str(path)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    row: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return row


def tell(readings: Mapping[str, Reading]) -> None:
    """Read as the command line asks, and print it; the processor's time, as others may be busy."""
    reading, path = sys.argv[1], Path(sys.argv[2])
    began = time.process_time()
    articles = readings[reading](path)
    took = time.process_time() - began
    speed = int(path.name.split(".")[0]) / took
    print(json.dumps({"articles": articles, "records_per_second": speed, "peak_mb": _peak_mb()}))


def _peak_mb() -> float:
    """The most memory that this process held; the parent's, which `getrusage` counts, is not in."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
