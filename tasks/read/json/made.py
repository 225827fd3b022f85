"""The record of an article in JSON, made of what its schema's module has found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tasks.read.fields.body import NO_TEXT, TEASER, without_title
from tasks.read.record import Paragraph, Record, Unreadable

Moment = str | int | float | None
_BEFORE_OUTLET = re.compile(r"\s+(?:[|–—·»-]|::|//)\s+")
# As in tasks/read/fields/body.py; a paragraph twice as long as the title does not repeat it.
_REPEATED_WITHIN = 3
_HOST = re.compile(r"^(?:https?://)?(?:www\d?\.)?([^/:]+).*$", re.DOTALL)


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
        longest = 2 * len(title)
        for one in paragraphs[:_REPEATED_WITHIN]:
            if len(one.text) < longest:
                paragraphs = without_title(paragraphs, title)
                break
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


def without_outlet(title: str, outlet: str) -> str:
    """The title without the outlet's name, or its host's, behind a mark at its end."""
    known, ends = _names(outlet)
    if title[-1:].casefold() not in ends:
        return title
    marks = list(_BEFORE_OUTLET.finditer(title))
    if marks and _bare(title[marks[-1].end() :]) in known:
        return title[: marks[-1].start()]
    return title


@lru_cache(maxsize=1024)
def _names(outlet: str) -> tuple[frozenset[str], frozenset[str]]:
    """What an outlet is called at the end of a title, and the last letters of that."""
    host = _HOST.sub(r"\1", outlet)
    known = frozenset({_bare(outlet), _bare(host), _bare(host.rpartition(".")[0])} - {""})
    return known, frozenset(name[-1] for name in known)


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()
