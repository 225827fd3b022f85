"""Direct quotations follow their marks: rules for their bounds, in the order in which they act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from tasks.nlp.layers.rule import Rule
from tasks.nlp.quotations.candidates import Candidate, WordSpan, shared_of_both
from tasks.nlp.quotations.features import Words
from tasks.text.marks import Marked

# Words between two passages that are no longer an interruption.
_LONGEST_INTERRUPTION = 25
_CLOSING = "\"“”«»‘’‹›'"
_FINAL = (".", "!", "?", "…")

Bounds = Callable[[Sequence[Candidate], Words, str], list[Candidate]]


def bounded(candidates: Sequence[Candidate], words: Words, text: str) -> list[Candidate]:
    """The candidates, the direct ones with the bounds that marks give them; every rule acts."""
    for rule in BOUNDS:
        before = set(candidates)
        candidates = [
            one if one in before else replace(one, rules=(*one.rules, rule.name))
            for one in rule.apply(candidates, words, text)
        ]
    return list(candidates)


def _along_marks(candidates: Sequence[Candidate], words: Words, text: str) -> list[Candidate]:
    """The candidates, the direct ones with the bounds of what they share most words with.

    A direct quotation without marks stays as it is. Two that come to the same marks are one.
    """
    # Where the closing mark is missing, nobody knows the end of a quotation but the network.
    marked = [spans for one in words.marks if one.closed and (spans := _words_of(one, words))]
    firsts = np.array([spans[0][0] for spans in marked], dtype=np.int64)
    lasts = np.array([spans[-1][1] for spans in marked], dtype=np.int64)
    found: dict[tuple[WordSpan, ...], Candidate] = {}
    others = []
    for candidate in candidates:
        if candidate.type != "direct":
            others.append(candidate)
            continue
        near = np.flatnonzero((firsts < candidate.end) & (lasts > candidate.first))
        spans = _nearest(candidate, [marked[number] for number in near]) or candidate.spans
        if spans in found and found[spans].sureness >= candidate.sureness:
            continue
        found[spans] = replace(candidate, spans=spans)
    return [*found.values(), *others]


def _interrupted(candidates: Sequence[Candidate], words: Words, text: str) -> list[Candidate]:
    """The candidates, a sentence in marks that its frame interrupts as one of them.

    `„Wir gehen“, sagte sie, „und kommen wieder.“`
    """
    direct = sorted((one for one in candidates if one.type == "direct"), key=lambda c: c.spans)
    found: list[Candidate] = []
    for candidate in direct:
        earlier = found[-1] if found else None
        if earlier is not None and _goes_on(earlier, candidate, words, text):
            found[-1] = earlier.joined_with(candidate)
        else:
            found.append(candidate)
    return [*found, *(one for one in candidates if one.type != "direct")]


def _words_of(marked: Marked, words: Words) -> tuple[WordSpan, ...]:
    spans = (words.between(start, end) for start, end in marked.spans)
    return tuple((first, end) for first, end in spans if first < end)


def _nearest(
    candidate: Candidate, marked: Sequence[tuple[WordSpan, ...]]
) -> tuple[WordSpan, ...] | None:
    """The stretch in marks that agrees best with a candidate, if at least half of both does."""
    best, nearest = 0.5, None
    for spans in marked:
        share = shared_of_both(spans, candidate.spans)
        if share > best:
            best, nearest = share, spans
    return nearest


def _goes_on(earlier: Candidate, candidate: Candidate, words: Words, text: str) -> bool:
    between = candidate.first - earlier.end
    if not 1 < between <= _LONGEST_INTERRUPTION:
        return False
    last = earlier.end - 1
    if words.blocks[last] != words.blocks[candidate.first]:
        return False
    said = text[words.starts[earlier.spans[-1][0]] : words.ends[last]]
    if said.rstrip(_CLOSING).endswith(_FINAL) or said.rstrip(_CLOSING) == said:
        return False
    gap = text[words.ends[last] : words.starts[candidate.first]]
    start = int(words.starts[candidate.first])
    follows = text[start : start + 40].lstrip("„»«‚›‹“\"' ")
    comma = gap.lstrip().startswith((",", "–", "-", "—")) or said.rstrip(_CLOSING).endswith(",")
    ends_sentence = any(mark in gap for mark in ".!?:;")
    return comma and not ends_sentence and follows[:1].islower()


BOUNDS: tuple[Rule[Bounds], ...] = (
    Rule("marks", _along_marks, "a direct quotation has the bounds of the marks that it shares"),
    Rule("interruption", _interrupted, "a sentence that its frame interrupts is one quotation"),
)
"""Each acts on what those before it have left."""
