"""The memory of a run over one file of very many records, beside a run over a tenth of them.

    python -m benchmarks.flat [--records 20000] [--staged] [--keep DIR]

The file is JSON lines of short articles (benchmarks/json_lines.py). Each run is a process as a
person starts it, on a warehouse of its own. With `--staged` all articles are staged before, with
nothing found in them: then no worker starts, and what grows is all that a run does but annotate.
Own is the process of the run, others are its workers and the Prefect server together.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
from itertools import islice
from pathlib import Path

from benchmarks.json_lines import write_lines
from benchmarks.results import write_results
from benchmarks.run_tree import start_run
from benchmarks.work_folder import work_folder
from flows.environment import prepare
from tasks.annotate.batches import Bench
from tasks.annotate.staged import staged_frames
from tasks.nlp.layers.rows import Annotation
from tasks.nlp.version import model_version
from tasks.read.hints import NO_HINTS
from tasks.read.items import Reading
from tasks.read.opening import open_in
from tasks.store.query import query
from tasks.text.article import Article

_TENTH = 10
_MOST_MEMORY = 1.1
_AGE_SECONDS = 3600
_ARTICLES_A_BATCH = 2000


def main() -> None:
    """Run over a tenth and over all; print both and what has grown, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000, metavar="N")
    parser.add_argument("--staged", action="store_true", help="nothing is left to annotate")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="an empty folder to work in")
    options = parser.parse_args()
    prepare()
    runs: dict[str, dict[str, float]] = {}
    with work_folder(options.keep, "flat") as folder:
        for records in (options.records // _TENTH, options.records):
            runs[str(records)] = _measure(folder / str(records), records, staged=options.staged)
            print(f"{records:10,} records: {runs[str(records)]}", flush=True)
    tenth, whole = runs.values()
    for name in ("own MB", "others MB"):
        print(f"{whole[name] / tenth[name]:.3f} of the {name} at a tenth (at most {_MOST_MEMORY})")
    print(f"written to {write_results('flat', {'staged': options.staged, 'runs': runs})}")


def _measure(folder: Path, records: int, *, staged: bool) -> dict[str, float]:
    seeds, warehouse = folder / "seeds", folder / "warehouse"
    seeds.mkdir(parents=True)
    path = seeds / "meldungen.jsonl"
    write_lines(path, records)
    # Nobody is taken to be writing it still.
    old = path.stat().st_mtime - _AGE_SECONDS
    os.utime(path, (old, old))
    if staged:
        _stage(seeds, path.name, Bench(None, model_version(), warehouse / "staging"))
    before = _processor_seconds()
    ended = start_run(seeds, warehouse).end()
    if ended.status:
        sys.exit(f"a run over {records} records failed: {ended.last_line}")
    (loaded,) = query(warehouse, "select count(*) from articles").row(0)
    if loaded != records:
        sys.exit(f"of {records} records {loaded} were loaded")
    return {
        "own MB": round(ended.own_peak_bytes / 1e6, 1),
        "others MB": round(ended.others_peak_bytes / 1e6, 1),
        "s": round(ended.seconds, 1),
        "processor s": round(_processor_seconds() - before, 1),
    }


def _stage(seeds: Path, name: str, bench: Bench) -> None:
    """Stage every article of the file, as if the model had found nothing in any."""
    reading = Reading(open_in(seeds, name), NO_HINTS, most=0)
    items = reading.items()
    while batch := list(islice(items, _ARTICLES_A_BATCH)):
        articles = [article for item in batch if isinstance(article := item.read(), Article)]
        found = [(one, Annotation(one.article_id, 0, *((),) * 7)) for one in articles]
        bench.open().write(staged_frames(found, (), model_version=bench.model_version))


def _processor_seconds() -> float:
    """What programs that this one has started and seen end have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
