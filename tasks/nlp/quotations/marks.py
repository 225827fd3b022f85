"""Quotations follow blocks and marks: rules for their bounds, in the order in which they act."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from tasks.nlp.layers.rule import Rule
from tasks.nlp.quotations.candidates import Candidate, WordSpan, shared_of_both
from tasks.nlp.quotations.features import Words
from tasks.text.marks import Marked

# Words between two passages that are no longer an interruption.
_LONGEST_INTERRUPTION = 25
# More than so much of a stretch in marks, or of both, makes them one.
_MOST = 0.5
_CLOSING = "\"“”«»‘’‹›'"
_FINAL = (".", "!", "?", "…")
_TURNS = ("interview_question", "interview_answer")
# Blocks that no quotation goes on from, or into.
_ALONE = ("headline", "kicker", "subheading", "caption", "ticker_entry", "embedded_post")

Bounds = Callable[[Sequence[Candidate], Words, str], list[Candidate]]


def bounded(candidates: Sequence[Candidate], words: Words, text: str) -> list[Candidate]:
    """The candidates with the bounds that blocks and marks give them; every rule acts."""
    for rule in BOUNDS:
        before = set(candidates)
        candidates = [
            one if one in before else replace(one, rules=(*one.rules, rule.name))
            for one in rule.apply(candidates, words, text)
        ]
    return list(candidates)


def _along_marks(candidates: Sequence[Candidate], words: Words, text: str) -> list[Candidate]:
    """The candidates, the direct ones with the bounds of what they share most words with.

    A direct quotation without marks stays as it is. Several that come to the same marks are one, as
    are the paragraphs of what is opened anew in each.
    """
    # Where the closing mark is missing, nobody knows the end of a quotation but the network.
    marked = [passage for one in words.marks if one.closed and (passage := _words_of(one, words))]
    firsts = np.array([spans[0][0] for spans in marked], dtype=np.int64)
    lasts = np.array([spans[-1][1] for spans in marked], dtype=np.int64)
    # Those that have the bounds of marks, and what else lies in each stretch in marks.
    found: dict[tuple[WordSpan, ...], Candidate] = {}
    parts: defaultdict[tuple[WordSpan, ...], list[Candidate]] = defaultdict(list)
    others = []
    for candidate in candidates:
        if candidate.type != "direct":
            others.append(candidate)
            continue
        near = [
            marked[number]
            for number in np.flatnonzero((firsts < candidate.end) & (lasts > candidate.first))
        ]
        own = _nearest(candidate, near)
        around = None if own is not None else _around(candidate, near)
        if around is not None:
            parts[around].append(candidate)
            continue
        spans = own or candidate.spans
        if spans not in found or found[spans].sureness < candidate.sureness:
            found[spans] = replace(candidate, spans=spans)
    for spans, inside in parts.items():
        if spans in found:
            continue
        count = sum(end - start for one in inside for start, end in one.spans)
        if count > _MOST * sum(end - start for start, end in spans):
            surest = max(inside, key=lambda one: one.sureness)
            found[spans] = replace(surest, spans=spans)
        else:
            others += inside
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
    best, nearest = _MOST, None
    for spans in marked:
        share = shared_of_both(spans, candidate.spans)
        if share > best:
            best, nearest = share, spans
    return nearest


def _around(
    candidate: Candidate, marked: Sequence[tuple[WordSpan, ...]]
) -> tuple[WordSpan, ...] | None:
    """The shortest stretch in marks that holds a candidate as a whole."""
    around = [
        spans
        for spans in marked
        if all(any(s <= start and end <= e for s, e in spans) for start, end in candidate.spans)
    ]
    return min(around, key=lambda spans: spans[-1][1] - spans[0][0], default=None)


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


def _of_turns(candidates: Sequence[Candidate], words: Words, text: str) -> list[Candidate]:
    """The candidates without what stands in the turns of an interview.

    A question is no quotation, and an answer is one as a whole, whatever is found in it.
    """
    others = {block for block, kind in enumerate(words.kinds) if kind not in _TURNS}
    return _where(candidates, words, others)


def _of_one_block(candidates: Sequence[Candidate], words: Words, text: str) -> list[Candidate]:
    """The candidates, those that reach over a heading or a ticker's entry cut to one block.

    That is the one which holds most of their words.
    """
    found = []
    for candidate in candidates:
        counts: Counter[int] = Counter()
        for block, start, end in _pieces(candidate, words):
            counts[block] += end - start
        if len(counts) > 1 and any(words.kinds[block] in _ALONE for block in counts):
            most = max(counts, key=lambda block: (counts[block], -block))
            found += _where([candidate], words, {most})
        else:
            found.append(candidate)
    return found


def _of_pictures(candidates: Sequence[Candidate], words: Words, text: str) -> list[Candidate]:
    """The candidates without those of captions that say what the text quotes, too."""

    def said(candidate: Candidate) -> str:
        start, end = words.starts[candidate.first], words.ends[candidate.end - 1]
        return text[start:end].strip(_CLOSING + "„‚.,").casefold()

    def in_caption(candidate: Candidate) -> bool:
        return words.kinds[int(words.blocks[candidate.first])] == "caption"

    quoted = {said(one) for one in candidates if not in_caption(one)}
    return [one for one in candidates if not in_caption(one) or said(one) not in quoted]


def _where(
    candidates: Sequence[Candidate], words: Words, blocks: Collection[int]
) -> list[Candidate]:
    """The candidates with the parts of their spans that stand in these blocks."""
    found = []
    for candidate in candidates:
        pieces = list(_pieces(candidate, words))
        kept = tuple((start, end) for block, start, end in pieces if block in blocks)
        if len(kept) == len(pieces):
            found.append(candidate)
        elif kept:
            found.append(replace(candidate, spans=kept))
    return found


def _pieces(candidate: Candidate, words: Words) -> Iterator[tuple[int, int, int]]:
    """The candidate's spans, parted where blocks are, each with the number of its block."""
    for start, end in candidate.spans:
        bounds = [start, *(np.flatnonzero(np.diff(words.blocks[start:end])) + start + 1), end]
        for first, last in pairwise(int(bound) for bound in bounds):
            yield int(words.blocks[first]), first, last


BOUNDS: tuple[Rule[Bounds], ...] = (
    Rule("turns", _of_turns, "an interview's questions are no quotations, its answers whole ones"),
    Rule(
        "one_block", _of_one_block, "a quotation does not reach over a heading or a ticker's entry"
    ),
    Rule("marks", _along_marks, "a direct quotation has the bounds of the marks that it shares"),
    Rule("interruption", _interrupted, "a sentence that its frame interrupts is one quotation"),
    Rule("picture", _of_pictures, "a caption that repeats a quotation of the text is no other one"),
)
"""Each acts on what those before it have left."""
