"""Appearances of one full name in many articles: is it one person, or are they several?

They are several when an article says so, when roles lie in different domains that no article
brings together, when ages contradict each other, or when a life would have to be too long.
Everything here is decided from all appearances of the name at once, so their order is no matter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise, permutations

from tasks.link.appearances import Appearance, Life, Verdict, by_evidence, is_company, order
from tasks.text.ids import make_id

LIFE_DAYS = 70 * 365
"""Between two neighbouring appearances of one person lie at most so many days."""
BIRTH_YEARS = 2
"""Ages of one person may put the birth so many years apart."""
BRIDGE_DAYS = 31
"""Two articles with the same company bring two domains together when they are so near."""


@dataclass(slots=True)
class _Person:
    """A person of the name: a birth cluster and a group of domains, each if known."""

    born: int | None
    domains: frozenset[str] | None
    era: int  # the year in which it begins
    appearances: list[Appearance] = field(default_factory=list)

    def first(self) -> tuple[bool, int, str]:
        """Sorts by the first appearance; undated ones come last."""
        return min(order(appearance) for appearance in self.appearances)


def tell_apart(key: str, appearances: Iterable[Appearance]) -> dict[str, Verdict]:
    """The verdict on every appearance of one full name, by article entity.

    `key` is the key of the name. The person who appears first has the identifier of the name
    itself, others one with their domain, year of birth or era.
    """
    ordered = sorted(appearances, key=order)
    persons: list[_Person] = []
    unclear: list[tuple[Appearance, list[_Person]]] = []
    undated: list[Appearance] = []
    eras = list(_eras(ordered))
    if len(eras) > 1:
        undated = [appearance for appearance in ordered if appearance.day is None]
        eras = [[a for a in era if a.day is not None] for era in eras]
    for era in eras:
        found, open_ = _persons(era, _year(era[0]))
        persons.extend(found)
        unclear.extend(open_)
    unclear.extend((appearance, persons) for appearance in undated)
    persons.sort(key=_Person.first)
    ids = _identifiers(key, persons, several_eras=len(eras) > 1)
    verdicts = {
        appearance.article_entity_id: Verdict(entity_id, *_reason(appearance, person, persons))
        for person, entity_id in zip(persons, ids, strict=True)
        for appearance in person.appearances
    }
    lives = {
        id(person): Life(entity_id, person.appearances)
        for person, entity_id in zip(persons, ids, strict=True)
        if unclear
    }
    for appearance, candidates in unclear:
        verdicts[appearance.article_entity_id] = by_evidence(
            appearance, [lives[id(person)] for person in candidates]
        )
    return verdicts | dict(_told_apart(ordered, verdicts))


def _year(appearance: Appearance) -> int:
    return 1970 + int((appearance.day or 0) // 365.2425)


def _eras(ordered: Sequence[Appearance]) -> Iterator[list[Appearance]]:
    """Dated appearances without a gap of a lifetime; undated ones go with the last."""
    era: list[Appearance] = []
    for appearance in ordered:
        last = era[-1].day if era else None
        if last is not None and appearance.day is not None and appearance.day - last > LIFE_DAYS:
            yield era
            era = []
        era.append(appearance)
    yield era


def _persons(
    era: Sequence[Appearance], year: int
) -> tuple[list[_Person], list[tuple[Appearance, list[_Person]]]]:
    """The persons of one era, and the appearances that several of them may be."""
    domain_group = _domain_groups(era)
    birth_cluster = _birth_clusters(a.birth_year for a in era if a.birth_year is not None)
    marks = {
        a.article_entity_id: (
            None if a.birth_year is None else birth_cluster[a.birth_year],
            next((domain_group[d] for d in a.domains), None),
        )
        for a in era
    }
    persons = [_Person(born, group, year) for born, group in _distinct(set(marks.values()))]
    unclear = []
    for appearance in era:
        born, group = marks[appearance.article_entity_id]
        fitting = [
            person
            for person in persons
            if (born is None or person.born is None or person.born == born)
            and (group is None or person.domains is None or person.domains == group)
        ]
        # What the appearance says counts for more than what a person leaves open.
        said = [p for p in fitting if (p.born, p.domains) == (born, group)] or fitting
        if len(said) == 1:
            said[0].appearances.append(appearance)
        else:
            unclear.append((appearance, fitting))
    return [person for person in persons if person.appearances], [
        (appearance, [p for p in fitting if p.appearances]) for appearance, fitting in unclear
    ]


_Mark = tuple[int | None, frozenset[str] | None]


def _distinct(marks: set[_Mark]) -> list[_Mark]:
    """Birth cluster and domains of every person that these marks tell apart."""
    found: set[_Mark] = {(b, d) for b, d in marks if b is not None and d is not None}
    births = {b for b, _ in marks if b is not None} - {b for b, _ in found}
    groups = {d for _, d in marks if d is not None} - {d for _, d in found}
    if len(births) == len(groups) == 1:
        found |= {(b, d) for b in births for d in groups}
    else:
        # Of one birth and several domains, or the other way round, one is of several persons.
        found |= {(b, None) for b in births if len(births) > 1 or not groups}
        found |= {(None, d) for d in groups if len(groups) > 1 or not births}
    return sorted(found or {(None, None)}, key=_mark_order)


def _mark_order(mark: _Mark) -> tuple[int, list[str]]:
    born, domains = mark
    return (-1 if born is None else born, sorted(domains or ()))


def _domain_groups(era: Sequence[Appearance]) -> dict[str, frozenset[str]]:
    """For each domain, the domains of the same person: what one article brings together."""
    group = {domain: {domain} for a in era for domain in a.domains}
    for appearance in era:
        for one, other in pairwise(sorted(appearance.domains)):
            _join(group, one, other)
    if len({id(domains) for domains in group.values()}) > 1:
        apart = _said_to_be_apart(era)
        for one, other in combinations(sorted(group), 2):
            if group[one] is group[other] or (one, other) in apart:
                continue
            if _bridged(
                [a for a in era if one in a.domains], [a for a in era if other in a.domains]
            ):
                _join(group, one, other)
    return {domain: frozenset(domains) for domain, domains in group.items()}


def _said_to_be_apart(era: Sequence[Appearance]) -> set[tuple[str, str]]:
    """Pairs of domains of two persons whom one article calls by the same name."""
    by_name: defaultdict[tuple[str, str], list[Appearance]] = defaultdict(list)
    for appearance in era:
        by_name[appearance.article_id, appearance.name].append(appearance)
    return {
        (one, other)
        for same in by_name.values()
        for a, b in permutations(same, 2)
        for one in a.domains
        for other in b.domains
    }


def _join(group: dict[str, set[str]], one: str, other: str) -> None:
    together = group[one] | group[other]
    for domain in together:
        group[domain] = together


def _bridged(some: Sequence[Appearance], others: Sequence[Appearance]) -> bool:
    """Whether one of the one kind and one of the other are in the same company at one time."""
    by_item: defaultdict[str, list[Appearance]] = defaultdict(list)
    for appearance in sorted((o for o in others if o.day is not None), key=order):
        for item in appearance.company:
            by_item[item].append(appearance)
    for appearance in some:
        if appearance.day is None:
            continue
        shared: defaultdict[str, list[bool]] = defaultdict(list)
        for item, person in appearance.company.items():
            for other in _within(by_item.get(item, []), appearance.day, BRIDGE_DAYS):
                shared[other.article_entity_id].append(person)
        if any(is_company(persons) for persons in shared.values()):
            return True
    return False


def _within(ordered: Sequence[Appearance], day: int, days: int) -> Iterator[Appearance]:
    start = bisect_left(ordered, day - days, key=lambda a: a.day or 0)
    for appearance in ordered[start:]:
        if (appearance.day or 0) > day + days:
            return
        yield appearance


def _birth_clusters(years: Iterable[int]) -> dict[int, int]:
    """For each year of birth, the first of those that may be the same person's."""
    cluster: dict[int, int] = {}
    last: int | None = None
    for year in sorted(set(years)):
        cluster[year] = cluster[last] if last is not None and year - last <= BIRTH_YEARS else year
        last = year
    return cluster


