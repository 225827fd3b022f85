"""The lists of verbs in `words/`: cues, strong verbs, and words that are particles of verbs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from tasks.nlp.german.wordlists import lines_of
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
def cues() -> dict[str, tuple[Cue, ...]]:
    """Verb forms, in lower case, and the cues that they may belong to."""
    found: dict[str, tuple[Cue, ...]] = {}
    for line in lines_of("cues.tsv")[1:]:
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
        for infinitive, *columns in (line.split(" ") for line in lines_of("strong_verbs.txt"))
    )


@cache
def particle_adverbs() -> dict[str, frozenset[str]]:
    """Words that are particles of certain verbs, and the infinitives of these."""
    return {
        word: frozenset(verbs)
        for word, *verbs in (line.split(" ") for line in lines_of("particle_adverbs.txt"))
    }


def _forms(column: str) -> tuple[str, ...]:
    return () if column == "-" else tuple(column.split("/"))
