"""What a quotation's type must agree with: its frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tasks.nlp.layers.rule import Rule
from tasks.nlp.layers.vocabulary import QuoteType
from tasks.nlp.quotations.candidates import Candidate
from tasks.nlp.quotations.features import SIZES, Words
from tasks.nlp.quotations.roles import Roles

_MOOD = list(SIZES).index("mood")
_SUBJUNCTIVE = 2


@dataclass(frozen=True, slots=True)
class Framing:
    """What a frame says of a candidate.

    `framed` is whether one stands in its sentences, `cued` whether it has a cue at all,
    `subjunctive` whether it holds a verb in the Konjunktiv.
    """

    type: QuoteType
    framed: bool
    cued: bool
    subjunctive: bool


def by_frame(candidate: Candidate, roles: Roles, words: Words) -> Candidate:
    """The candidate, of the type that its frame makes it; the first rule that says one decides.

    In the Konjunktiv, what has a frame in its own sentences is indirect, and what has none goes
    on from the frame before.
    """
    framing = _framing(candidate, roles, words)
    for rule in SENSES:
        kind = rule.apply(framing)
        if kind is not None:
            return replace(candidate, type=kind, rules=(*candidate.rules, rule.name))
    return candidate


def _framing(candidate: Candidate, roles: Roles, words: Words) -> Framing:
    first, last = words.sentences[candidate.first], words.sentences[candidate.end - 1]
    framed = any(
        first <= words.sentences[start] and words.sentences[end - 1] <= last
        for start, end in (*roles.frame, *roles.cue)
    )
    subjunctive = any(
        (words.features[start:end, _MOOD] == _SUBJUNCTIVE).any() for start, end in candidate.spans
    )
    return Framing(candidate.type, framed, bool(roles.cue), subjunctive)


def _unframed(framing: Framing) -> QuoteType | None:
    goes_on = framing.type == "indirect" and not framing.framed and framing.subjunctive
    return "indirect_free_indirect" if goes_on else None


def _framed(framing: Framing) -> QuoteType | None:
    announced = framing.type == "indirect_free_indirect" and framing.framed and framing.cued
    return "indirect" if announced else None


SENSES: tuple[Rule[Callable[[Framing], QuoteType | None]], ...] = (
    Rule("no_frame", _unframed, "the Konjunktiv without a frame goes on from the one before"),
    Rule("own_frame", _framed, "what has a frame and a cue in its own sentences is indirect"),
)
"""The first that has something to say decides."""
