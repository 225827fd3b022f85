"""Ages in a text: "Peter Müller (34)", "die 52-jährige Maria Weber".

All offsets are characters of the text, ages are whole years.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.nlp.german.wordlists import rows_of

_OLDEST = 115
_SIMPLE = {word: int(number) for number, word, _ in rows_of("numbers")}
_UNITS = {word: number for word, number in _SIMPLE.items() if number < 10}
_TENS = {word: number for word, number in _SIMPLE.items() if 20 <= number < 100}
_WORDS = _SIMPLE | {
    f"{unit}und{ten}": tens + units for ten, tens in _TENS.items() for unit, units in _UNITS.items()
}
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_BRACKETS = re.compile(r"\s?\((?:[^()\d]{1,30}, )?(\d{1,3})(?: Jahre alt)?(?:, [^()\d]{1,40})?\)")
_COMMAS = re.compile(r", (\d{1,3})(?: Jahre(?: alt)?)?,")
# An adjective and a noun may stand between: "die 52-jährige frühere Ministerin" Anna Weber.
_BEFORE = re.compile(
    rf"\b({_NUMBER})-?\s?jährige[rnsm]?(?:(?:\s[a-zäöüß-]+e[rnsm]?)?\s[A-ZÄÖÜ][\w-]*)?\s$"
)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Age:
    """An age and where it is said."""

    years: int
    start_char: int
    end_char: int


def age_of(text: str, start_char: int, end_char: int) -> Age | None:
    """The age that is given beside a name, after it or before it."""
    return age_after(text, end_char) or age_before(text, start_char)


def age_after(text: str, end_char: int) -> Age | None:
    """The age right after a name that ends here: in brackets, or between commas."""
    for pattern in (_BRACKETS, _COMMAS):
        found = pattern.match(text, end_char)
        if found:
            return _age(found[1], *found.span(1))
    return None


def age_before(text: str, start_char: int) -> Age | None:
    """The age in an adjective before a name that starts here, in the same phrase."""
    offset = max(0, start_char - _LONGEST)
    found = _BEFORE.search(text[offset:start_char])
    if not found:
        return None
    return _age(found[1], offset + found.start(1), offset + found.end(1))


def _age(written: str, start_char: int, end_char: int) -> Age | None:
    years = int(written) if written.isdigit() else _WORDS[written.lower()]
    return Age(years, start_char, end_char) if 0 < years <= _OLDEST else None
