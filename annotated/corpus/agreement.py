"""How far two annotations of the same articles agree.

    python -m annotated.corpus.agreement FOLDER [FOLDER]

Files of the same name in both folders are compared, the first folder being taken for the truth;
with one folder, its articles of Wikinews are compared with the annotation that was published with
them. Printed are the official measure of quotations (macro F1 of message, roles, both), token F1 of
each type and role, kappa of the types of the quotations that both marked, how many of these have
the same speaker by canonical name, F1 of persons by canonical name, F1 of mentions.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from annotated import wikinews
from annotated.corpus.article import QUOTE_TYPES, ROLES, Article, Quotation
from annotated.corpus.file import read_article
from annotated.corpus.interchange import canonical, from_row
from annotated.folder import shared_folder
from annotated.quotation_measure import (
    MeasuredQuote,
    QuotationScore,
    assign,
    tokens_of,
)

_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass
class Agreement:
    """Counts over pairs of annotations of one article each."""

    articles: int = 0
    official: QuotationScore = field(default_factory=QuotationScore)
    tokens: dict[str, Counter[str]] = field(default_factory=dict)
    types: Counter[tuple[str, str]] = field(default_factory=Counter)
    paired: int = 0
    same_speaker: int = 0
    same_factuality: int = 0
    persons: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def add(self, first: Article, second: Article) -> None:
        """Count one article that both annotated. Raises ValueError where the texts differ."""
        if first.text != second.text:
            raise ValueError(f"{first.name}: the texts of the two annotations differ")
        self.articles += 1
        places = [found.span() for found in _TOKEN.finditer(first.text)]
        starts, ends = [start for start, _ in places], [end for _, end in places]
        one, other = (
            [_measured(quotation, starts, ends) for quotation in each.quotations]
            for each in (first, second)
        )
        self.official.add(one, other)
        self._add_tokens(one, other)
        owners = {id(quote): of for quote, of in zip(one, first.quotations, strict=True)}
        owners |= {id(quote): of for quote, of in zip(other, second.quotations, strict=True)}
        for true, guess in assign(one, other):
            if id(true) in owners and id(guess) in owners and true.quote & guess.quote:
                self._add_pair(first, second, owners[id(true)], owners[id(guess)])
            elif known := owners.get(id(true)) or owners.get(id(guess)):
                side = "first" if id(true) in owners else "second"
                self._differ(first, f"only the {side}: {known.type}", known)
        _count(self.persons, _persons(first), _persons(second))
        _count(
            self.mentions,
            {(one.start, one.end, _name(first, one.key)) for one in first.mentions},
            {(one.start, one.end, _name(second, one.key)) for one in second.mentions},
        )

    def _add_pair(self, first: Article, second: Article, one: Quotation, other: Quotation) -> None:
        self.paired += 1
        self.types[one.type, other.type] += 1
        names = [
            {canonical(article, key) for key in quotation.speakers}
            for article, quotation in ((first, one), (second, other))
        ]
        self.same_speaker += names[0] == names[1]
        self.same_factuality += one.factuality == other.factuality
        if one.type != other.type:
            self._differ(first, f"{one.type} or {other.type}", one)
        if names[0] != names[1]:
            self._differ(first, f"speaker {names[0] or '-'} or {names[1] or '-'}", one)

    def _add_tokens(self, one: Sequence[MeasuredQuote], other: Sequence[MeasuredQuote]) -> None:
        for kind in (*QUOTE_TYPES, *ROLES):
            marked = [_tokens(quotes, kind) for quotes in (one, other)]
            _count(self.tokens.setdefault(kind, Counter()), *marked)

    def _differ(self, article: Article, how: str, quotation: Quotation) -> None:
        start, end = quotation.quote[0]
        self.differences.append(f"{article.name}: {how}: “{article.text[start:end][:70]}”")

    def figures(self) -> dict[str, float]:
        """Every figure by its name."""
        official = self.official.figures()
        found = {name: official[f"{name}_f1"] for name in ("message", "roles", "joint")}
        found |= {f"tokens {kind}": _f1(counted) for kind, counted in self.tokens.items()}
        found["kappa of types"] = _kappa(self.types)
        if self.paired:
            found["same speaker"] = self.same_speaker / self.paired
            found["same factuality"] = self.same_factuality / self.paired
        found["persons"] = _f1(self.persons)
        found["mentions"] = _f1(self.mentions)
        return found


def _measured(quotation: Quotation, starts: list[int], ends: list[int]) -> MeasuredQuote:
    parts = {
        part: tokens_of(quotation.part(part), starts, ends) for part in ("quote", *ROLES)
    }
    return MeasuredQuote(quotation.type, quotation.medium, **parts)


def _tokens(quotes: Sequence[MeasuredQuote], kind: str) -> set[int]:
    if kind in ROLES:
        return {token for quote in quotes for token in quote.part(kind)}
    return {token for quote in quotes if quote.type == kind for token in quote.quote}


def _persons(article: Article) -> set[str]:
    return {one.name for one in article.entities if one.label == "PER" and one.named}


def _name(article: Article, key: str) -> str:
    return next((one.name for one in article.entities if one.key == key), key)


def _count(counted: Counter[str], first: AbstractSet[object], second: AbstractSet[object]) -> None:
    counted["both"] += len(first & second)
    counted["all"] += len(first) + len(second)


def _f1(counted: Counter[str]) -> float:
    return 2 * counted["both"] / counted["all"] if counted["all"] else 1.0


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


def _pairs(folders: list[Path]) -> Iterator[tuple[Article, Article]]:
    if len(folders) > 1:
        for path in sorted(folders[0].glob("*.txt")):
            if (other := folders[1] / path.name).exists():
                yield read_article(path), read_article(other)
        return
    published = {
        f"wikinews-{row['id']}": row for row in wikinews.articles(shared_folder(), "train")
    }
    for path in sorted(folders[0].glob("wikinews-*.txt")):
        yield from_row(published[path.stem]), read_article(path)


def main() -> None:
    """Print how far the annotations agree."""
    parser = argparse.ArgumentParser(prog="annotated.corpus.agreement", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--differences", action="store_true", help="print where they differ")
    options = parser.parse_args()
    agreement = Agreement()
    for first, second in _pairs(options.folders):
        agreement.add(first, second)
    if options.differences:
        print("\n".join(agreement.differences))
    print(f"{agreement.articles} articles, {agreement.official.gold} and ", end="")
    print(f"{agreement.official.predicted} quotations, {agreement.paired} of them in both")
    for name, value in agreement.figures().items():
        print(f"{name:28} {value:.3f}")


if __name__ == "__main__":
    main()
