"""Turns of an interview: a question of the paper's, and what the one who was asked says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tasks.text.unit import Unit

_LABEL = re.compile(r"([^\s:\"„“»«?!.][^:\n\"„“»«?!]{0,60}):\s+(?=\S)")
_ASKS = re.compile(r"\?[\"“”«»‘’‹›)\]]*\s*\Z")
# Somebody is asked: "Was sagen Sie dazu?", "Herr Kern, …?", "Frage: …?".
_ADDRESSES = re.compile(
    r"\b(?:Sie|Ihnen|Ihre?[nmrs]?|Du|du|Dich|dich|dir|Dir|deine?[nmrs]?)\b|\b(?:Herr|Herrn|Frau)\s"
)
_LONGEST_LABEL = 6
# So many questions make an interview: with a label before them, and without.
_LABELLED = 1
_UNLABELLED = 2
_LONGEST_QUESTION = 600


def mark_turns(units: Sequence[Unit]) -> None:
    """Give questions and answers of an interview their kinds; of what is none, nothing."""
    free = [unit for unit in units if unit.kind is None]
    labels = [_label(unit.words) for unit in free]
    turns = Counter(label for label in labels if label is not None)
    asks = [
        bool(_ASKS.search(unit.words)) and len(unit.words) <= _LONGEST_QUESTION for unit in free
    ]
    asking = Counter(label for label, asked in zip(labels, asks, strict=True) if label and asked)
    answered = [
        number
        for number, (label, asked) in enumerate(zip(labels, asks, strict=True))
        if asked and number + 1 < len(free) and not asks[number + 1]
    ]
    labelled = [n for n in answered if labels[n] and labels[n + 1] not in (None, labels[n])]
    if len(labelled) >= _LABELLED and (
        len(labelled) > 1
        or max(turns.values()) > 1
        or any(_ADDRESSES.search(free[number].words) for number in labelled)
    ):
        for unit, label in zip(free, labels, strict=True):
            if label is not None:
                # Where most of what stands behind a label asks, all of it is the asker's.
                asker = 2 * asking[label] > turns[label]
                unit.kind = "interview_question" if asker else "interview_answer"
        return
    plain = [n for n in answered if labels[n] is None and _ADDRESSES.search(free[n].words)]
    if len(plain) < _UNLABELLED:
        return
    begun = False
    for unit, asked in zip(free, asks, strict=True):
        if (
            asked
            and (begun or _ADDRESSES.search(unit.words))
            and not unit.words.startswith(tuple('"„»«'))
        ):
            unit.kind, begun = "interview_question", True
        elif begun and unit.is_prose:
            unit.kind = "interview_answer"


def _label(words: str) -> str | None:
    found = _LABEL.match(words)
    if found is None or len(found[1].split()) > _LONGEST_LABEL or not found[1][0].isupper():
        return None
    return found[1]
