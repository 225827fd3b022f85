"""Pieces of words, as the encoder's vocabulary has them.

Each spaCy token is cut into pieces on its own, so that a piece never spans two tokens. A token
after white space, or at the start of the text, begins with the piece mark `▁`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from tokenizers import Tokenizer

MARK = "▁"
# Distinct tokens whose pieces are remembered; German text repeats itself.
_REMEMBERED = 200_000
# Pieces of one token that are read; only the first one's vector is used. Longer are only things
# that are no words, such as an encoded picture, which would else cost seconds a thousand signs.
_MOST_PIECES = 64


class Pieces:
    """The tokenizer of one model. `bos` and `eos` frame every window the encoder reads."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}
        self.bos = _required(tokenizer, "<s>")
        self.eos = _required(tokenizer, "</s>")
        self.unknown = _required(tokenizer, "<unk>")

    @classmethod
    def from_disk(cls, path: Path) -> Pieces:
        """Read a `tokenizer.json`."""
        return cls(Tokenizer.from_file(str(path)))

    @classmethod
    def from_bytes(cls, raw: bytes) -> Pieces:
        """Read what `to_bytes` wrote. Raises ValueError where it is damaged."""
        try:
            tokenizer = Tokenizer.from_str(raw.decode("utf-8"))
        except Exception as error:  # the library raises nothing narrower
            raise ValueError(f"the vocabulary is damaged: {error}") from error
        return cls(tokenizer)

    def to_bytes(self) -> bytes:
        """The tokenizer as JSON in UTF-8."""
        return str(self._tokenizer.to_str()).encode("utf-8")

    def of_token(self, text: str, *, after_space: bool) -> tuple[int, ...]:
        """Piece ids of one token; none for white space, one unknown piece where nothing fits."""
        if not text or text.isspace():
            return ()
        marked = MARK + text if after_space else text
        ids = self._known.get(marked)
        if ids is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            encoded = self._tokenizer.encode(marked, add_special_tokens=False)
            ids = tuple(encoded.ids[:_MOST_PIECES])
            ids = self._known[marked] = ids or (self.unknown,)
        return ids

    def of_words(self, words: Iterable[str], spaces: Iterable[bool]) -> Iterator[tuple[int, ...]]:
        """Piece ids word by word; `spaces` says which words white space follows."""
        after_space = True
        for word, space in zip(words, spaces, strict=True):
            yield self.of_token(word, after_space=after_space)
            after_space = space or (after_space if not word else word[-1].isspace())

    def of_doc(self, doc: Doc) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """All piece ids of a doc, and for each token the number of its first piece.

        The second array has one entry more than the doc has tokens: token i has the pieces
        from entry i up to entry i + 1.
        """
        ids: list[int] = []
        firsts = [0]
        for pieces in self.of_words(
            (token.text for token in doc), (bool(token.whitespace_) for token in doc)
        ):
            ids.extend(pieces)
            firsts.append(len(ids))
        return np.asarray(ids, dtype=np.int64), np.asarray(firsts, dtype=np.int64)


def _required(tokenizer: Tokenizer, piece: str) -> int:
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"the tokenizer has no piece {piece}; the model folder is damaged")
    return int(number)
