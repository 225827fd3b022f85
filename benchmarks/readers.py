"""Speed and memory of the readers of formats: `python -m benchmarks.readers FORMAT [RECORDS]`."""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks import json_lines, web_archive

MEASURES: dict[str, tuple[Callable[[int], None], int]] = {
    "jsonl": (json_lines.measure, 100_000),
    "warc": (web_archive.measure, 20_000),
}
"""What measures each format, and with how many records unless told otherwise."""


def main() -> None:
    """Measure the format that is named; end with a sentence where there is none of this name."""
    chosen = sys.argv[1] if len(sys.argv) > 1 else ""
    if chosen not in MEASURES:
        sys.exit(f"Name one of these formats: {', '.join(MEASURES)}.")
    measure, records = MEASURES[chosen]
    measure(int(sys.argv[2]) if len(sys.argv) > 2 else records)


if __name__ == "__main__":
    main()
