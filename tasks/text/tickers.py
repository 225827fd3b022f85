"""Entries of a live ticker: `+++ 14:05 Uhr +++ …`, `14:05 Uhr …`, or the time on a line alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tasks.text.unit import Unit

_DAY = r"(?:[A-ZÄÖÜ]\w+,\s+)?(?:\d{1,2}\.\s?(?:\d{1,2}\.(?:\d{2,4})?|[A-ZÄÖÜ][a-zäöü]+),?\s+)?"
_CLOCK = re.compile(
    r"(?:[-–•*▪►]\s+)?(?:\+{2,5}|\*{2,5}|[\[(])?\s*"
    rf"{_DAY}(?:um\s+)?"
    r"(?:\d{1,2}[.:]\d{2}(?:\s*Uhr\b|\s*h\b|(?=\s|\Z|[\])|:+–-]))|\d{1,2}\s*Uhr(?=\s*[:|+–-]))"
    r"\s*(?:[\])]\s*:?|\+{2,5}|\*{2,5}|[:|–—-])?\s*"
)
_CLOSING = re.compile(r"\s*(?:\+{2,5}|\*{2,5})\s*\Z")
# So many times of day make a ticker.
_FEWEST = 2


def ticker_entries(units: Sequence[Unit]) -> Iterator[Unit]:
    """The units, those of a ticker parted into the time and what happened then."""
    clocks = [
        _CLOCK.match(unit.words) if unit.kind in (None, "dateline") else None for unit in units
    ]
    if sum(clock is not None for clock in clocks) < _FEWEST or not any(
        (clock is not None and clock.end() < len(unit.words))
        or (clock is not None and number + 1 < len(units) and units[number + 1].kind is None)
        for number, (clock, unit) in enumerate(zip(clocks, units, strict=True))
    ):
        yield from units
        return
    begun = False
    for unit, clock in zip(units, clocks, strict=True):
        if clock is None:
            if begun and unit.kind is None and unit.is_prose:
                unit.kind = "ticker_entry"
            yield unit
            continue
        begun = True
        words = unit.words
        after = clock.end()
        if after >= len(words):
            unit.kind = "dateline"
            yield unit
            continue
        clock_end = len(words[:after].rstrip())
        yield Unit(unit.start, unit.start + clock_end, words[:clock_end], "dateline")
        closing = _CLOSING.search(words, after)
        end = closing.start() if closing is not None and closing.start() > after else len(words)
        yield Unit(unit.start + after, unit.start + end, words[after:end], "ticker_entry", cut=True)
        if end < len(words):
            tail = end + len(words[end:]) - len(words[end:].lstrip())
            yield Unit(unit.start + tail, unit.end, words[tail:], "dateline")
