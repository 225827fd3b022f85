"""What identifies a run, and its row in the table `runs`."""

from __future__ import annotations

import importlib.metadata
import os
import secrets
from datetime import UTC, datetime

from tasks.ledger.ledger import Counts
from tasks.model.reports_version import reports_version
from tasks.store.warehouse import Run


def dated_name() -> str:
    """Name of a run in the Prefect UI: its flow and when it started, in local time."""
    from prefect.runtime import flow_run  # seconds, for commands that need but a run's row

    return f"{flow_run.flow_name} {datetime.now():%Y-%m-%d %H:%M:%S}"


def new_run_id(started_at: datetime) -> str:
    """Identifier of a run: sorts by time, and differs from that of a run in the same second."""
    return f"{started_at:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"


def new_run(
    run_id: str, started_at: datetime, counts: Counts, *, model_version: str, link_version: str
) -> Run:
    """The row of `runs` before anything is loaded."""
    return Run(
        run_id=run_id,
        started_at=started_at,
        finished_at=now(),
        status="completed",
        files_found=counts.found,
        files_new=counts.new,
        files_changed=counts.changed,
        files_gone=counts.gone,
        files_duplicate=counts.duplicate,
        files_rejected=counts.rejected,
        records_found=counts.records,
        records_rejected=counts.records_rejected,
        articles_loaded=0,
        mentions_loaded=0,
        quotes_loaded=0,
        model_version=model_version,
        code_version=importlib.metadata.version("wortlaut"),
        link_version=link_version,
        reports_version=reports_version(),
    )


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def now() -> datetime:
    """Now in UTC, as the warehouse stores it: without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)
