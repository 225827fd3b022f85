"""Lemmas, read off the encoder's vectors as edits of the word."""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.symbols import CCONJ, NOUN, NUM, PROPN, PUNCT, SCONJ, SPACE, SYM, X
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from tasks.nlp.german.verb_lists import particle_adverbs
from tasks.nlp.german.verbs import PARTICLES, infinitive, infinitive_of_participle
from tasks.nlp.reading.trained import Trained

_EDITS = "edits"
# So many of the best edits are tried on a word, until one fits it.
_TRIED = 12
_CAPITAL = frozenset((NOUN, PROPN, X, SYM, NUM))
_PARTICLE_TAG = "PTKVZ"
_PARTICLE_RELATION = "compound:prt"
_FULL_VERB = frozenset({"VVFIN", "VVIMP"})
_FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
_PARTICIPLES = frozenset({"VVPP", "VAPP", "VMPP"})
_INFINITIVES = frozenset({"VVINF", "VAINF", "VMINF"})
_ENDS = frozenset((PUNCT, CCONJ, SCONJ, SPACE))


class Lemmas(Trained):
    """Sets `lemma` of every token, from `doc.tensor`, tags and dependencies.

    A linear head chooses among the edits that turned words into their lemmas in the treebanks
    (spaCy's edit trees, on small letters); verbs are conjugated back (see `verbs`). Nouns and
    names keep their capitals. The particle of a separated verb joins its lemma: "teilte … mit"
    has the lemma "mitteilen".
    """

    def __init__(self, vocab: Vocab, name: str = "wortlaut_lemmas") -> None:
        super().__init__()
        self.name = name
        self._vocab = vocab
        self._edits = EditTrees(vocab.strings)
        self._numbers: list[int] = []
        self._known: dict[tuple[str, int], str | None] = {}

    def fill(self, arrays: dict[str, NDArray[np.float32]], labels: dict[str, list[str]]) -> Self:
        """Take weights and labels; an edit is named by a word and its lemma, a space between."""
        pairs = [label.split(" ") for label in labels[_EDITS]]
        self._numbers = [self._edits.add(word, lemma) for word, lemma in pairs]
        self._known.clear()
        return super().fill(arrays, labels)

    def __call__(self, doc: Doc) -> Doc:
        """Find the lemmas of one doc."""
        if not len(doc):
            return doc
        scores = self.scores_of_classes(doc)
        tried = min(_TRIED, scores.shape[1])
        best = np.argpartition(-scores, tried - 1, axis=1)[:, :tried]
        order = np.take_along_axis(scores, best, axis=1).argsort(axis=1)[:, ::-1]
        for token, classes in zip(doc, np.take_along_axis(best, order, axis=1), strict=True):
            token.lemma_ = token.text if token.is_space else self._lemma(token, classes.tolist())
        joined: set[int] = set()
        for token in doc:
            if token.tag_ == _PARTICLE_TAG or token.lower_ in particle_adverbs():
                verb = _verb_of(token)
                # "zogen die Helme aus und die Jacken an": one particle a verb.
                if verb is not None and verb.i not in joined:
                    joined.add(verb.i)
                    verb.lemma_ = token.lower_ + verb.lemma_
        return doc

    def _lemma(self, token: Token, classes: list[int]) -> str:
        lower = token.lower_
        if token.tag_ in _FINITE:
            return infinitive(lower, past="Past" in token.morph.get("Tense", []))
        if token.tag_ in _INFINITIVES:
            return lower
        found = infinitive_of_participle(lower) if token.tag_ in _PARTICIPLES else None
        edits = (self._edited(lower, number) for number in classes)
        edited = found or next(filter(None, edits), lower)
        return with_capitals(edited, token.text) if token.pos in _CAPITAL else edited

    def _edited(self, text: str, number: int) -> str | None:
        """A word in small letters after an edit; None where the edit does not fit it."""
        key = text, number
        if key not in self._known:
            if len(self._known) > 200_000:
                self._known.clear()
            self._known[key] = self._edits.apply(self._numbers[number], text)
        return self._known[key]


def with_capitals(lemma: str, word: str) -> str:
    """The lemma with the letters of the word as they are there, as far as they are the same."""
    same = zip(lemma, word, strict=False)
    kept = "".join(theirs if own == theirs.lower() else own for own, theirs in same)
    return kept + lemma[len(kept) :]


def _verb_of(particle: Token) -> Token | None:
    """The verb whose lemma a particle belongs before."""
    verb: Token | None = particle.head
    assert verb is not None
    if particle.dep_ != _PARTICLE_RELATION or verb.tag_ not in _FINITE or verb.i > particle.i:
        verb = _verb_before(particle)
    if verb is None:
        return None
    prefix = particle.lower_
    if particle.tag_ == _PARTICLE_TAG:
        joins = prefix in PARTICLES
    else:
        joins = verb.lemma_ in particle_adverbs()[prefix] and _ends_clause(particle)
    return verb if joins and not verb.lemma_.startswith(prefix) else None


def _verb_before(particle: Token) -> Token | None:
    """The nearest finite full verb before a particle in its sentence."""
    for number in range(particle.i - 1, particle.sent.start - 1, -1):
        if particle.doc[number].tag_ in _FULL_VERB:
            return particle.doc[number]
    return None


def _ends_clause(token: Token) -> bool:
    following = token.i + 1
    return following == len(token.doc) or token.doc[following].pos in _ENDS


@Language.factory(
    "wortlaut_lemmas",
    requires=["doc.tensor", "token.pos", "token.tag", "token.dep"],
    assigns=["token.lemma"],
)
def make_lemmas(nlp: Language, name: str) -> Lemmas:
    """A head without weights; it comes from the model folder."""
    return Lemmas(nlp.vocab, name)
