"""What a browser may ask of the server: to look, to start and cancel runs, to pause a schedule.

That is what the pages of Prefect's UI need for our deployments (found by recording both of them).
Everything else could make the server run another program than ours, or send somewhere what it
knows, and is for programs that have the operator's string, such as `prefect` on the command line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

REFUSED = (
    "A browser may look, start and cancel runs and pause schedules here; for anything else use the "
    "command line of the account that runs the service (docs/operation.md)."
)
MOST_BYTES = 1_000_000
"""Longer bodies are refused unread."""

_ID = r"[0-9a-fA-F-]{36}"
# States that a person gives to a run: again, or no longer.
_STATES = ("SCHEDULED", "CANCELLING", "CANCELLED")


@dataclass(frozen=True, slots=True)
class _Route:
    """A method and a path below the API; `allows` says whether a body of its will do."""

    method: str
    path: re.Pattern[str]
    allows: Callable[[dict[str, Any]], bool]


def _anything(body: dict[str, Any]) -> bool:
    return True


def _without_secrets(body: dict[str, Any]) -> bool:
    return not body.get("include_secrets")


def _only(**allowed: Callable[[Any], bool]) -> Callable[[dict[str, Any]], bool]:
    """Bodies that have nothing but these, whatever they leave empty."""

    def check(body: dict[str, Any]) -> bool:
        return all(
            value in (None, "", [], {}) or (key in allowed and allowed[key](value))
            for key, value in body.items()
        )

    return check


def _is_any(value: Any) -> bool:
    return True


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


def _is_policy(value: Any) -> bool:
    """How often a run is tried again, as the form asks."""
    numbers = ("max_retries", "retries", "retry_delay", "retry_delay_seconds")
    return isinstance(value, dict) and all(
        not asked or (name in numbers and isinstance(asked, int | float))
        for name, asked in value.items()
    )


def _is_state(value: Any) -> bool:
    """A state without a result: those are read back as code."""
    if not isinstance(value, dict) or value.get("type") not in _STATES:
        return False
    details = value.get("state_details") or {}
    known = _only(type=_is_any, name=_is_any, message=_is_any, state_details=_is_any)
    return known(value) and isinstance(details, dict) and _set(details) <= {"scheduled_time"}


def _set(details: dict[str, Any]) -> set[str]:
    return {name for name, value in details.items() if value}


_ROUTES = [
    _Route(method, re.compile(path), allows)
    for method, path, allows in (
        ("POST", r"/(block_types|block_schemas|variables)/(filter|count)", _anything),
        ("POST", r"/block_documents/(filter|count)", _without_secrets),
        (
            "POST",
            r"/(flows|flow_runs|task_runs|deployments|work_queues|work_pools|concurrency_limits"
            r"|v2/concurrency_limits|artifacts|artifacts/latest|automations|events|logs"
            r"|saved_searches)/(filter|count|paginate|history|lateness)",
            _anything,
        ),
        ("POST", r"/work_pools/[^/]+/(queues|workers)/filter", _anything),
        ("POST", r"/deployments/get_scheduled_flow_runs", _anything),
        ("POST", r"/events/count-by/[a-z]+", _anything),
        ("POST", r"/ui/flows/(count-deployments|next-runs)", _anything),
        ("POST", r"/ui/flow_runs/(history|count-task-runs)", _anything),
        ("POST", r"/ui/task_runs/(count|dashboard/counts)", _anything),
        ("POST", r"/ui/schemas/validate", _anything),
        (
            "POST",
            rf"/deployments/{_ID}/create_flow_run",
            _only(
                parameters=_is_any,
                name=_is_any,
                tags=_is_any,
                idempotency_key=_is_any,
                state=_is_state,
                empirical_policy=_is_policy,
                enforce_parameter_schema=lambda value: value is True,
            ),
        ),
        ("POST", rf"/flow_runs/{_ID}/set_state", _only(state=_is_state, force=_is_bool)),
        ("POST", rf"/deployments/{_ID}/(pause|resume)_deployment", _only()),
        ("PATCH", rf"/deployments/{_ID}", _only(paused=_is_bool)),
        ("PATCH", rf"/deployments/{_ID}/schedules/{_ID}", _only(active=_is_bool)),
    )
]


def may_ask(method: str, path: str, query: str, body: bytes) -> bool:
    """Whether a browser may send this; `path` is below the API, without a trailing slash."""
    if method in ("GET", "HEAD"):
        return "include_secrets" not in parse_qs(query, keep_blank_values=True)
    for route in _ROUTES:
        if route.method == method and route.path.fullmatch(path):
            asked = _read(body)
            return asked is not None and route.allows(asked)
    return False


def _read(body: bytes) -> dict[str, Any] | None:
    """The body's JSON object; None where it is none, or names a thing twice."""
    if not body.strip():
        return {}
    try:
        read = json.loads(body, object_pairs_hook=_once)
    except (ValueError, RecursionError):  # no JSON, no text, or twice the same name
        return None
    return read if isinstance(read, dict) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Readers differ in which of two they take."""
    named = dict(pairs)
    if len(named) != len(pairs):
        raise ValueError("a name that stands twice")
    return named
