"""Annotated chains as examples for the network, on what the pipeline makes of their texts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from annotated.chains import ChainedText, commentaries, news_and_talks
from annotated.docs import annotated_doc
from tasks.nlp.coreference.features import describe, describe_pairs
from tasks.nlp.coreference.network import pairs, vectors_of
from tasks.nlp.layers.phrases import NounPhrase
from tasks.nlp.phrases.noun_phrases import head_of, noun_phrases
from tasks.nlp.phrases.role_names import role_phrases
from training.scripts.coreference_network import Example


def texts(folder: Path) -> list[ChainedText]:
    """All annotated texts."""
    return list(chain(commentaries(folder), news_and_talks(folder)))


def read(text: ChainedText, nlp: Language) -> Doc:
    """The text as the pipeline annotates it, with the corpus' own tokens."""
    return annotated_doc(nlp, text.sentences)


def example_of(text: ChainedText, doc: Doc) -> Example | None:
    """What is learnt from one text; None where it has no pairs."""
    roles = role_phrases(doc)
    phrases = noun_phrases(doc, roles)
    described = describe(doc, phrases, roles)
    found = [(number, earlier) for number, earlier in pairs(phrases, described)]
    if not any(len(earlier) for _, earlier in found):
        return None
    earlier = np.concatenate([earlier for _, earlier in found])
    later = np.repeat([number for number, _ in found], [len(earlier) for _, earlier in found])
    gold = _gold(text, doc, phrases)
    same = (gold[earlier] == gold[later]) & (gold[earlier] >= 0)
    tensor = np.asarray(doc.tensor, dtype=np.float32)
    return Example(
        vectors=torch.from_numpy(vectors_of(described, tensor)),
        own=torch.from_numpy(described.own),
        earlier=torch.from_numpy(earlier),
        later=torch.from_numpy(later),
        features=torch.from_numpy(describe_pairs(described, earlier, later)),
        same=torch.from_numpy(same),
        taking=torch.tensor([number for number, _ in found]),
    )


def heads_of(text: ChainedText, doc: Doc) -> Iterator[list[int]]:
    """The head of each mention, chain by chain; a preposition before a phrase is no part of it."""
    for mentions in text.chains:
        heads = []
        for mention in mentions:
            first = mention.first
            while first < mention.end - 1 and doc[first].tag_ in ("APPR", "APPRART", "ADV"):
                first += 1
            heads.append(head_of(doc[first : mention.end]).i)
        yield heads


def _gold(text: ChainedText, doc: Doc, phrases: list[NounPhrase]) -> NDArray[np.int64]:
    """The number of the chain that each phrase is in, or -1."""
    by_head = {phrase.head: number for number, phrase in enumerate(phrases)}
    found = np.full(len(phrases), -1, dtype=np.int64)
    for number, heads in enumerate(heads_of(text, doc)):
        for head in heads:
            if head in by_head and found[by_head[head]] < 0:
                found[by_head[head]] = number
    return found
