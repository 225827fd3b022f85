"""Whom a word of one document means, by whichever rules there are for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from spacy.tokens import Token

from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.rule import Rule
from tasks.nlp.speakers.body_names import BodyNames
from tasks.nlp.speakers.found import Found
from tasks.nlp.speakers.index import ChainIndex


class Lookup:
    """What a rule for the meaning of a word asks: the doc's index, and what other words mean."""

    def __init__(self, index: ChainIndex, rules: Sequence[Meaning]) -> None:
        self.index = index
        self.bodies = BodyNames(index)
        self._rules = rules
        self._asked: set[int] = set()

    @cached_property
    def statement_nouns(self) -> list[Token]:
        """All nouns for what somebody says or writes."""
        return [
            token
            for token in self.index.doc
            if token.tag_ == "NN" and token.text[0].isupper() and is_source(token)
        ]

    def meaning(self, word: Token, quotation: Quotation) -> list[Found]:
        """Whom a word means; the first rule that applies decides, be it for nobody.

        Rules ask what other words mean; one that comes back to where it began means nobody ("Eigene
        Angaben widersprechen dem").
        """
        if word.i in self._asked:
            return []
        self._asked.add(word.i)
        try:
            for rule in self._rules:
                found = rule.apply(self, word, quotation)
                if found is not None:
                    return found
            return []
        finally:
            self._asked.remove(word.i)


Meaning = Rule[Callable[[Lookup, Token, Quotation], list[Found] | None]]
"""Whom a word means that stands for the speaker of a quotation; None leaves it to the next."""
