"""Names: persons, organisations, places and others, read off the encoder's vectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import ensure_path

LABELS = ("PER", "ORG", "LOC", "MISC")
TAGS = ("O", *(f"{position}-{label}" for label in LABELS for position in "BI"))
_FILE = "head.npz"
_FORBIDDEN = np.float32(-1e4)


def _transitions() -> NDArray[np.float32]:
    """Score of going from tag (row) to tag (column): I-X follows only B-X and I-X."""
    scores = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for column, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            for row, before in enumerate(TAGS):
                if before[2:] != tag[2:]:
                    scores[row, column] = _FORBIDDEN
    return scores


_TRANSITIONS = _transitions()
_START = np.array([_FORBIDDEN if tag.startswith("I-") else 0 for tag in TAGS], dtype=np.float32)


def decode(scores: NDArray[np.float32]) -> list[int]:
    """The best sequence of tags, shape (tokens, tags) in, in which every I follows its B or I."""
    if not len(scores):
        return []
    best = scores[0] + _START
    back = np.zeros(scores.shape, dtype=np.int64)
    for number in range(1, len(scores)):
        paths = best[:, None] + _TRANSITIONS
        back[number] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[number]
    tags = [int(best.argmax())]
    for number in range(len(scores) - 1, 0, -1):
        tags.append(int(back[number, tags[-1]]))
    return tags[::-1]


class Names:
    """Sets `doc.ents` from `doc.tensor`; a name never crosses a sentence's end.

    The head is linear: `weights` has shape (tags, width), `bias` (tags).
    """

    def __init__(self, name: str = "wortlaut_names") -> None:
        self.name = name
        self.weights = np.zeros((len(TAGS), 0), dtype=np.float32)
        self.bias = np.zeros(len(TAGS), dtype=np.float32)

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one doc."""
        words = [token.i for token in doc if not token.is_space]
        if not words:
            return doc
        vectors = np.asarray(doc.tensor[words], dtype=np.float32)
        scores = vectors @ self.weights.T + self.bias
        spans: list[Span] = []
        start = 0
        for number in range(1, len(words) + 1):
            if number == len(words) or doc[words[number]].is_sent_start:
                tags = decode(scores[start:number])
                spans.extend(_spans(doc, words[start:number], tags))
                start = number
        doc.set_ents(spans)
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the head into a folder."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        np.savez(folder / _FILE, weights=self.weights, bias=self.bias)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Names:
        """Read the head from a folder."""
        with np.load(ensure_path(path) / _FILE) as head:
            self.weights, self.bias = head["weights"], head["bias"]
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The head, as spaCy sends it to its processes."""
        packed: bytes = srsly.msgpack_dumps(
            {
                "width": self.weights.shape[1],
                "weights": self.weights.tobytes(),
                "bias": self.bias.tobytes(),
            }
        )
        return packed

    def from_bytes(self, raw: bytes, *, exclude: Iterable[str] = ()) -> Names:
        """Read what `to_bytes` wrote."""
        head = srsly.msgpack_loads(raw)
        self.weights = np.frombuffer(head["weights"], np.float32).reshape(len(TAGS), head["width"])
        self.bias = np.frombuffer(head["bias"], np.float32)
        return self


def _spans(doc: Doc, words: list[int], tags: list[int]) -> Iterator[Span]:
    """Entity spans of one sentence, from its token numbers and their tags."""
    start: int | None = None
    for position, tag in enumerate([*tags, 0]):
        if start is not None and not TAGS[tag].startswith("I-"):
            yield Span(doc, words[start], words[position - 1] + 1, label=TAGS[tags[start]][2:])
            start = None
        if TAGS[tag].startswith("B-"):
            start = position


@Language.factory("wortlaut_names", requires=["doc.tensor"], assigns=["doc.ents"])
def make_names(nlp: Language, name: str) -> Names:
    """A head without weights; they come from the model folder."""
    return Names(name)
