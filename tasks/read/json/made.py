"""The record of an article in JSON, made of what its schema's module has found."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.read.fields.body import NO_TEXT, TEASER, without_title
from tasks.read.fields.title import without_outlet
from tasks.read.record import Paragraph, Record, Unreadable

Moment = str | int | float | None


def made(
    name: str,
    paragraphs: Sequence[Paragraph],
    *,
    title: str | None = None,
    published: Moment = None,
    outlet: str | None = None,
    url: str | None = None,
    section: str | None = None,
    authors: tuple[str, ...] = (),
    agency: str | None = None,
    tags: tuple[str, ...] = (),
    version: int | None = None,
    remark: str | None = None,
    teaser: bool = False,
) -> Record | Unreadable:
    """The record, its headline said once and without the outlet; or that it has no text.

    `teaser` says that the source holds a teaser beside the text, or in its stead.
    """
    if title:
        title = without_outlet(title, outlet) if outlet else title
        paragraphs = without_title(paragraphs, title)
    if not paragraphs:
        return Unreadable(name, TEASER if teaser else NO_TEXT)
    return Record(
        name,
        tuple(paragraphs),
        title,
        published,
        outlet,
        url,
        section,
        authors,
        agency,
        tags,
        version,
        remark,
    )
