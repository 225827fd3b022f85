"""The word lists in `words/`, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast

from tasks.nlp.layers.vocabulary import Medium


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that announces a quotation; `particle` is empty where it is not separable."""

    lemma: str
    particle: str
    medium: Medium


@dataclass(frozen=True, slots=True)
class StrongVerb:
    """A verb with its irregular forms; none where they are weak or unused."""

    infinitive: str
    present: tuple[str, ...]
    preterite: tuple[str, ...]
    subjunctive: tuple[str, ...]
    participle: tuple[str, ...]


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a list, one a line."""
    return frozenset(_lines(f"{name}.txt"))


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of a class in `word_classes.tsv`."""
    return frozenset(ordered_class(name))


def ordered_class(name: str) -> tuple[str, ...]:
    """The same in the order of the file, for beginnings and endings and where the first counts."""
    return _classes()[name]


@cache
def cues() -> dict[str, tuple[Cue, ...]]:
    """Verb forms, in lower case, and the cues that they may belong to."""
    found: dict[str, tuple[Cue, ...]] = {}
    for line in _lines("cues.tsv")[1:]:
        lemma, particle, medium, forms = line.split("\t")
        cue = Cue(lemma, particle, cast("Medium", medium))
        for form in forms.split(" "):
            found[form] = (*found.get(form, ()), cue)
    return found


@cache
def strong_verbs() -> tuple[StrongVerb, ...]:
    """Verbs that weak conjugation does not explain, the commonest of a form first."""
    return tuple(
        StrongVerb(infinitive, *(_forms(column) for column in columns))
        for infinitive, *columns in (line.split(" ") for line in _lines("strong_verbs.txt"))
    )


@cache
def particle_adverbs() -> dict[str, frozenset[str]]:
    """Words that are particles of certain verbs, and the infinitives of these."""
    return {
        word: frozenset(verbs)
        for word, *verbs in (line.split(" ") for line in _lines("particle_adverbs.txt"))
    }


@cache
def pairs_of(name: str) -> dict[str, str]:
    """A list of two columns: what the second says of the first."""
    return dict(cast("tuple[str, str]", tuple(row)) for row in rows_of(name))


@cache
def rows_of(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table whose columns are divided by tabs."""
    return tuple(tuple(line.split("\t")) for line in _lines(f"{name}.tsv"))


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    return {name: tuple(words.split(" ")) for name, words in rows_of("word_classes")}


def _forms(column: str) -> tuple[str, ...]:
    return () if column == "-" else tuple(column.split("/"))


def _lines(file: str) -> list[str]:
    text = resources.files("tasks.nlp.german").joinpath("words", file).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
