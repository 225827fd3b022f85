"""Very many short articles in one run: speed, memory, and whether one of them is lost.

    python -m benchmarks.load [--articles 1000 10000] [--workers 2] [--keep DIR]

For each number: one run over so many distinct texts of some 35 words into a new warehouse
(benchmarks/short_articles.py), a night that brings 100 more, and a night that brings none. Each
is a process as a person starts it, with a Prefect server of its own; memory is that of all its
processes together. The published file is searched for faults each time (benchmarks/soundness.py).
Ends with status 1 where an article is lost or a fault found.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from itertools import chain
from pathlib import Path

from benchmarks.results import write_results
from benchmarks.run_tree import Ended, start_run
from benchmarks.short_articles import short_articles, write_articles
from benchmarks.soundness import faults_of, leftovers_of
from flows.environment import prepare
from tasks.store.query import query

_NIGHT = 100


def main() -> None:
    """Measure every number of articles; print a table and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000], metavar="N")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the folders there")
    options = parser.parse_args()
    prepare()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="wortlaut-load-"))
    folder.mkdir(parents=True, exist_ok=True)
    nights: dict[str, dict[str, float]] = {}
    try:
        for number in options.articles:
            nights |= _measure(folder.resolve() / str(number), number, options.workers)
            _print(nights)
    finally:
        if options.keep is None:
            shutil.rmtree(folder)
    print(f"written to {write_results('load', {'nights': nights})}")
    sys.exit(any(night["lost"] or night["faults"] for night in nights.values()))


def _measure(folder: Path, number: int, workers: int) -> dict[str, dict[str, float]]:
    seeds, warehouse = folder / "seeds", folder / "warehouse"
    seeds.mkdir(parents=True)
    texts = short_articles(number + _NIGHT)
    found: dict[str, dict[str, float]] = {}
    written = 0
    for name, more in (("all", number), ("100 more", _NIGHT), ("none", 0)):
        written += write_articles(seeds, (next(texts) for _ in range(more)), first=written)
        ended = start_run(seeds, warehouse, "--workers", str(workers)).end()
        if ended.status:
            sys.exit(f"a run over {written} articles failed: {ended.last_line}")
        found[f"{number:,}, {name}"] = _figures(warehouse, ended, new=more, files=written)
    return found


def _figures(warehouse: Path, ended: Ended, *, new: int, files: int) -> dict[str, float]:
    (held,) = query(
        warehouse,
        "select (select count(*) from articles) as articles,"
        " count(*) filter (status = 'rejected') as rejected,"
        " count(*) filter (status = 'duplicate') as duplicate from seed_files",
    ).rows(named=True)
    faults = [*faults_of(warehouse), *leftovers_of(warehouse)]
    for fault in faults:
        print(f"fault: {fault}", file=sys.stderr)
    batches = [int(found) for found in re.findall(r"articles? in (\d+) batch", ended.err)]
    stages = dict(re.findall(r"(\w+) ([\d.]+)", ended.out.partition("seconds")[2].split(")")[0]))
    return {
        "articles": held["articles"],
        "rejected": held["rejected"],
        "lost": files - held["articles"] - held["rejected"] - held["duplicate"],
        "faults": len(faults),
        "batches": sum(batches),
        "s": round(ended.seconds, 1),
        "new articles/s": round(new / ended.seconds, 1),
        "peak MB": round(ended.peak_bytes / 1e6),
        "file MB": round((warehouse / "wortlaut.duckdb").stat().st_size / 1e6, 1),
        **{f"{stage} s": float(seconds) for stage, seconds in stages.items()},
    }


def _print(nights: dict[str, dict[str, float]]) -> None:
    width = max(map(len, nights)) + 2
    print(f"\n{'':18}" + "".join(f"{name:>{width}}" for name in nights))
    for figure in dict.fromkeys(chain.from_iterable(nights.values())):
        cells = (night.get(figure, "") for night in nights.values())
        print(f"{figure:18}" + "".join(f"{cell:>{width}}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
