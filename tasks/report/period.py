"""The period that a report is about, and the one that it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# With fewer articles in its last month, a warehouse is read by the year.
_ENOUGH = 20
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months, named by their first days, both ends included.

    `everything` means that no article has a known month: all of them are the period, and there is
    nothing before.
    """

    since: date
    until: date
    since_before: date
    until_before: date
    everything: bool = False

    @property
    def months(self) -> int:
        """How many months the period has."""
        return _number(self.until) - _number(self.since) + 1


def choose_period(
    first_month: date | None, last_month: date | None, articles_in_last_month: int
) -> Period:
    """The last month with articles, or the twelve up to it where that month has only few.

    A month that has all articles is no part of a year.
    """
    if last_month is None:
        day = date.min
        return Period(day, day, day, day, everything=True)
    alone = articles_in_last_month >= _ENOUGH or first_month == last_month
    length = 1 if alone else _YEAR
    last = _number(last_month)
    return Period(
        since=_month(last - length + 1),
        until=_month(last),
        since_before=_month(last - 2 * length + 1),
        until_before=_month(last - length),
    )


def _number(month: date) -> int:
    return month.year * 12 + month.month - 1


def _month(number: int) -> date:
    return date(max(number // 12, date.min.year), number % 12 + 1, 1)
