"""Texts with annotated quotations: our own corpus, speeches in parliament.

Each text is read by the pipeline as it is shipped, so that the network learns from what it will
see; where a corpus has tokens, they are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from annotated.corpus.article import Article
from annotated.docs import StoredTokens, begun_article, doc_of_sentences
from annotated.quotations import ROLES, WordQuotation
from annotated.speeches import Speech
from annotated.wikinews import MEDIA as OUR_MEDIA
from annotated.wikinews import TYPES as OUR_TYPES
from tasks.nlp.layers.readings import Reading, take_readings
from tasks.nlp.quotations.candidates import TYPES, WordSpan
from tasks.nlp.quotations.features import Words, words_of_doc
from tasks.nlp.quotations.network import MEDIA
from tasks.nlp.reading.encoder import Encoder
from tasks.nlp.reading.pieces import Pieces
from tasks.nlp.reading.windows import cut_windows, piece_ends
from training.scripts.quotation_network import MESSAGE

NEWS, SPEECHES = 0, 1
UNKNOWN = -1

# The corpus' names for types and media, and those of the pipeline.
NAMES: dict[str, str] = {theirs: ours for ours, theirs in OUR_TYPES.items()}
_MEDIA: dict[str, str] = {theirs: ours for ours, theirs in OUR_MEDIA.items()}


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
    """A text as the network sees it, with its annotation. `style` is one of the two above.

    There is one of `framed` to each of `readings`.
    """

    name: str
    style: int
    words: Words
    readings: list[Reading]
    framed: list[Framed]
    quotes: list[Gold]


def of_article(nlp: Language, article: Article) -> Read:
    """An article of our corpus, from its raw text."""
    doc = begun_article(nlp, article.text)
    words, readings, framed = _read(doc, nlp)
    stored = StoredTokens(doc, [doc[number] for number in words.tokens])

    def take(spans: Sequence[Sequence[int]]) -> tuple[WordSpan, ...]:
        found = (stored.between(start, end) for start, end in spans)
        return tuple((first, end) for first, end in found if first < end)

    quotes = [
        Gold(
            TYPES.index(NAMES[quotation.type]),
            _medium(_MEDIA[quotation.medium]),
            take(quotation.quote),
            {role: take(quotation.part(role)) for role in ROLES},
        )
        for quotation in article.quotations
    ]
    quotes = [quote for quote in quotes if quote.spans]
    return Read(article.name, NEWS, words, readings, framed, quotes)


def of_speech(nlp: Language, speech: Speech) -> Read:
    """A speech with what is said in it; it has no frames, types or media of ours."""
    quotes = [_gold(quotation) for quotation in speech.quotations]
    doc = doc_of_sentences(nlp, speech.sentences)
    return Read(speech.name, SPEECHES, *_read(doc, nlp), quotes)


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
