"""What a quotation's type must agree with: its frame, and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.quotations.features import SIZES, Words
from tasks.nlp.quotations.roles import Roles
from tasks.nlp.quotations.spans import Candidate, Overlaps, shared_of_both

_MOOD = list(SIZES).index("mood")
_SUBJUNCTIVE = 2
# Of two quotations that share so much of both, one is the other's double.
_DOUBLE = 0.6


def by_frame(candidate: Candidate, roles: Roles, words: Words) -> Candidate:
    """The candidate, of the type that its frame makes it.

    In the Konjunktiv, what has a frame in its own sentences is indirect, and what has none goes
    on from the frame before.
    """
    if candidate.type not in ("indirect", "indirect_free_indirect"):
        return candidate
    first, last = words.sentences[candidate.first], words.sentences[candidate.end - 1]
    framed = any(
        first <= words.sentences[start] and words.sentences[end - 1] <= last
        for start, end in (*roles.frame, *roles.cue)
    )
    subjunctive = any(
        (words.features[start:end, _MOOD] == _SUBJUNCTIVE).any() for start, end in candidate.spans
    )
    if candidate.type == "indirect" and not framed and subjunctive:
        return replace(candidate, type="indirect_free_indirect")
    if candidate.type == "indirect_free_indirect" and framed and roles.cue:
        return replace(candidate, type="indirect")
    return candidate


def without_doubles(
    found: Sequence[tuple[Candidate, Quotation]],
) -> list[tuple[Candidate, Quotation]]:
    """All but those that are less sure than another one of nearly the same words.

    Direct speech within another type stays: it is quoted in marks there.
    """
    kept: list[tuple[Candidate, Quotation]] = []
    direct, others = Overlaps(), Overlaps()
    for candidate, quotation in sorted(found, key=lambda each: -each[1].confidence):
        among = direct if candidate.type == "direct" else others
        if not any(
            shared_of_both(candidate.spans, other.spans) > _DOUBLE
            for other in among.with_words_of(candidate)
        ):
            kept.append((candidate, quotation))
            among.add(candidate)
    return kept
