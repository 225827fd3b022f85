"""What every reader makes of an article's paragraphs before it gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.read.record import Paragraph, Record, Unreadable

NO_TEXT = "it has no text; leave it out, or get it again from its source with the article's text"
TEASER = (
    "it has a teaser, but not the article's text; get it from its source with the whole text, or "
    "read the article's page instead"
)
# Between a headline and the outlet's name.
_BETWEEN = "-–—|·•:»"
# So far down may a text repeat its headline: below kicker, date and byline.
_REPEATED_WITHIN = 3


def or_unreadable(record: Record, *, teaser: str | None = None) -> Record | Unreadable:
    """The record, its headline said once; or why it is no article: it has a teaser, or nothing."""
    record = replace(record, title=_without_outlet(record.title, record.outlet))
    kept = without_title(record.paragraphs, record.title)
    if not kept:
        return Unreadable(record.name, TEASER if teaser and teaser.split() else NO_TEXT)
    return replace(record, paragraphs=kept)


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """The headline without the outlet's name behind it, as pages and feeds write it."""
    if not title or not outlet or not title.casefold().endswith(outlet.casefold()):
        return title
    before = title[: -len(outlet)].rstrip()
    return before[:-1].rstrip() if before[:-1].strip() and before[-1] in _BETWEEN else title


def without_title(paragraphs: Sequence[Paragraph], title: str | None) -> tuple[Paragraph, ...]:
    """The paragraphs without the first that repeats the title, if it is among the first three."""
    wanted = _plain(title or "")
    for number, paragraph in enumerate(paragraphs[:_REPEATED_WITHIN]):
        if wanted and _plain(paragraph.text) == wanted:
            return (*paragraphs[:number], *paragraphs[number + 1 :])
    return tuple(paragraphs)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
