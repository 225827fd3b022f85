"""Kinds that are told by what stands beside a block: teasers, forms, paths, comments, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tasks.text import block_rules as rules
from tasks.text.attached import is_place_alone
from tasks.text.block_cues import is_narrated, kind_as
from tasks.text.signed import is_name, is_picture_credit
from tasks.text.unit import Unit

_LONGEST_TITLE = 300
# So many paragraphs above a heading of comments, or so long ones, are the article.
_FEWEST_ABOVE = 3
_LEAST_ABOVE = 0.5
# Blocks below a teaser in which the paragraph that it announces is looked for.
_NEAR = 40
# So many blocks above a button are what it opens: title, subtitle, picture's line, beginning.
_ANNOUNCED = 4
# So many blocks below the way to a page stands its title.
_NEAR_TITLE = 6
_FEWEST_TITLE_WORDS = 3


def kinds_by_neighbours(units: Sequence[Unit]) -> None:
    """Give units that have no kind yet the one that their neighbours tell for certain."""
    _truncated(units)
    _announced(units)
    _teased(units)
    _forms(units)
    _paths(units)
    _commented(units)
    _captions(units)
    _repeated_credits(units)
    _places_alone(units)
    _questions(units)


def _truncated(units: Sequence[Unit]) -> None:
    """The beginning of a paragraph that stands once more below, with three dots, is a teaser."""
    for number, unit in enumerate(units):
        if unit.kind is None and unit.words.endswith(("...", "…")):
            beginning = unit.key.rstrip(".… ")
            near = units[number + 1 : number + 1 + _NEAR]
            if any(other.key.startswith(beginning) for other in near):
                unit.kind = "teaser"


def _announced(units: Sequence[Unit]) -> None:
    """What a button opens is a teaser: the lines above it, and what breaks off before it.

    Where nothing else is made of sentences, it is all that there is of an article.
    """
    buttons = [n for n, unit in enumerate(units) if unit.kind and kind_as("opens", unit.words)]
    teased: set[int] = set()
    for button in buttons:
        for number in range(button - 1, max(0, button - _ANNOUNCED) - 1, -1):
            unit = units[number]
            broken_off = unit.words.endswith(("...", "…"))
            title = unit.is_title and is_line(unit.words)
            if unit.kind is not None or not (title or broken_off):
                break
            teased.add(number)
    left = (unit for number, unit in enumerate(units) if number not in teased)
    if any(unit.kind is None and unit.is_prose for unit in left):
        for number in teased:
            units[number].kind = "teaser"


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


def _forms(units: Sequence[Unit]) -> None:
    """What stands between the heading of a form and the button that sends it: what it asks."""
    asked = None
    for number, unit in enumerate(units):
        if unit.kind and kind_as("asks", unit.words):
            asked = number
        elif asked is not None and unit.kind and kind_as("sends", unit.words):
            for within in units[asked:number]:
                within.kind = within.kind or unit.kind
            asked = None


def _paths(units: Sequence[Unit]) -> None:
    """The way to a page ends in its title, which stands once more below."""
    for number, unit in enumerate(units):
        if unit.kind is None and not unit.ends and "\n" not in unit.words:
            below = units[number + 1 : number + 1 + _NEAR_TITLE]
            if any(_leads_to(unit.key, other.key) for other in below):
                unit.kind = "navigation"


def _leads_to(path: str, title: str) -> bool:
    before = path.removesuffix(title)
    words = len(title.split()) >= _FEWEST_TITLE_WORDS and before[-1:].isspace()
    return before != path and words and before.rstrip()[-1].isalnum()


def _commented(units: Sequence[Unit]) -> None:
    """What follows the heading of readers' comments is theirs, at the end of the article.

    A button of the same words stands above the article: then most of it would follow.
    """
    heading = next(
        (n for n, unit in enumerate(units) if unit.kind and _heads_all(unit)),
        None,
    )
    if heading is None:
        return
    above = [len(unit.words) for unit in units[:heading] if unit.kind is None and unit.is_prose]
    below = [len(unit.words) for unit in units[heading:] if unit.kind is None and unit.is_prose]
    if len(above) >= _FEWEST_ABOVE or (above and sum(above) >= _LEAST_ABOVE * sum(below)):
        for unit in units[heading:]:
            unit.kind = unit.kind or units[heading].kind


def _heads_all(unit: Unit) -> bool:
    return kind_as("heading", unit.words) == unit.kind


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


def is_caption(block: str) -> bool:
    """Whether a block says by itself that it stands below a picture."""
    if len(block) > rules.CAPTION_LENGTH:
        return False
    if rules.CAPTION_SIGNS.search(block):
        return True
    if len(block) > rules.SHORT_CAPTION_LENGTH:
        return False
    finished = ends_in(block, (".", "!", "?", ":"))
    if rules.WEAK_CAPTION_SIGNS.search(block):
        return not finished or block.count(". ") == 0
    return not finished and rules.UNFINISHED_CAPTION_SIGNS.search(block) is not None


def _repeated_credits(units: Sequence[Unit]) -> None:
    """A name alone below a credit that names it is the credit once more, or what it announces."""
    for before, unit in pairwise(units):
        if before.kind != "credit" or unit.kind is not None or unit.is_prose:
            continue
        if unit.key in before.key or (before.key.endswith(":") and is_name(unit.words)):
            unit.kind = "credit"


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
        if unit.kind is None and ends_in(unit.words, "?") and is_line(unit.words)
    ]
    if len(asked) >= rules.INTERVIEW_QUESTIONS:
        for unit in asked:
            unit.kind = "paragraph"


def is_line(words: str) -> bool:
    """Whether words are as short as a heading."""
    return (
        "\n" not in words
        and len(words) <= rules.SUBHEADING_LENGTH
        and len(words.split()) <= rules.SUBHEADING_WORDS
    )


def ends_in(block: str, ends: str | tuple[str, ...]) -> bool:
    """Whether a block ends in one of the marks, closing quotation marks and brackets aside."""
    return block.endswith(ends) or block.rstrip(rules.CLOSING_MARKS).endswith(ends)
