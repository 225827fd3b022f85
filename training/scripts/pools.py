"""The corpora as examples: what there is to learn from, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from annotated import germeval, mobie, smartdata, uner
from annotated.corpus import names as corpus_names
from annotated.corpus.folder import articles_of
from annotated.sentences import Sentence
from annotated.treebanks import Word, read_treebank
from tasks.nlp.reading.pieces import Pieces
from training.scripts.examples import Example, from_names, from_our_names, from_tree, read_silver
from training.scripts.labels import Labels

# The habits of the first are those that are shipped.
TREEBANKS = ("ud-gsd-dev", "ud-pud")
# Where sentences end is measured on it, so it is not learnt from it.
_BOUNDARIES_HELD_BACK = frozenset({"ud-pud"})
# What the teachers annotate.
SILVER = ("silver",)
# Corpora whose sentences stand in windows beside their neighbours in the text.
NEIGHBOURS = frozenset({"corpus", *SILVER})
# A head for names a corpus, because their guidelines differ; the first one is shipped.
_NAMES: dict[str, Callable[[Path], Iterable[Sentence]]] = {
    "germeval": partial(germeval.sentences, held_back=False),
    "smartdata": smartdata.sentences,
    "mobie": mobie.sentences,
    "uner": uner.sentences,
}
NAMES = tuple(_NAMES)
# Those whose sentences are whole ones.
_OF_SENTENCES = frozenset({"germeval"})


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
            "corpus": self._corpus,
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
            yield from_names(name, sentence, self._pieces, starts=name in _OF_SENTENCES)

    def _corpus(self) -> Iterable[Example]:
        """Our own corpus, for the head that is shipped."""
        for sentence in corpus_names.sentences(articles_of("train")):
            yield from_our_names(NAMES[0], sentence, self._pieces)
