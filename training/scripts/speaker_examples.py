"""Quotations of our corpus with candidates for their speakers, as the pipeline finds both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from annotated.corpus.article import Article
from annotated.docs import StoredTokens, begun_article
from annotated.speakers import key_of
from tasks.nlp.layers.antecedents import ANTECEDENTS
from tasks.nlp.layers.chains import CHAINS, REFERENTS
from tasks.nlp.layers.clusters import CLUSTERS
from tasks.nlp.layers.quotations import QUOTATIONS
from tasks.nlp.speakers.choice import answers_of_rules
from tasks.nlp.speakers.component import asked_of, index_of
from tasks.nlp.speakers.features import Asked
from tasks.nlp.speakers.network import Array, vectors_of
from training.scripts.found_quotations import pairs


@dataclass(frozen=True, slots=True)
class Example:
    """One quotation: `table` (candidates, columns), `vectors` (candidates, READ, width).

    `right` are the rows of the candidates that are right, none where nobody can be. `by_rule` says
    whether the rules alone are right, and `type` is the quotation's.
    """

    table: NDArray[np.int64]
    vectors: Array
    right: tuple[int, ...]
    by_rule: bool
    type: str


def of_article(nlp: Language, article: Article) -> list[Example]:
    """Of each quotation of an article that the pipeline finds; `nlp` ends before speakers."""
    return list(_of_article(article, nlp(begun_article(nlp, article.text))))


def _of_article(article: Article, doc: Doc) -> Iterator[Example]:
    index = index_of(doc)
    answers = answers_of_rules(index, QUOTATIONS.read(doc))
    chain_of = _chains(article, doc)
    tensor = np.asarray(doc.tensor, dtype=np.float32)
    true_of = pairs(article, doc)
    for number, asked in enumerate(asked_of(doc, index, answers, ANTECEDENTS.read(doc))):
        true = true_of.get(number)
        if true is None:
            continue
        named = [key for key in true.speakers if article.entity(key).named]
        wanted = {chain_of[key] for key in named if key in chain_of}
        found = {one.chain for one in answers[number].found if one.chain is not None}
        yield Example(
            asked.table,
            vectors_of(asked, tensor),
            tuple(_right(asked, wanted, len(named))),
            len(wanted) == len(named) and found == wanted,
            true.type,
        )


def _right(asked: Asked, wanted: set[int], named: int) -> Iterator[int]:
    """The rows of the candidates that are right; of several who speak together, any of them."""
    for row, candidate in enumerate(asked.candidates):
        if candidate.chain in wanted or (not named and candidate.chain is None):
            yield row


def _chains(article: Article, doc: Doc) -> Mapping[str, int]:
    """The chain of each entity: that of its name, else that which its names are mostly in."""
    stored = StoredTokens(doc, list(doc))
    chains = CHAINS.read(doc)
    names: dict[int, set[str]] = {}
    for cluster, referent in zip(CLUSTERS.read(doc), REFERENTS.read(doc), strict=True):
        if referent.chain is not None:
            names.setdefault(referent.chain, set()).add(key_of(cluster.name))
    inside = {
        number: {token for one in chains[number] for token in range(one.first, one.end)}
        for number in names
    }
    found: dict[str, int] = {}
    for entity in article.entities:
        if not entity.named:
            continue
        keys = {key_of(entity.name)}
        if entity.label != "PER":
            keys |= {key_of(name) for name in entity.other_names}
        words = {
            token
            for one in article.mentions
            if one.key == entity.key and one.form == "name"
            for token in range(*stored.between(one.start, one.end))
        }
        shared = {number: len(words & tokens) for number, tokens in inside.items()}
        called = [number for number, theirs in names.items() if theirs & keys]
        best = max(called or shared, key=lambda number: shared[number], default=None)
        if best is not None and (called or shared[best]):
            found[entity.key] = best
    return found
