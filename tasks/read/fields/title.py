"""An article's title, without what others have written behind it."""

from __future__ import annotations

import re
from functools import lru_cache

_BEFORE_OUTLET = re.compile(r"\s+(?:[|–—·•»-]|::|//)\s+")
_HOST = re.compile(r"^(?:https?://)?(?:www\d?\.)?([^/:]+).*$", re.DOTALL)


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
