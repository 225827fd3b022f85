"""The interface's two languages, side by side in every page; a switch hides one of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from importlib import resources

from markupsafe import Markup

_MONTHS = {
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
           "Oktober", "November", "Dezember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"),
}  # fmt: skip
_BOTH = Markup('<span class="t" lang="de">{}</span><span class="t" lang="en">{}</span>')
_DASH = Markup('<span class="none">–</span>')


def both(german: str, english: str, **values: object) -> Markup:
    """Both wordings; `{name}` in them stands for a value, escaped. Wordings themselves are ours."""
    return _BOTH.format(
        Markup(german).format(**values),
        Markup(english).format(**values),
    )


def word(key: str) -> Markup:
    """What the interface calls a column or a value; unknown ones as they are, escaped."""
    german, english = wordings().get(key) or (_reason(key), key)
    return _BOTH.format(german, english) if german != english else Markup("{}").format(german)


def unit(kind: str, count: int) -> Markup:
    """What so many of a kind are called beside their number, such as quotation or quotations."""
    return word(f"{kind}_{'one' if count == 1 else 'many'}")


def heading(column: str) -> Markup:
    """What stands above a column; it may be called like a value that means something else."""
    own = f"{column}.column"
    return word(own if own in wordings() else column)


def _reason(english: str) -> str:
    """Why a file was not read, in German; as it is where it is none of ours."""
    for pattern, german in _reasons():
        found = pattern.fullmatch(english)
        if found is not None:
            what = {name: _german(value) for name, value in found.groupdict().items()}
            return german.format(**what)
    return english


def _german(english: str) -> str:
    """What stands within a reason: a word of ours, a reason itself, or what is left as it is."""
    known = wordings().get(english)
    return known[0] if known is not None else _reason(english)


@cache
def _reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of English sentences, with the German ones; `{a}` stands for what differs."""
    named = re.compile(r"\\{(\w)\\}")
    return tuple(
        (re.compile(named.sub(r"(?P<\1>.+?)", re.escape(line["en"])), re.DOTALL), line["de"])
        for line in _lines("reasons.tsv")
    )


@cache
def wordings() -> Mapping[str, tuple[str, str]]:
    """German and English by key."""
    return {line["key"]: (line["de"], line["en"]) for line in _lines("words.tsv")}


def _lines(name: str) -> Iterable[dict[str, str]]:
    text = resources.files("tasks.report").joinpath(name).read_text("utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)


def number(value: float | None, digits: int = 0, *, sign: bool = False) -> Markup:
    """A number as each language writes it."""
    if value is None:
        return _DASH
    english = f"{value:{'+' if sign else ''},.{digits}f}".replace("-", "−")
    german = english.translate(str.maketrans(",.", ".,"))
    return _pair(german, english)


def percent(share: float | None, digits: int = 1) -> Markup:
    """A share between 0 and 1."""
    if share is None:
        return _DASH
    english = f"{100 * share:.{digits}f}"
    return _pair(f"{english.replace('.', ',')} %", f"{english}%")


def day(value: date | None, precision: str = "day") -> Markup:
    """A date as far as it is known: a day, a month or a year."""
    if value is None or precision == "unknown":
        return both("ohne Datum", "no date")
    if isinstance(value, datetime):
        return Markup("{}, {}").format(day(value.date()), f"{value:%H:%M}")
    if precision == "year":
        return Markup("{}").format(str(value.year))
    if precision == "month":
        return month(value)
    german, english = (_MONTHS[language][value.month - 1] for language in ("de", "en"))
    return _pair(f"{value.day}. {german} {value.year}", f"{value.day} {english} {value.year}")


def month(value: date) -> Markup:
    """A month and its year."""
    german, english = (_MONTHS[language][value.month - 1] for language in ("de", "en"))
    return _pair(f"{german} {value.year}", f"{english} {value.year}")


def _pair(german: str, english: str) -> Markup:
    return Markup("{}").format(german) if german == english else _BOTH.format(german, english)
