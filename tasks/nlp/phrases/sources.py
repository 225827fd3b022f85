"""Phrases that name a source without a verb: `laut NP`, `NP zufolge`, `nach Angaben NP`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.german.wordlists import word_class

# Of 281 such words in annotated news, 277 frame what their source says.
_PREPOSITIONS = frozenset({"laut", "zufolge"})
_AFTER = "nach"
_SAID = word_class("said_after_nach")
_NOUNS = ("NN", "NE")
_IN = word_class("within_statement")

Phrase = tuple[int, int]


def source_phrases(doc: Doc, start: int, end: int) -> Iterator[Phrase]:
    """The phrases among tokens `start` to `end`, a sentence, as tokens from and to."""
    for word, noun in _phrases(doc, start, end):
        if word.lower_ in _PREPOSITIONS or (word.lower_ == _AFTER and noun.text in _SAID):
            yield noun.left_edge.i, noun.right_edge.i + 1


def possible_sources(doc: Doc, start: int, end: int) -> Iterator[tuple[Token, Token]]:
    """Word and noun of these phrases, and of those like them: `nach Informationen NP`."""
    for word, noun in _phrases(doc, start, end):
        if word.lower_ in _PREPOSITIONS or (word.lower_ == _AFTER and is_source(noun)):
            yield word, noun


def authors(noun: Token) -> Iterator[Token]:
    """Who makes a statement known: the subject of the verb whose object it is, or that it is in.

    "Weber published a report", "Weber warned in a letter".
    """
    verb = noun.head
    within = noun.dep_ == "obl" and any(child.lower_ in _IN for child in noun.children)
    if verb.i != noun.i and (noun.dep_ == "obj" or within):
        yield from (child for child in verb.children if child.dep_ == "nsubj")


def _phrases(doc: Doc, start: int, end: int) -> Iterator[tuple[Token, Token]]:
    for token in doc[start:end]:
        if token.dep_ == "case" and start <= token.head.i < end:
            yield token, _noun_of(token)


def _noun_of(preposition: Token) -> Token:
    """The noun of a preposition; of "laut Angaben mit einem Anteil" not the one of the second."""
    noun = preposition.head
    between = noun.doc[preposition.i + 1 : noun.i]
    second = next((t for t in between if t.dep_ == "case" and t.head.i == noun.i), None)
    if second is None:
        return noun
    nouns = [token for token in between if token.i < second.i and token.tag_ in _NOUNS]
    return nouns[0] if nouns else noun
