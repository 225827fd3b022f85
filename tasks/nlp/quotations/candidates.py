"""What may be a quotation, in words of the doc, and which of several have words in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tasks.nlp.layers.vocabulary import QuoteType

# QUOTE_TYPES in the order of the network's outputs.
TYPES: tuple[QuoteType, ...] = (
    "direct",
    "indirect",
    "indirect_free_indirect",
    "reported",
    "free_indirect",
)
# Words by which candidates are looked up.
_STRETCH = 16

WordSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quotation as words `start` to `end` of each of its spans, in order.

    `sureness` is the mean margin, in log odds, by which its words belong to it. `rules` names
    what made or altered it; candidates are equal whatever did.
    """

    type: QuoteType
    spans: tuple[WordSpan, ...]
    sureness: float
    rules: tuple[str, ...] = field(default=(), compare=False)

    @property
    def first(self) -> int:
        """Number of its first word."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Number behind its last word."""
        return self.spans[-1][1]

    def joined_with(self, later: Candidate) -> Candidate:
        """Both as one, which is as sure as the less sure of them."""
        return replace(
            self,
            spans=(*self.spans, *later.spans),
            sureness=min(self.sureness, later.sureness),
            rules=tuple(dict.fromkeys((*self.rules, *later.rules))),
        )


def shared_of_both(one: Sequence[WordSpan], two: Sequence[WordSpan]) -> float:
    """How much of two lists of spans is in both, from 0 to 1; neither is empty."""
    shared = sum(
        max(0, min(end, stop) - max(start, first)) for start, end in one for first, stop in two
    )
    return 2 * shared / sum(end - start for start, end in (*one, *two))


class Overlaps:
    """Candidates by the words between their first and their last, so that few are compared."""

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        self._at: defaultdict[int, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            self.add(candidate)

    def add(self, candidate: Candidate) -> None:
        """Take in one more."""
        for stretch in _stretches(candidate):
            self._at[stretch].append(candidate)

    def with_words_of(self, candidate: Candidate) -> list[Candidate]:
        """Those that may have words in common with one."""
        found = (other for stretch in _stretches(candidate) for other in self._at.get(stretch, ()))
        return list({id(other): other for other in found}.values())


def _stretches(candidate: Candidate) -> range:
    return range(candidate.first // _STRETCH, (candidate.end - 1) // _STRETCH + 1)
