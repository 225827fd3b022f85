"""How far one annotation of an article agrees with another: two readers, or a reader and a program.

The first of the two is taken for the truth. Quotations are measured by the official macro F1 and by
token F1 of each type and role. A quotation is found where another shares at least half of the
tokens of both. Its speaker is right when it has the names that the truth has; for somebody unnamed,
when nobody is named. Chains are measured by CoNLL F1 (mean of MUC, B³, entity-based CEAF, by the
library scorch) over persons and organisations that are named, kinds of blocks word by word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import StatisticsError, fmean
from typing import NamedTuple

import numpy as np
from scorch.scores import b_cubed, ceaf_e, muc

from annotated.corpus.article import QUOTE_TYPES, Article, Entity, Quotation, Span
from annotated.quotation_measure import (
    Counts,
    MeasuredQuote,
    QuotationScore,
    Tokens,
    assign,
    is_found,
    is_right,
    tokens_of,
    tokens_of_type,
)
from annotated.quotations import ROLES
from annotated.speakers import key_of
from tasks.text.article import NOT_THE_ARTICLE

_TOKEN = re.compile(r"\w+|[^\w\s]")
_CHAIN_MEASURES: tuple[Callable[..., tuple[float, float, float]], ...] = (muc, b_cubed, ceaf_e)
_UNNAMED = "somebody unnamed"
_WITH_SPEAKER = ("Direct", "Indirect")

Head = Callable[[Span], Span]


class Outcome(NamedTuple):
    """What became of a quotation of the second annotation, which it has under this number.

    It is right where it has the type of its partner and shares half of the tokens; `speaker` is
    None where no partner was found.
    """

    article: str
    number: int
    right: bool
    speaker: bool | None = None


def _itself(span: Span) -> Span:
    return span


@dataclass
class Measured:
    """Counts over pairs of annotations of one article each; rates are [right, all]."""

    articles: int = 0
    official: QuotationScore = field(default_factory=QuotationScore)
    tokens: dict[str, Counts] = field(default_factory=dict)
    types: Counter[tuple[str, str]] = field(default_factory=Counter)
    rates: dict[str, list[int]] = field(default_factory=dict)
    sets: dict[str, Counts] = field(default_factory=dict)
    chains: tuple[list[set[object]], list[set[object]]] = field(default_factory=lambda: ([], []))
    differences: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def add(self, true: Article, other: Article, head: Head = _itself) -> None:
        """Count one article. Mentions of chains are the same where `head` of their spans is.

        Raises ValueError where the texts differ.
        """
        if true.text != other.text:
            raise ValueError(f"{true.name}: the texts of the two annotations differ")
        self.articles += 1
        self._add_quotations(true, other)
        self._add_names(true, other)
        for chains, article in zip(self.chains, (true, other), strict=True):
            chains.extend(_chains(article, head))
        self._add_blocks(true, other)

    def figures(self) -> dict[str, float]:
        """Every figure by its name."""
        official = self.official.figures()
        found = {name: official[f"{name}_f1"] for name in ("message", "roles", "joint")}
        found |= {f"tokens: {kind}": _f1(counted) for kind, counted in self.tokens.items()}
        found["kappa of types"] = _kappa(self.types)
        found |= {name: right / of for name, (right, of) in sorted(self.rates.items()) if of}
        found |= {name: _f1(counted) for name, counted in self.sets.items()}
        if all(self.chains):
            found["chains: CoNLL"] = fmean(
                _f1_of_chains(one, self.chains) for one in _CHAIN_MEASURES
            )
        return found

    def _add_quotations(self, true: Article, other: Article) -> None:
        places = [found.span() for found in _TOKEN.finditer(true.text)]
        starts, ends = [start for start, _ in places], [end for _, end in places]
        marked = [
            [_measured(quotation, starts, ends) for quotation in article.quotations]
            for article in (true, other)
        ]
        self.official.add(*marked)
        for kind in (*QUOTE_TYPES, *ROLES):
            self.tokens.setdefault(kind, Counts()).add(*(_tokens(each, kind) for each in marked))
        owners = {
            id(quote): quotation
            for quotes, article in zip(marked, (true, other), strict=True)
            for quote, quotation in zip(quotes, article.quotations, strict=True)
        }
        for one, two in assign(*marked):
            first, second = owners.get(id(one)), owners.get(id(two))
            if first and second and one.quote & two.quote:
                found = is_found(one, two)
                same = self._add_pair(true, other, first, second, found=found)
                self.outcomes.append(
                    Outcome(true.name, second.number, is_right(one, two), same if found else None)
                )
                continue
            if first:
                self._miss(first.type)
                self._differ(true, f"{first.type} of the first alone", first)
            if second:
                self.outcomes.append(Outcome(true.name, second.number, right=False))
                self._differ(true, f"{second.type} of the second alone", second)

    def _add_pair(
        self, true: Article, other: Article, first: Quotation, second: Quotation, *, found: bool
    ) -> bool:
        """Count a pair; return whether the same speak in both."""
        self.types[first.type, second.type] += 1
        names = _said_by(true, first), _said_by(other, second)
        right = _same_names(true, first, other, second)
        self._rate("in both: same speaker", right)
        self._rate("in both: same factuality", first.factuality == second.factuality)
        unsaid = first.factuality != "said", second.factuality != "said"
        if unsaid[1]:
            self._rate("in both: held not said, rightly", unsaid[0])
        if unsaid[0]:
            self._rate("in both: not said, held so", unsaid[1])
        self._rate("in both: same medium", first.medium == second.medium)
        if not found:
            self._miss(first.type)
        else:
            for kind in ("all", *((first.type,) if first.type in _WITH_SPEAKER else ())):
                self._rate(f"found: {kind}", True)
                self._rate(f"speaker where found: {kind}", right)
                self._rate(f"speaker end to end: {kind}", right)
        if first.type != second.type:
            self._differ(true, f"{first.type} or {second.type}", first)
        if not right:
            self._differ(true, f"speaker {sorted(names[0])} or {sorted(names[1])}", first)
        return right

    def _miss(self, type_: str) -> None:
        for kind in ("all", *((type_,) if type_ in _WITH_SPEAKER else ())):
            self._rate(f"found: {kind}", False)
            self._rate(f"speaker end to end: {kind}", False)

    def _rate(self, name: str, right: bool) -> None:
        rate = self.rates.setdefault(name, [0, 0])
        rate[0] += right
        rate[1] += 1

    def _add_names(self, true: Article, other: Article) -> None:
        for label, title in (("PER", "persons"), ("ORG", "organisations"), ("LOC", "places")):
            named = (
                {key_of(one.name) for one in article.entities if one.label == label and one.named}
                for article in (true, other)
            )
            self.sets.setdefault(title, Counts()).add(*named)
        for form in ("name", "role", "pronoun"):
            spans = (
                {(one.start, one.end) for one in article.mentions if one.form == form}
                for article in (true, other)
            )
            self.sets.setdefault(f"mentions by {form}", Counts()).add(*spans)

    def _add_blocks(self, true: Article, other: Article) -> None:
        kinds = [_kinds(article) for article in (true, other)]
        for place in (found.start() for found in re.finditer(r"\S+", true.text)):
            first, second = (each.get(place, "paragraph") for each in kinds)
            self._rate("words: same kind of block", first == second)
            if first in NOT_THE_ARTICLE:
                self._rate("words: not the article, left out", second in NOT_THE_ARTICLE)
            else:
                self._rate("words: the article, kept", second not in NOT_THE_ARTICLE)

    def _differ(self, article: Article, how: str, quotation: Quotation) -> None:
        start, end = quotation.quote[0]
        self.differences.append(f"{article.name}: {how}: “{article.text[start:end][:70]}”")


def _measured(quotation: Quotation, starts: list[int], ends: list[int]) -> MeasuredQuote:
    parts = {part: tokens_of(quotation.part(part), starts, ends) for part in ("quote", *ROLES)}
    return MeasuredQuote(quotation.type, quotation.medium, **parts)


def _tokens(quotes: Sequence[MeasuredQuote], kind: str) -> Tokens:
    if kind in ROLES:
        return frozenset(token for quote in quotes for token in quote.part(kind))
    return tokens_of_type(quotes, kind)


def _said_by(article: Article, quotation: Quotation) -> set[str]:
    return {key_of(one.name) if one.named else _UNNAMED for one in _speakers(article, quotation)}


def _same_names(true: Article, first: Quotation, other: Article, second: Quotation) -> bool:
    """Whether the same named speak; a further name of an organisation is as good as its first."""
    named = [
        [one for one in _speakers(article, quotation) if one.named]
        for article, quotation in ((true, first), (other, second))
    ]
    return len(named[0]) == len(named[1]) and all(
        any(_same(one, two) for two in named[1]) for one in named[0]
    )


def _same(one: Entity, two: Entity) -> bool:
    if one.label == "PER":
        return key_of(one.name) == key_of(two.name)
    names = [{key_of(name) for name in (each.name, *each.other_names)} for each in (one, two)]
    return bool(names[0] & names[1])


def _speakers(article: Article, quotation: Quotation) -> list[Entity]:
    return [article.entity(key) for key in quotation.speakers]


def _chains(article: Article, head: Head) -> list[set[object]]:
    """The chains of persons and organisations that are named and are meant more than once."""
    wanted = {one.key for one in article.entities if one.named and one.label != "LOC"}
    chains: dict[str, set[object]] = {}
    for mention in article.mentions:
        if mention.key in wanted:
            span = head((mention.start, mention.end))
            chains.setdefault(mention.key, set()).add((article.name, span))
    return [chain for chain in chains.values() if len(chain) > 1]


def _f1_of_chains(
    measure: Callable[..., tuple[float, float, float]],
    chains: tuple[list[set[object]], list[set[object]]],
) -> float:
    try:
        with np.errstate(divide="ignore", invalid="ignore"):
            return float(measure(*chains)[2])
    except StatisticsError:  # nothing in common: the library divides by nothing
        return 0.0


def _kinds(article: Article) -> dict[int, str]:
    """The kind of block of each character that lies in a marked one; pieces before lines."""
    kinds: dict[int, str] = {}
    for block in sorted(article.blocks, key=lambda one: one.start - one.end):
        kinds.update(dict.fromkeys(range(block.start, block.end), block.kind))
    return kinds


def _f1(counted: Counts) -> float:
    """The F1 of what was counted; where neither side has anything, they agree."""
    return 1.0 if counted == Counts() else counted.f1


def _kappa(pairs: Counter[tuple[str, str]]) -> float:
    """Cohen's kappa of the types of paired quotations."""
    total = sum(pairs.values())
    if not total:
        return 1.0
    agreed = sum(number for (one, other), number in pairs.items() if one == other) / total
    by_chance = sum(
        sum(n for (one, _), n in pairs.items() if one == kind)
        * sum(n for (_, other), n in pairs.items() if other == kind)
        for kind in QUOTE_TYPES
    ) / (total * total)
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0
