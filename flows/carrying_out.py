"""From a plan to the published warehouse: how every flow that writes ends."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.stopwatch import Stopwatch
from tasks.audit import audit
from tasks.counted import counted
from tasks.link.corrections import Correction
from tasks.link.forgotten import Forgotten
from tasks.load import load
from tasks.model import model as build_sql_models
from tasks.publish import publish
from tasks.resolve import Resolved, resolve
from tasks.store.departure import take_along
from tasks.store.ledger import LoadPlan
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
        resolved = resolve(working, corrections, run, changed=plan.changes_articles)
        for sentence in resolved.unused:
            logger.warning(sentence)
        take_along(warehouse, working, plan, forgotten)
    with watch.stage("model"):
        changed = plan.changes_rows or resolved.anew
        built = build_sql_models(working, run, logs=warehouse / ".dbt", changed=changed)
        if built is None:
            logger.info("nothing has changed, so the reports stay")
        else:
            audit(built)
    with watch.stage("publish"):
        publish(warehouse, working)
    return Published(run, resolved)
