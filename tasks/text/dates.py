"""Publication dates as people write them, with what of them is known."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from tasks.text.article import DatePrecision
from tasks.text.wordlists import pairs_of

# The first printed newspaper appeared in 1605: no German news is older.
EARLIEST_YEAR = 1605
# A slip of the finger, not a year; what is ahead of the clock is told apart elsewhere.
LATEST_YEAR = 2100

WITHOUT_DATE = "loaded without a date"
"""How the remark begins on an article whose header names a date that does not hold."""

_MONTHS = {name: int(number) for number, names in pairs_of("months") for name in names.split(" ")}
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ]\d{1,2}:\d{2}\S*)?)?)?")
_WEEKDAY = re.compile(
    r"(?:(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|mo|di|mi|do|fr|sa|so)\.?,?\s+)?(?:den\s+)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?:(\d{1,2})\.\s?)?(\d{1,2})\.\s?(\d{4})(?:,?\s+\d{1,2}[:.]\d{2}.*)?")
_SHORT = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2})(?:,?\s+\d{1,2}[:.]\d{2}.*)?")
# Of two digits, POSIX takes those below it to be of this century (strptime, %y).
_CENTURY = 69
_WORDS = re.compile(r"(?:(?:\w+,\s+)?(?:den\s+)?(\d{1,2})\.\s*)?([^\W\d]+)\.?\s+(\d{4})(?:,?\s.*)?")


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date: the first day of the period that `precision` names."""

    on: date | None
    precision: DatePrecision


UNDATED = Published(None, "unknown")


def parse_date(words: str) -> Published | None:
    """Read `2021-03-24`, `2021-03`, `2021`, `24.03.2021`, `24.03.21`, `24. März 2021`, `März 2021`.

    None when the words name no day, month or year that exists, or none in which news is printed.
    """
    words = unicodedata.normalize("NFC", words.strip())
    words = words[weekday.end() :] if (weekday := _WEEKDAY.match(words)) else words
    if match := _ISO.fullmatch(words):
        return _published(*match.groups())
    if match := _NUMERIC.fullmatch(words):
        day, month, year = match.groups()
        return _published(year, month, day)
    if match := _SHORT.fullmatch(words):
        day, month, year = match.groups()
        return _published(f"{20 if int(year) < _CENTURY else 19}{year}", month, day)
    if match := _WORDS.fullmatch(words):
        day, name, year = match.groups()
        number = _MONTHS.get(name.lower())
        return _published(year, str(number), day) if number else None
    return None


def _published(year: str, month: str | None, day: str | None) -> Published | None:
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return None
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return Published(first, "day" if day else "month" if month else "year")
