"""The nightly run on 850 news articles: speed, memory, and what a second night changes.

    python -m benchmarks.nightly [--articles 850] [--keep]

Compared with `nlp.pipe` alone over the same texts with the same number of processes, in the same
benchmark. Times are of whole processes as a person starts them, Prefect's own server included;
`flow` is from the first look at the seed folder to the last page of the report.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import psutil

from annotated.wikinews import articles
from benchmarks.corpora import corpora_folder
from benchmarks.results import write_results
from tasks.store.query import query

_POLL_SECONDS = 0.2
_PIPE = """
import sys, time
from pathlib import Path
from tasks.nlp.pipeline import load
texts = [path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
nlp = load()
started = time.perf_counter()
count = sum(1 for _ in nlp.pipe(texts, n_process=int(sys.argv[2]), batch_size=32))
print(time.perf_counter() - started)
"""


@dataclass(frozen=True, slots=True)
class Timed:
    """A finished process: wall seconds, peak resident bytes of its tree, what it printed."""

    seconds: float
    peak_bytes: int
    output: str


def main() -> None:
    """Run everything, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=850, metavar="N")
    parser.add_argument("--keep", action="store_true", help="keep the working folder")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="wortlaut-bench-"))
    try:
        figures = _measure(folder, options.articles)
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    for name, value in figures.items():
        print(f"{name:44}{value:>12.2f}" if isinstance(value, float) else f"{name:44}{value:>12}")
    print(f"written to {write_results('nightly', figures)}")


def _measure(folder: Path, count: int) -> dict[str, float | int]:
    seeds = folder / "seeds"
    write_seeds(seeds, count)
    # What a machine reads for the first time, it reads slowly: a small run warms it up.
    write_seeds(folder / "few", 10)
    run(folder / "few", folder / "warm", workers=2)
    two = run(seeds, folder / "two", workers=2)
    one = run(seeds, folder / "one", workers=1)
    dask = run(seeds, folder / "dask", "--runner", "dask", workers=2)
    pipe = {n: float(_timed(_python(_PIPE, str(seeds), str(n))).output.split()[-1]) for n in (1, 2)}
    words = _scalar(folder / "two", "select sum(token_count) as n from articles")
    figures: dict[str, float | int] = {
        "articles loaded": _scalar(folder / "two", "select count(*) as n from articles"),
        "files rejected": _rejected(folder / "two"),
        "words": words,
        "quotes": _scalar(folder / "two", "select count(*) as n from quotes"),
        "mentions": _scalar(folder / "two", "select count(*) as n from mentions"),
        "seconds, two processes, whole process": two.seconds,
        "seconds, two processes, flow": flow_seconds(two),
        "seconds, two processes, annotate stage": stage_seconds(two, "annotate"),
        "seconds, one process, whole process": one.seconds,
        "seconds, one process, flow": flow_seconds(one),
        "seconds, one process, annotate stage": stage_seconds(one, "annotate"),
        "seconds, two processes, report stage": stage_seconds(two, "report"),
        "share of the report, two processes, flow": stage_seconds(two, "report")
        / flow_seconds(two),
        "seconds, nlp.pipe, two processes": pipe[2],
        "seconds, nlp.pipe, one process": pipe[1],
        "words a second, two processes, flow": words / flow_seconds(two),
        "ratio, flow to nlp.pipe, two processes": pipe[2] / flow_seconds(two),
        "ratio, whole process to nlp.pipe": pipe[2] / two.seconds,
        "two processes to one, flow": flow_seconds(one) / flow_seconds(two),
        "two processes to one, annotate stage": stage_seconds(one, "annotate")
        / stage_seconds(two, "annotate"),
        "peak memory of all processes, MB": round(two.peak_bytes / 1e6),
        "same tables from one and two processes": int(
            _tables(folder / "one") == _tables(folder / "two")
        ),
        "seconds, local Dask cluster of two, flow": flow_seconds(dask),
        "seconds, local Dask cluster of two, annotate": stage_seconds(dask, "annotate"),
        "Dask to two processes, annotate stage": stage_seconds(two, "annotate")
        / stage_seconds(dask, "annotate"),
        "peak memory of all processes with Dask, MB": round(dask.peak_bytes / 1e6),
        "same tables from Dask": int(_tables(folder / "dask") == _tables(folder / "two")),
    }
    return figures | _nights(seeds, folder / "two")


