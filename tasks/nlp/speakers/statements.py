"""Whose a statement, an opinion or a report is that a noun names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from tasks.nlp.german.determiners import is_definite
from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.german.wordlists import words_of
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.phrases.sources import authors
from tasks.nlp.speakers.body_names import only
from tasks.nlp.speakers.found import Found, again
from tasks.nlp.speakers.index import Place
from tasks.nlp.speakers.lookup import Lookup
from tasks.nlp.speakers.priors import PRIORS

_SUBJECT = "nsubj"
_OWN = "eigen"
# The parser calls some genitives compounds.
_ATTRIBUTES = ("nmod", "appos", "flat", "compound")
_VERDICTS = ("urteil", "richterspruch")
# How many statements back an author is looked for.
_STATEMENTS = 100


def statement(lookup: Lookup, noun: Token, quotation: Quotation) -> list[Found] | None:
    """The one whose statement a noun names, or takes up."""
    if not is_source(noun) or noun.i in lookup.index.named_tokens:
        return None
    return list(source(lookup, noun, quotation)) or list(_said_before(lookup, noun, quotation))


def source(lookup: Lookup, noun: Token, quotation: Quotation) -> Iterator[Found]:
    """The one whose statement, opinion or report a noun names."""
    author = _author(lookup, noun)
    if author is not None:
        yield Found(*author, None, "frame", PRIORS["author"])
        return
    for child in noun.children:
        attribute = child.dep_.split(":")[0] in _ATTRIBUTES and not child.is_punct
        # "Aussagen Webers", "Webers Aussagen".
        if (attribute and (child.i > noun.i or child.ent_type_)) or child.tag_ == "PPOSAT":
            yield from lookup.meaning(child, quotation)
            for joined in child.conjuncts:
                yield from lookup.meaning(joined, quotation)
    if is_own(noun):
        verb = noun.head
        for token in verb.children:
            if token.dep_ == _SUBJECT:
                yield from lookup.meaning(token, quotation)


def _said_before(lookup: Lookup, noun: Token, quotation: Quotation) -> Iterator[Found]:
    """The one whose statement a noun takes up: "der Studie" of an institute named before."""
    if not is_definite(noun):
        return
    verdict = noun.lower_.startswith(_VERDICTS)
    court = lookup.bodies.court_before(noun.i) if verdict else None
    if court is not None:
        yield Found(*court, None, "role", PRIORS["antecedent"])
        return
    for earlier in _earlier(lookup.statement_nouns, noun):
        found = list(source(lookup, earlier, quotation))
        for author in () if found else authors(earlier):
            found = list(lookup.meaning(author, quotation))
        if found:
            yield from (again(one, "role", sure=PRIORS["antecedent"]) for one in found)
            return


def _author(lookup: Lookup, noun: Token) -> Place | None:
    """The place of the body that the first part of a statement's noun means.

    "NDR-Bericht", or "Polizeiangaben" where the article names one police force.
    """
    first = noun.text.rpartition("-")[0] or _without_source(noun.text)
    return only(lookup.bodies.called(first.lower()).names) if len(first) > 1 else None


def _earlier(nouns: Sequence[Token], noun: Token) -> Iterator[Token]:
    """Earlier nouns for the same statement, the nearest first: "der Bericht", "ein Bericht"."""
    word = noun.lemma_.lower()
    before = bisect_left(nouns, noun.i, key=lambda one: one.i)
    for one in reversed(nouns[max(0, before - _STATEMENTS) : before]):
        other = one.lemma_.lower()
        if other.endswith(word) or word.endswith(other):
            yield one


def is_own(noun: Token) -> bool:
    """Whether a statement is somebody's own: "nach eigenen Angaben"."""
    return any(child.lemma_.startswith(_OWN) for child in noun.children)


def _without_source(word: str) -> str:
    endings = [one.lower() for one in words_of("source_nouns") if word.endswith(one.lower())]
    return word[: -max(map(len, endings))] if endings else ""
