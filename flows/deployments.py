"""The deployments: what can be started from the Prefect UI, and what starts by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import Flow
from prefect.schedules import Cron, Schedule
from prefect.types.entrypoint import EntrypointType

from flows.check import check
from flows.nightly import nightly
from flows.reannotate import reannotate
from flows.report import report

NAME = "wortlaut"
NIGHTLY = f"{nightly.name}/{NAME}"
NAMES = (NIGHTLY, f"{reannotate.name}/{NAME}", f"{check.name}/{NAME}", f"{report.name}/{NAME}")
"""`flow/deployment` names, the nightly one first."""

# A run waits this long for one of another deployment that is writing, in seconds.
_WAIT_SECONDS = 4 * 3600.0
# One run of a deployment at a time; another one waits its turn.
_ONE_AT_A_TIME = ConcurrencyLimitConfig(
    limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE
)


class ScheduleError(ValueError):
    """The schedule cannot be understood."""


def make_deployments(
    *,
    seeds: Path,
    warehouse: Path,
    model: Path | None = None,
    keep_days: int | None = None,
    cron: str,
    timezone: str,
) -> list[RunnerDeployment]:
    """The deployments of all flows, with these folders as defaults of their forms.

    Raises ScheduleError for a cron line or a time zone that is none.
    """
    try:
        CronSchedule(cron=cron, timezone=timezone)
    except ValueError as error:
        raise ScheduleError(
            f"the schedule {cron!r} in {timezone!r} is no cron line in a time zone; write "
            "minute, hour, day, month and weekday, such as --cron '30 3 * * *' "
            "--timezone Europe/Berlin"
        ) from error
    folders = {"warehouse": str(warehouse)}
    if model is not None:
        folders["model"] = str(model)
    writing = folders | {"wait_seconds": _WAIT_SECONDS}
    return [
        _deployment(
            nightly,
            writing
            | {"seeds": str(seeds)}
            | ({} if keep_days is None else {"keep_days": keep_days}),
            "Reads new and changed article files and publishes the warehouse anew.",
            schedule=Cron(cron, timezone=timezone),
        ),
        _deployment(
            reannotate,
            writing,
            "Annotates loaded articles anew with the present model and swaps the rows in one "
            "publication.",
        ),
        _deployment(
            check,
            folders | {"seeds": str(seeds)},
            "Verifies spans, references, contents and model versions of the published "
            "warehouse, and compares it with the seed files.",
        ),
        _deployment(
            report,
            {"warehouse": str(warehouse)},
            "Writes the report (warehouse/report/index.html) of the published warehouse anew.",
        ),
    ]


def _deployment(
    flow: Flow[..., Any],
    parameters: dict[str, Any],
    description: str,
    *,
    schedule: Schedule | None = None,
) -> RunnerDeployment:
    made = flow.to_deployment(
        NAME,
        schedule=schedule,
        parameters=parameters,
        description=description,
        tags=[NAME],
        concurrency_limit=_ONE_AT_A_TIME,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    assert isinstance(made, RunnerDeployment)
    return made