def _nights(seeds: Path, warehouse: Path) -> dict[str, float | int]:
    """A night without news, and one after one file each was touched, edited, copied and so on."""
    before = _tables(warehouse)
    second = run(seeds, warehouse, workers=2)
    figures: dict[str, float | int] = {
        "second night, articles annotated": _annotated(second),
        "second night, rows changed": len(before ^ _tables(warehouse)),
        "second night, seconds, flow": flow_seconds(second),
    }
    touched, edited, copied, renamed, deleted = sorted(seeds.glob("*.txt"))[:5]
    touched.touch()
    edited.write_text(edited.read_text("utf-8") + "\nMehr dazu morgen.\n", "utf-8")
    shutil.copy(copied, seeds / "zz-copy.txt")
    renamed.rename(seeds / "zz-renamed.txt")
    deleted.unlink()
    third = run(seeds, warehouse, workers=2)
    found = re.search(
        r"(\d+) found, (\d+) new, (\d+) changed, (\d+) gone, (\d+) duplicate, (\d+) rejected",
        " ".join(third.output.split()),
    )
    assert found is not None
    names = ("found", "new", "changed", "gone", "duplicate", "rejected")
    figures |= {
        f"third night, files {n}": int(v) for n, v in zip(names, found.groups(), strict=True)
    }
    figures["third night, articles annotated"] = _annotated(third)
    return figures


def write_seeds(seeds: Path, count: int) -> None:
    """So many news articles as files of a new folder."""
    seeds.mkdir()
    found = chain.from_iterable(articles(corpora_folder(), split) for split in ("train", "dev"))
    for number, article in enumerate(islice(found, count)):
        header = f"title: {article['title']}\ndate: {article['date']}\n\n"
        (seeds / f"{number:04}.txt").write_text(header + article["text"], "utf-8")


def run(seeds: Path, warehouse: Path, *options: str, workers: int) -> Timed:
    """`wortlaut run` in a process of its own; ends the program when it fails."""
    command = ["run", "--seeds", str(seeds), "--warehouse", str(warehouse), *options]
    return _timed([sys.executable, "-m", "flows.cli.main", *command, "--workers", str(workers)])


def _python(program: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", program, *arguments]


def _timed(command: list[str]) -> Timed:
    started = time.perf_counter()
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | one_thread
    )
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peak), daemon=True)
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    if process.returncode:
        sys.exit(f"{' '.join(command[:4])} … ended with status {process.returncode}")
    return Timed(seconds, peak[0], output)


def _watch(pid: int, peak: list[int]) -> None:
    while True:
        try:
            parent = psutil.Process(pid)
            tree = [parent, *parent.children(recursive=True)]
        except psutil.NoSuchProcess:
            return
        total = 0
        for process in tree:
            try:
                total += process.memory_info().rss
            except psutil.NoSuchProcess:
                continue
        peak[0] = max(peak[0], total)
        time.sleep(_POLL_SECONDS)


def flow_seconds(run: Timed) -> float:
    """From the first look at the seed folder to the last page of the report."""
    found = re.search(r"seconds\s+([\d.]+)", run.output)
    assert found is not None
    return float(found.group(1))


def stage_seconds(run: Timed, name: str) -> float:
    """What the summary of a run says of one of its stages."""
    found = re.search(rf"{name}\s+([\d.]+)", " ".join(run.output.split()))
    assert found is not None
    return float(found.group(1))


def _annotated(run: Timed) -> int:
    found = re.search(r"\((\d+)\s+articles?\s+annotated\)", run.output)
    assert found is not None
    return int(found.group(1))


def _scalar(warehouse: Path, sql: str) -> int:
    return int(query(warehouse, sql)["n"][0])


def _rejected(warehouse: Path) -> int:
    return _scalar(warehouse, "select count(*) as n from seed_files where status = 'rejected'")


def _tables(warehouse: Path) -> set[tuple[object, ...]]:
    """All rows that must not depend on how a run was made, with their tables' names."""
    rows: set[tuple[object, ...]] = set()
    for table, columns in (
        ("articles", "* exclude (run_id, loaded_at)"),
        ("mentions", "*"),
        ("entities", "*"),
        ("quotes", "*"),
        ("quote_spans", "*"),
        ("quote_speakers", "*"),
    ):
        rows |= {(table, *row) for row in query(warehouse, f"select {columns} from {table}").rows()}
    return rows


if __name__ == "__main__":
    main()
