"""Chains of mentions that mean the same, and their place on a spaCy `Doc`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from spacy.tokens import Doc

from tasks.nlp.layers.vocabulary import PhraseKind

_KEY = "chains"


@dataclass(frozen=True, slots=True)
class ChainMention:
    """One mention: tokens `first` to `end`, its head, its kind.

    `name` is the number of the doc's entity that it holds, or None. `confidence` is how sure it
    is, between 0 and 1, that the mention belongs to what stands before it in its chain.
    """

    first: int
    end: int
    head: int
    kind: PhraseKind
    name: int | None
    confidence: float


Chain = tuple[ChainMention, ...]


def write_chains(doc: Doc, chains: Iterable[Chain]) -> None:
    """Put the chains on the doc, in a form that `Doc.to_bytes` can carry."""
    doc.user_data[_KEY] = [[list(astuple(mention)) for mention in chain] for chain in chains]


def read_chains(doc: Doc) -> tuple[Chain, ...]:
    """The doc's chains in order of their first mention; empty when none were written."""
    return tuple(
        tuple(ChainMention(*row) for row in chain) for chain in doc.user_data.get(_KEY, ())
    )
