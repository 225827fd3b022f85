"""The names in a byline or a list of authors written as one text."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tasks.read.wordlists import pairs_of


@lru_cache(maxsize=4096)
def authors_of(byline: str, agencies: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Names between `;`, `|`, `/` and words like `und`; between commas where each has two words.

    `Von` before a name, and agencies among the names, are left out.
    """
    known = {agency.casefold() for agency in agencies}
    before, between = _patterns()
    found: list[str] = []
    for said in between.split(byline):
        said = before.sub("", said.strip())
        parts = [part.strip() for part in said.split(",")]
        parts = [part for part in parts if part and part.casefold() not in known]
        found += parts if all(" " in part for part in parts) else [", ".join(parts)]
    return tuple(dict.fromkeys(name for name in found if name))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = {key: "|".join(map(re.escape, listed.split())) for key, listed in pairs_of("joiners")}
    return (
        re.compile(rf"^(?:{words['before']})\b[:\s]\s*", re.IGNORECASE),
        re.compile(rf"\s*[;|/\n&]\s*|\s+(?:{words['between']})\s+", re.IGNORECASE),
    )
