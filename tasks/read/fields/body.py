"""What every reader makes of an article's paragraphs before it gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.read.fields.title import without_outlet
from tasks.read.record import Paragraph, Record, Unreadable

NO_TEXT = "it has no text; leave it out, or get it again from its source with the article's text"
TEASER = (
    "it has a teaser, but not the article's text; get it from its source with the whole text, or "
    "read the article's page instead"
)
# So far down may a text repeat its headline: below kicker, date and byline.
_REPEATED_WITHIN = 3


def or_unreadable(record: Record, *, teaser: str | bool | None = None) -> Record | Unreadable:
    """The record, its headline said once and without the outlet; or that it has no text.

    `teaser` is what the source has of one beside the text or in its stead, or whether it has one.
    """
    title, paragraphs = record.title, record.paragraphs
    if title:
        title = without_outlet(title, record.outlet) if record.outlet else title
        paragraphs = without_title(paragraphs, title)
    if not paragraphs:
        has_teaser = bool(teaser.split()) if isinstance(teaser, str) else teaser
        return Unreadable(record.name, TEASER if has_teaser else NO_TEXT)
    if title is not record.title or paragraphs is not record.paragraphs:
        return replace(record, title=title, paragraphs=paragraphs)
    return record


def without_title(paragraphs: Sequence[Paragraph], title: str | None) -> tuple[Paragraph, ...]:
    """The paragraphs without the first that repeats the title, if it is among the first three."""
    # One that is much longer does not repeat it, which is told fast.
    longest = 2 * len(title or "")
    for first in paragraphs[:_REPEATED_WITHIN]:
        if len(first.text) < longest and _plain(first.text) == _plain(title or ""):
            return tuple(one for one in paragraphs if one is not first)
    return tuple(paragraphs)


def with_above(above: Iterable[Paragraph], text: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The text below its kicker, subtitle and lead, but for those with which it begins itself.

    A word alone may open a text by chance: it is repeated where it is a paragraph there.
    """
    begin = [_plain(one.text) for one in text[:_REPEATED_WITHIN]]
    whole = "".join(begin)

    def is_repeated(words: str) -> bool:
        plain = _plain(words)
        return plain in (whole if len(words.split()) > 1 else begin)

    return (*(one for one in above if not is_repeated(one.text)), *text)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
