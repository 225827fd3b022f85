"""The flow that annotates loaded articles anew, with the present model."""

from __future__ import annotations

import logging

from flows import parameters as form
from flows.annotation import annotate, checked_crew
from flows.artifacts import report_run
from flows.begin import begin_run
from flows.declared_flow import declared_flow
from flows.failure import told_plainly
from flows.heed import heed_forgotten
from flows.options.declared import ReannotateOptions
from flows.runs import new_run, new_run_id, now
from flows.stopwatch import Stopwatch
from flows.summary import Summary
from flows.tail import carry_out, report_after
from tasks.annotate.batches import Bench
from tasks.annotate.shelf import Shelf
from tasks.forgotten.register import read_forgotten
from tasks.ledger.ledger import Counts, plan_nothing
from tasks.link.corrections import read_corrections
from tasks.link.version import link_version
from tasks.nlp.version import model_version as version_of
from tasks.outlets.lists import read_outlets
from tasks.store.generation import published_path, working_generation
from tasks.store.lock import warehouse_lock
from tasks.store.published import check_published
from tasks.store.stored_articles import (
    Window,
    find_stored_articles,
    read_stored_articles,
    replacing,
)
from tasks.store.warehouse import open_warehouse

logger = logging.getLogger("wortlaut")

_NO_FILES = Counts(found=0, new=0, changed=0, gone=0, duplicate=0, rejected=0)


@declared_flow(ReannotateOptions)
def reannotate(options: ReannotateOptions) -> Summary:
    """Annotate loaded articles anew and swap the old rows for the new ones in one publication."""
    begin_run()
    watch = Stopwatch()
    started_at = now()
    run_id = new_run_id(started_at)
    warehouse = form.folder(options.warehouse, "warehouse folder")
    model = form.model_folder(options.model)
    form.check_window(options.published_from, options.published_until)
    check_published(warehouse)
    corrections = read_corrections(warehouse)
    outlets = read_outlets(warehouse)
    crew = checked_crew(options)
    window = Window(options.published_from, options.published_until, options.pattern or None)
    with (
        told_plainly(warehouse),
        warehouse_lock(warehouse, wait_seconds=options.wait_seconds, on_wait=logger.info),
        working_generation(warehouse, run_id) as working,
        Shelf(working.parent) as shelf,
    ):
        forgotten = read_forgotten(warehouse)
        kept_corrections = heed_forgotten(corrections.all, forgotten)
        with watch.stage("select"):
            bench = Bench(model, version_of(model), warehouse / "staging", forgotten=forgotten)
            with open_warehouse(working) as connection:
                chosen = find_stored_articles(
                    connection, window, not_by=None if options.everything else bench.model_version
                )
                for article in read_stored_articles(connection, chosen):
                    shelf.put(article)
            logger.info("%d loaded articles are to be annotated anew", len(chosen))
        with watch.stage("annotate"):
            annotated = annotate(chosen, shelf, bench, crew, batch_size=options.batch_size)
        with watch.stage("plan"):
            batches, reasons = bench.open().all_of(chosen, refused=annotated.refused)
            anew = {a: path for a, path in chosen.items() if a in batches}
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
            outlets,
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
            for a, path in chosen.items()
            if a in reasons
        },
        newly_rejected=0,
        seconds=watch.seconds,
    )
    report_run(summary)
    return summary
