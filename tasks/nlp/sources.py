"""Phrases that name a source without a verb: `laut NP`, `NP zufolge`, `nach Angaben NP`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tasks.nlp.statement_nouns import is_source

# Of 281 such words in annotated news, 277 frame what their source says.
_PREPOSITIONS = frozenset({"laut", "zufolge"})
_AFTER = "nach"
_SAID = frozenset({"Angaben", "Aussage", "Aussagen", "Auskunft", "Darstellung", "Worten"})

Phrase = tuple[int, int]


def source_phrases(doc: Doc, start: int, end: int) -> Iterator[Phrase]:
    """The phrases among tokens `start` to `end`, a sentence, as tokens from and to."""
    for word, noun in _phrases(doc, start, end):
        if word in _PREPOSITIONS or (word == _AFTER and noun.text in _SAID):
            yield noun.left_edge.i, noun.right_edge.i + 1


def possible_sources(doc: Doc, start: int, end: int) -> Iterator[Token]:
    """The nouns of these phrases, and of those like them: `nach Informationen NP`."""
    for word, noun in _phrases(doc, start, end):
        if word in _PREPOSITIONS or (word == _AFTER and is_source(noun)):
            yield noun


def _phrases(doc: Doc, start: int, end: int) -> Iterator[tuple[str, Token]]:
    for token in doc[start:end]:
        noun = token.head
        if token.dep_ == "case" and start <= noun.i < end:
            yield token.lower_, noun
