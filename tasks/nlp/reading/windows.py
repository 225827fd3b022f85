"""Windows: the stretches of an article that the encoder reads in one call.

A window ends where a sentence or a paragraph may end, and the next one starts a little before
that, so that every piece is read with something on both sides.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from tasks.nlp.layers.blocks import blocks_of

# Pieces in a window, without the two that frame it. The encoder has 512 positions; at 254 its
# attention costs little and a window still holds about seven sentences.
WINDOW = 254
# Pieces that a window shares with the one before, where the text's own ends allow it.
OVERLAP = 48

_SENTENCE_FINAL = frozenset(".!?…:;") | {"...", '."', '!"', '?"'}


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `start` to `end` are read; the vectors of `keep_from` to `keep_to` are kept."""

    start: int
    end: int
    keep_from: int
    keep_to: int


def cut_windows(
    length: int, ends: Sequence[int], *, window: int = WINDOW, overlap: int = OVERLAP
) -> list[Window]:
    """Windows over `length` pieces; every piece is kept from exactly one window.

    `ends` are the piece numbers, ascending, before which a window may end or start. Where none
    is near enough, a window is cut where it is full. An overlap is kept from the earlier window up
    to the end nearest to its middle, and from there on from the later one.
    """
    if length == 0:
        return []
    spans: list[tuple[int, int]] = []
    start = 0
    while True:
        limit = start + window
        if limit >= length:
            spans.append((start, length))
            break
        end = _last(ends, start + window // 2, limit) or limit
        spans.append((start, end))
        start = _last(ends, start + 1, end - overlap, at_least=end - 2 * overlap) or end - overlap
    keeps = [
        0,
        *(_nearest(ends, later[0], earlier[1]) for earlier, later in pairwise(spans)),
        length,
    ]
    return [
        Window(start, end, keep_from, keep_to)
        for (start, end), (keep_from, keep_to) in zip(spans, pairwise(keeps), strict=True)
    ]


def piece_ends(doc: Doc, firsts: Sequence[int]) -> list[int]:
    """Piece numbers before which a sentence or block of the doc may start.

    `firsts[i]` is the number of token i's first piece. Ends are guessed from punctuation: the
    encoder runs before the sentences are known.
    """
    starts = {block.start for block in blocks_of(doc)}
    return [
        int(firsts[token.i])
        for token in doc
        if token.i > 0
        and firsts[token.i] > 0
        and not token.is_space
        and (
            token.idx in starts
            or (_final(doc, token.i) and (token.text[0].isupper() or not token.text[0].isalnum()))
        )
    ]


def _final(doc: Doc, number: int) -> bool:
    """Whether the token before this one ends a sentence, and white space follows it."""
    before = doc[number - 1]
    return before.text in _SENTENCE_FINAL and bool(before.whitespace_)


def _nearest(ends: Sequence[int], low: int, high: int) -> int:
    """The one of `ends` between low and high that is nearest to their middle, or the middle."""
    middle = (low + high) // 2
    inside = ends[bisect_right(ends, low) : bisect_right(ends, high - 1)]
    return min(inside, key=lambda end: abs(end - middle), default=middle)


def _last(ends: Sequence[int], low: int, high: int, *, at_least: int = 0) -> int | None:
    """The last of `ends` within low (or at_least) to high, both included."""
    low = max(low, at_least)
    position = bisect_right(ends, high)
    if position and ends[position - 1] >= low:
        return ends[position - 1]
    return None
