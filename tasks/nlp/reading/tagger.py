"""Parts of speech and morphology, read off the encoder's vectors."""

from __future__ import annotations

from typing import Self

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import MORPH, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tasks.nlp.german.moods import certain_mood
from tasks.nlp.reading.trained import Trained

_POS, _TAG = "pos", "tag"
_SPACE = "SPACE", "_SP"
_FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
_WITH_MOOD = _FINITE | {"VVIMP", "VAIMP"}


class Tagger(Trained):
    """Sets `pos`, `tag` (STTS) and `morph` of every token from `doc.tensor`.

    One linear head each for the parts of speech, the tags and every feature of the morphology;
    `weights` has their rows one after another, shape (classes of all, width). A feature's first
    class is "", for words that do not have it. Only verbs have a mood, and where a finite form
    leaves no doubt of it, the form decides (see `moods`).
    """

    def __init__(self, vocab: Vocab, name: str = "wortlaut_tagger") -> None:
        super().__init__()
        self.name = name
        self._vocab = vocab
        self._known: dict[tuple[tuple[int, ...], str | None], tuple[int, int, int]] = {}
        self._by_classes: dict[tuple[int, ...], dict[str, str]] = {}

    def fill(self, arrays: dict[str, NDArray[np.float32]], labels: dict[str, list[str]]) -> Self:
        """Take weights and labels."""
        self._known.clear()
        self._by_classes.clear()
        return super().fill(arrays, labels)

    def __call__(self, doc: Doc) -> Doc:
        """Tag one doc."""
        if not len(doc):
            return doc
        scores = self.scores_of_classes(doc)
        best = []
        first = 0
        for labels in self.labels.values():
            best.append(scores[:, first : first + len(labels)].argmax(axis=1))
            first += len(labels)
        classes = [tuple(row) for row in np.stack(best, axis=1).tolist()]
        moods = self._moods(doc, [self._named(row)[_TAG] for row in classes])
        space = IDS[_SPACE[0]], self._vocab.strings.add(_SPACE[1]), self._vocab.morphology.add("")
        values = [
            space if token.is_space else self._values(row, mood)
            for token, row, mood in zip(doc, classes, moods, strict=True)
        ]
        table = np.asarray(values, dtype=np.uint64)
        return doc.from_array([POS, TAG, MORPH], table)  # type: ignore[arg-type]

    def _moods(self, doc: Doc, tags: list[str]) -> list[str | None]:
        """The mood of every token: "" for none, None where the head decides."""
        found: list[str | None] = ["" if tag not in _WITH_MOOD else None for tag in tags]
        words: list[str] = []
        start = clause = 0
        for token, tag in zip(doc, tags, strict=True):
            if token.is_sent_start or not words:
                start = clause = token.i
                words = [word.lower_ for word in doc[start : token.sent.end]]
            if tag in _FINITE:
                found[token.i] = certain_mood(words, token.i - start, clause - start)
                clause = token.i + 1
        return found

    def _values(self, classes: tuple[int, ...], mood: str | None) -> tuple[int, int, int]:
        """SpaCy's numbers for a part of speech, a tag and a morphology."""
        found = self._known.get((classes, mood))
        if found is None:
            features = dict(self._named(classes))
            pos, tag = features.pop(_POS), features.pop(_TAG)
            if mood is not None:
                features["Mood"] = mood
            joined = "|".join(f"{name}={value}" for name, value in features.items() if value)
            strings, morphology = self._vocab.strings, self._vocab.morphology
            found = IDS[pos], strings.add(tag), morphology.add(joined)
            self._known[classes, mood] = found
        return found

    def _named(self, classes: tuple[int, ...]) -> dict[str, str]:
        named = self._by_classes.get(classes)
        if named is None:
            heads = zip(classes, self.labels.items(), strict=True)
            named = {head: labels[number] for number, (head, labels) in heads}
            self._by_classes[classes] = named
        return named


@Language.factory(
    "wortlaut_tagger",
    requires=["doc.tensor"],
    assigns=["token.pos", "token.tag", "token.morph"],
)
def make_tagger(nlp: Language, name: str) -> Tagger:
    """Heads without weights; they come from the model folder."""
    return Tagger(nlp.vocab, name)
