"""A night without news on a large warehouse: where the seconds go.

    python -m benchmarks.idle [--articles 100000] [--keep DIR]

The articles are those of `seeds/` with other names (see benchmarks/invented.py). They are staged
and loaded without the model, and the warehouse passes dbt's tests before the first night. Two
nights follow against a running Prefect server, each in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from prefect.settings import PREFECT_HOME, temporary_settings

from benchmarks.invented import invent, read_originals
from benchmarks.results import write_results
from benchmarks.work_folder import work_folder
from flows.service.auth_string import VARIABLE, new_auth_string
from flows.service.server import Server, free_port
from tasks.annotate.batches import Bench
from tasks.annotate.staged import staged_frames
from tasks.find.seed_folder import find_files
from tasks.ledger.ledger import plan_load
from tasks.link.version import link_version
from tasks.model.build import build_models
from tasks.model.reports_version import reports_version
from tasks.model.task import check_build
from tasks.nlp.version import model_version
from tasks.outlets.lists import read_outlets
from tasks.resolve.linking import link_warehouse
from tasks.resolve.outlets import fill_outlets
from tasks.store.generation import publish_generation, working_generation
from tasks.store.warehouse import Run, checkpoint, load, open_warehouse
from tasks.text.article import Rejection
from tasks.text.parse import parse

_ROOT = Path(__file__).resolve().parents[1]
_MAX_BYTES = 2_000_000
_FILES_A_FOLDER = 1000
_ARTICLES_A_BATCH = 2000
# Every so many articles, the invented one is compared with what the parser reads.
_CHECKED = 997


def main() -> None:
    """Fill a warehouse, run two nights, print where the seconds went, write JSON."""
    options = options_on(100_000, __doc__)
    with work_folder(options.keep, "idle") as folder:
        seeds, warehouse = folder / "seeds", folder / "warehouse"
        if not warehouse.exists():
            fill(seeds, warehouse, options.articles)
        with _server(folder / "prefect") as environment:
            nights = [_night(seeds, warehouse, environment) for _ in range(2)]
        size = (warehouse / "wortlaut.duckdb").stat().st_size
    print(f"{'seconds':28}{'first night':>14}{'second night':>14}")
    for part in dict.fromkeys(name for night in nights for name in night):
        print(f"{part:28}" + "".join(f"{night.get(part, 0.0):>14.2f}" for night in nights))
    figures = {"articles": options.articles, "warehouse, MB": round(size / 1e6), "nights": nights}
    print(f"written to {write_results('idle', figures)}")


def options_on(articles: int, said: str | None) -> argparse.Namespace:
    """The options `articles`, with this default, and `keep` of a benchmark on a warehouse."""
    parser = argparse.ArgumentParser(description=said)
    parser.add_argument("--articles", type=int, default=articles, metavar="N")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="work in this folder, and use what is there"
    )
    return parser.parse_args()


def fill(seeds: Path, warehouse: Path, count: int) -> None:
    """Write the files and a published warehouse that has them all."""
    bench = Bench(None, model_version(None), warehouse / "staging")
    found: dict[str, str] = {}
    numbered = enumerate(invent(read_originals(_ROOT / "seeds"), count))
    while batch := list(islice(numbered, _ARTICLES_A_BATCH)):
        annotated = []
        for number, (raw, article, annotation) in batch:
            path = Path(f"{number // _FILES_A_FOLDER:04}", f"{number:06}.txt")
            (seeds / path).parent.mkdir(parents=True, exist_ok=True)
            (seeds / path).write_text(raw, "utf-8")
            found[path.as_posix()] = article.article_id
            annotated.append((article, annotation))
            if number % _CHECKED == 0 and _id_of(raw) != article.article_id:
                raise RuntimeError(f"{path} does not give the article that was invented for it")
        bench.open().write(staged_frames(annotated, (), model_version=bench.model_version))
    _publish(seeds, warehouse, found, bench)


def _id_of(raw: str) -> str:
    read = parse(raw.encode())
    return read.reason if isinstance(read, Rejection) else read.article_id


def _publish(seeds: Path, warehouse: Path, articles: Mapping[str, str], bench: Bench) -> None:
    """Load what is staged, as the nightly flow does; `articles` by path."""
    now = datetime.now(UTC).replace(tzinfo=None)
    found = [replace(file, article_id=articles[file.path]) for file in find_files(seeds)]
    plan = plan_load(found, {}, {}, run_id="fill", now=now)
    counts = plan.counts
    run = Run(
        "fill",
        now,
        now,
        "completed",
        counts.found,
        counts.new,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        bench.model_version,
        "0",
        link_version(b""),
        reports_version(),
    )
    with working_generation(warehouse, "fill") as working:
        with open_warehouse(working) as connection:
            load(connection, plan, bench.open().all_of(plan.load)[0], run)
            link_warehouse(connection, (), scratch=working.parent)
            fill_outlets(connection, read_outlets(warehouse), scratch=working.parent)
        check_build(build_models(working))
        checkpoint(working)
        publish_generation(warehouse, working)


def _night(seeds: Path, warehouse: Path, environment: Mapping[str, str]) -> dict[str, float]:
    """Seconds of one night, as benchmarks/one_night.py counts them, and of the whole process."""
    command = [sys.executable, "-m", "benchmarks.one_night", str(seeds), str(warehouse)]
    started, worked = time.perf_counter(), _processor_seconds()
    finished = subprocess.run(
        command, cwd=_ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True
    )
    seconds, worked = time.perf_counter() - started, _processor_seconds() - worked
    parts: dict[str, float] = json.loads(finished.stdout.splitlines()[-1])
    return {**parts, "whole process": seconds, "of the processor, with dbt": worked}


def _processor_seconds() -> float:
    """What programs that this one has started and seen end have used; not the Prefect server."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _server(home: Path) -> Iterator[dict[str, str]]:
    """A Prefect server that is up; yields the environment in which programs find it."""
    with temporary_settings({PREFECT_HOME: home}):
        auth_string = new_auth_string()
        server = Server(free_port(), whole=True, auth_string=auth_string)
        server.start()
        try:
            yield {
                "PREFECT_API_URL": server.api_url,
                "PREFECT_HOME": str(home),
                VARIABLE: auth_string,
            }
        finally:
            server.stop()


if __name__ == "__main__":
    main()