def _identifiers(key: str, persons: Sequence[_Person], *, several_eras: bool) -> list[str]:
    """Identifiers of the persons, who are in the order of their first appearance."""
    ids = []
    for number, person in enumerate(persons):
        if number == 0:
            ids.append(make_id("entity", "PER", key))
            continue
        apart: list[object] = []
        if person.domains is not None:
            apart += ["domain", _first_domain(person)]
        alike = [p for p in persons if p.domains == person.domains and p.era == person.era]
        if person.born is not None and (person.domains is None or len(alike) > 1):
            apart += ["born", person.born]
        if several_eras:
            apart += ["era", person.era]
        ids.append(make_id("entity", "PER", key, *apart))
    return ids


def _first_domain(person: _Person) -> str:
    """The domain that the person was first seen in, which more articles do not change."""
    return next(min(a.domains) for a in sorted(person.appearances, key=order) if a.domains)


def _reason(
    appearance: Appearance, person: _Person, persons: Sequence[_Person]
) -> tuple[str, str | None]:
    if len(persons) == 1:
        return "name", None
    several = f"one of {len(persons)} persons of this name"
    if appearance.domains and any(p.domains != person.domains for p in persons):
        return "name_and_role", f"{several}: {', '.join(sorted(appearance.domains))}"
    if appearance.birth_year is not None and any(p.born != person.born for p in persons):
        return "name_and_birth_year", f"{several}: born about {appearance.birth_year}"
    return "name_and_time", f"{several}: the only one of that time"


def _told_apart(
    ordered: Sequence[Appearance], verdicts: Mapping[str, Verdict]
) -> Iterator[tuple[str, Verdict]]:
    """Verdicts on appearances that one article keeps apart and that would become one person.

    The one of them that says who it is stays; if none or several do, none stays.
    """
    together: defaultdict[tuple[str, str, str], list[Appearance]] = defaultdict(list)
    for appearance in ordered:
        entity_id = verdicts[appearance.article_entity_id].entity_id
        if entity_id is not None:
            together[appearance.article_id, appearance.name, entity_id].append(appearance)
    for same in together.values():
        if len(same) == 1:
            continue
        saying = [a for a in same if a.domains or a.birth_year is not None]
        for appearance in same:
            if len(saying) != 1 or appearance is not saying[0]:
                yield (
                    appearance.article_entity_id,
                    Verdict(None, "local", "the article tells two persons of this name apart"),
                )
