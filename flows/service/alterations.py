"""What others did to our deployments on the server while the service was away.

After it has registered them, the service notes how the server describes them. What differs at the
next start was altered by somebody else, is told, and is put back by registering them again; what
that leaves as it is (pull steps, the work pool) is taken away before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.exceptions import ObjectNotFound
from prefect.states import Cancelled

from flows.service.auth_string import write_privately
from flows.service.recovery import runs_in

_NOTED = "deployments.json"
# What decides which program runs, when, and on what.
_FIELDS = {
    "entrypoint": "entry point",
    "path": "path",
    "pull_steps": "pull steps",
    "work_pool_name": "work pool",
    "storage_document_id": "storage",
    "infrastructure_document_id": "infrastructure",
    "job_variables": "job variables",
    "parameters": "parameters",
    "enforce_parameter_schema": "check of parameters",
    "paused": "pause",
    "schedules": "schedule",
    "concurrency_limit": "limit of runs at a time",
}
# Without a note, as after an update: these are never set by us.
_NEVER_SET = ("pull_steps", "work_pool_name", "storage_document_id", "infrastructure_document_id")
_UNFINISHED = (StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING, StateType.PAUSED)


async def altered(client: PrefectClient, names: Iterable[str], state: Path) -> dict[str, str]:
    """What was altered, in words, by the `flow/deployment` name; that it is gone is one of them."""
    noted = _read(state / _NOTED)
    found: dict[str, str] = {}
    for name in names:
        before = noted.get(name)
        try:
            present = _described(await client.read_deployment_by_name(name))
        except ObjectNotFound:
            if before is not None:
                found[name] = "it was deleted"
            continue
        if before is None:
            differing = [field for field in _NEVER_SET if present[field]]
        else:
            differing = [field for field in _FIELDS if present[field] != before.get(field)]
        if differing:
            found[name] = f"altered: {', '.join(_FIELDS[field] for field in differing)}"
    return found


async def clear(client: PrefectClient, name: str) -> None:
    """Take away what registering a deployment again would leave."""
    with suppress(ObjectNotFound):
        deployment = await client.read_deployment_by_name(name)
        nothing = {"pull_steps": None, "work_pool_name": None, "work_queue_name": None}
        await client.request(
            "PATCH", "/deployments/{id}", path_params={"id": deployment.id}, json=nothing
        )


async def note(client: PrefectClient, ids: Mapping[str, UUID], state: Path) -> None:
    """Note how the server describes our deployments now."""
    described = {
        name: _described(await client.read_deployment(deployment))
        for name, deployment in ids.items()
    }
    write_privately(state / _NOTED, json.dumps(described), replace=True)


async def drop_armed_runs(client: PrefectClient, deployments: Sequence[UUID]) -> list[FlowRun]:
    """Cancel runs that bring settings for their process along, as none of ours does."""
    armed = [run for run in await runs_in(client, deployments, _UNFINISHED) if run.job_variables]
    for run in armed:
        why = "it brings settings for its process along, as no run of this service does"
        await client.set_flow_run_state(run.id, Cancelled(message=why), force=True)
    return armed


async def strange_automations(client: PrefectClient, own: Iterable[str]) -> list[str]:
    """Names of automations on the server that are not ours."""
    known = set(own)
    return sorted(
        found.name for found in await client.read_automations() if found.name not in known
    )


def _described(deployment: DeploymentResponse) -> dict[str, Any]:
    said = deployment.model_dump(mode="json", include=set(_FIELDS))
    schedules = [
        (kept.schedule.model_dump(mode="json"), kept.active) for kept in deployment.schedules
    ]
    limit = deployment.global_concurrency_limit
    described = {field: said.get(field) or None for field in _FIELDS} | {
        "schedules": schedules,
        "concurrency_limit": None if limit is None else limit.limit,
    }
    # As it is read back: tuples become lists.
    read: dict[str, Any] = json.loads(json.dumps(described))
    return read


def _read(path: Path) -> dict[str, dict[str, Any]]:
    with suppress(OSError, ValueError):
        read = json.loads(path.read_text("utf-8"))
        if isinstance(read, dict):
            return read
    return {}
