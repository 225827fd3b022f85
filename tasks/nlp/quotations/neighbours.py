"""What the quotations of an article say of one another: rules, in the order in which they act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tasks.nlp.layers.quotations import Quotation, Spans
from tasks.nlp.layers.rule import Rule
from tasks.nlp.quotations.candidates import Candidate, Overlaps, shared_of_both
from tasks.nlp.quotations.rules import WITHIN

_GOING_ON = ("indirect_free_indirect", "free_indirect", "direct")
# Of two quotations that share so much of both, one is the other's double.
_DOUBLE = 0.6

Found = tuple[Candidate, Quotation]
PutRight = Mapping[Spans, Spans]
"""Words for a speaker that grammar put right, by those that the network took."""


def among_neighbours(found: Sequence[Found], put_right: PutRight) -> list[Found]:
    """The quotations as they are beside one another; every rule acts."""
    for rule in NEIGHBOURS:
        before = {id(quotation) for _, quotation in found}
        found = [
            (candidate, quotation)
            if id(quotation) in before
            else (candidate, replace(quotation, rules=(*quotation.rules, rule.name)))
            for candidate, quotation in rule.apply(found, put_right)
        ]
    return list(found)


def _going_on(found: Sequence[Found], put_right: PutRight) -> list[Found]:
    """What goes on without a frame of its own has the speaker of the frame that it goes on from."""
    return [(candidate, _with_words(quotation, put_right)) for candidate, quotation in found]


def _with_words(quotation: Quotation, put_right: PutRight) -> Quotation:
    if quotation.cue_spans or quotation.type not in _GOING_ON:
        return quotation
    spans = put_right.get(quotation.speaker_spans)
    return quotation if spans is None else replace(quotation, speaker_spans=spans)


def _without_doubles(found: Sequence[Found], _: PutRight) -> list[Found]:
    """All but those that are less sure than another one of nearly the same words.

    Direct speech within another type stays: it is quoted in marks there; and so does what is quoted
    within direct speech, and that around it.
    """
    kept: list[Found] = []
    direct, others = Overlaps(), Overlaps()
    for candidate, quotation in sorted(found, key=lambda each: -each[1].confidence):
        if WITHIN in candidate.rules:
            kept.append((candidate, quotation))
            continue
        among = direct if candidate.type == "direct" else others
        if not any(
            shared_of_both(candidate.spans, other.spans) > _DOUBLE
            for other in among.with_words_of(candidate)
        ):
            kept.append((candidate, quotation))
            among.add(candidate)
    return kept


NEIGHBOURS: tuple[Rule[Callable[[Sequence[Found], PutRight], list[Found]]], ...] = (
    Rule("goes_on", _going_on, "what goes on has the speaker's words that were put right"),
    Rule("doubles", _without_doubles, "of two of nearly the same words the surer one stays"),
)
"""Each acts on what those before it have left."""
