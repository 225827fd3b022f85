"""News agencies, by the marks that articles carry: `dpa/lno`, `rtr`, `Mit Material von AFP`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.text.wordlists import pairs_of

_NAMES = dict(pairs_of("agencies"))
_LONGEST = max(len(mark.split()) for mark in _NAMES)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# A report's own number: "dpa:240512-99-123456/2".
_NUMBER = re.compile(r"(?:[a-z-]+:)?\d[\d-]*")
_PARTS = re.compile(r"\s*[/,;&|+]\s*|\s+und\s+")


def agencies_in(words: str) -> Iterator[str]:
    """The names of the agencies that the words mention, in their order, the longest mark first."""
    found = [word.group().lower() for word in _WORD.finditer(words)]
    number = 0
    while number < len(found):
        for length in range(min(_LONGEST, len(found) - number), 0, -1):
            name = _NAMES.get(" ".join(found[number : number + length]))
            if name is not None:
                yield name
                number += length
                break
        else:
            number += 1


def is_agency_mark(words: str) -> bool:
    """Whether words in brackets are an agency's mark: one of its parts is, and the rest short.

    `dpa/lno`, `dpa/rtr/ula`, `AFP`, `dpa-AFX`, `Reuters`; not `dpa berichtete`.
    """
    parts = [part for part in _PARTS.split(words.strip(" .")) if part]
    parts = [part for part in parts if _NUMBER.fullmatch(part) is None]
    known = [part.lower() in _NAMES for part in parts]
    return any(known) and all(
        agency or is_sign(part) for agency, part in zip(known, parts, strict=True)
    )


def is_sign(word: str) -> bool:
    """Whether a word may be the short sign of a service or of who wrote: `lno`, `ula`, `kat`."""
    return 1 < len(word) <= _LONGEST_SIGN and word.isalpha()


_LONGEST_SIGN = 4
