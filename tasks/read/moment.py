"""When an article appeared, as its source says it."""

from __future__ import annotations

import calendar
import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from dateutil import parser as dateutil_parser

from tasks.read.hints import NO_HINTS, Hints
from tasks.read.wordlists import pairs_of
from tasks.text import wordlists
from tasks.text.dates import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    UNDATED,
    WITHOUT_DATE,
    Published,
    parse_date,
)

ZONE = "Europe/Berlin"
"""The time zone of moments that name none, where the hints do not either."""

# So much of what is no date is repeated to its owner; no date is longer than that.
_SHOWN = 40
_LONGEST = 100
_BRACKETED_ZONE = re.compile(r"\s*\[[\w/+-]+\]$")  # Java: 2024-05-03T14:05+02:00[Europe/Berlin]
_DAY_WITH_ZONE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})")  # xs:date
_ISO = re.compile(r"\d{4}(?:-?W|-?\d)")
_DIGITS = re.compile(r"([+-]?\d+)(?:\.(\d+))?")
_YEAR_FIRST = re.compile(r"\d{4}\D")
_WORD = re.compile(r"([^\W\d]+)[:.,]?\s+")
_FULL_STOP_IN_TIME = re.compile(r"\b(\d{1,2})\.(\d{2})(?=\s*Uhr\b)", re.IGNORECASE)
_FULL_HOUR = re.compile(r"(?<![.:\d])(\d{1,2})(?=\s*Uhr\b)", re.IGNORECASE)
# Who writes the half of the day writes the month first.
_ENGLISH = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}\b.*\d\s*[ap]\.?m\b", re.IGNORECASE)
_TIME = re.compile(r"%-?[HIcXsTRr]")
_DAY = re.compile(r"%-?[djxcDFsAauw]")
_MONTH = re.compile(r"%-?[mBbjxcDFsWUV]")
_SECONDS = {9: 1, 10: 1, 12: 10**3, 13: 10**3, 15: 10**6, 16: 10**6, 18: 10**9, 19: 10**9}
# Day 0 of spreadsheets (their 1900 is a leap year); five digits are days of 1927 to 2173.
_DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Moment:
    """When an article appeared.

    `published_at` has the source's zone and is None where no more than a day is known.
    `published` is the local day there, or the month or year. `remark` says why a source's words are
    no date.
    """

    published_at: datetime | None = None
    published: Published = UNDATED
    remark: str | None = None


def moment_of(raw: str | float | date | datetime | None, hints: Hints = NO_HINTS) -> Moment:
    """Read what a source says: ISO 8601, RFC 822, German and English dates, seconds since 1970.

    Numbers are seconds (or their thousandth, millionth, milliardth parts) since 1970 by their
    length, YYYYMMDD, or days of a spreadsheet; they, too, may be written as text. `03/05/2024` is
    the third of May, unless `hints.date_format` says otherwise, that cannot be, or a.m. and p.m.
    follow. Midnight to the second without a zone is what programs write for a day alone. A date
    that is none, or before newspapers were printed, leaves the article undated, with a remark.
    """
    if isinstance(raw, str):
        raw = " ".join(unicodedata.normalize("NFC", raw[: 2 * _LONGEST]).split())
    if raw is None or raw == "" or (isinstance(raw, float) and math.isnan(raw)):
        return Moment()
    try:
        return _moment(_read(raw, hints), ZoneInfo(hints.zone or ZONE))
    # What the libraries raise for words and numbers that are no dates.
    except (ValueError, OverflowError, TypeError, ArithmeticError, LookupError, AttributeError):
        return Moment(remark=_unread(raw, hints))


def _moment(read: Published | date | datetime, zone: tzinfo) -> Moment:
    if isinstance(read, Published):
        return Moment(None, read)
    if not EARLIEST_YEAR <= read.year <= LATEST_YEAR:
        raise ValueError(read.year)
    if not isinstance(read, datetime):
        return Moment(None, Published(read, "day"))
    if read.tzinfo is _UNKNOWN_ZONE or (read.tzinfo is None and read.time() == time()):
        return Moment(None, Published(read.date(), "day"))
    local = read.replace(tzinfo=zone) if read.tzinfo is None else read.astimezone(zone)
    return Moment(local, Published(local.date(), "day"))


def _unread(raw: object, hints: Hints) -> str:
    said = str(raw)
    said = f"{said[:_SHOWN]}…" if len(said) > _SHOWN else said
    if hints.date_format is not None and isinstance(raw, str):
        why = f"{said!r} is not written as {hints.date_format!r}, the date_format of its source"
    else:
        why = f"{said!r} cannot be one; say with date_format in sources.toml how it is written"
    return f"{WITHOUT_DATE}, for {why}"


def _read(raw: str | float | date | datetime, hints: Hints) -> Published | date | datetime:
    """The date, or the moment with or without its zone; raises ValueError and others for none."""
    if isinstance(raw, date):
        return raw
    if isinstance(raw, bool):
        raise TypeError(raw)
    if hints.date_format is not None:
        return _formatted(str(raw), hints.date_format)
    if not isinstance(raw, str):
        return _number(int(raw), raw - int(raw))
    if len(raw) > _LONGEST:
        raise ValueError(raw)
    digits = _DIGITS.fullmatch(raw)
    if digits and (digits[2] is None or len(digits[1]) in (5, *_SECONDS)):
        return _number(int(digits[1]), float(f"0.{digits[2] or 0}"))
    return _words(raw)


