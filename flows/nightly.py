"""The nightly flow: from the seed folder to the published warehouse."""

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

from prefect import flow

from flows import parameters as form
from flows.annotation import annotate
from flows.artifacts import report_run
from flows.failure import told_plainly
from flows.record import cores, dated_name, new_run, new_run_id, now
from flows.served import begin_run
from flows.stopwatch import Stopwatch
from tasks.annotate import Bench
from tasks.audit import audit
from tasks.find import find
from tasks.load import load
from tasks.model import model as build_sql_models
from tasks.nlp.pipeline import model_version as version_of
from tasks.parse import parse
from tasks.pool import Crew
from tasks.publish import publish
from tasks.store.generation import published_path, working_generation
from tasks.store.ledger import FoundFile, plan_load
from tasks.store.lock import warehouse_lock
from tasks.store.selection import Selection
from tasks.store.stored_articles import Window, read_stored_articles, replacing
from tasks.store.warehouse import open_warehouse, read_article_paths, read_ledger
from tasks.summary import Summary

logger = logging.getLogger("wortlaut")

# Rejected files that the log names; the others stand in the artifact and in main.seed_files.
_LOGGED = 100


@flow(
    name="nightly",
    flow_run_name=dated_name,
    persist_result=False,
    validate_parameters=True,
)
def nightly(
    seeds: Path = form.DEFAULT_SEEDS,
    warehouse: Path = form.DEFAULT_WAREHOUSE,
    since: date | None = None,
    pattern: form.Pattern = "",
    reannotate: bool = False,
    prune: bool = False,
    workers: form.Workers = 0,
    batch_size: form.BatchSize = form.BATCH_SIZE,
    max_megabytes: form.MaxMegabytes = form.DEFAULT_MEGABYTES,
    rehash: bool = False,
    runner: form.Runner = "process",
    dask_scheduler: form.DaskScheduler = "",
    model: Path | None = None,
    wait_seconds: form.WaitSeconds = 0.0,
) -> Summary:
    """Read new and changed article files, annotate them and publish the warehouse anew.

    Args:
        seeds: Folder with the article files.
        warehouse: Folder that holds wortlaut.duckdb.
        since: Look only at files that were last modified on this day or later.
        pattern: Look only at files whose path matches, such as 2026-11/* or *bundestag*.
        reannotate: Annotate loaded articles anew where another model annotated them.
        prune: Remove articles whose file is gone from the seed folder.
        workers: Worker processes; 0 means one a processor core.
        batch_size: Articles that a worker annotates in one go, at most.
        max_megabytes: Larger files are rejected.
        rehash: Read every file, also those that look untouched since the last run.
        runner: Who annotates: this machine's cores (process), or a Dask cluster (dask).
        dask_scheduler: Address of an existing cluster's scheduler, such as tcp://10.0.0.5:8786;
            without one, dask starts a cluster on this machine.
        model: Folder of another spaCy pipeline than the shipped one.
        wait_seconds: How many seconds to wait while another run is writing the warehouse.
    """
    begin_run()
    watch = Stopwatch()
    started_at = now()
    run_id = new_run_id(started_at)
    seeds, warehouse = seeds.resolve(), warehouse.resolve()
    folders = {"seed folder": seeds, "warehouse folder": warehouse, "model folder": model}
    form.check_folders(folders, exist=frozenset(("seed folder", "model folder")))
    max_bytes = form.to_bytes(max_megabytes)
    with (
        told_plainly(),
        warehouse_lock(warehouse, wait_seconds=wait_seconds, on_wait=logger.info),
        working_generation(warehouse, run_id) as working,
    ):
        with watch.stage("find"):
            found = find(
                seeds,
                max_bytes=max_bytes,
                cache=warehouse,
                selection=Selection(since=since, pattern=pattern or None),
                rehash=rehash,
            )
        with watch.stage("parse"):
            bench = Bench(model, version_of(model), warehouse / "staging")
            with open_warehouse(working) as connection:
                ledger = read_ledger(connection)
                articles = read_article_paths(connection)
                stale = (
                    read_stored_articles(connection, Window(), not_by=bench.model_version)
                    if reannotate
                    else {}
                )
            parsed = parse(found, ledger, seeds=seeds, max_bytes=max_bytes)
            incoming = [a for a in parsed.articles.values() if a.article_id not in articles]
            here = {file.path for file in found if file.selected}
            again = [article for path, article in stale.values() if path in here]
            logger.info(
                "found %d files in %s: %d articles are new", len(here), seeds, len(incoming)
            )
            if again:
                logger.info("%d loaded articles are to be annotated anew", len(again))
        with watch.stage("annotate"):
            crew = Crew(runner=runner, workers=workers or cores(), scheduler=dask_scheduler or None)
            annotated = annotate([*incoming, *again], bench, crew, batch_size=batch_size)
        with watch.stage("load"):
            batches, reasons = bench.open().index() if incoming or again else ({}, {})
            files = [_judged(file, reasons, articles) for file in parsed.files]
            plan = plan_load(files, ledger, articles, run_id=run_id, now=started_at, prune=prune)
            kept = [a.article_id for a in again if a.article_id not in plan.remove]
            plan = replacing(plan, {a: articles[a] for a in kept if a in batches})
            rejected = [row for row in plan.rows if row.status == "rejected"]
            for row in rejected[:_LOGGED]:
                logger.warning("rejected %s: %s", row.path, row.reason)
            run, totals = load(
                working,
                plan,
                batches,
                new_run(run_id, started_at, plan.counts, model_version=bench.model_version),
            )
            logger.info("loaded %d articles, %d quotes", run.articles_loaded, run.quotes_loaded)
        with watch.stage("model"):
            audit(build_sql_models(working, logs=warehouse / ".dbt"))
        with watch.stage("publish"):
            publish(warehouse, working)
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
        newly_rejected=len(rejected),
        seconds=watch.seconds,
    )
    report_run(summary)
    return summary


def _judged(file: FoundFile, reasons: dict[str, str], articles: dict[str, str]) -> FoundFile:
    """The file with the reason for which the model rejected its article, if it did."""
    if file.article_id is None or file.article_id in articles or file.article_id not in reasons:
        return file
    return replace(file, article_id=None, reason=reasons[file.article_id], remark=None)
