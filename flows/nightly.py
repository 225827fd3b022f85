"""The nightly flow: from the seed folder to the published warehouse."""

import importlib.metadata
import logging
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from prefect import flow
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from pydantic import Field

from tasks.annotate import BatchResult, Bench
from tasks.audit import audit
from tasks.find import find
from tasks.load import load
from tasks.model import model as build_sql_models
from tasks.nlp.pipeline import model_version as version_of
from tasks.parse import Parsed, parse
from tasks.pool import annotate_on_pool, cut_batches
from tasks.progress import annotation_progress
from tasks.publish import publish
from tasks.store.generation import abandon_generation, begin_generation, published_path
from tasks.store.ledger import FoundFile, plan_load
from tasks.store.lock import warehouse_lock
from tasks.store.seed_folder import MEGABYTE
from tasks.store.warehouse import Run, open_warehouse, read_article_paths, read_ledger
from tasks.summary import Summary

logger = logging.getLogger("wortlaut")

# Above this many articles a batch, a killed worker loses more work than a larger batch saves.
BATCH_SIZE = 64


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


@flow(name="nightly", persist_result=False, validate_parameters=True)
def nightly(
    seeds: Annotated[Path, Field(description="Folder with the article files")] = Path("seeds"),
    warehouse: Annotated[Path, Field(description="Folder of the warehouse")] = Path("warehouse"),
    workers: Annotated[
        int, Field(ge=0, le=256, description="Worker processes; 0 means one a core")
    ] = 0,
    batch_size: Annotated[
        int, Field(ge=1, le=5000, description="Articles that a worker annotates in one go, at most")
    ] = BATCH_SIZE,
    max_megabytes: Annotated[
        float, Field(gt=0, le=100, description="Larger files are rejected")
    ] = 2.0,
    prune: Annotated[
        bool, Field(description="Remove articles whose file is gone from the seed folder")
    ] = False,
    model: Annotated[
        Path | None, Field(description="Folder of another spaCy pipeline than the shipped one")
    ] = None,
    wait_seconds: Annotated[
        float, Field(ge=0, description="How long to wait for another run to finish")
    ] = 0.0,
) -> Summary:
    """Read new and changed article files, annotate them and publish the warehouse anew."""
    watch = Stopwatch()
    started_at = _now()
    run_id = f"{started_at:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    seeds, warehouse = seeds.resolve(), warehouse.resolve()
    max_bytes = round(max_megabytes * MEGABYTE)
    with warehouse_lock(warehouse, wait_seconds=wait_seconds):
        with watch.stage("find"):
            found = find(seeds, max_bytes=max_bytes)
        working = begin_generation(warehouse, run_id)
        try:
            with watch.stage("parse"):
                with open_warehouse(working) as connection:
                    ledger = read_ledger(connection)
                    articles = read_article_paths(connection)
                parsed = parse(found, ledger, seeds=seeds, max_bytes=max_bytes)
                logger.info(
                    "found %d files in %s, %d to read", len(found), seeds, len(parsed.articles)
                )
            with watch.stage("annotate"):
                bench = Bench(model, version_of(model), warehouse / "staging")
                annotated = _annotate(
                    parsed, articles, bench, workers=workers or _cores(), batch_size=batch_size
                )
            with watch.stage("load"):
                batches, reasons = bench.open().index() if parsed.articles else ({}, {})
                files = [_judged(file, reasons, articles) for file in parsed.files]
                plan = plan_load(
                    files, ledger, articles, run_id=run_id, now=started_at, prune=prune
                )
                run, totals = load(
                    working,
                    plan,
                    batches,
                    Run(
                        run_id=run_id,
                        started_at=started_at,
                        finished_at=_now(),
                        status="completed",
                        files_found=plan.counts.found,
                        files_new=plan.counts.new,
                        files_changed=plan.counts.changed,
                        files_gone=plan.counts.gone,
                        files_duplicate=plan.counts.duplicate,
                        files_rejected=plan.counts.rejected,
                        articles_loaded=0,
                        mentions_loaded=0,
                        quotes_loaded=0,
                        model_version=bench.model_version,
                        code_version=importlib.metadata.version("wortlaut"),
                    ),
                )
                logger.info("loaded %d articles, %d quotes", run.articles_loaded, run.quotes_loaded)
            with watch.stage("model"):
                built = build_sql_models(working, logs=warehouse / ".dbt")
                audit(built)
            with watch.stage("publish"):
                publish(warehouse, working)
        except BaseException:
            abandon_generation(working)
            raise
    summary = Summary(
        run_id=run_id,
        published=published_path(warehouse),
        files=plan.counts,
        annotated=annotated,
        articles=run.articles_loaded,
        mentions=run.mentions_loaded,
        quotes=run.quotes_loaded,
        totals=totals,
        rejected={file.path: file.reason for file in files if file.reason is not None},
        seconds=watch.seconds,
    )
    _report(summary)
    return summary


def _annotate(
    parsed: Parsed, articles: dict[str, str], bench: Bench, *, workers: int, batch_size: int
) -> int:
    """Annotate what is neither in the warehouse nor staged; return how many articles that were."""
    staged, rejected = bench.open().index() if parsed.articles else ({}, {})
    missing = [
        article
        for article_id, article in parsed.articles.items()
        if article_id not in articles and article_id not in staged and article_id not in rejected
    ]
    if not missing:
        return 0
    batches = cut_batches(missing, size=batch_size, workers=workers)
    logger.info(
        "annotating %d articles in %d batches on %d processes", len(missing), len(batches), workers
    )
    with annotation_progress(len(missing)) as progress:

        def finished(result: BatchResult) -> None:
            progress.advance(result.articles + result.rejected)

        annotate_on_pool(batches, bench, workers=workers, on_finished=finished)
    return len(missing)


def _judged(file: FoundFile, reasons: dict[str, str], articles: dict[str, str]) -> FoundFile:
    """The file with the reason for which the model rejected its article, if it did."""
    if file.article_id is None or file.article_id in articles or file.article_id not in reasons:
        return file
    return FoundFile(file.path, file.content_hash, file.size_bytes, reason=reasons[file.article_id])


def _report(summary: Summary) -> None:
    create_markdown_artifact(summary.markdown(), key="run-summary", description="What the run did")
    if summary.rejected:
        create_table_artifact(
            [{"file": path, "reason": reason} for path, reason in summary.rejected.items()],
            key="rejected-files",
            description="Files that could not be loaded, and what to do",
        )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _now() -> datetime:
    """Now in UTC, as the warehouse stores it: without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)
