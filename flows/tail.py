"""From a plan to the published warehouse: how every flow that writes ends."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.artifacts import report_pages
from flows.failure import told_plainly
from flows.stopwatch import Stopwatch
from tasks.console.plural import counted
from tasks.forget.departure import take_along
from tasks.forgotten.keyed import Forgotten
from tasks.ledger.ledger import LoadPlan
from tasks.link.corrections import Correction
from tasks.model.task import audit
from tasks.model.task import model as build_sql_models
from tasks.outlets.outlets import Outlets
from tasks.report.publication import report_path
from tasks.report.task import report
from tasks.resolve.task import Resolved, resolve
from tasks.store.task import load, publish
from tasks.store.warehouse import Run

logger = logging.getLogger("wortlaut")


@dataclass(frozen=True, slots=True)
class Published:
    """The run with what it loaded, and what the warehouse holds since."""

    run: Run
    resolved: Resolved


def carry_out(
    plan: LoadPlan,
    batches: Mapping[str, Path],
    run: Run,
    corrections: Sequence[Correction],
    outlets: Outlets,
    watch: Stopwatch,
    *,
    warehouse: Path,
    working: Path,
    forgotten: Forgotten,
) -> Published:
    """Load, link, build, audit and publish the working copy.

    Raises AuditError where the new tables break a rule; nothing is published then.
    """
    with watch.stage("load"):
        run = load(working, plan, batches, run)
        logger.info(
            "loaded %s, %s",
            counted(run.articles_loaded, "article"),
            counted(run.quotes_loaded, "quote"),
        )
    with watch.stage("resolve"):
        resolved = resolve(working, corrections, outlets, run, changed=plan.changes_articles)
        for sentence in resolved.unused:
            logger.warning(sentence)
        take_along(warehouse, working, plan, forgotten)
    with watch.stage("model"):
        changed = plan.changes_rows or resolved.anew
        built = build_sql_models(working, run, changed=changed)
        if built is None:
            logger.info("nothing has changed, so the reports stay")
        else:
            audit(built)
    with watch.stage("publish"):
        publish(warehouse, working)
    return Published(run, resolved)


def report_after(warehouse: Path) -> str:
    """Write the report and its artifacts; return where it lies, or why it could not be written.

    Its failure costs the report, not the run: the warehouse is published by now.
    """
    try:
        with told_plainly(warehouse):
            written = report(warehouse, unchanged_too=False)
    except Exception as error:  # noqa: BLE001 - whatever this is
        said = " ".join(str(error).split()) or type(error).__name__
        logger.error("the report was not written, the one before stays: %s", said)
        return f"not written, the one before stays: {said}"
    path = report_path(warehouse)
    if written is None:
        logger.info("nothing has changed, so the report stays")
    else:
        logger.info("the report lies in %s", path)
    report_pages(path, written)
    return str(path)
