"""The bodies of an article that may be meant by the noun for their kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from spacy.tokens import Doc

from tasks.nlp.german.determiners import definite_articles
from tasks.nlp.german.endings import EndingIndex
from tasks.nlp.german.wordlists import words_of
from tasks.nlp.layers.phrases import NounPhrase

_SHORTEST = 4

T = TypeVar("T")


class Bodies(Generic[T]):
    """Looks up an article's organisations by a noun: "das Gericht", "die Zeitung"."""

    def __init__(self, doc: Doc, phrases: Iterable[NounPhrase]) -> None:
        self._doc = doc
        self._found = EndingIndex[T](
            doc[phrase.head].lemma_.lower() for phrase in phrases if phrase.kind == "nominal"
        )

    def add(self, forms: Iterable[str], thing: T) -> None:
        """Add an organisation under the words of its names."""
        self._found.add((word for form in forms for word in form.split()), thing)

    def only(self, phrase: NounPhrase) -> T | None:
        """The one organisation so far whose name holds the noun of a definite phrase."""
        noun = self._doc[phrase.head].lemma_.lower()
        if len(noun) < _SHORTEST or not self._is_definite(phrase):
            return None
        fitting = self._found.ending_in(noun)
        return fitting[0] if len(fitting) == 1 else None

    def is_one(self, phrase: NounPhrase) -> bool:
        """Whether a noun calls a body by its kind: "das Unternehmen", "die Behörde"."""
        head = self._doc[phrase.head]
        known = head.lemma_ in words_of("body_nouns") or head.text in words_of("body_nouns")
        return phrase.kind == "nominal" and known and self._is_definite(phrase)

    def _is_definite(self, phrase: NounPhrase) -> bool:
        before = self._doc[phrase.first : phrase.head]
        return phrase.number != "Plur" and any(
            token.lower_ in definite_articles() for token in before
        )
