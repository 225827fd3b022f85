"""Sentence boundaries: by rule, and by what the encoder sees where rules are in doubt."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from tasks.nlp.german.wordlists import word_class, words_of
from tasks.nlp.layers.blocks import blocks_of, marks_of
from tasks.nlp.reading.trained import Trained
from tasks.text.glyphs import FAMILIES

# What the head must think of a boundary to leave it where a rule sees one, and to make one where
# none does.
_UNLIKELY, _CERTAIN = 0.1, 0.9
# What is longer is a list or no text at all, and is cut: much is looked for within a sentence, and
# the time for that grows with its square.
_MOST_WORDS = 1_000
_FINAL = frozenset((".", "!", "?", "…", "...", "?!", "!?", "!!", "!!!", "??"))
_CLOSING_BRACKETS = frozenset(")]}")
_ABBREVIATIONS = words_of("abbreviations")
_AFTER_ORDINAL = word_class("month") | word_class("counted")
_FUNCTION_WORDS = word_class("determiner") | word_class("pronoun") | word_class("preposition")


class Sentences(Trained):
    """Sets `is_sent_start` of every token.

    A sentence ends with its block, or after a final mark, with the quotation marks and brackets
    that close there, where what follows may begin a sentence. A linear head on `doc.tensor`
    takes back a boundary that it thinks unlikely, and adds one that it is sure of; it has no
    weights in an untrained pipeline, and the rules decide alone.
    """

    def __init__(self, name: str = "wortlaut_sentences") -> None:
        super().__init__()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Split one doc."""
        blocks = blocks_of(doc)
        passages = marks_of(doc)
        closing = {passage.end - 1 for passage in passages if passage.closed}
        block_starts = [block.start for block in blocks]
        likely = self._likely(doc)
        starts_of = np.full((len(doc), 1), -1, dtype=np.int64)
        ended = False
        block = -1
        words = 0
        for token in doc:
            here = bisect_right(block_starts, token.idx) - 1
            new_block = here != block and not token.is_space
            may_start = _may_start(token, closing)
            seen = likely[token.i]
            begins = may_start and bool(seen > (_UNLIKELY if ended else _CERTAIN))
            words += not token.is_space
            starts = token.i == 0 or new_block or begins or words > _MOST_WORDS
            if starts:
                starts_of[token.i] = 1
                words = int(not token.is_space)
            if token.is_space:
                continue
            if new_block:
                block = here
            if token.text in _FINAL:
                ended = not _is_abbreviation(token)
            elif _number_ends(token):
                ended = True
            elif ended and not starts and (token.idx in closing or token.text in _CLOSING_BRACKETS):
                continue
            else:
                ended = False
        # One by one, spaCy would look through the whole doc each time.
        values: Any = starts_of.astype(np.uint64)
        return doc.from_array([SENT_START], values)

    def _likely(self, doc: Doc) -> NDArray[np.float32]:
        """Probability of each token to begin a sentence."""
        if not self.arrays:
            return np.full(len(doc), 0.5, dtype=np.float32)
        scores = self.scores_of_classes(doc)
        return np.asarray(1 / (1 + np.exp(scores[:, 0] - scores[:, 1])), dtype=np.float32)


def _may_start(token: Token, closing: set[int]) -> bool:
    text = token.text
    if token.is_space or token.idx in closing or text in _CLOSING_BRACKETS:
        return False
    if text[0] in FAMILIES or text[0] in "([–—-•*":
        following = token.nbor() if token.i + 1 < len(token.doc) else token
        return text[0] in FAMILIES or following.text[:1].isupper() or following.text[:1] in FAMILIES
    return text[0].isupper() or text[0].isdigit()


def _is_abbreviation(token: Token) -> bool:
    """Whether the full stop belongs to the word before it: `Nr . 5`, `J . Maier`."""
    if token.text != "." or token.i == 0:
        return False
    before = token.nbor(-1)
    if before.whitespace_ or before.is_space:
        return False
    if before.text in _ABBREVIATIONS:
        return True
    initial = len(before.text) == 1 and before.text.isalpha() and before.text.isupper()
    return initial or (before.text.isdigit() and len(before.text) <= 2 and _month_follows(token))


def _number_ends(token: Token) -> bool:
    """`Nord Stream 2. Die …`: after an ordinal, function words are written small."""
    if not (token.text.endswith(".") and token.text[:-1].isdigit()) or token.i + 1 >= len(
        token.doc
    ):
        return False
    following = token.nbor()
    return following.text[:1].isupper() and following.lower_ in _FUNCTION_WORDS


def _month_follows(token: Token) -> bool:
    """`3 . März` is a date, in `Am Ende stand es 3. Dann …` a sentence ends."""
    if token.i + 1 >= len(token.doc):
        return False
    return token.nbor().text in _AFTER_ORDINAL


@Language.factory("wortlaut_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """The rules need no weights."""
    return Sentences(name)
