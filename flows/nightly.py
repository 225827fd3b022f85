"""The nightly flow: from the seed folder to the published warehouse."""

import logging
from datetime import date
from pathlib import Path

from prefect import flow

from flows import parameters as form
from flows.artifacts import report_run
from flows.begin import begin_run
from flows.failure import told_plainly
from flows.heed import heed_forgotten
from flows.ingest import News, Removal, read_news, tell_passed_over
from flows.runs import cores, dated_name, new_run, new_run_id, now
from flows.stopwatch import Stopwatch
from flows.summary import Summary
from flows.tail import carry_out, report_after
from tasks.annotate.batches import Bench
from tasks.annotate.pool import Crew
from tasks.console.plural import counted
from tasks.find.task import Found, find, find_standstill, remember_found
from tasks.forget.records import erase_marked
from tasks.forgotten.register import read_forgotten
from tasks.ledger.leaving import Keeping
from tasks.ledger.ledger import plan_nothing
from tasks.ledger.origin import read_origins, remember_origin
from tasks.ledger.selection import Selection
from tasks.link.corrections import read_corrections
from tasks.link.version import link_version
from tasks.nlp.version import model_version as version_of
from tasks.store.generation import published_path, working_generation
from tasks.store.lock import warehouse_lock

logger = logging.getLogger("wortlaut")


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
    prune_all: bool = False,
    other_seeds: bool = False,
    keep_days: form.KeepDays | None = None,
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
        prune: Remove articles whose file is gone from the seed folder, up to a fifth of all.
        prune_all: Remove articles whose file is gone, however many they are.
        other_seeds: The seed folder is another one than that of the runs before, and is meant.
        keep_days: Remove articles that were published, or where undated first seen, more days ago,
            and keep them away although their file is there.
        workers: Worker processes; 0 means one a processor core.
        batch_size: Articles that a worker annotates in one go, at most.
        max_megabytes: Larger files are rejected.
        rehash: Read every file, also those that look untouched since the last run.
        runner: Who annotates: this machine's cores (process), or a Dask cluster (dask).
        dask_scheduler: Address of an existing cluster's scheduler, such as tcp://10.0.0.5:8786;
            without one, dask starts a cluster on this machine. The service must allow it.
        model: Folder of another spaCy pipeline than the shipped one.
        wait_seconds: How many seconds to wait while another run is writing the warehouse.
    """
    begin_run()
    watch = Stopwatch()
    started_at = now()
    run_id = new_run_id(started_at)
    seeds = form.folder(seeds, "seed folder")
    warehouse = form.folder(warehouse, "warehouse folder", exists=False)
    form.check_apart(seeds, warehouse)
    model = form.model_folder(model, seeds=seeds)
    form.check_since(since, date.today())
    form.check_scheduler(dask_scheduler)
    corrections = read_corrections(warehouse)
    max_bytes = form.to_bytes(max_megabytes)
    removal = Removal(
        prune=prune or prune_all,
        unasked=prune_all,
        origins=() if other_seeds else read_origins(warehouse),
    )
    selection = Selection(since=since, pattern=pattern or None)
    crew = Crew(runner=runner, workers=workers or cores(), scheduler=dask_scheduler or None)
    crew.check()
    with (
        told_plainly(warehouse),
        warehouse_lock(warehouse, wait_seconds=wait_seconds, on_wait=logger.info),
        working_generation(warehouse, run_id) as working,
    ):
        erase_marked(warehouse)
        # Not before the warehouse is ours: somebody may be forgotten while this run waits for it.
        forgotten = read_forgotten(warehouse)
        keeping = Keeping(forgotten, keep_days, started_at.date())
        kept_corrections = heed_forgotten(corrections.all, forgotten)
        bench = Bench(model, version_of(model), warehouse / "staging", forgotten=forgotten)
        with watch.stage("find"):
            looks_at_all = selection.takes_all and not (
                rehash or reannotate or removal.prune or keep_days is not None
            )
            still = find_standstill(seeds, warehouse, max_bytes=max_bytes) if looks_at_all else None
            found = (
                find(
                    seeds,
                    max_bytes=max_bytes,
                    cache=warehouse,
                    selection=selection,
                    rehash=rehash,
                )
                if still is None
                else Found()
            )
        if still is not None:
            logger.info("nothing has changed in %s (%s)", seeds, counted(still.found, "file"))
            news = News(plan_nothing(still))
        else:
            news = read_news(
                found,
                working,
                bench,
                crew,
                watch,
                seeds=seeds,
                max_bytes=max_bytes,
                batch_size=batch_size,
                reannotate=reannotate,
                removal=removal,
                keeping=keeping,
                run_id=run_id,
                now=started_at,
            )
        tell_passed_over(news.plan.counts, seeds, takes_all=selection.takes_all)
        run = new_run(
            run_id,
            started_at,
            news.plan.counts,
            model_version=bench.model_version,
            link_version=link_version(corrections.raw),
        )
        published = carry_out(
            news.plan,
            news.batches,
            run,
            kept_corrections,
            watch,
            warehouse=warehouse,
            working=working,
            forgotten=forgotten,
        )
        remember_origin(warehouse, seeds, alone=other_seeds)
        if selection.takes_all:
            remember_found(seeds, warehouse, news.plan.counts, max_bytes=max_bytes)
    with watch.stage("report"):
        reported = report_after(warehouse)
    summary = Summary(
        run_id=run_id,
        published=published_path(warehouse),
        report=reported,
        files=news.plan.counts,
        annotated=news.annotated,
        articles=published.run.articles_loaded,
        mentions=published.run.mentions_loaded,
        quotes=published.run.quotes_loaded,
        totals=published.resolved.totals,
        unused_corrections=published.resolved.unused,
        rejected=news.rejected,
        newly_rejected=news.newly_rejected,
        undated=news.undated,
        removed=len(news.plan.left),
        seconds=watch.seconds,
    )
    report_run(summary)
    return summary
