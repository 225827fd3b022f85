"""How well a pipeline finds the quotations of Wikinews, end to end from raw text.

The official macro F1, and for each type how many of its tokens are found (token F1: all tokens in
any quote of the type) and how well its quotes are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.language import Language

from annotated.quotation_measure import (
    Counts,
    MeasuredQuote,
    QuotationScore,
    assign,
    is_right,
    tokens_of,
    tokens_of_type,
)
from annotated.quotations import ROLES
from annotated.wikinews import MEDIA, TYPES
from tasks.nlp.layers.quotations import Quotation, stored_quotations
from tasks.nlp.pipeline import annotate_doc
from tasks.text.blocks import find_blocks


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated article, what was found in it, and how much was lost.

    `lost` sums, over all pairs of a gold and a found quote, what their F1 lacks.
    """

    article: dict[str, Any]
    found: list[Quotation]
    lost: float


@dataclass(slots=True)
class Measured:
    """Figures over the articles added so far."""

    score: QuotationScore = field(default_factory=QuotationScore)
    tokens: dict[str, Counts] = field(default_factory=lambda: {t: Counts() for t in TYPES.values()})
    # The official measure over the pairs of one type; an invented quote counts for its own.
    of_type: dict[str, QuotationScore] = field(
        default_factory=lambda: {t: QuotationScore() for t in TYPES.values()}
    )
    cases: list[Case] = field(default_factory=list)
    # Each found quotation's confidence, and whether it is right.
    confidences: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, article: dict[str, Any], found: Sequence[Quotation]) -> None:
        """Measure one article."""
        gold, guessed = measured(article, found)
        self.score.add(gold, guessed)
        for name, counts in self.tokens.items():
            counts.add(tokens_of_type(gold, name), tokens_of_type(guessed, name))
        sure = {
            id(guess): quotation.confidence for guess, quotation in zip(guessed, found, strict=True)
        }
        lost = 0.0
        for true_quote, guess_quote in assign(gold, guessed):
            if guess_quote.type:
                self.confidences.append((sure[id(guess_quote)], is_right(true_quote, guess_quote)))
            kind = true_quote.type or guess_quote.type
            self.of_type[kind].add(
                [true_quote] if true_quote.type else [], [guess_quote] if guess_quote.type else []
            )
            both = len(true_quote.quote) + len(guess_quote.quote)
            lost += 1 - 2 * len(true_quote.quote & guess_quote.quote) / both if both else 0.0
        self.cases.append(Case(article, list(found), lost))

    def figures(self) -> dict[str, float]:
        """All figures by name."""
        result = self.score.figures()
        for name, counts in self.tokens.items():
            result[f"{name} tokens_f1"] = counts.f1
        for name, score in self.of_type.items():
            for part in ("message", "roles", "joint"):
                result[f"{name} {part}_f1"] = score.figures()[f"{part}_f1"]
        return result


def measure(nlp: Language, wanted: Iterable[dict[str, Any]]) -> Measured:
    """Annotate and measure articles of the corpus."""
    result = Measured()
    for article in wanted:
        text = article["text"]
        result.add(article, stored_quotations(annotate_doc(nlp, text, find_blocks(text))))
    return result


def measured(
    article: dict[str, Any], found: Iterable[Quotation]
) -> tuple[list[MeasuredQuote], list[MeasuredQuote]]:
    """One article's gold and found quotes as sets of gold tokens."""
    tokens = [tuple(token) for sentence in article["tokens"] for token in sentence]
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]

    def take(spans: Iterable[Sequence[int]]) -> frozenset[int]:
        return tokens_of(spans, starts, ends)

    gold = [
        MeasuredQuote(
            quote["type"],
            quote["medium"],
            take(quote["quote"]),
            **{role: take(quote[role]) for role in ROLES},
        )
        for quote in article["quotes"]
    ]
    guessed = [
        MeasuredQuote(
            TYPES[quote.type],
            MEDIA[quote.medium],
            take(quote.spans),
            addressee=take(quote.addressee_spans),
            cue=take(quote.cue_spans),
            frame=take(quote.frame_spans),
            speaker=take(quote.speaker_spans),
        )
        for quote in found
    ]
    return gold, guessed
