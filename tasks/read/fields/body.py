"""What every reader makes of an article's paragraphs before it gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.read.fields.title import REPEATED_WITHIN, alnum_of, without_outlet, without_title
from tasks.read.paragraph import Paragraph
from tasks.read.record import Record, Unreadable

NO_TEXT = "it has no text; leave it out, or get it again from its source with the article's text"
TEASER = (
    "it has a teaser, but not the article's text; get it from its source with the whole text, or "
    "read the article's page instead"
)


def or_unreadable(record: Record, *, teaser: str | bool | None = None) -> Record | Unreadable:
    """The record, its headline said once and without the outlet; or that it has no text.

    `teaser` is what the source has of one beside the text or in its stead, or whether it has one.
    """
    title, text = record.title, record.text
    if title:
        title = without_outlet(title, record.outlet) if record.outlet else title
        text = text if isinstance(text, str) else without_title(text, title)
    if not text:
        has_teaser = bool(teaser.split()) if isinstance(teaser, str) else teaser
        return Unreadable(record.name, TEASER if has_teaser else NO_TEXT)
    if title is not record.title or text is not record.text:
        return replace(record, title=title, text=text)
    return record


def with_above(above: Iterable[Paragraph], text: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The text below its kicker, subtitle and lead, but for those with which it begins itself.

    A word alone may open a text by chance: it is repeated where it is a paragraph there.
    """
    begin = [alnum_of(one.text) for one in text[:REPEATED_WITHIN]]
    whole = "".join(begin)

    def is_repeated(words: str) -> bool:
        plain = alnum_of(words)
        return plain in (whole if len(words.split()) > 1 else begin)

    return (*(one for one in above if not is_repeated(one.text)), *text)
