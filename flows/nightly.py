"""The nightly flow: from the seed folder to the published warehouse."""

from __future__ import annotations

import logging
from datetime import date

from flows import parameters as form
from flows.annotation import checked_crew
from flows.artifacts import report_run
from flows.begin import begin_run
from flows.declared_flow import declared_flow
from flows.failure import told_plainly
from flows.heed import heed_forgotten
from flows.ingest import News, Removal, read_news, tell_passed_over
from flows.options.declared import NightlyOptions
from flows.runs import new_run, new_run_id, now
from flows.stopwatch import Stopwatch
from flows.summary import Summary
from flows.tail import carry_out, report_after
from tasks.annotate.batches import Bench
from tasks.annotate.shelf import Shelf
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
from tasks.outlets.lists import read_outlets
from tasks.read.hint_file import read_hint_file
from tasks.store.generation import published_path, working_generation
from tasks.store.lock import warehouse_lock

logger = logging.getLogger("wortlaut")


@declared_flow(NightlyOptions)
def nightly(options: NightlyOptions) -> Summary:
    """Read new and changed article files, annotate them and publish the warehouse anew."""
    begin_run()
    watch = Stopwatch()
    started_at = now()
    run_id = new_run_id(started_at)
    seeds = form.folder(options.seeds, "seed folder")
    warehouse = form.folder(options.warehouse, "warehouse folder", exists=False)
    form.check_apart(seeds, warehouse)
    model = form.model_folder(options.model, seeds=seeds)
    form.check_since(options.since, date.today())
    corrections = read_corrections(warehouse)
    outlets = read_outlets(warehouse)
    max_bytes = form.to_bytes(options.max_megabytes)
    hints = read_hint_file(warehouse)
    read_with = f"{max_bytes} {hints.version}"
    removal = Removal(
        prune=options.prune or options.prune_all,
        unasked=options.prune_all,
        origins=() if options.other_seeds else read_origins(warehouse),
    )
    selection = Selection(since=options.since, pattern=options.pattern or None)
    crew = checked_crew(options)
    with (
        told_plainly(warehouse),
        warehouse_lock(warehouse, wait_seconds=options.wait_seconds, on_wait=logger.info),
        working_generation(warehouse, run_id) as working,
    ):
        erase_marked(warehouse)
        # Not before the warehouse is ours: somebody may be forgotten while this run waits for it.
        forgotten = read_forgotten(warehouse)
        keeping = Keeping(forgotten, options.keep_days, started_at.date())
        kept_corrections = heed_forgotten(corrections.all, forgotten)
        bench = Bench(model, version_of(model), warehouse / "staging", forgotten=forgotten)
        with watch.stage("find"):
            looks_at_all = selection.takes_all and not (
                options.rehash
                or options.reannotate
                or removal.prune
                or options.keep_days is not None
            )
            still = find_standstill(seeds, warehouse, read_with=read_with) if looks_at_all else None
            found = (
                find(
                    seeds,
                    cache=warehouse,
                    selection=selection,
                    rehash=options.rehash,
                )
                if still is None
                else Found()
            )
        if still is not None:
            logger.info("nothing has changed in %s (%s)", seeds, counted(still.found, "file"))
            news = News(plan_nothing(still))
        else:
            with Shelf(working.parent) as shelf:
                news = read_news(
                    found,
                    working,
                    shelf,
                    bench,
                    crew,
                    watch,
                    seeds=seeds,
                    max_bytes=max_bytes,
                    hints=hints,
                    batch_size=options.batch_size,
                    reannotate=options.reannotate,
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
            outlets,
            watch,
            warehouse=warehouse,
            working=working,
            forgotten=forgotten,
        )
        remember_origin(warehouse, seeds, alone=options.other_seeds)
        if selection.takes_all:
            remember_found(seeds, warehouse, news.plan.counts, read_with=read_with)
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
        removed=news.removed,
        seconds=watch.seconds,
    )
    report_run(summary)
    return summary