def _number(whole: int, part: float) -> Published | date | datetime:
    digits = str(abs(whole))
    if len(digits) in _SECONDS:
        seconds = (whole + part) / _SECONDS[len(digits)]
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    if whole < 0:
        raise ValueError(whole)
    if len(digits) == 4 and (year := parse_date(digits)):
        return year
    if len(digits) == 5:
        day = _DAY_ZERO + timedelta(days=whole)
        return datetime.combine(day, time()) + timedelta(seconds=round(part * 86_400))
    if len(digits) == 8:
        return datetime.strptime(digits, "%Y%m%d").date()
    if len(digits) == 14:
        return datetime.strptime(digits, "%Y%m%d%H%M%S")
    raise ValueError(whole)


def _words(words: str) -> Published | date | datetime:
    words = _BRACKETED_ZONE.sub("", _without_lead(words))
    if day := _DAY_WITH_ZONE.fullmatch(words):
        words = day[1]
    if _ISO.match(words):
        try:
            return _iso(words)
        except ValueError:
            pass  # Such as a space before the zone, which dateutil allows.
    published = parse_date(words)
    if published is not None and published.precision != "day":
        return published
    try:
        return _by_words(words)
    except (ValueError, OverflowError, TypeError, ArithmeticError, LookupError, AttributeError):
        if published is None:
            raise
        return published


def _iso(words: str) -> date | datetime:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return datetime.fromisoformat(words)


def _by_words(words: str) -> date | datetime:
    """As dateutil reads it, by German and English words.

    It fills in what is not said from a default; said is what two defaults do not change.
    """
    words = _FULL_HOUR.sub(r"\1:00", _FULL_STOP_IN_TIME.sub(r"\1:\2", words))
    years_first = _YEAR_FIRST.match(words) is not None
    order = {
        "dayfirst": not years_first and not _ENGLISH.match(words),
        "yearfirst": years_first,
        "tzinfos": _zone,
    }
    one: datetime = _PARSER.parse(words, default=datetime(2000, 1, 1), **order)
    other: datetime = _PARSER.parse(words, default=datetime(2003, 2, 2, 1), **order)
    if one.date() != other.date():
        raise ValueError(words)
    return one if one.hour == other.hour else one.date()


def _without_lead(words: str) -> str:
    """Without what stands before a date and says nothing of it: `Veröffentlicht am: 3. Mai`."""
    while (word := _WORD.match(words)) and word[1].lower() in _BEFORE:
        words = words[word.end() :]
    return words


def _formatted(words: str, form: str) -> Published | date | datetime:
    """By the words of `strptime`; German names of months are known to it here."""
    if "%B" in form or "%b" in form:
        names = calendar.month_name if "%B" in form else calendar.month_abbr
        words = re.sub(r"[^\W\d_]+", lambda word: _english(word[0], names), words)
    read = datetime.strptime(words, form)
    if _TIME.search(form):
        return read
    if _DAY.search(form):
        return read.date()
    if not EARLIEST_YEAR <= read.year <= LATEST_YEAR:
        raise ValueError(read.year)
    return Published(read.date(), "month" if _MONTH.search(form) else "year")


def _english(word: str, names: Any) -> str:
    number = _MONTHS.get(word.lower())
    return word if number is None else str(names[number])


class _UnknownZone(tzinfo):
    """The zone of a moment that names one by letters that mean nothing here."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        return timedelta()

    def dst(self, _: datetime | None) -> timedelta:
        return timedelta()

    def tzname(self, _: datetime | None) -> str:
        return "?"


_UNKNOWN_ZONE = _UnknownZone()


def _zone(name: str | None, seconds: int | None) -> tzinfo | None:
    if seconds is not None:
        return timezone(timedelta(seconds=seconds))
    if name is None:
        return None
    hours = _ZONES.get(name)
    return _UNKNOWN_ZONE if hours is None else timezone(timedelta(hours=hours))


_ZONES = {name: int(hours) for name, hours in pairs_of("zones")}
_MONTHS = {
    name: int(number) for number, names in wordlists.pairs_of("months") for name in names.split(" ")
}
_LISTS = {name: words.split(" ") for name, words in pairs_of("moment")}
_BEFORE = frozenset(_LISTS["before"])
_INFO: Any = type(
    "_Words",
    (dateutil_parser.parserinfo,),
    {
        "JUMP": [*dateutil_parser.parserinfo.JUMP, *_LISTS["within"]],
        "WEEKDAYS": [
            (*names, *_LISTS[str(number)])
            for number, names in enumerate(dateutil_parser.parserinfo.WEEKDAYS)
        ],
        "MONTHS": [
            (*names, *(name for name, at in _MONTHS.items() if at == number))
            for number, names in enumerate(dateutil_parser.parserinfo.MONTHS, start=1)
        ],
    },
)
_PARSER = dateutil_parser.parser(_INFO())
