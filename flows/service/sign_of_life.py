"""Whether a process that has not answered yet is getting anywhere."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

# A first start of Prefect's server uses some ten seconds of the processor.
PATIENCE_SECONDS = 120.0
PROCESSOR_SECONDS = 600.0
_STEP_SECONDS = 0.5


class SignOfLife:
    """What a process does, seen from outside.

    It gets on when it has used half a second more of the processor, or one of `files` has another
    size than before: its log, its database.
    """

    def __init__(self, process: int, files: Sequence[Path]) -> None:
        self._process = process
        self._files = files
        self._processor = 0.0
        self._sizes: tuple[int, ...] = ()
        self._seen_at = time.monotonic()

    def is_stuck(self) -> bool:
        """Whether it has not got on for two minutes, or used ten of the processor for nothing."""
        now, processor = time.monotonic(), _processor_seconds(self._process)
        sizes = tuple(path.stat().st_size if path.exists() else 0 for path in self._files)
        if sizes != self._sizes or processor >= self._processor + _STEP_SECONDS:
            self._sizes, self._processor, self._seen_at = sizes, processor, now
        return now - self._seen_at > PATIENCE_SECONDS or processor > PROCESSOR_SECONDS


def _processor_seconds(process: int) -> float:
    """Seconds of the processor that it has used; 0 where the system does not say (macOS)."""
    try:
        said = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return 0.0
    # After the program's name, which may hold spaces and brackets.
    user, system = said.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
