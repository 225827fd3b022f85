"""A page for each person or organisation that is quoted most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from tasks.report.charts import bars
from tasks.report.contents import Contents
from tasks.report.limits import Limits
from tasks.report.question import Row, ask, grouped
from tasks.report.site import Site
from tasks.store.reader import Reader

_YEAR = 12


def write_voice_pages(reader: Reader, contents: Contents, site: Site, limits: Limits) -> None:
    """Write `voices/<entity_id>.html` for every voice of the site."""
    values = {
        "entities": sorted(site.voices),
        "quotes_a_voice": limits.quotes_a_voice,
        "related": limits.related,
    }
    quotes, months, roles, topics, company, talked_about = (
        grouped(ask(reader, f"voice_{what}", **values), "entity_id")
        for what in ("quotes", "months", "roles", "topics", "company", "talked_about")
    )
    for voice in contents.voices:
        of = voice["entity_id"]
        site.write(
            f"voices/{of}.html",
            "voice.html",
            voice=voice,
            quotes=quotes.get(of, []),
            chart=_chart(of, months.get(of, []), limits.months),
            roles=roles.get(of, []),
            topics=topics.get(of, []),
            company=company.get(of, []),
            talked_about=talked_about.get(of, []),
            period=contents.period,
        )


def _chart(entity_id: str, months: Sequence[Row], most: int) -> Markup | None:
    """Quotations a month, of the last months up to the last one; None for a single month."""
    counts = {row["month"]: row["quotes"] for row in months}
    if len(counts) <= 1:
        return None
    last = max(counts)
    number = last.year * _YEAR + last.month - 1
    span = min(most, number - (min(counts).year * _YEAR + min(counts).month - 1) + 1)
    shown = [date(at // _YEAR, at % _YEAR + 1, 1) for at in range(number - span + 1, number + 1)]
    return bars(shown, [counts.get(month, 0) for month in shown], name=entity_id, height=170)
