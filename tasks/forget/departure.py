"""What leaves the warehouse in a night leaves everything that the night writes."""

from __future__ import annotations

from pathlib import Path

from tasks.forget.erasure import rewrite, sweep_staging
from tasks.forget.records import mark_for_erasure
from tasks.forgotten.keyed import HIDDEN, Forgotten
from tasks.forgotten.register import keep_key
from tasks.ledger.ledger import LoadPlan
from tasks.store.warehouse import open_warehouse, read_article_paths


def take_along(warehouse: Path, working: Path, plan: LoadPlan, forgotten: Forgotten) -> None:
    """Make the working file free of what has left, and staging hold no more than the file.

    Before publication, so that a killed run leaves nothing that the next one would not see: what
    goes too early from staging is annotated again. Where articles have left for good, and not for
    another version of themselves, Prefect's logs and artifacts of former runs are marked to go.
    """
    if any(row.path.startswith(HIDDEN) for row in plan.rows):
        keep_key(warehouse, forgotten)
    if not plan.left:
        return
    with open_warehouse(working, read_only=True) as connection:
        articles = read_article_paths(connection)
    rewrite(working)
    sweep_staging(warehouse, articles.keys())
    if plan.dropped:
        mark_for_erasure(warehouse)
