"""Whose a statement, an opinion or a report is that a noun names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property

from spacy.tokens import Token

from tasks.nlp.german.determiners import is_definite
from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.german.wordlists import words_of
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.phrases.sources import authors
from tasks.nlp.speakers.body_names import BodyNames, only
from tasks.nlp.speakers.found import Found, again
from tasks.nlp.speakers.index import ChainIndex, Place
from tasks.nlp.speakers.priors import PRIORS

_SUBJECT = "nsubj"
_OWN = "eigen"
# The parser calls some genitives compounds.
_ATTRIBUTES = ("nmod", "appos", "flat", "compound")
_VERDICTS = ("urteil", "richterspruch")
# How many statements back an author is looked for.
_STATEMENTS = 100


class Statements:
    """Finds who made the statements of one doc; `meaning` says whom a word means."""

    def __init__(
        self,
        index: ChainIndex,
        bodies: BodyNames,
        meaning: Callable[[Token, Quotation], list[Found]],
    ) -> None:
        self._doc = index.doc
        self._bodies = bodies
        self._meaning = meaning

    def speakers(self, noun: Token, quotation: Quotation) -> list[Found]:
        """The one whose statement a noun names, or takes up."""
        return list(self.source(noun, quotation)) or list(self._said_before(noun, quotation))

    def source(self, noun: Token, quotation: Quotation) -> Iterator[Found]:
        """The one whose statement, opinion or report a noun names."""
        author = self._author(noun)
        if author is not None:
            yield Found(*author, None, "frame", PRIORS["author"])
            return
        for child in noun.children:
            attribute = child.dep_.split(":")[0] in _ATTRIBUTES and not child.is_punct
            # "Aussagen Webers", "Webers Aussagen".
            if (attribute and (child.i > noun.i or child.ent_type_)) or child.tag_ == "PPOSAT":
                yield from self._meaning(child, quotation)
                for joined in child.conjuncts:
                    yield from self._meaning(joined, quotation)
        if is_own(noun):
            verb = noun.head
            for token in verb.children:
                if token.dep_ == _SUBJECT:
                    yield from self._meaning(token, quotation)

    def _said_before(self, noun: Token, quotation: Quotation) -> Iterator[Found]:
        """The one whose statement a noun takes up: "der Studie" of an institute named before."""
        court = self._court(noun)
        if court is not None:
            yield Found(*court, None, "role", PRIORS["antecedent"])
            return
        for earlier in self._earlier(noun):
            found = list(self.source(earlier, quotation))
            for author in () if found else authors(earlier):
                found = list(self._meaning(author, quotation))
            if found:
                yield from (again(one, "role", sure=PRIORS["antecedent"]) for one in found)
                return

    def _author(self, noun: Token) -> Place | None:
        """The place of the body that the first part of a statement's noun means.

        "NDR-Bericht", or "Polizeiangaben" where the article names one police force.
        """
        first = noun.text.rpartition("-")[0] or _without_source(noun.text)
        return only(self._bodies.called(first.lower()).names) if len(first) > 1 else None

    def _court(self, noun: Token) -> Place | None:
        """The place of the court named last before a verdict."""
        if not noun.lower_.startswith(_VERDICTS) or not is_definite(noun):
            return None
        return self._bodies.court_before(noun.i)

    def _earlier(self, noun: Token) -> Iterator[Token]:
        """Earlier nouns for the same statement, the nearest first: "der Bericht", "ein Bericht"."""
        if not is_definite(noun):
            return
        word = noun.lemma_.lower()
        before = bisect_left(self._nouns, (noun.i,))
        for token, other in reversed(self._nouns[max(0, before - _STATEMENTS) : before]):
            if other.endswith(word) or word.endswith(other):
                yield self._doc[token]

    @cached_property
    def _nouns(self) -> list[tuple[int, str]]:
        """The tokens of all nouns for statements, with their lemmas."""
        return [
            (token.i, token.lemma_.lower())
            for token in self._doc
            if token.tag_ == "NN" and token.text[0].isupper() and is_source(token)
        ]


def is_own(noun: Token) -> bool:
    """Whether a statement is somebody's own: "nach eigenen Angaben"."""
    return any(child.lemma_.startswith(_OWN) for child in noun.children)


def _without_source(word: str) -> str:
    endings = [one.lower() for one in words_of("source_nouns") if word.endswith(one.lower())]
    return word[: -max(map(len, endings))] if endings else ""
