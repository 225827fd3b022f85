"""What agencies say of an article's fitness to appear, alike in ninjs and in dpa's JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tasks.read.fields.embargo import embargo_until
from tasks.read.json.said import line_of

_USABLE = "usable"


def held_back(status: Any, embargoed: Any) -> str | None:
    """Why an article may not be loaded, by its status of publication and its embargo; or None."""
    said = line_of(status)
    # `stat:canceled`: codes of the IPTC have their list before them.
    code = said.rpartition(":")[2].lower() if said else _USABLE
    if code != _USABLE:
        return f"its agency says that it is {code}; take out what was loaded of it before"
    release = line_of(embargoed)
    if release is not None and not _is_moment(release):
        return f"its agency holds it back until {release[:40]!r}, which is no moment; mend that"
    return embargo_until(release, datetime.now(UTC))


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
