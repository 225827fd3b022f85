"""Nouns for what somebody says or writes, in whose genitive the speaker stands."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.nlp.german.wordlists import words_of

_SHORTEST = 6


def is_source(noun: Token) -> bool:
    """Whether a noun means what somebody says, also as the last part of another."""
    return noun.text in words_of("source_nouns") or (
        (noun.tag_ == "NN" or "-" in noun.text)
        and any(
            noun.lower_.endswith(word.lower())
            for word in words_of("source_nouns")
            if len(word) >= _SHORTEST
        )
    )
