"""What quotations are told by beside the encoder's vectors: marks, cues, moods, layout, names.

Quotation marks reach over sentences, and where paragraphs begin is not in the encoder's input at
all, so the vectors know little of either.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from tasks.nlp.layers.blocks import blocks_of, marks_of
from tasks.nlp.layers.vocabulary import LABELS
from tasks.nlp.phrases.clauses import find_cues
from tasks.text.article import Block, BlockKind
from tasks.text.marks import Marked

# How many values each feature may have, in the order of the columns.
SIZES = {
    "mark": 10,
    "stretch": 8,
    "cue": 4,
    "mood": 4,
    "glyph": 12,
    "start": 3,
    "block": 4,
    "name": 9,
    "class": 18,
}
_CUES = ("", "speech", "thought", "writing")
_MOODS = ("", "Ind", "Sub", "Imp")
# What the network knows of; other kinds are paragraphs to it.
_BLOCKS = ("paragraph", "headline", "subheading", "caption")
_CLASSES = (
    "", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
    "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
_GLYPHS = {
    ",": 1, ":": 2, ".": 3, "?": 4, "!": 4, "…": 3, "...": 3, "„": 5, "“": 6, "”": 6, '"': 7,
    "»": 8, "«": 8, "-": 9, "–": 9, "—": 9, "(": 10, ")": 10, ";": 1, "'": 11, "‚": 11, "‘": 11,
    "’": 11, "›": 11, "‹": 11,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a doc, white space left out, as the quotation network sees them.

    `tokens` are token numbers in the doc, `starts` and `ends` characters, `sentences` and
    `blocks` ascending numbers, all of shape (words); `features` has shape (words, features).
    `kinds` are those of the blocks by their numbers; what stands before all blocks has number 0.
    """

    tokens: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    sentences: NDArray[np.int64]
    blocks: NDArray[np.int64]
    features: NDArray[np.int64]
    marks: tuple[Marked, ...]
    kinds: tuple[BlockKind, ...]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The words that the characters `start` to `end` overlap, as numbers from and to."""
        return words_between(self.starts, self.ends, start, end)


def words_between(
    starts: NDArray[np.int64], ends: NDArray[np.int64], start: int, end: int
) -> tuple[int, int]:
    """Of words with these bounds, in order, those that the characters overlap, from and to."""
    return int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end))


def words_of_doc(doc: Doc) -> Words:
    """Words with their features. Reads sentences, tags and names."""
    tokens = [token for token in doc if not token.is_space]
    blocks = blocks_of(doc)
    starts = np.array([token.idx for token in tokens], dtype=np.int64)
    ends = starts + np.array([len(token) for token in tokens], dtype=np.int64)
    sentences = np.cumsum([bool(token.is_sent_start) for token in tokens], dtype=np.int64)
    block_starts = [block.start for block in blocks]
    in_block = np.array([bisect_right(block_starts, start) for start in starts], dtype=np.int64)
    marks = marks_of(doc)
    table = np.zeros((len(tokens), len(SIZES)), dtype=np.int64)
    column = {name: table[:, number] for number, name in enumerate(SIZES)}
    _set_marks(column["mark"], column["stretch"], marks, starts, ends)
    _set_cues(column["cue"], doc, tokens)
    column["mood"][:] = [_mood(token) for token in tokens]
    column["glyph"][:] = [_GLYPHS.get(token.text, 0) for token in tokens]
    if tokens:
        column["start"][1:] = sentences[1:] != sentences[:-1]
        column["start"][1:][in_block[1:] != in_block[:-1]] = 2
        column["start"][0] = 2
    column["block"][:] = [_block(blocks, number) for number in in_block]
    column["name"][:] = [_name(token) for token in tokens]
    column["class"][:] = [
        _CLASSES.index(token.pos_) if token.pos_ in _CLASSES else 0 for token in tokens
    ]
    numbers = np.array([token.i for token in tokens], dtype=np.int64)
    kinds: tuple[BlockKind, ...] = ("paragraph", *(block.kind for block in blocks))
    return Words(numbers, starts, ends, sentences, in_block, table, marks, kinds)


def _set_marks(
    mark: NDArray[np.int64],
    stretch: NDArray[np.int64],
    marks: tuple[Marked, ...],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
) -> None:
    """1 inside, 2 deeper inside, 3 and 4 opening and closing, 5 and 6 deeper, 7 unclosed."""
    for marked in marks:
        deep = min(marked.depth, 1)
        words = 0
        for start, end in marked.spans:
            first, last = words_between(starts, ends, start, end)
            words += last - first
        length = min(7, 1 + int(np.log2(max(1, words))))
        for start, end in marked.spans:
            first, last = words_between(starts, ends, start, end)
            if last <= first:
                continue
            mark[first:last] = 1 + deep if marked.closed else 7
            stretch[first:last] = length
            mark[first] = 3 + 2 * deep
            if marked.closed:
                mark[last - 1] = 4 + 2 * deep


def _set_cues(column: NDArray[np.int64], doc: Doc, tokens: list[Token]) -> None:
    position = {token.i: number for number, token in enumerate(tokens)}
    sentence: list[int] = []
    for token in [*tokens, None]:
        if sentence and (token is None or token.is_sent_start):
            for found in find_cues(doc, sentence):
                for index in (found.index, found.particle):
                    if index is not None:
                        column[position[index]] = _CUES.index(found.cue.medium)
            sentence = []
        if token is not None:
            sentence.append(token.i)


def _mood(token: Token) -> int:
    found = token.morph.get("Mood", [])
    return _MOODS.index(found[0]) if found and found[0] in _MOODS else 0


def _block(blocks: tuple[Block, ...], number: int) -> int:
    kind = blocks[number - 1].kind if 0 < number <= len(blocks) else "paragraph"
    return _BLOCKS.index(kind) if kind in _BLOCKS else 0


def _name(token: Token) -> int:
    if token.ent_type_ not in LABELS:
        return 0
    return 1 + 2 * LABELS.index(token.ent_type_) + (token.ent_iob_ == "I")
