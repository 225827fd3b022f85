"""An article's title, without what others have written behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tasks.read.paragraph import Paragraph

_BEFORE_OUTLET = re.compile(r"\s+(?:[|–—·•»-]|::|//)\s+")
_HOST = re.compile(r"^(?:https?://)?(?:www\d?\.)?([^/:]+).*$", re.DOTALL)

REPEATED_WITHIN = 3
"""So far down may a text repeat its headline: below kicker, date and byline."""


def without_outlet(title: str, outlet: str) -> str:
    """The title without the outlet's name, or its host's, behind a mark at its end."""
    known, ends = _names(outlet)
    if title[-1:].casefold() not in ends:
        return title
    marks = list(_BEFORE_OUTLET.finditer(title))
    if marks and alnum_of(title[marks[-1].end() :]) in known:
        return title[: marks[-1].start()]
    return title


def without_title(paragraphs: Sequence[Paragraph], title: str | None) -> tuple[Paragraph, ...]:
    """The paragraphs without the first that repeats the title, if it is among the first three."""
    # One that is much longer does not repeat it, which is told fast.
    longest = 2 * len(title or "")
    for first in paragraphs[:REPEATED_WITHIN]:
        if len(first.text) < longest and alnum_of(first.text) == alnum_of(title or ""):
            return tuple(one for one in paragraphs if one is not first)
    return tuple(paragraphs)


def alnum_of(name: str) -> str:
    """The letters and digits of a text in lower case, by which two are the same."""
    return "".join(filter(str.isalnum, name)).casefold()


@lru_cache(maxsize=1024)
def _names(outlet: str) -> tuple[frozenset[str], frozenset[str]]:
    """What an outlet is called at the end of a title, and the last letters of that."""
    host = _HOST.sub(r"\1", outlet)
    known = frozenset({alnum_of(outlet), alnum_of(host), alnum_of(host.rpartition(".")[0])} - {""})
    return known, frozenset(name[-1] for name in known)
