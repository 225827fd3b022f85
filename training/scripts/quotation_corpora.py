"""Texts with annotated quotations: news, Redewiedergabe (1840-1919), speeches in parliament.

Each text is read by the pipeline as it is shipped, so that the network learns from what it will
see; where a corpus has tokens, they are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from annotated import redewiedergabe, wikinews
from annotated.docs import doc_of_sentences
from annotated.quotations import ROLES, WordQuotation
from annotated.speeches import speeches as annotated_speeches
from tasks.nlp.layers.blocks import set_blocks
from tasks.nlp.layers.readings import Reading, take_readings
from tasks.nlp.quotations.candidates import TYPES, WordSpan
from tasks.nlp.quotations.features import Words, words_of_doc
from tasks.nlp.quotations.network import MEDIA
from tasks.nlp.reading.encoder import Encoder
from tasks.nlp.reading.pieces import Pieces
from tasks.nlp.reading.windows import cut_windows, piece_ends
from tasks.text.blocks import find_blocks
from training.scripts.quotation_network import MESSAGE

NEWS, PROSE, SPEECHES = 0, 1, 2
UNKNOWN = -1

# The corpus' names for our types and media.
NAMES = {theirs: ours for ours, theirs in wikinews.TYPES.items()}
_MEDIA = {theirs: ours for ours, theirs in wikinews.MEDIA.items()}


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated quotation in words: number of its type and medium, its spans, its roles."""

    type: int
    medium: int
    spans: tuple[WordSpan, ...]
    roles: dict[str, tuple[WordSpan, ...]]


@dataclass(frozen=True, slots=True)
class Framed:
    """A window as the encoder reads it: piece numbers, and where each word's first one is."""

    ids: NDArray[np.int32]
    firsts: NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Read:
    """A text as the network sees it, with its annotation. `style` is one of the three above.

    There is one of `framed` to each of `readings`.
    """

    name: str
    style: int
    words: Words
    readings: list[Reading]
    framed: list[Framed]
    quotes: list[Gold]


def news(folder: Path, nlp: Language, split: str) -> Iterator[Read]:
    """Articles of `wikinews-{split}`, from their raw text."""
    for row in wikinews.articles(folder, split):
        words, readings, framed = _read(doc_of(row, nlp), nlp)

        def take(spans: Sequence[Sequence[int]], words: Words = words) -> tuple[WordSpan, ...]:
            found = (words.between(start, end) for start, end in spans)
            return tuple((first, end) for first, end in found if first < end)

        quotes = [
            Gold(
                TYPES.index(NAMES[quote["type"]]),
                _medium(_MEDIA.get(quote["medium"])),
                take(quote["quote"]),
                {role: take(quote[role]) for role in ROLES},
            )
            for quote in row["quotes"]
        ]
        quotes = [quote for quote in quotes if quote.spans]
        yield Read(row["id"], NEWS, words, readings, framed, quotes)


def doc_of(article: dict[str, Any], nlp: Language) -> Doc:
    """An article as the pipeline begins with it."""
    doc = nlp.make_doc(article["text"])
    set_blocks(doc, find_blocks(article["text"]))
    return doc


def prose(folder: Path, nlp: Language) -> Iterator[Read]:
    """Samples of Redewiedergabe; it has no addressees."""
    for sample in redewiedergabe.samples(folder):
        doc = doc_of_sentences(nlp, [sentence.forms for sentence in sample.sentences])
        quotes = [_gold(quotation) for quotation in sample.quotations]
        yield Read(sample.name, PROSE, *_read(doc, nlp), quotes)


def speeches(folder: Path, nlp: Language) -> Iterator[Read]:
    """Speeches with what is said in them; they have no frames, types or media of ours."""
    for speech in annotated_speeches(folder):
        quotes = [_gold(quotation) for quotation in speech.quotations]
        doc = doc_of_sentences(nlp, speech.sentences)
        yield Read(speech.name, SPEECHES, *_read(doc, nlp), quotes)


def _gold(quotation: WordQuotation) -> Gold:
    kind = MESSAGE if quotation.type is None else TYPES.index(quotation.type)
    return Gold(kind, _medium(quotation.medium), quotation.spans, quotation.roles)


def _medium(name: str | None) -> int:
    """The number of a medium."""
    return MEDIA.index(name) if name in MEDIA else UNKNOWN


def _read(doc: Doc, nlp: Language) -> tuple[Words, list[Reading], list[Framed]]:
    for _, component in nlp.pipeline:
        doc = component(doc)
    encoder = nlp.get_pipe("wortlaut_encoder")
    assert isinstance(encoder, Encoder)
    return words_of_doc(doc), take_readings(doc), list(_framed(doc, encoder.pieces))


def _framed(doc: Doc, pieces: Pieces) -> Iterator[Framed]:
    """The windows of the encoder, in the order of its readings."""
    ids, firsts = pieces.of_doc(doc)
    starts = firsts[:-1][firsts[1:] > firsts[:-1]]
    for window in cut_windows(len(ids), piece_ends(doc, firsts.tolist())):
        inside = starts[(starts >= window.start) & (starts < window.end)]
        yield Framed(
            np.array([pieces.bos, *ids[window.start : window.end], pieces.eos], np.int32),
            (inside - window.start + 1).astype(np.int16),
        )
