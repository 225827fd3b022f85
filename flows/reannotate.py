"""The flow that annotates loaded articles anew, with the present model."""

import logging
from datetime import date
from pathlib import Path

from prefect import flow

from flows import parameters as form
from flows.annotation import annotate
from flows.artifacts import report_run
from flows.begin import begin_run
from flows.failure import told_plainly
from flows.heed import heed_forgotten
from flows.runs import cores, dated_name, new_run, new_run_id, now
from flows.stopwatch import Stopwatch
from flows.summary import Summary
from flows.tail import carry_out, report_after
from tasks.annotate.batches import Bench
from tasks.annotate.pool import Crew
from tasks.forgotten.register import read_forgotten
from tasks.ledger.ledger import Counts, plan_nothing
from tasks.link.corrections import read_corrections
from tasks.link.version import link_version
from tasks.nlp.version import model_version as version_of
from tasks.store.generation import published_path, working_generation
from tasks.store.lock import warehouse_lock
from tasks.store.published import check_published
from tasks.store.stored_articles import Window, read_stored_articles, replacing
from tasks.store.warehouse import open_warehouse

logger = logging.getLogger("wortlaut")

_NO_FILES = Counts(found=0, new=0, changed=0, gone=0, duplicate=0, rejected=0)


@flow(
    name="reannotate",
    flow_run_name=dated_name,
    persist_result=False,
    validate_parameters=True,
)
def reannotate(
    warehouse: Path = form.DEFAULT_WAREHOUSE,
    published_from: date | None = None,
    published_until: date | None = None,
    pattern: form.Pattern = "",
    everything: bool = False,
    workers: form.Workers = 0,
    batch_size: form.BatchSize = form.BATCH_SIZE,
    runner: form.Runner = "process",
    dask_scheduler: form.DaskScheduler = "",
    model: Path | None = None,
    wait_seconds: form.WaitSeconds = 0.0,
) -> Summary:
    """Annotate loaded articles anew and swap the old rows for the new ones in one publication.

    Args:
        warehouse: Folder that holds wortlaut.duckdb.
        published_from: Only articles published on this day or later.
        published_until: Only articles published on this day or earlier.
        pattern: Only articles whose file's path matches, such as 2026-11/* or *bundestag*.
        everything: Also articles that the present model has annotated already.
        workers: Worker processes; 0 means one a processor core.
        batch_size: Articles that a worker annotates in one go, at most.
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
    warehouse = form.folder(warehouse, "warehouse folder")
    model = form.model_folder(model)
    form.check_window(published_from, published_until)
    check_published(warehouse)
    form.check_scheduler(dask_scheduler)
    corrections = read_corrections(warehouse)
    crew = Crew(runner=runner, workers=workers or cores(), scheduler=dask_scheduler or None)
    crew.check()
    window = Window(published_from, published_until, pattern or None)
    with (
        told_plainly(warehouse),
        warehouse_lock(warehouse, wait_seconds=wait_seconds, on_wait=logger.info),
        working_generation(warehouse, run_id) as working,
    ):
        forgotten = read_forgotten(warehouse)
        kept_corrections = heed_forgotten(corrections.all, forgotten)
        with watch.stage("select"):
            bench = Bench(model, version_of(model), warehouse / "staging", forgotten=forgotten)
            with open_warehouse(working) as connection:
                chosen = read_stored_articles(
                    connection, window, not_by=None if everything else bench.model_version
                )
            logger.info("%d loaded articles are to be annotated anew", len(chosen))
        with watch.stage("annotate"):
            annotated = annotate(
                [article for _, article in chosen.values()], bench, crew, batch_size=batch_size
            )
        with watch.stage("plan"):
            batches, reasons = bench.open().all_of(chosen, refused=annotated.refused)
            anew = {a: path for a, (path, _) in chosen.items() if a in batches}
            plan = replacing(plan_nothing(_NO_FILES), anew)
        run = new_run(
            run_id,
            started_at,
            plan.counts,
            model_version=bench.model_version,
            link_version=link_version(corrections.raw),
        )
        published = carry_out(
            plan,
            batches,
            run,
            kept_corrections,
            watch,
            warehouse=warehouse,
            working=working,
            forgotten=forgotten,
        )
    with watch.stage("report"):
        reported = report_after(warehouse)
    summary = Summary(
        run_id=run_id,
        published=published_path(warehouse),
        report=reported,
        files=plan.counts,
        annotated=annotated.count,
        articles=published.run.articles_loaded,
        mentions=published.run.mentions_loaded,
        quotes=published.run.quotes_loaded,
        totals=published.resolved.totals,
        unused_corrections=published.resolved.unused,
        rejected={
            path: f"{reasons[a]}; the article keeps its old rows"
            for a, (path, _) in chosen.items()
            if a in reasons
        },
        newly_rejected=0,
        seconds=watch.seconds,
    )
    report_run(summary)
    return summary
