"""The classes of every head, and corpora's labels as classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.strings import StringStore

from annotated.treebanks import Word, relation
from tasks.nlp.reading.names import TAGS

# Nothing is learnt from a word with this class.
IGNORED = -100

FEATURES = (
    "Case", "Gender", "Number", "Person", "Mood", "Tense", "VerbForm", "Voice", "Degree",
    "PronType", "Definite", "Poss", "Reflex", "NumType", "Polarity", "Foreign", "Polite",
    "Number[psor]", "Gender[psor]",
)  # fmt: skip
STARTS = ("", "start")
_TREES_AT_LEAST = 2


@dataclass(frozen=True)
class Labels:
    """Class names of the linear heads by head, the relations, and the edits of lemmas.

    A feature's classes start with "", for words without it. An edit is named by a word and its
    lemma in small letters, with a space between; `trees` maps numbers of edit trees in `edits`
    to classes.
    """

    of_head: dict[str, tuple[str, ...]]
    relations: tuple[str, ...]
    edits: EditTrees
    trees: dict[int, int]

    @classmethod
    def of(cls, sentences: Iterable[Sequence[Word]], names: Sequence[str]) -> Labels:
        """Labels of all words; `names` are the names of the heads for names."""
        words = [word for sentence in sentences for word in sentence]
        of_head: dict[str, tuple[str, ...]] = dict.fromkeys(names, TAGS)
        of_head["start"] = STARTS
        of_head["pos"] = _sorted(word.pos for word in words)
        of_head["tag"] = _sorted(word.tag for word in words if word.tag)
        for feature in FEATURES:
            values = _sorted(word.features[feature] for word in words if feature in word.features)
            of_head[feature] = ("", *values)
        edits = EditTrees(StringStore())
        named: dict[int, str] = {}
        counted: Counter[int] = Counter()
        for word in words:
            if " " not in word.form + word.lemma:
                pair = word.form.lower(), word.lemma.lower()
                tree = edits.add(*pair)
                counted[tree] += 1
                named.setdefault(tree, " ".join(pair))
        kept = sorted(tree for tree, count in counted.items() if count >= _TREES_AT_LEAST)
        of_head["lemma"] = tuple(named[tree] for tree in kept)
        relations = _sorted(relation(word) for word in words)
        return cls(of_head, relations, edits, {tree: number for number, tree in enumerate(kept)})

    def classes(self, sentence: Sequence[Word]) -> dict[str, list[int]]:
        """Classes of a treebank's words for every linear head it has something to say on."""
        known = {
            head: {value: number for number, value in enumerate(self.of_head[head])}
            for head in ("pos", "tag", *FEATURES)
        }
        found = {
            "start": [int(number == 0) for number in range(len(sentence))],
            "pos": [known["pos"].get(word.pos, IGNORED) for word in sentence],
            "tag": [known["tag"].get(word.tag or "", IGNORED) for word in sentence],
            "lemma": [
                self.trees.get(self.edits.add(word.form.lower(), word.lemma.lower()), IGNORED)
                for word in sentence
            ],
        }
        for feature in FEATURES:
            found[feature] = [
                IGNORED
                if feature in word.unknown
                else known[feature].get(word.features.get(feature, ""), IGNORED)
                for word in sentence
            ]
        return found


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))
