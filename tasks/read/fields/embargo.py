"""Articles that their source does not let appear yet."""

from __future__ import annotations

from datetime import UTC, datetime


def embargo_until(release: str | None, now: datetime) -> str | None:
    """Why an article is not read yet; None where no moment, or a past one, is named.

    `release` is in ISO 8601; without a zone it is taken for UTC, so that nothing appears early in
    Germany.
    """
    if release is None:
        return None
    try:
        moment = datetime.fromisoformat(release)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=moment.tzinfo or UTC)
    if moment <= now:
        return None
    return f"its source holds it back until {moment:%Y-%m-%d %H:%M %Z}; read it again after that"
