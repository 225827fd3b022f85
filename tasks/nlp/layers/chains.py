"""Chains of mentions that mean the same, and what is known of whom they mean."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.nlp.layers.layer import Layer
from tasks.nlp.layers.vocabulary import Gender, GenderSource, PhraseKind


@dataclass(frozen=True, slots=True)
class ChainMention:
    """One mention: tokens `first` to `end`, its head, its kind.

    `name` is the number of the name that it holds, or None. `confidence` is how sure it
    is, between 0 and 1, that the mention belongs to what stands before it in its chain.
    """

    first: int
    end: int
    head: int
    kind: PhraseKind
    name: int | None
    confidence: float


Chain = tuple[ChainMention, ...]


@dataclass(frozen=True, slots=True)
class Referent:
    """What the names of one cluster mean: its chain, if it has one, and a person's gender.

    `gender` is what the whole article says, pronouns included, and `source` where it is from.
    """

    chain: int | None
    gender: Gender
    source: GenderSource


CHAINS: Layer[Chain] = Layer("chains", Chain)
"""In order of their first mention."""
REFERENTS: Layer[Referent] = Layer("referents", Referent)
"""One for each cluster of names, in their order."""
