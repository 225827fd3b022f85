"""Kinds that words alone do not tell: headline, kicker, lead, subheading, caption."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tasks.text import block_rules as rules
from tasks.text.attached import is_place_alone
from tasks.text.block_cues import is_narrated
from tasks.text.signed import is_name, is_picture_credit
from tasks.text.unit import Unit

_HEADLINE_WORDS = 3
_KICKER_WORDS = 5
_LONGEST_LEAD = 450
_LONGEST_TITLE = 300
# Blocks below a teaser in which the paragraph that it announces is looked for.
_NEAR = 40
_OPENING = '("„»‚›“«'


def kinds_by_layout(units: Sequence[Unit], title: str | None = None) -> None:
    """Give every unit that has no kind yet its kind, by where it stands among the others."""
    _truncated(units)
    _teased(units)
    _commented(units)
    _captions(units)
    _repeated_credits(units)
    _places_alone(units)
    _questions(units)
    first = next(
        (n for n, unit in enumerate(units) if unit.kind is None and unit.is_prose), len(units)
    )
    _heads(units, first)
    _lead(units)
    _subheadings(units)
    for unit in units:
        if unit.kind is None:
            unit.kind = "paragraph"


def _teased(units: Sequence[Unit]) -> None:
    """Titles below a teaser's heading are teasers, up to what is made of sentences."""
    below = False
    for unit in units:
        if unit.kind == "teaser":
            below = len(unit.words) <= rules.SUBHEADING_LENGTH and _is_heading_alone(unit.words)
        elif unit.kind is not None:
            continue
        elif below and not unit.ends and len(unit.words) <= _LONGEST_TITLE:
            unit.kind = "teaser"
        else:
            below = False


def _is_heading_alone(words: str) -> bool:
    return not re.search(r":\s*\S", words)


def _commented(units: Sequence[Unit]) -> None:
    """What follows the heading of readers' comments is theirs, once the article has begun."""
    begun = commented = False
    for unit in units:
        if unit.kind == "comment" and begun and _is_heading_alone(unit.words):
            commented = commented or (_is_line(unit.words) and not unit.words[0].isdigit())
        elif unit.kind is None:
            begun = begun or unit.is_prose
            if commented:
                unit.kind = "comment"


def _captions(units: Sequence[Unit]) -> None:
    """What has a sign of its own, or stands before a picture's credit and is no sentence."""
    for number, unit in enumerate(units):
        if unit.kind is not None:
            continue
        if is_caption(unit.words):
            unit.kind = "caption"
        elif number + 1 < len(units) and units[number + 1].kind == "credit":
            line = "\n" not in unit.words and len(unit.words) <= rules.SHORT_CAPTION_LENGTH
            line = line and not is_narrated(unit.words) and unit.words.count(". ") == 0
            if line and number and is_picture_credit(units[number + 1].words):
                unit.kind = "caption"


def _repeated_credits(units: Sequence[Unit]) -> None:
    """A name alone below a credit that names it is the credit once more, or what it announces."""
    for before, unit in pairwise(units):
        if before.kind != "credit" or unit.kind is not None or unit.is_prose:
            continue
        if unit.key in before.key or (before.key.endswith(":") and is_name(unit.words)):
            unit.kind = "credit"


def _truncated(units: Sequence[Unit]) -> None:
    """The beginning of a paragraph that stands once more below, with three dots, is a teaser."""
    for number, unit in enumerate(units):
        if unit.kind is None and unit.words.endswith(("...", "…")):
            beginning = unit.key.rstrip(".… ")
            near = units[number + 1 : number + 1 + _NEAR]
            if any(other.key.startswith(beginning) for other in near):
                unit.kind = "teaser"


def _places_alone(units: Sequence[Unit]) -> None:
    """A place on a line of its own above the text: `Las Vegas.`, `Tokio –`."""
    for unit, after in pairwise(units):
        above = unit.kind is None and after.kind is None and after.is_prose
        if above and is_place_alone(unit.words):
            unit.kind = "dateline"


def _questions(units: Sequence[Unit]) -> None:
    """Where many short lines ask, they are paragraphs: what they head is their answer."""
    asked = [
        unit
        for unit in units
        if unit.kind is None and _ends_in(unit.words, "?") and _is_line(unit.words)
    ]
    if len(asked) >= rules.INTERVIEW_QUESTIONS:
        for unit in asked:
            unit.kind = "paragraph"


def _heads(units: Sequence[Unit], first: int) -> None:
    """The headline among the short lines before the text, what stands above and below it."""
    if first >= len(units):
        return
    lines = [
        unit for unit in units[:first] if unit.is_short_line and any(map(str.isalpha, unit.words))
    ]
    times = Counter(unit.key for unit in units)
    repeated = [unit for unit in lines if times[unit.key] > 1]
    given = [unit for unit in units[:first] if unit.kind == "headline"][:1]
    longest = max(lines, key=lambda unit: len(unit.words.split()), default=None)
    chosen = given or repeated[:1]
    if not chosen and longest is not None and len(longest.words.split()) >= _HEADLINE_WORDS:
        chosen = [next(unit for unit in lines if len(unit.words.split()) >= _HEADLINE_WORDS)]
    if not chosen:
        return
    below = False
    for unit in units[:first]:
        if unit is chosen[0] or (unit.kind is None and unit.key == chosen[0].key):
            unit.kind, below = "headline", True
        elif not unit.is_short_line:
            continue
        elif not below:
            unit.kind = "kicker" if len(unit.words.split()) <= _KICKER_WORDS else None
        else:
            unit.kind = "subheading"


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


def _is_line(words: str) -> bool:
    """Whether words are as short as a heading."""
    return (
        "\n" not in words
        and len(words) <= rules.SUBHEADING_LENGTH
        and len(words.split()) <= rules.SUBHEADING_WORDS
    )


def _may_head(unit: Unit) -> bool:
    """Whether a short line may be a subheading, as far as it tells by itself."""
    words = unit.words
    if (
        unit.kind is not None
        or not _is_line(words)
        or _ends_in(words, rules.NO_SUBHEADING_END)
        or rules.LIST_MARK.match(words)
        or not any(map(str.isalpha, words))
    ):
        return False
    if words[0] in _OPENING and words[-1] in rules.CLOSING_MARKS:
        return False
    return not _ends_in(words, "?") or rules.ASKED.search(words) is None


def is_caption(block: str) -> bool:
    """Whether a block says by itself that it stands below a picture."""
    if len(block) > rules.CAPTION_LENGTH:
        return False
    if rules.CAPTION_SIGNS.search(block):
        return True
    if len(block) > rules.SHORT_CAPTION_LENGTH:
        return False
    finished = _ends_in(block, (".", "!", "?", ":"))
    if rules.WEAK_CAPTION_SIGNS.search(block):
        return not finished or block.count(". ") == 0
    return not finished and rules.UNFINISHED_CAPTION_SIGNS.search(block) is not None


def _ends_in(block: str, ends: str | tuple[str, ...]) -> bool:
    return block.endswith(ends) or block.rstrip(rules.CLOSING_MARKS).endswith(ends)
