"""Turns of an interview: a question of the paper's, and what the one who was asked says."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, zip_longest

from tasks.text.article import BlockKind
from tasks.text.run_in import parted_at_questions
from tasks.text.turn_labels import after_label, key_of, label_of, parted_at_labels, whole_turns
from tasks.text.turn_odds import ASKS, Turn, turn_odds
from tasks.text.turn_path import Step, likeliest_path
from tasks.text.unit import Unit

# Somebody is asked: "Was sagen Sie dazu?", "Herr Kern, …?", "Frage: …?".
_ADDRESSES = re.compile(
    r"\b(?:Sie|Ihnen|Ihre?[nmrs]?|Du|du|Dich|dich|dir|Dir|deine?[nmrs]?)\b|\b(?:Herr|Herrn|Frau)\s"
)
_OPENING = tuple('"„»«')
# What sets a line off as a whole: bold or slanted type, or a dash before it.
_SET_OFF = {
    "bold": re.compile(
        r"(?:\*\*|__|'''|<(?:b|strong)>).*(?:\*\*|__|'''|</(?:b|strong)>)", re.DOTALL
    ),
    "slanted": re.compile(r"(?:[*_]|''|<(?:i|em)>)(?![*_']).*(?:[*_]|''|</(?:i|em)>)", re.DOTALL),
    "dashed": re.compile(r"[-–—]\s.*", re.DOTALL),
}
_TYPE = re.compile(r"\*{1,3}|_{1,3}(?!\w)|(?<!\w)_{1,3}|'{2,5}|</?(?:b|strong|i|em)>")
# Of the lines that ask at least so many are set off, and of those that follow them at most so many.
_MOST, _FEW = 0.8, 0.2
# So many questions make an interview: with a label before them, and without.
_LABELLED = 1
_UNLABELLED = 2
_LONGEST_QUESTION = 600
# How much likelier it is than none, in log odds; the latter where several address somebody.
_LEAST_GAIN = 8.0
_LEAST_GAIN_ADDRESSED = 0.0
# What a question that another label follows says of both labels, in log odds.
_ANSWERED = 3.0
# What is said to be one of these by its words alone may be a turn with a label that comes again.
_MISTAKEN: tuple[BlockKind | None, ...] = (None, "credit", "dateline", "byline")

_KINDS: Mapping[Turn, BlockKind] = {
    "question": "interview_question",
    "answer": "interview_answer",
}


def with_turns(units: Sequence[Unit]) -> list[Unit]:
    """The units, questions and answers of an interview with their kinds; of none, as they were.

    Where question and answer stand in one paragraph, they are parted.
    """
    parted = parted_at_labels(list(whole_turns(units)))
    for arranged in (parted, parted_at_questions(units)):
        turns = _turns(arranged)
        if turns:
            for unit, turn in turns:
                unit.kind = _KINDS[turn]
            return list(arranged)
    return list(units)


@dataclass
class _Paragraph:
    """A unit that may be a turn; `key` is that of its label."""

    unit: Unit
    key: str | None

    @cached_property
    def said(self) -> str:
        """Its words without label and type."""
        words = self.unit.words
        return _TYPE.sub("", words[after_label(words) if self.key else 0 :]).strip(" –—-\n")

    @cached_property
    def asks(self) -> bool:
        return bool(ASKS.search(self.said)) and len(self.said) <= _LONGEST_QUESTION

    @cached_property
    def odds(self) -> dict[Turn, float]:
        return turn_odds(self.said)

    @property
    def addresses(self) -> bool:
        return _ADDRESSES.search(self.said) is not None


def _turns(units: Sequence[Unit]) -> list[tuple[Unit, Turn]]:
    """What is a turn and which; nothing where the text is no interview."""
    chain = [_paragraph(unit) for unit in units if unit.kind in _MISTAKEN]
    roles = _roles(chain)
    chain = _without_headings([one for one in chain if one.unit.kind is None or one.key in roles])
    for one in chain:
        if one.key not in roles:
            one.key = None
    set_off = _set_off(chain)
    least = -math.inf if roles else _least_gain(chain, set_off)
    if least == math.inf:
        return []
    asker = "question" in roles.values()
    told = [
        roles[one.key] if one.key else "question" if number in set_off else None
        for number, one in enumerate(chain)
    ]
    # The first question asks, and where answers have labels, one of these follows.
    begins = [
        told[number] is not None
        or (one.asks and not asker and (not roles or bool(two and two.key)))
        for number, (one, two) in enumerate(zip_longest(chain, chain[1:]))
    ]
    steps = [
        Step(one.odds, known, begins=may_begin, asker=asker)
        for one, known, may_begin in zip(chain, told, begins, strict=True)
    ]
    path, gain = likeliest_path(steps)
    if gain < least:
        return []
    return [(one.unit, turn) for one, turn in zip(chain, path, strict=True) if turn is not None]


def _paragraph(unit: Unit) -> _Paragraph:
    label = label_of(unit.words)
    return _Paragraph(unit, None if label is None else key_of(unit.words[slice(*label)]))


def _without_headings(chain: Sequence[_Paragraph]) -> list[_Paragraph]:
    """Without lines that end as no sentence does, unless they stand behind a question."""
    found: list[_Paragraph] = []
    for one in chain:
        said = Unit(0, len(one.said), one.said)
        heading = not (one.key or one.asks or said.is_prose or said.ends)
        if not heading or (found and found[-1].asks):
            found.append(one)
    return found


def _roles(chain: Sequence[_Paragraph]) -> dict[str, Turn]:
    """Which labels ask and which answer; nothing where labels make no interview."""
    turns: Counter[str | None] = Counter(one.key for one in chain if one.key)
    margins: defaultdict[str, float] = defaultdict(float)
    for one in chain:
        if one.key:
            margins[one.key] += one.odds["question"] - one.odds["answer"]
    for one, two in pairwise(chain):
        if one.asks and not two.asks and one.key != two.key:
            margins[one.key or ""] += _ANSWERED
            margins[two.key or ""] -= _ANSWERED
    roles: dict[str, Turn] = {
        key: "question" if margin > 0 else "answer" for key, margin in margins.items()
    }
    pairs = [
        (one, two)
        for one, two in pairwise(chain)
        if one.asks
        and two.key
        and roles[two.key] == "answer"
        and (roles[one.key] == "question" if one.key else turns[two.key] > 1)
    ]
    labelled = [(one, two) for one, two in pairs if one.key]
    enough = len(pairs) > _LABELLED or any(
        max(turns[one.key], turns[two.key]) > 1 or one.addresses or two.addresses
        for one, two in labelled
    )
    if not enough:
        return {}
    paired = {one.key for pair in pairs for one in pair}
    return {key: role for key, role in roles.items() if turns[key] > 1 or key in paired}


def _set_off(chain: Sequence[_Paragraph]) -> Collection[int]:
    """Numbers of those that are set off as questions are."""
    asked = [n for n, one in enumerate(chain) if one.asks]
    for how in _SET_OFF.values():
        marked = {n for n, one in enumerate(chain) if how.fullmatch(one.unit.words)}
        follow = {n + 1 for n in asked} - set(asked)
        if len(marked.intersection(asked)) >= max(_UNLABELLED, _MOST * len(asked)) and len(
            marked & follow
        ) <= _FEW * len(follow):
            return marked
    return ()


def _least_gain(chain: Sequence[_Paragraph], set_off: Collection[int]) -> float:
    """How much likelier an interview than none a text without labels must be."""
    answered = [
        one
        for one, two in pairwise(chain)
        if one.asks and not two.asks and not one.said.startswith(_OPENING)
    ]
    if len(answered) < _UNLABELLED:
        return math.inf
    if sum(one.addresses for one in answered) >= _UNLABELLED:
        return _LEAST_GAIN_ADDRESSED
    if set_off or any(one.addresses for one in answered):
        return _LEAST_GAIN
    return math.inf
