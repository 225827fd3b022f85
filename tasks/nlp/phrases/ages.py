"""Ages in a text: "Peter Müller (34)", "die 52-jährige Maria Weber", "der 34-Jährige".

All offsets are characters of the text, ages are whole years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.nlp.layers.vocabulary import Gender, Number

_OLDEST = 115
_UNITS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TEENS = (
    "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn",
    "neunzehn",
)  # fmt: skip
_TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_WORDS = {
    **{word: number for number, word in enumerate(_UNITS, start=1)},
    **{word: number for number, word in enumerate(_TEENS, start=10)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
    **{
        f"{unit}und{ten}": 10 * number + one
        for number, ten in enumerate(_TENS, start=2)
        for one, unit in enumerate(_UNITS, start=1)
    },
    "hundert": 100,
}
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_BRACKETS = re.compile(r"\s?\((?:[^()\d]{1,30}, )?(\d{1,3})(?: Jahre alt)?(?:, [^()\d]{1,40})?\)")
_COMMAS = re.compile(r", (\d{1,3})(?: Jahre(?: alt)?)?,")
_ADJECTIVE = re.compile(rf"\b({_NUMBER})-?\s?[Jj]ährige[rnsm]?\b", re.IGNORECASE)
# An adjective and a noun may stand between: "die 52-jährige frühere Ministerin" Anna Weber.
_BEFORE = re.compile(
    rf"\b({_NUMBER})-?\s?jährige[rnsm]?(?:(?:\s[a-zäöüß-]+e[rnsm]?)?\s[A-ZÄÖÜ][\w-]*)?\s$"
)
_NOMINAL = re.compile(
    r"\b(?:(?P<determiner>[Dd](?:er|ie|as|en|em|es)|[Ee]in(?:e[rnms]?)?|[Dd]ies(?:e[rnms]?)"
    r"|[Ss]ein(?:e[rnm]?)?|[Ii]hr(?:e[rnm]?)?|[Bb]eide|[Zz]wei|[Dd]rei|[Mm]ehrere)\s)?"
    rf"(?P<adjectives>(?:[a-zäöü]+e[rn]?\s)?)(?P<age>{_NUMBER})-?Jährige(?P<ending>[rnm]?)\b"
)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Age:
    """An age and where it is said."""

    years: int
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class AgedMention:
    """A phrase that means a person by the age alone: "der 34-Jährige"."""

    years: int
    start_char: int
    end_char: int
    gender: Gender
    number: Number


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


def age_within(text: str, start_char: int, end_char: int) -> Age | None:
    """The age in an adjective of a phrase: "die 52-jährige Ministerin für Verkehr"."""
    found = _ADJECTIVE.search(text, start_char, end_char)
    return _age(found[1], *found.span(1)) if found else None


def aged_mentions(text: str) -> Iterator[AgedMention]:
    """Phrases that mean persons by their age, determiner included."""
    for found in _NOMINAL.finditer(text):
        age = _age(found["age"], *found.span("age"))
        if age is not None:
            gender, number = _agreement((found["determiner"] or "").lower(), found["ending"])
            yield AgedMention(age.years, found.start(), found.end(), gender, number)


def _age(written: str, start_char: int, end_char: int) -> Age | None:
    years = int(written) if written.isdigit() else _WORDS[written.lower()]
    return Age(years, start_char, end_char) if 0 < years <= _OLDEST else None


def _agreement(determiner: str, ending: str) -> tuple[Gender, Number]:
    """Gender and number of an adjectival noun; -n after "die" is a plural, after "den" open."""
    if determiner in {"beide", "zwei", "drei", "mehrere"} or (determiner == "die" and ending):
        return "unknown", "plural"
    if determiner.endswith(("em", "es")) or determiner in {"ein", "einen", "sein", "ihr"}:
        return "male", "singular"
    if determiner == "den":
        return "male", "singular"
    if determiner == "der":
        return ("female" if ending == "n" else "male"), "singular"
    if determiner in {
        "die",
        "eine",
        "einer",
        "diese",
        "dieser",
        "seine",
        "seiner",
        "ihre",
        "ihrer",
    }:
        masculine = determiner == "dieser" and not ending
        return ("male" if masculine else "female"), "singular"
    if not determiner and ending == "r":
        return "male", "singular"
    return "unknown", "unknown"
