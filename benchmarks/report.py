"""The report's share of a run, and what it takes of a large warehouse.

    python -m benchmarks.report [--articles 25000] [--night 850] [--keep DIR]

The large warehouse holds the articles of `seeds/` with other names (see benchmarks/invented.py),
loaded and modelled without a night; none is made with `--articles 0`. `--night` also runs the
whole pipeline over so many news articles with two processes, and prints the report's share of it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.idle import fill
from benchmarks.nightly import flow_seconds, run, stage_seconds, write_seeds
from benchmarks.results import write_results
from tasks.report.report import write_report

_ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Fill, write and measure; print a table and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=25_000, metavar="N")
    parser.add_argument("--night", type=int, metavar="N", help="also run N news articles")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="use the warehouse that is there")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_measure(options.measure)))
        return
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="wortlaut-report-") as folder:
        kept = (options.keep or Path(folder)).resolve()
        if options.articles and not (kept / "warehouse").exists():
            fill(kept / "seeds", kept / "warehouse", options.articles)
        if options.articles:
            figures |= _in_process(kept / "warehouse")
    if options.night:
        figures |= _night(options.night)
    for name, value in figures.items():
        print(f"{name:44}{value:>14.2f}")
    print(f"written to {write_results('report', figures)}")


def _night(count: int) -> dict[str, float]:
    """A run from files to pages, as a person starts it."""
    with tempfile.TemporaryDirectory(prefix="wortlaut-report-") as folder:
        seeds = Path(folder, "seeds")
        write_seeds(seeds, count)
        night = run(seeds, Path(folder, "warehouse"), workers=2)
    report, flow = stage_seconds(night, "report"), flow_seconds(night)
    return {
        "run: articles": count,
        "run: seconds, from files to pages": flow,
        "run: seconds of the report": report,
        "run: share of the report": report / flow,
    }


def _in_process(warehouse: Path) -> dict[str, float]:
    """Measured in a process of its own, so that memory is the report's alone."""
    command = [sys.executable, "-m", "benchmarks.report", "--measure", str(warehouse)]
    finished = subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, check=True)
    measured: dict[str, float] = json.loads(finished.stdout)
    return measured


def _measure(warehouse: Path) -> dict[str, float]:
    """Seconds, peak memory in MB, and the size and number of the files that are written."""
    started, worked = time.perf_counter(), time.process_time()
    report = write_report(warehouse, made_at=datetime.now(UTC).replace(tzinfo=None))
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    files = [file for file in report.path.parent.resolve().rglob("*") if file.is_file()]
    figures = report.contents.figures
    return {
        "articles": figures["articles_ever"],
        "quotations": figures["quotes_ever"],
        "quotations of the period": figures["quotes"],
        "seconds": seconds,
        "processor seconds": cpu,
        "peak memory, MB": _peak_mb(),
        "files": len(files),
        "megabytes": sum(file.stat().st_size for file in files) / 1e6,
        "pages of articles": report.articles,
        "pages of voices": report.voices,
    }


def _peak_mb() -> float:
    """Of this program alone: what `getrusage` says is also that of the program that started it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    return int(found.group(1)) / 1000 if found else float("nan")


if __name__ == "__main__":
    main()
