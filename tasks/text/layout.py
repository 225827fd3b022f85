"""Kinds by the order of what is left: headline, kicker, lead, subheading, paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.text import block_rules as rules
from tasks.text.neighbours import ends_in, is_line
from tasks.text.unit import Unit

_HEADLINE_WORDS = 3
_KICKER_WORDS = 5
_LONGEST_HEADLINE = 180
_LONGEST_LEAD = 450
_OPENING = '("„»‚›“«'


def kinds_by_layout(units: Sequence[Unit]) -> None:
    """Give every unit that has no kind yet its kind, by where it stands among the others."""
    first = next(
        (
            number
            for number, unit in enumerate(units)
            if unit.kind is None
            and unit.is_prose
            and not (number + 1 < len(units) and _may_be_headline(unit))
        ),
        len(units),
    )
    _heads(units, first)
    _lead(units)
    _subheadings(units)
    for unit in units:
        if unit.kind is None:
            unit.kind = "paragraph"


def _heads(units: Sequence[Unit], first: int) -> None:
    """The headline among the short lines before the text, what stands above and below it."""
    if first >= len(units):
        return
    lines = [unit for unit in units[:first] if _may_be_headline(unit)]
    long = [unit for unit in lines if len(unit.words.split()) >= _HEADLINE_WORDS]
    alone = [unit for unit in lines[:1] if unit is units[0] and len(unit.words.split()) > 1]
    given = [unit for unit in units[:first] if unit.kind == "headline"]
    chosen = next(iter((*given, *long, *alone)), None)
    if chosen is None:
        return
    below = False
    for unit in units[:first]:
        if unit is chosen or (unit.kind is None and unit.key == chosen.key):
            unit.kind, below = "headline", True
        elif not unit.is_short_line:
            continue
        elif not below:
            unit.kind = "kicker" if len(unit.words.split()) <= _KICKER_WORDS else None
        else:
            unit.kind = "subheading"


def _may_be_headline(unit: Unit) -> bool:
    """Whether a line above the text may be its headline, as far as it tells by itself."""
    return (
        unit.kind is None
        and unit.is_title
        and len(unit.words) <= _LONGEST_HEADLINE
        and any(map(str.isalpha, unit.words))
    )


def _lead(units: Sequence[Unit]) -> None:
    """The paragraph below the headline, where something parts it from the text."""
    headed = [n for n, unit in enumerate(units) if unit.kind == "headline"]
    prose = [n for n, unit in enumerate(units) if unit.kind is None and unit.is_prose]
    prose = [n for n in prose if not headed or n > headed[0]]
    if not headed or len(prose) < 2 or len(units[prose[0]].words) > _LONGEST_LEAD:
        return
    one, two = prose[:2]
    between = units[one + 1 : two]
    parted = any(unit.kind is not None and unit.kind != "subheading" for unit in between)
    repeated = units[two].key.startswith(units[one].key[:60])
    if parted or repeated or (units[two].cut and not units[one].cut):
        units[one].kind = "lead"


def _subheadings(units: Sequence[Unit]) -> None:
    """A subheading heads something: runs of them are lists, and the last block heads nothing."""
    left = [
        unit for unit in units if unit.kind in (None, "lead", "interview_answer", "ticker_entry")
    ]
    number = 0
    while number < len(left):
        if not _may_head(left[number]):
            number += 1
            continue
        stop = number
        while stop < len(left) and _may_head(left[stop]):
            stop += 1
        follows = stop < len(left) and not rules.LIST_MARK.match(left[stop].words[:8])
        if follows and stop - number < rules.LIST_RUN:
            for unit in left[number:stop]:
                unit.kind = "subheading"
        number = stop


def _may_head(unit: Unit) -> bool:
    """Whether a short line may be a subheading, as far as it tells by itself."""
    words = unit.words
    if (
        unit.kind is not None
        or not is_line(words)
        or ends_in(words, rules.NO_SUBHEADING_END)
        or rules.LIST_MARK.match(words)
        or not any(map(str.isalpha, words))
    ):
        return False
    if words[0] in _OPENING and words[-1] in rules.CLOSING_MARKS:
        return False
    return not ends_in(words, "?") or rules.ASKED.search(words) is None
