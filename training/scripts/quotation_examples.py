"""Annotated texts as windows with what there is to learn from them, and windows as batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from annotated.quotations import ROLES
from tasks.nlp.quotations.candidates import TYPES, WordSpan
from tasks.nlp.quotations.features import SIZES
from tasks.nlp.quotations.network import FEATURE_STARTS, REGION_STARTS, region_rows
from tasks.nlp.quotations.network import ROLES as ALL_ROLES
from tasks.nlp.quotations.region import region_of
from tasks.nlp.quotations.spans import BEGIN, INSIDE
from training.scripts.labels import IGNORED
from training.scripts.quotation_corpora import SPEECHES, Framed, Gold, Read
from training.scripts.quotation_network import FEATURES, KINDS, MESSAGE, Regions

# A quotation is shown with bounds that are off by up to so many words, as what is found will be.
_SHAKE, _SHAKEN = 3, 0.3
# Of a quotation in several spans often only one is shown, and the rest is to be found.
_ONE_SPAN = 0.6


@dataclass(frozen=True, slots=True)
class Window:
    """One reading of the encoder with its targets.

    `framed` is what the encoder read, `vectors` (words, taps * width) float16 what it made of it.
    `features` (words, kinds) are rows of the table, `sentences` has shape (words), `labels` (words,
    KINDS), `noted` (words, ROLES); quotes are in words of the window, only those that lie in it as
    a whole.
    """

    style: int
    framed: Framed
    vectors: np.ndarray
    features: np.ndarray
    sentences: np.ndarray
    labels: np.ndarray
    noted: np.ndarray
    quotes: tuple[Gold, ...]


@dataclass(frozen=True)
class Shown:
    """Quotations to find the roles of.

    `targets` has shape (quotations, words, ALL_ROLES), IGNORED where nothing is to be learnt;
    `media` (quotations).
    """

    regions: Regions
    targets: torch.Tensor
    media: torch.Tensor


@dataclass(frozen=True)
class Batch:
    """Windows, padded: shapes as in `Spans.forward`; `labels` (windows, words, KINDS).

    `ids` has shape (windows, pieces), `read` (windows, 1, 1, pieces) true where there is a piece,
    `firsts` (windows, words) the position of each word's first piece.
    """

    ids: torch.Tensor
    read: torch.Tensor
    firsts: torch.Tensor
    vectors: torch.Tensor
    features: torch.Tensor
    styles: torch.Tensor
    pad: torch.Tensor
    labels: torch.Tensor
    noted: torch.Tensor
    shown: Shown | None


def windows_of(read: Read) -> Iterator[Window]:
    """The windows of a text."""
    labels = _labels(read)
    noted = np.zeros((len(labels), len(ROLES)), np.uint8)
    for quote in read.quotes:
        for number, role in enumerate(ROLES):
            for start, end in quote.roles[role]:
                noted[start:end, number] = 1
    features = (read.words.features + FEATURE_STARTS).astype(np.uint8)
    for reading, framed in zip(read.readings, read.framed, strict=True):
        numbers = np.searchsorted(read.words.tokens, reading.tokens)
        if not len(numbers):
            continue
        first, end = int(numbers[0]), int(numbers[-1]) + 1
        yield Window(
            read.style,
            framed,
            reading.vectors.astype(np.float16),
            features[first:end],
            read.words.sentences[first:end],
            labels[first:end],
            noted[first:end],
            tuple(
                _moved(quote, first, end)
                for quote in read.quotes
                if first <= quote.spans[0][0] and quote.spans[-1][1] <= end
            ),
        )


def batches(
    windows: Sequence[Window], size: int, most: int, draw: random.Random
) -> Iterator[Batch]:
    """All windows once, in batches of like lengths; `most` quotations a window are shown."""
    order = list(windows)
    draw.shuffle(order)
    sorted_order: list[Window] = []
    for start in range(0, len(order), 10 * size):
        sorted_order += sorted(order[start : start + 10 * size], key=lambda w: len(w.labels))
    parts = [sorted_order[start : start + size] for start in range(0, len(order), size)]
    draw.shuffle(parts)
    for part in parts:
        yield make_batch(part, most * size, draw)


def make_batch(part: Sequence[Window], most: int, draw: random.Random) -> Batch:
    """Pad the windows to the longest; show up to `most` of their quotations."""
    words = max(len(window.labels) for window in part)
    shape = (len(part), words)
    pieces = (len(part), max(len(window.framed.ids) for window in part))
    # What the padding is does not matter; it is not looked at.
    ids, read = np.zeros(pieces, np.int64), np.zeros(pieces, bool)
    firsts = np.zeros(shape, np.int64)
    vectors = np.zeros((*shape, part[0].vectors.shape[1]), np.float32)
    features = np.zeros((*shape, FEATURES), np.float32)
    pad = np.ones(shape, bool)
    labels = np.full((*shape, KINDS), IGNORED, np.int64)
    noted = np.zeros((*shape, len(ROLES)), np.float32)
    for row, window in enumerate(part):
        count = len(window.labels)
        ids[row, : len(window.framed.ids)] = window.framed.ids
        read[row, : len(window.framed.ids)] = True
        firsts[row, :count] = window.framed.firsts
        vectors[row, :count] = window.vectors
        np.put_along_axis(features[row, :count], window.features.astype(np.int64), 1, axis=1)
        pad[row, :count] = False
        labels[row, :count] = window.labels
        noted[row, :count] = window.noted
    quotes = [(row, window, quote) for row, window in enumerate(part) for quote in window.quotes]
    if len(quotes) > most:
        quotes = draw.sample(quotes, most)
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(read)[:, None, None, :],
        torch.from_numpy(firsts),
        torch.from_numpy(vectors),
        torch.from_numpy(features),
        torch.tensor([window.style for window in part]),
        torch.from_numpy(pad),
        torch.from_numpy(labels),
        torch.from_numpy(noted),
        _show(quotes, words, draw) if quotes else None,
    )


def _show(quotes: Iterable[tuple[int, Window, Gold]], stride: int, draw: random.Random) -> Shown:
    rows = [_one(row * stride, window, quote, draw) for row, window, quote in quotes]
    most = max(len(words) for words, *_ in rows)
    shape = (len(rows), most)
    words = np.zeros(shape, np.int64)
    described = np.zeros((*shape, 4), np.int64)
    inside = np.zeros(shape, bool)
    pad = np.ones(shape, bool)
    targets = np.full((*shape, len(ALL_ROLES)), IGNORED, np.float32)
    for number, (where, what, target, _) in enumerate(rows):
        count = len(where)
        words[number, :count], described[number, :count] = where, what
        inside[number, :count] = what[:, 1] == REGION_STARTS[1] + 1
        pad[number, :count] = False
        targets[number, :count] = target
    regions = Regions(*(torch.from_numpy(table) for table in (words, described, inside, pad)))
    media = torch.tensor([medium for *_, medium in rows])
    return Shown(regions, torch.from_numpy(targets), media)


def _one(
    base: int, window: Window, quote: Gold, draw: random.Random
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """A quotation's words (flat), their descriptions, the targets, and its medium."""
    spans, rest = list(quote.spans), []
    if len(spans) > 1 and draw.random() < _ONE_SPAN:
        kept = spans.pop(draw.randrange(len(spans)))
        spans, rest = [kept], spans
    if draw.random() < _SHAKEN:
        spans = _shaken(spans, len(window.labels), draw)
    region = region_of(spans, window.sentences)
    targets = np.zeros((len(region.words), len(ALL_ROLES)), np.float32)
    wanted = {"rest": tuple(rest), **quote.roles}
    for column, role in enumerate(ALL_ROLES):
        for start, end in wanted[role]:
            targets[(region.words >= start) & (region.words < end), column] = 1
    if window.style == SPEECHES:
        targets[:, ALL_ROLES.index("frame")] = IGNORED
    return base + region.words, region_rows(region, quote.type), targets, quote.medium


