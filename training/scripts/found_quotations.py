"""Quotations that a pipeline finds in an article of our corpus, each beside the annotated one."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from annotated.corpus.article import Article, Quotation
from annotated.docs import StoredTokens
from annotated.quotation_measure import MeasuredQuote, assign, is_found, tokens_of
from tasks.nlp.layers.quotations import QUOTATIONS


def pairs(article: Article, doc: Doc) -> Mapping[int, Quotation]:
    """The annotated quotation for each that is found, by its number."""
    stored = StoredTokens(doc, list(doc))
    places = (stored.starts.tolist(), stored.ends.tolist())
    own = ([token.idx for token in doc], [token.idx + len(token) for token in doc])
    true = [
        MeasuredQuote(one.type, one.medium, tokens_of(one.quote, *places))
        for one in article.quotations
    ]
    guessed = [
        MeasuredQuote(one.type, one.medium, tokens_of(one.spans, *own))
        for one in QUOTATIONS.read(doc)
    ]
    quotation_of = {id(one): found for one, found in zip(true, article.quotations, strict=True)}
    number_of = {id(one): number for number, one in enumerate(guessed)}
    return {
        number_of[id(guess)]: quotation_of[id(one)]
        for one, guess in assign(true, guessed)
        if id(one) in quotation_of and id(guess) in number_of and is_found(one, guess)
    }
