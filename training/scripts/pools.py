"""The corpora as examples: what there is to learn from, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from annotated import germeval, mobie, redewiedergabe, smartdata, wikineural, wikinews
from annotated.sentences import Sentence, guess_spaces
from annotated.treebanks import Word, read_treebank
from tasks.nlp.reading.pieces import Pieces
from training.scripts.examples import Example, example_of, from_names, from_tree, read_silver
from training.scripts.labels import IGNORED, Labels

# The habits of the first are those that are shipped.
TREEBANKS = ("ud-gsd-dev", "ud-pud", "ud-lit")
# Where sentences end is measured on it, so it is not learnt from it.
_BOUNDARIES_HELD_BACK = frozenset({"ud-pud"})
# What the teachers annotate, and then the student and the graduate, each better by then.
SILVER = ("silver", "silver-anew", "silver-again")
# Corpora whose sentences stand in windows beside their neighbours in the text.
NEIGHBOURS = frozenset({"wikinews", *SILVER})
# A head for names a corpus, because their guidelines differ; the first one is shipped.
_NAMES: dict[str, Callable[[Path], Iterable[Sentence]]] = {
    "germeval": partial(germeval.sentences, held_back=False),
    "wikineural": wikineural.sentences,
    "smartdata": smartdata.sentences,
    "mobie": mobie.sentences,
}
NAMES = tuple(_NAMES)


class Pools:
    """Examples of each corpus, read when they are asked for; neighbours in the text in order.

    Silver is in the folder `work`.
    """

    def __init__(self, folder: Path, pieces: Pieces, work: Path) -> None:
        self._folder = folder
        self._pieces = pieces
        self._trees: dict[str, list[list[Word]]] = {
            name: read_treebank(folder, name) for name in TREEBANKS
        }
        self.labels = Labels.of((s for trees in self._trees.values() for s in trees), NAMES)
        self._read: dict[str, Callable[[], Iterable[Example]]] = {
            **{name: partial(self._treebank, name) for name in TREEBANKS},
            **{name: partial(self._names, name) for name in NAMES},
            "wikinews": self._wikinews,
            "redewiedergabe": self._redewiedergabe,
            **{name: partial(read_silver, work, name) for name in SILVER},
        }
        self._found: dict[str, list[Example]] = {}

    def of(self, name: str) -> list[Example]:
        """The examples of a corpus. Raises KeyError for a name that is none."""
        if name not in self._found:
            self._found[name] = list(self._read[name]())
        return self._found[name]

    def _treebank(self, name: str) -> Iterable[Example]:
        for sentence in self._trees[name]:
            style = TREEBANKS.index(name)
            example = from_tree(sentence, self.labels, self._pieces, style=style)
            if name in _BOUNDARIES_HELD_BACK:
                del example.classes["start"]
            yield example

    def _names(self, name: str) -> Iterable[Example]:
        for sentence in _NAMES[name](self._folder):
            yield from_names(name, sentence, self._pieces)

    def _wikinews(self) -> Iterable[Example]:
        for article in wikinews.sentences(self._folder):
            for sentence in article:
                starts = [int(number == 0) for number in range(len(sentence.forms))]
                yield example_of(sentence.forms, sentence.spaces, {"start": starts}, self._pieces)

    def _redewiedergabe(self) -> Iterable[Example]:
        moods = {name: number for number, name in enumerate(self.labels.of_head["Mood"])}
        for sample in redewiedergabe.samples(self._folder):
            for sentence in sample.sentences:
                if not any(sentence.moods):
                    continue
                classes = [IGNORED if mood is None else moods[mood] for mood in sentence.moods]
                spaces = guess_spaces(sentence.forms)
                yield example_of(sentence.forms, spaces, {"Mood": classes}, self._pieces)
