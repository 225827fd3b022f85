"""Prefect's records of past runs, which its server deletes after some days."""

from __future__ import annotations

from prefect.server.services.db_vacuum import schedule_orphan_vacuum_tasks, schedule_vacuum_tasks
from prefect.server.services.perpetual_services import get_perpetual_services


def vacuum_in_single_runs() -> None:
    """Have the server of a single run delete old runs as well, when it starts.

    Prefect leaves that to servers that stay, and some warehouses never see one.
    """
    for service in get_perpetual_services():
        if service.function in (schedule_vacuum_tasks, schedule_orphan_vacuum_tasks):
            service.run_in_ephemeral = True
