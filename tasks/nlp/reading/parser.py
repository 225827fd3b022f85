"""Dependencies, read off the encoder's vectors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.symbols import PUNCT
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tasks.nlp.reading.punctuation import attach
from tasks.nlp.reading.trained import Trained, log_softmax
from tasks.nlp.reading.trees import best_tree

_RELATIONS = "relations"
_LAYERS = ("arc_dependent", "arc_governor", "relation_dependent", "relation_governor")
_ROOT, _MARK = "ROOT", "punct"
_ROOT_RELATION = "root"
# Logarithm of an arc's probability from which on its relations have a say.
_IN_QUESTION = np.log(np.float32(0.01))
# White space hangs on the word before it, as in spaCy's own parser.
_SPACE = "dep"
# Time and memory grow with the square: what is longer is no sentence, and is parsed in parts.
_MOST_WORDS = 300
# Words whose relations are looked for together, which bounds the memory that takes.
_AT_A_TIME = 256


class Parser(Trained):
    """Sets `head` and `dep` of every token from `doc.tensor`; one tree a sentence.

    A biaffine head (Dozat and Manning 2017): a word as dependent and a word as governor have
    vectors of their own, and a matrix between them scores the arc; a word's arc to itself stands
    for the root. Of all trees the likeliest with its relations is taken. Relations are Universal
    Dependencies; a root's is ROOT, as spaCy has it. Punctuation is left out, and attached by rule
    to the tree of the other words.
    """

    def __init__(self, vocab: Vocab, name: str = "wortlaut_parser") -> None:
        super().__init__()
        self.name = name
        self._vocab = vocab

    def fill(self, arrays: dict[str, NDArray[np.float32]], labels: dict[str, list[str]]) -> Self:
        """Take weights and labels."""
        super().fill(arrays, labels)
        self._layers = np.concatenate([arrays[f"{layer}.weight"] for layer in _LAYERS]).T
        self._bias = np.concatenate([arrays[f"{layer}.bias"] for layer in _LAYERS])
        self._ends = np.cumsum([len(arrays[f"{layer}.bias"]) for layer in _LAYERS])[:-1]
        # Shape (width, relations * width): all relations in one product.
        self._relations = np.ascontiguousarray(arrays["relation"].transpose(1, 0, 2)).reshape(
            arrays["relation"].shape[1], -1
        )
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Parse one doc, whose sentences and parts of speech are known."""
        words = np.array([t.i for t in doc if not t.is_space and t.pos != PUNCT], dtype=np.int64)
        # The whole doc at once: products of single sentences are too small to be quick.
        vectors = np.asarray(doc.tensor, dtype=np.float32)[words]
        layers = np.maximum(vectors @ self._layers + self._bias, np.float32(0))
        arc_dependent, arc_governor, dependent, governor = np.split(layers, self._ends, axis=1)
        expected = _with_one(arc_dependent) @ self.arrays["arc"]
        heads = np.arange(len(doc))
        for sentence in _sentences(doc):
            marks = [doc[word].pos == PUNCT for word in sentence]
            first, last = np.searchsorted(words, (sentence[0], sentence[-1] + 1))
            if last > first:
                here = slice(first, last)
                arcs = log_softmax(expected[here] @ arc_governor[here].T)
                likely = self._with_relations(arcs, dependent[here], governor[here])
                heads[words[here]] = words[here][best_tree(likely)]
            forms = [doc[word].text for word in sentence]
            local = attach(forms, np.searchsorted(sentence, heads[sentence]).tolist(), marks)
            heads[sentence] = np.asarray(sentence)[local]
        related = self._related(dependent, governor[np.searchsorted(words, heads[words])])
        table = np.empty((len(doc), 2), dtype=np.uint64)
        table[:, 1] = self._vocab.strings.add(_SPACE)
        table[[t.i for t in doc if t.pos == PUNCT], 1] = self._vocab.strings.add(_MARK)
        names = [self._vocab.strings.add(name) for name in self.labels[_RELATIONS]]
        table[words, 1] = np.array(names, dtype=np.uint64)[related]
        for token in doc:
            if not token.is_space:
                if heads[token.i] == token.i:
                    table[token.i, 1] = self._vocab.strings.add(_ROOT)
            elif token.i:
                heads[token.i] = heads[token.i - 1] if token.nbor(-1).is_space else token.i - 1
        table[:, 0] = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        return doc.from_array([HEAD, DEP], table)  # type: ignore[arg-type]

    def _with_relations(
        self,
        arcs: NDArray[np.float32],
        dependent: NDArray[np.float32],
        governor: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """Log probabilities of arcs, each with the likeliest relation that it can have.

        `arcs` has shape (words, words), what it is made from (words, width).
        """
        root = self.labels[_RELATIONS].index(_ROOT_RELATION)
        best = arcs.max(axis=1, keepdims=True)
        word, above = np.nonzero(arcs >= np.minimum(best, _IN_QUESTION))
        relations = np.empty(len(word), dtype=np.float32)
        for part, scores in self._relation_scores(dependent[word], governor[above]):
            likely = log_softmax(scores)
            as_root = likely[:, root].copy()
            likely[:, root] = -np.inf
            relations[part] = np.where(word[part] == above[part], as_root, likely.max(axis=1))
        # What is out of the question is so with any relation.
        found: NDArray[np.float32] = arcs + relations.min()
        found[word, above] = arcs[word, above] + relations
        return found

    def _related(
        self, dependent: NDArray[np.float32], governor: NDArray[np.float32]
    ) -> NDArray[np.int64]:
        """Numbers of the words' relations to their governors; both have shape (words, width)."""
        found = np.empty(len(dependent), dtype=np.int64)
        for part, scores in self._relation_scores(dependent, governor):
            found[part] = scores.argmax(axis=1)
        return found

    def _relation_scores(
        self, dependent: NDArray[np.float32], governor: NDArray[np.float32]
    ) -> Iterator[tuple[slice, NDArray[np.float32]]]:
        """Scores of the relations between words, shape (words, relations), part by part."""
        for first in range(0, len(dependent), _AT_A_TIME):
            part = slice(first, first + _AT_A_TIME)
            above = _with_one(governor[part])
            # (words, relations, width): what each relation expects of the governor
            expected = (_with_one(dependent[part]) @ self._relations).reshape(
                len(above), -1, above.shape[1]
            )
            scores = (expected @ above[:, :, None])[:, :, 0]
            yield part, scores.astype(np.float32, copy=False)


def _sentences(doc: Doc) -> Iterator[list[int]]:
    """Numbers of the words of each sentence, or of parts of one; white space is no word."""
    words: list[int] = []
    for token in doc:
        if words and (token.is_sent_start or len(words) == _MOST_WORDS):
            yield words
            words = []
        if not token.is_space:
            words.append(token.i)
    if words:
        yield words


def _with_one(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.concatenate((vectors, np.ones((len(vectors), 1), np.float32)), axis=1)


@Language.factory(
    "wortlaut_parser",
    requires=["doc.tensor", "token.is_sent_start", "token.pos"],
    assigns=["token.head", "token.dep"],
)
def make_parser(nlp: Language, name: str) -> Parser:
    """A head without weights; it comes from the model folder."""
    return Parser(nlp.vocab, name)
