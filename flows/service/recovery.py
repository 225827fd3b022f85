"""Runs that a stopped or crashed service left behind, and nights that it missed.

The service calls these before it takes up work, so no run of its deployments is alive then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import ObjectNotFound
from prefect.states import AwaitingRetry, Cancelled, Crashed

from flows import run_filters

# A run that was cut off so often is not started again by itself: it may be what stops the machine.
_ATTEMPTS = 3

_AT_WORK = (StateType.RUNNING, StateType.PENDING)
_SKIPPED = "Skipped"


async def deployment_ids(client: PrefectClient, names: Iterable[str]) -> dict[str, UUID]:
    """Identifiers of those deployments that the server knows already, by name."""
    found = {}
    for name in names:
        try:
            found[name] = (await client.read_deployment_by_name(name)).id
        except ObjectNotFound:
            continue
    return found


async def runs_at_work(client: PrefectClient, deployments: Sequence[UUID]) -> list[FlowRun]:
    """Runs of these deployments that the server believes to be going on."""
    return await runs_in(client, deployments, _AT_WORK)


async def skip_overtaken(
    client: PrefectClient, deployments: Sequence[UUID], *, keep: int
) -> list[FlowRun]:
    """Cancel scheduled runs that are due but for the latest `keep`; return those cancelled.

    One run does the work of all nights that were missed. Runs that a person asked for stay.
    """
    due = [
        run
        for run in await runs_in(client, deployments, (StateType.SCHEDULED,), due=True)
        if run.auto_scheduled and run.run_count == 0
    ]
    overtaken = due[: len(due) - keep] if len(due) > keep else []
    for run in overtaken:
        await client.set_flow_run_state(
            run.id,
            Cancelled(name=_SKIPPED, message="a later run does this one's work as well"),
            force=True,
        )
    return overtaken


async def resume(client: PrefectClient, runs: Iterable[FlowRun], *, why: str) -> list[FlowRun]:
    """Schedule interrupted runs again, now; those cut off too often are left crashed.

    Returns the runs that go on. What they staged is kept, so they go on where they were.
    """
    going_on = []
    for run in runs:
        if run.run_count < _ATTEMPTS:
            state: State = AwaitingRetry(
                message=f"{why}; it goes on where it was", scheduled_time=datetime.now(UTC)
            )
            going_on.append(run)
        else:
            state = Crashed(
                message=f"{why}, {run.run_count} times; start it again by hand, "
                "and look at its logs and the machine's memory first"
            )
        await client.set_flow_run_state(run.id, state, force=True)
    return going_on


async def end_cancelling(client: PrefectClient, deployments: Sequence[UUID]) -> None:
    """Finish what was being cancelled when the service ended."""
    for run in await runs_in(client, deployments, (StateType.CANCELLING,)):
        state: State = Cancelled(message="cancelled; the process had ended before")
        await client.set_flow_run_state(run.id, state, force=True)


async def runs_in(
    client: PrefectClient,
    deployments: Sequence[UUID],
    states: Sequence[StateType],
    *,
    due: bool = False,
) -> list[FlowRun]:
    """Runs of these deployments in these states, the earliest expected first."""
    if not deployments:
        return []
    until_now = datetime.now(UTC) if due else None
    return await client.read_flow_runs(
        flow_run_filter=run_filters.runs_in(
            states, deployments=deployments, expected_before=until_now
        ),
        sort=FlowRunSort.EXPECTED_START_TIME_ASC,
    )
