"""Questions in one paragraph with their answers: `Was kommt danach? Erst einmal nichts.`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.text.unit import Unit

_BOLD = re.compile(
    r"(?:\*\*|__|<(?:b|strong)>)(?P<asked>[^*<>]{3,600}?)(?:\*\*|__|</(?:b|strong)>)\s*(?=\S)"
)
_SENTENCE = re.compile(r"[^.!?…]*(?P<end>[.!?…]+)[\"“”«»‘’‹›)\]]*\s+(?=[A-ZÄÖÜ„»«\"–(\d])")
_OPENING = tuple('"„»«')
_LONGEST_QUESTION = 600
# A question has at most so many sentences before the one that asks.
_MOST_BEFORE = 3
# So many of them make an interview, and they are so much of what stands between the first and last.
_FEWEST = 2
_SHARE = 0.6


def parted_at_questions(units: Sequence[Unit]) -> list[Unit]:
    """The units, parted behind the questions that begin them; where few do, as they were."""
    ends = [_question_end(unit.words) if unit.kind is None else None for unit in units]
    run_in = [number for number, end in enumerate(ends) if end is not None]
    if len(run_in) < _FEWEST or len(run_in) < _SHARE * (run_in[-1] - run_in[0] + 1):
        return list(units)
    found: list[Unit] = []
    for unit, end in zip(units, ends, strict=True):
        if end is None:
            found.append(unit)
            continue
        asked = unit.words[:end].rstrip()
        found.append(Unit(unit.start, unit.start + len(asked), asked))
        found.append(Unit(unit.start + end, unit.end, unit.words[end:]))
    return found


def _question_end(words: str) -> int | None:
    """Where an answer begins behind a question in bold type, or behind sentences that ask."""
    bold = _BOLD.match(words)
    if bold is not None:
        return bold.end()
    if words.startswith(_OPENING):
        return None
    at, end = 0, None
    for number in range(len(words)):
        sentence = _SENTENCE.match(words, at)
        if sentence is None or sentence.end() > _LONGEST_QUESTION:
            break
        asks = sentence["end"].endswith("?")
        if (end is not None and not asks) or (end is None and number > _MOST_BEFORE):
            break
        at = sentence.end()
        if asks:
            end = at
    return end
