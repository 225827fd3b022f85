"""Which paragraphs of an interview ask and which answer: the likeliest order of turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tasks.text.turn_odds import TURNS, Turn

# Log odds of one turn behind another; None is what is no turn.
_STEPS: Mapping[tuple[Turn | None, Turn | None], float] = {
    (None, None): 0.0,
    (None, "question"): 0.0,
    ("question", "answer"): 3.0,
    ("question", "question"): -2.0,
    ("answer", "question"): 3.0,
    ("answer", "answer"): 1.0,
    ("answer", None): 0.5,
}
# Where nobody answers a question, or no question comes before an answer.
_NEVER = -1e3
# Where labels tell who speaks, what has none goes on.
_UNLABELLED_QUESTION = -3.0
_KNOWN = 50.0


@dataclass(frozen=True, slots=True)
class Step:
    """A paragraph: its odds for each turn, and which it is where that is `known`.

    `begins` says that it may be the first of them, `asker` that labels tell who asks.
    """

    odds: Mapping[Turn, float]
    known: Turn | None
    begins: bool
    asker: bool


def likeliest_path(steps: Sequence[Step]) -> tuple[list[Turn | None], float]:
    """The turn of each paragraph, and how much likelier that is than none (Viterbi 1967)."""
    states: tuple[Turn | None, ...] = (None, *TURNS)
    best: dict[Turn | None, float] = {None: 0.0, "question": _NEVER, "answer": _NEVER}
    back: list[dict[Turn | None, Turn | None]] = []
    for step in steps:
        after: dict[Turn | None, float] = {}
        came: dict[Turn | None, Turn | None] = {}
        for state in states:
            ways = {one: best[one] + _way(one, step, state) for one in states}
            came[state] = max(ways, key=ways.__getitem__)
            after[state] = ways[came[state]] + _odds(step, state)
        best = after
        back.append(came)
    best["question"] += _NEVER
    state = max(best, key=best.__getitem__)
    gain = best[state]
    path: list[Turn | None] = []
    for came in reversed(back):
        path.append(state)
        state = came[state]
    return path[::-1], gain


def _way(before: Turn | None, step: Step, state: Turn | None) -> float:
    if before is None and state == "question" and not step.begins:
        return _NEVER
    return _STEPS.get((before, state), _NEVER)


def _odds(step: Step, state: Turn | None) -> float:
    if step.known is not None:
        return _KNOWN if state == step.known else -_KNOWN
    if state is None:
        return 0.0
    if state == "question" and step.asker:
        return step.odds[state] + _UNLABELLED_QUESTION
    return step.odds[state]
