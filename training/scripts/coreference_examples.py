"""Annotated chains as examples for the network, on what the pipeline makes of their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from annotated.corpus.article import Article
from annotated.docs import StoredTokens, annotated_doc, begun_article
from annotated.plays import Scene
from tasks.nlp.coreference.features import describe, describe_pairs
from tasks.nlp.coreference.network import pairs, vectors_of
from tasks.nlp.layers.phrases import NounPhrase
from tasks.nlp.phrases.noun_phrases import head_of, noun_phrases
from tasks.nlp.phrases.role_names import role_phrases

Chains = Sequence[Sequence[tuple[int, int]]]
"""Chains of mentions, each the first token and the one behind the last."""
Arrays = dict[str, NDArray[Any]]


def of_article(nlp: Language, article: Article) -> Arrays | None:
    """What is learnt from an article of our corpus, from its raw text."""
    doc = nlp(begun_article(nlp, article.text))
    return example_of(doc, list(_chains(article, doc)))


def of_scene(nlp: Language, scene: Scene) -> Arrays | None:
    """What is learnt from a stretch of a play."""
    return example_of(annotated_doc(nlp, scene.sentences), scene.chains)


def example_of(doc: Doc, chains: Chains) -> Arrays | None:
    """The fields of an `Example`, of one text; None where it has no pairs."""
    roles = role_phrases(doc)
    phrases = noun_phrases(doc, roles)
    described = describe(doc, phrases, roles)
    found = [(number, earlier) for number, earlier in pairs(phrases, described)]
    if not any(len(earlier) for _, earlier in found):
        return None
    earlier = np.concatenate([earlier for _, earlier in found])
    later = np.repeat([number for number, _ in found], [len(earlier) for _, earlier in found])
    gold = _gold(chains, doc, phrases)
    same = (gold[earlier] == gold[later]) & (gold[earlier] >= 0)
    tensor = np.asarray(doc.tensor, dtype=np.float32)
    return {
        "vectors": vectors_of(described, tensor),
        "own": described.own,
        "earlier": earlier,
        "later": later,
        "features": describe_pairs(described, earlier, later),
        "same": same,
        "taking": np.array([number for number, _ in found]),
    }


def _chains(article: Article, doc: Doc) -> Iterator[list[tuple[int, int]]]:
    """The mentions of each person and body; those of one alone say that it goes back to nothing."""
    stored = StoredTokens(doc, list(doc))
    found: dict[str, list[tuple[int, int]]] = {}
    for mention in article.mentions:
        first, end = stored.between(mention.start, mention.end)
        if first < end:
            found.setdefault(mention.key, []).append((first, end))
    yield from (chain for chain in found.values() if len(chain) > 1)


def _heads_of(chain: Sequence[tuple[int, int]], doc: Doc) -> Iterator[int]:
    """The head of each mention; a preposition before a phrase is no part of it."""
    for first, end in chain:
        while first < end - 1 and doc[first].tag_ in ("APPR", "APPRART", "ADV"):
            first += 1
        yield head_of(doc[first:end]).i


def _gold(chains: Chains, doc: Doc, phrases: list[NounPhrase]) -> NDArray[np.int64]:
    """The number of the chain that each phrase is in, or -1."""
    by_head = {phrase.head: number for number, phrase in enumerate(phrases)}
    found = np.full(len(phrases), -1, dtype=np.int64)
    for number, chain in enumerate(chains):
        for head in _heads_of(chain, doc):
            if head in by_head and found[by_head[head]] < 0:
                found[by_head[head]] = number
    return found