def _shaken(spans: list[WordSpan], count: int, draw: random.Random) -> list[WordSpan]:
    first = max(0, spans[0][0] + draw.randint(-_SHAKE, _SHAKE))
    spans = [(min(first, spans[0][1] - 1), spans[0][1]), *spans[1:]]
    start, end = spans[-1]
    end = min(count, end + draw.randint(-_SHAKE, _SHAKE))
    return [*spans[:-1], (start, max(end, start + 1))]


def _labels(read: Read) -> np.ndarray:
    """Labels of all words; of two quotations of one type that overlap, the longer one's."""
    labels = np.full((len(read.words.tokens), KINDS), IGNORED, np.int64)
    if read.style == SPEECHES:
        labels[:, MESSAGE] = 0
    else:
        labels[:, : len(TYPES)] = 0
    longest_first = sorted(read.quotes, key=lambda q: -sum(end - start for start, end in q.spans))
    for quote in longest_first:
        for start, end in quote.spans:
            if not (labels[start:end, quote.type] > 0).any():
                labels[start:end, quote.type] = INSIDE
                labels[start, quote.type] = BEGIN
    return labels


def _moved(quote: Gold, first: int, end: int) -> Gold:
    """A quotation in words of a window; what lies outside of it is not to be found there."""

    def move(spans: Sequence[WordSpan]) -> tuple[WordSpan, ...]:
        return tuple(
            (start - first, stop - first) for start, stop in spans if first <= start and stop <= end
        )

    return replace(
        quote,
        spans=move(quote.spans),
        roles={role: move(spans) for role, spans in quote.roles.items()},
    )


assert sum(SIZES.values()) < 256, "rows of the table of features are kept in a byte"
