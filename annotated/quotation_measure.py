"""The official measure for quotations: macro F1 of message, roles and both together.

After the shared evaluation of German quotation attribution: in each article, predicted and gold
quotes are assigned one to one so that the sum of token F1 over the quote tokens is greatest (equal
type adds 0.01, equal medium 0.001, both only where the tokens overlap). Precision and recall of a
part are averaged over all pairs, unmatched quotes being paired with an empty one; a part that
neither side has is left out. Pure: knows neither spaCy nor files.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from annotated.quotations import ROLES

PARTS = ("quote", *ROLES)

_SAME_TYPE = 0.01
_SAME_MEDIUM = 0.001

Tokens = frozenset[int]
_NONE: Tokens = frozenset()


@dataclass(frozen=True, slots=True)
class MeasuredQuote:
    """A quote as the measure sees it: sets of token numbers within its article, one a part."""

    type: str
    medium: str
    quote: Tokens
    addressee: Tokens = _NONE
    cue: Tokens = _NONE
    frame: Tokens = _NONE
    speaker: Tokens = _NONE

    def part(self, name: str) -> Tokens:
        """The tokens of one of `PARTS`."""
        tokens: Tokens = getattr(self, name)
        return tokens


_EMPTY = MeasuredQuote("", "", _NONE)


@dataclass(slots=True)
class _Mean:
    total: float = 0.0
    count: int = 0

    def add(self, hits: int, of: int) -> None:
        if of > 0:
            self.total += hits / of
            self.count += 1

    def __add__(self, other: _Mean) -> _Mean:
        return _Mean(self.total + other.total, self.count + other.count)

    @property
    def value(self) -> float:
        return self.total / self.count if self.count else 0.0


@dataclass(slots=True)
class Counts:
    """Hits, inventions and misses among tokens, or whatever else is found or not."""

    hits: int = 0
    invented: int = 0
    missed: int = 0

    def add(self, gold: AbstractSet[object], predicted: AbstractSet[object]) -> None:
        """Count what one article has and what was found in it."""
        self.hits += len(gold & predicted)
        self.invented += len(predicted - gold)
        self.missed += len(gold - predicted)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        all_of_both = 2 * self.hits + self.invented + self.missed
        return 2 * self.hits / all_of_both if all_of_both else 0.0


@dataclass(slots=True)
class QuotationScore:
    """Counts over the articles added so far, and the figures that follow from them."""

    precision: dict[str, _Mean] = field(default_factory=lambda: {p: _Mean() for p in PARTS})
    recall: dict[str, _Mean] = field(default_factory=lambda: {p: _Mean() for p in PARTS})
    same_type: int = 0
    same_medium: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, gold: Sequence[MeasuredQuote], predicted: Sequence[MeasuredQuote]) -> None:
        """Count one article."""
        self.gold += len(gold)
        self.predicted += len(predicted)
        for true, guess in assign(gold, predicted):
            if true is not _EMPTY and guess is not _EMPTY:
                self.same_type += true.type == guess.type
                self.same_medium += true.medium == guess.medium
            for name in PARTS:
                hits = len(true.part(name) & guess.part(name))
                self.precision[name].add(hits, len(guess.part(name)))
                self.recall[name].add(hits, len(true.part(name)))

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 of message, roles, joint and each role; F1 of type, medium."""
        groups = {"message": ("quote",), "roles": ROLES, "joint": PARTS}
        groups |= {role: (role,) for role in ROLES}
        result: dict[str, float] = {}
        for group, names in groups.items():
            precision = sum((self.precision[n] for n in names), _Mean()).value
            recall = sum((self.recall[n] for n in names), _Mean()).value
            result[f"{group}_precision"] = precision
            result[f"{group}_recall"] = recall
            result[f"{group}_f1"] = _harmonic(precision, recall)
        quotes = self.gold + self.predicted
        result["type_f1"] = 2 * self.same_type / quotes if quotes else 0.0
        result["medium_f1"] = 2 * self.same_medium / quotes if quotes else 0.0
        return result


def assign(
    gold: Sequence[MeasuredQuote], predicted: Sequence[MeasuredQuote]
) -> list[tuple[MeasuredQuote, MeasuredQuote]]:
    """Pairs of gold and predicted quotes of one article; unmatched ones with an empty quote.

    Pairs without overlap stay as the solver left them.
    """
    matched: list[tuple[int, int]] = []
    if gold and predicted:
        gain = np.array([[_gain(true, guess) for guess in predicted] for true in gold])
        rows, columns = linear_sum_assignment(gain, maximize=True)
        matched = list(zip(rows.tolist(), columns.tolist(), strict=True))
    taken_gold = {row for row, _ in matched}
    taken = {column for _, column in matched}
    return (
        [(gold[row], predicted[column]) for row, column in matched]
        + [(quote, _EMPTY) for n, quote in enumerate(gold) if n not in taken_gold]
        + [(_EMPTY, quote) for n, quote in enumerate(predicted) if n not in taken]
    )


def is_found(true: MeasuredQuote, guess: MeasuredQuote) -> bool:
    """Whether a quote and its partner share at least half of both."""
    return 2 * len(true.quote & guess.quote) >= max(len(true.quote), len(guess.quote))


def is_right(true: MeasuredQuote, guess: MeasuredQuote) -> bool:
    """Whether a found quote has the type of its partner, too."""
    return true.type == guess.type and is_found(true, guess)


def tokens_of_type(quotes: Iterable[MeasuredQuote], name: str) -> Tokens:
    """All tokens of quotes of a type."""
    return frozenset(token for quote in quotes if quote.type == name for token in quote.quote)


def tokens_of(
    spans: Iterable[Sequence[int]], token_starts: Sequence[int], token_ends: Sequence[int]
) -> Tokens:
    """Numbers of the tokens that the character spans overlap.

    Tokens are in order and do not overlap; `token_starts` and `token_ends` are their offsets.
    """
    return frozenset(
        number
        for start, end in spans
        for number in range(bisect_right(token_ends, start), bisect_left(token_starts, end))
    )


def _gain(true: MeasuredQuote, guess: MeasuredQuote) -> float:
    hits = len(true.quote & guess.quote)
    if hits == 0:
        return 0.0
    f1 = 2 * hits / (len(true.quote) + len(guess.quote))
    return (
        f1 + _SAME_TYPE * (true.type == guess.type) + _SAME_MEDIUM * (true.medium == guess.medium)
    )


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
