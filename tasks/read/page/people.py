"""Who wrote an article, of what a page calls its authors: people, or an agency."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tasks.read.page.wordlists import words_of

_LONGEST = 80
_AT_MOST = 20
_BETWEEN = re.compile(r"\s*(?:[,;|•·]|/(?!/)|\bund\b|\band\b|\bsowie\b|&)\s*")
_BY = re.compile(r"^\s*(?:von|by|text|autor(?:in)?)\s*:?\s+", re.IGNORECASE)
_NO_NAME = re.compile(r"@|https?:|www\.|\.(?:de|com|at|ch|net)\b|\d")


@dataclass(frozen=True, slots=True)
class Writers:
    """The people, in their order, and the agency; an agency together with others has a slash."""

    authors: tuple[str, ...]
    agency: str | None


def writers_of(said: Iterable[str], outlet: str | None) -> Writers:
    """Names and agencies in what a page gives as authors, each once; addresses are left out.

    The outlet itself, as which systems sign what nobody signed, is nobody.
    """
    own = (outlet or "").casefold()
    authors: dict[str, None] = {}
    agencies: dict[str, None] = {}
    for words in said:
        parts = [words] if _is_agency(words) else _BETWEEN.split(_BY.sub("", words))
        for part in parts:
            name = _BY.sub("", part).strip(" .:()[]-–")
            if _is_agency(name):
                agencies[name] = None
            elif 1 < len(name) <= _LONGEST and name.casefold() != own and not _NO_NAME.search(name):
                authors[name] = None
    return Writers(tuple(authors)[:_AT_MOST], "/".join(agencies) or None)


def _is_agency(words: str) -> bool:
    return words.strip(" .()").lower() in words_of("agencies", "agency")
