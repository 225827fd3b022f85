"""Which runs the server is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType


def runs_in(
    states: Sequence[StateType],
    *,
    deployments: Sequence[UUID] | None,
    expected_before: datetime | None = None,
) -> FlowRunFilter:
    """Runs in these states, of these deployments; where that is None, of none, started by hand."""
    of = (
        FlowRunFilterDeploymentId(is_null_=True)
        if deployments is None
        else FlowRunFilterDeploymentId(any_=list(deployments))
    )
    expected = (
        None
        if expected_before is None
        else FlowRunFilterExpectedStartTime.model_validate({"before_": expected_before})
    )
    return FlowRunFilter(
        deployment_id=of,
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states))),
        expected_start_time=expected,
    )
