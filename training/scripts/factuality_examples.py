"""Quotations of our corpus with whether they were said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from annotated.corpus.article import Article, Span
from annotated.corpus.article import Quotation as Annotated
from annotated.docs import StoredTokens, begun_article
from annotated.wikinews import MEDIA, TYPES
from tasks.nlp.factuality.features import ask
from tasks.nlp.layers.quotations import QUOTATIONS, Quotation, Spans
from tasks.nlp.layers.vocabulary import FACTUALITIES, Medium, QuoteType
from training.scripts.found_quotations import pairs

_TYPES = {theirs: ours for ours, theirs in TYPES.items()}
_MEDIA = {theirs: ours for ours, theirs in MEDIA.items()}


@dataclass(frozen=True, slots=True)
class Example:
    """One quotation: `table` (columns), `vectors` (READ, width), `right` of FACTUALITIES."""

    table: NDArray[np.int64]
    vectors: NDArray[np.float32]
    right: int


def of_article(nlp: Language, article: Article) -> list[Example]:
    """Of the quotations of an article, as the pipeline finds them and as they are annotated.

    Few were not said, and not all of these are found. `nlp` ends behind quotations.
    """
    doc = nlp(begun_article(nlp, article.text))
    return [*examples_of(article, doc), *examples_as_annotated(article, doc)]


def examples_of(article: Article, doc: Doc) -> Iterator[Example]:
    """Of the quotations that are found in an article."""
    true_of = pairs(article, doc)
    found = QUOTATIONS.read(doc)
    numbers = [number for number in range(len(found)) if number in true_of]
    yield from _examples(doc, [found[n] for n in numbers], [true_of[n] for n in numbers])


def examples_as_annotated(article: Article, doc: Doc) -> Iterator[Example]:
    """Of the quotations of an article with the spans that its readers gave them."""
    stored = StoredTokens(doc, list(doc))
    whole = [(_as_annotated(doc, stored, one), one) for one in article.quotations]
    whole = [(quotation, one) for quotation, one in whole if quotation.spans]
    yield from _examples(doc, [quotation for quotation, _ in whole], [one for _, one in whole])


def _examples(
    doc: Doc, quotations: Sequence[Quotation], true: Sequence[Annotated]
) -> Iterator[Example]:
    asked = ask(doc, quotations)
    for number, one in enumerate(true):
        yield Example(
            asked.table[number],
            asked.vectors[number],
            FACTUALITIES.index(one.factuality),
        )


def _as_annotated(doc: Doc, stored: StoredTokens, one: Annotated) -> Quotation:
    return Quotation(
        cast(QuoteType, _TYPES[one.type]),
        cast(Medium, _MEDIA[one.medium]),
        _placed(doc, stored, one.quote),
        _placed(doc, stored, one.cue),
        _placed(doc, stored, one.frame),
    )


def _placed(doc: Doc, stored: StoredTokens, spans: Sequence[Span]) -> Spans:
    """Spans of the stored text as characters of the doc, by the tokens that they touch."""
    found = (stored.between(*span) for span in spans)
    return tuple(
        (doc[first].idx, doc[end - 1].idx + len(doc[end - 1]))
        for first, end in found
        if first < end
    )
