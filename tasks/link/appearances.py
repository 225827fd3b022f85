"""Where a full name appears, and what an appearance has in common with a person's others."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

NEAR_DAYS = 366
"""What is at most so far apart is near in time."""
COMPANY = 2
"""The same company is so many names, one of them a person's."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """One full name in one article. `company` maps items to whether they are persons."""

    article_entity_id: str
    article_id: str
    name: str
    day: int | None
    birth_year: int | None
    domains: frozenset[str]
    company: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whom an appearance belongs to; `entity_id` is None where it stays in its article."""

    entity_id: str | None
    method: str
    evidence: str | None


def order(appearance: Appearance) -> tuple[bool, int, str]:
    """Sorts appearances by day; undated ones come last."""
    return (appearance.day is None, appearance.day or 0, appearance.article_entity_id)


def is_company(persons: Sequence[bool]) -> bool:
    """Whether shared names, each a person's or not, are the same company."""
    return len(persons) >= COMPANY and any(persons)


class Life:
    """When a person is seen, and when beside whom and what: days in order."""

    def __init__(self, entity_id: str, appearances: Iterable[Appearance]) -> None:
        self.entity_id = entity_id
        self._days: list[int] = []
        self._beside: defaultdict[str, list[int]] = defaultdict(list)
        for appearance in sorted(appearances, key=order):
            if appearance.day is not None:
                self._days.append(appearance.day)
                for item in appearance.company:
                    self._beside[item].append(appearance.day)

    def is_near(self, day: int) -> bool:
        """Whether the person is seen near that day."""
        return _has_near(self._days, day)

    def shared(self, company: Mapping[str, bool], day: int) -> list[bool]:
        """Of the company that the person keeps near that day, which are persons."""
        return [
            person for item, person in company.items() if _has_near(self._beside.get(item, ()), day)
        ]


def _has_near(days: Sequence[int], day: int) -> bool:
    at = bisect_left(days, day - NEAR_DAYS)
    return at < len(days) and days[at] <= day + NEAR_DAYS


def by_evidence(appearance: Appearance, candidates: Sequence[Life]) -> Verdict:
    """The one candidate who keeps the same company, or else the one of the same time."""
    day = appearance.day
    if day is not None:
        company = [(life, life.shared(appearance.company, day)) for life in candidates]
        fitting = [(life, shared) for life, shared in company if is_company(shared)]
        if len(fitting) == 1:
            life, shared = fitting[0]
            evidence = f"in the company of {len(shared)} same names"
            return Verdict(life.entity_id, "name_and_company", evidence)
        near = [life for life in candidates if life.is_near(day)]
        if len(near) == 1:
            evidence = "the only person of this name at that time"
            return Verdict(near[0].entity_id, "name_and_time", evidence)
    return Verdict(None, "local", f"{len(candidates)} persons of this name fit")
