"""Names: persons, organisations, places and others, read off the encoder's vectors."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

from tasks.nlp.german.agreement import Candidate, agree
from tasks.nlp.layers.vocabulary import LABELS
from tasks.nlp.reading.trained import Trained, log_softmax

TAGS = ("O", *(f"{position}-{label}" for label in LABELS for position in "BI"))
_FORBIDDEN = np.float32(-1e4)
# Of 1,346 words right behind a word of a name of their own kind, ten begin another name in the
# sentences of GermEval that are learnt from; these are the log odds, a little nearer to nothing.
_ANOTHER = np.float32(-4.0)


def _transitions() -> NDArray[np.float32]:
    """Score of going from tag (row) to tag (column).

    I-X follows only B-X and I-X, and B-X seldom does: a name that falls in two is one.
    """
    scores = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for column, tag in enumerate(TAGS):
        for row, before in enumerate(TAGS):
            if tag.startswith("I-") and before[2:] != tag[2:]:
                scores[row, column] = _FORBIDDEN
            elif tag.startswith("B-") and before[2:] == tag[2:]:
                scores[row, column] = _ANOTHER
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


class Names(Trained):
    """Sets `doc.ents` from `doc.tensor`; a name never crosses a sentence's end.

    The head is linear: `weights` has shape (tags, width), `bias` (tags). A name has one label
    throughout the article, unless the text says otherwise (see `agreement`).
    """

    def __init__(self, name: str = "wortlaut_names") -> None:
        super().__init__()
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one doc."""
        return self.annotate(doc, self.scores(doc))

    def scores(self, doc: Doc) -> NDArray[np.float32]:
        """Log probabilities of the tags, shape (tokens, tags)."""
        return log_softmax(self.scores_of_classes(doc))

    def annotate(self, doc: Doc, scores: NDArray[np.float32]) -> Doc:
        """Set the names that these scores of all tokens make."""
        words = [token.i for token in doc if not token.is_space]
        scores = scores[words]
        spans: list[tuple[int, int, int]] = []
        start = 0
        for number in range(1, len(words) + 1):
            if number == len(words) or doc[words[number]].is_sent_start:
                found = _spans(decode(scores[start:number]))
                spans.extend((start + first, start + last, label) for first, last, label in found)
                start = number
        probable = _label_scores(scores)
        labels = agree(
            [
                Candidate(
                    tuple(doc[words[n]].text for n in range(first, last)),
                    label,
                    probable[first:last].mean(axis=0),
                )
                for first, last, label in spans
            ],
            person=LABELS.index("PER"),
        )
        doc.set_ents(
            [
                Span(doc, words[first], words[last - 1] + 1, label=LABELS[label])
                for (first, last, _), label in zip(spans, labels, strict=True)
            ]
        )
        return doc


def _label_scores(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log probabilities of the labels, shape (words, labels), of words that are in a name."""
    tags = np.exp(scores[:, 1:] - scores[:, 1:].max(axis=1, keepdims=True))
    labels = tags.reshape(len(scores), len(LABELS), 2).sum(axis=2)
    labels /= labels.sum(axis=1, keepdims=True)
    found: NDArray[np.float32] = np.log(np.maximum(labels, np.float32(1e-9)))
    return found


def _spans(tags: list[int]) -> Iterator[tuple[int, int, int]]:
    """First word, word after the last and number of the label, from one sentence's tags."""
    start: int | None = None
    for position, tag in enumerate([*tags, 0]):
        if start is not None and not TAGS[tag].startswith("I-"):
            yield start, position, LABELS.index(TAGS[tags[start]][2:])
            start = None
        if TAGS[tag].startswith("B-"):
            start = position


@Language.factory("wortlaut_names", requires=["doc.tensor"], assigns=["doc.ents"])
def make_names(nlp: Language, name: str) -> Names:
    """A head without weights; they come from the model folder."""
    return Names(name)
