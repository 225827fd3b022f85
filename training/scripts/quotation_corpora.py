"""Texts with annotated quotations: news, Redewiedergabe (1840-1919), speeches in parliament.

Each text is read by the pipeline as it is shipped, so that the network learns from what it will
see; where a corpus has tokens, they are kept.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.corpus_docs import doc_of_sentences
from benchmarks.quotation_names import MEDIA as THEIR_MEDIA
from benchmarks.quotation_names import TYPES as THEIR_TYPES
from tasks.nlp.layers.blocks import set_blocks
from tasks.nlp.layers.readings import Reading, take_readings
from tasks.nlp.quotations.features import Words, words_of_doc
from tasks.nlp.quotations.network import MEDIA
from tasks.nlp.quotations.spans import TYPES, WordSpan
from tasks.nlp.reading.encoder import Encoder
from tasks.nlp.reading.pieces import Pieces
from tasks.nlp.reading.windows import cut_windows, piece_ends
from tasks.text.blocks import find_blocks
from training.scripts.quotation_network import MESSAGE

NEWS, PROSE, SPEECHES = 0, 1, 2
ROLES = ("addressee", "cue", "frame", "speaker")
UNKNOWN = -1

# The corpus' names for our types and media.
NAMES = {theirs: ours for ours, theirs in THEIR_TYPES.items()}
_MEDIA = {theirs: ours for ours, theirs in THEIR_MEDIA.items()}
_PROSE_TYPES = {
    "direct": "direct",
    "indirect": "indirect",
    "indirect freeIndirect": "indirect_free_indirect",
    "reported": "reported",
    "freeIndirect": "free_indirect",
}
_GLYPHS = {"&quot;": '"', "&amp;": "&", "&lt;": "<", "&gt;": ">"}


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
    for row in articles(folder, split):
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


def articles(folder: Path, split: str) -> Iterator[dict[str, Any]]:
    """The annotated articles of a split, as they are in the file."""
    return _lines(folder / "quotes" / f"wikinews-{split}.jsonl.gz")


def doc_of(article: dict[str, Any], nlp: Language) -> Doc:
    """An article as the pipeline begins with it."""
    doc = nlp.make_doc(article["text"])
    set_blocks(doc, find_blocks(article["text"]))
    return doc


def prose(folder: Path, nlp: Language) -> Iterator[Read]:
    """Samples of Redewiedergabe; it has no addressees."""
    for name, rows in _samples(folder / "quotes" / "redewiedergabe-main.tsv.gz"):
        sentences: list[list[str]] = []
        for row in rows:
            if row[5] == "yes" or not sentences:
                sentences.append([])
            sentences[-1].append(_GLYPHS.get(row[0], row[0]))
        words, readings, framed = _read(doc_of_sentences(nlp, sentences), nlp)
        yield Read(name, PROSE, words, readings, framed, _prose_quotes(rows))


def speeches(folder: Path, nlp: Language) -> Iterator[Read]:
    """Speeches with what is said in them; they have no frames, types or media of ours."""
    for split in ("train", "dev"):
        for row in _lines(folder / "quotes" / f"speeches-{split}.jsonl.gz"):
            firsts = np.cumsum([0, *(len(sentence) for sentence in row["sentences"])]).tolist()
            words, readings, framed = _read(doc_of_sentences(nlp, row["sentences"]), nlp)
            quotes = []
            for event in row["events"]:
                spans = _speech_part(event, firsts, "message")
                if spans:
                    roles = {
                        "addressee": _speech_part(event, firsts, "addr"),
                        "cue": _speech_part(event, firsts, "cue", "ptc"),
                        "frame": (),
                        "speaker": _speech_part(event, firsts, "source"),
                    }
                    quotes.append(Gold(MESSAGE, UNKNOWN, spans, roles))
            yield Read(row["id"], SPEECHES, words, readings, framed, quotes)


def _prose_quotes(rows: Sequence[Sequence[str]]) -> list[Gold]:
    """A sample's quotations; parts with one number belong together."""
    parts: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    kinds: dict[str, tuple[str, str]] = {}
    for word, row in enumerate(rows):
        for mark in row[6].split("|"):
            fields = mark.split(".")
            if len(fields) >= 3:
                kinds[fields[2]] = (fields[0], fields[1])
                parts[fields[2]]["quote"].add(word)
        for column, role in ((7, "frame"), (8, "speaker"), (9, "cue")):
            for mark in row[column].split("|"):
                fields = mark.split(".")
                if len(fields) >= 2:
                    parts[fields[1]][role].add(word)
    quotes = []
    for number, (kind, medium) in kinds.items():
        if kind in _PROSE_TYPES:
            part = parts[number]
            both = "_".join(sorted(medium.split(" ")))
            quotes.append(
                Gold(
                    TYPES.index(_PROSE_TYPES[kind]),
                    _medium(both),
                    _runs(part["quote"]),
                    {role: _runs(part[role]) for role in ROLES},
                )
            )
    return quotes


def _medium(name: str | None) -> int:
    """The number of a medium; words in alphabetical order are how ours are named."""
    return MEDIA.index(name) if name in MEDIA else UNKNOWN


def _speech_part(
    event: dict[str, list[list[int]]], firsts: Sequence[int], *names: str
) -> tuple[WordSpan, ...]:
    return _runs(
        {firsts[sentence] + token for name in names for sentence, token in event.get(name) or []}
    )


def _runs(words: Iterable[int]) -> tuple[WordSpan, ...]:
    runs: list[WordSpan] = []
    for word in sorted(words):
        if runs and runs[-1][1] == word:
            runs[-1] = (runs[-1][0], word + 1)
        else:
            runs.append((word, word + 1))
    return tuple(runs)


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


def _samples(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    name = ""
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#sample"):
                if rows:
                    yield name, rows
                name, rows = line.split("\t")[1].strip(), []
            elif not line.startswith("#"):
                fields = line.rstrip("\n").split("\t")
                if len(fields) >= 10:
                    rows.append(fields)
    if rows:
        yield name, rows


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
