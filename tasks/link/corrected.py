"""Corrections looked up in what was linked, and what follows from them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from tasks.link.corrections import (
    Correction,
    Gender,
    Merge,
    NotAPerson,
    Rename,
    Speaker,
    Split,
)
from tasks.link.entities import canonical_names
from tasks.link.keys import name_key
from tasks.link.names import LINKS
from tasks.nlp.layers.vocabulary import LABELS
from tasks.text.ids import make_id

_ID = re.compile(r"[0-9a-f]{16}")
_NAMED = 4

MEMBERS = pl.Schema(
    {
        "article_entity_id": pl.String(),
        "article_id": pl.String(),
        "path": pl.String(),
        "name": pl.String(),
        "label": pl.String(),
        "is_full": pl.Boolean(),
        "entity_id": pl.String(),
    }
)
"""What corrections look up in: all article entities of the entities that they may name."""

_NAMES = pl.Schema(
    {column: MEMBERS[column] for column in ("entity_id", "name", "label", "is_full")}
)

OUTCOMES = pl.Schema(
    {
        "number": pl.Int32(),
        "line": pl.Int32(),
        "kind": pl.String(),
        "subject": pl.String(),
        "status": pl.String(),
        "message": pl.String(),
    }
)
"""The rows of the table `corrections`."""


class _UnknownError(Exception):
    """A correction names what is not there; the sentence says what."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What corrections change.

    `links`: new links of article entities. `names`, `genders`, `labels`: by `entity_id`.
    `speakers`: for a quotation, its speakers, none or several. `outcomes`: a row a correction.
    """

    links: pl.DataFrame
    names: Mapping[str, str] = field(default_factory=dict)
    genders: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    speakers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    outcomes: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=OUTCOMES))


def keys_named(corrections: Iterable[Correction]) -> list[tuple[str, str]]:
    """Label and key of every name that a correction may mean, sorted."""
    return sorted(
        {
            (label, name_key(name, label).key)
            for correction in corrections
            for name in _names(correction)
            for label in LABELS
        }
    )


def ids_named(corrections: Iterable[Correction]) -> list[str]:
    """What corrections name that may be an entity's identifier, and those of bodies, sorted."""
    names = {name for correction in corrections for name in _names(correction)}
    return sorted({n for n in names if _ID.fullmatch(n)} | {_body_id(n) for n in names})


def _body_id(name: str) -> str:
    """The identifier of the body that has the name, also where no article calls it so in full."""
    return make_id("entity", "ORG", name_key(name, "ORG").key)


def quotes_named(corrections: Iterable[Correction]) -> list[str]:
    """Identifiers of the quotations whose speakers are corrected, sorted."""
    return sorted({c.said.quote for c in corrections if isinstance(c.said, Speaker)})


def correct(
    corrections: Sequence[Correction], members: pl.DataFrame, quotes: frozenset[str]
) -> Corrected:
    """Look everything up and say what follows.

    `members` (`MEMBERS`) holds every entity that has a name of `keys_named` or an identifier of
    `ids_named`, whole; `quotes` those of `quotes_named` that exist. A correction that names what
    is not there changes nothing and says so in `outcomes`.
    """
    state = _State(members, quotes)
    rows = []
    for number, correction in enumerate(corrections, start=1):
        try:
            status, message = "applied", state.apply(correction)
        except _UnknownError as error:
            status, message = "unused", str(error)
        subject = ", ".join(_subject(correction))
        rows.append((number, correction.line, correction.kind, subject, status, message))
    return Corrected(
        links=state.links(),
        names=state.names,
        genders=state.genders,
        labels=state.labels,
        speakers=state.speakers,
        outcomes=pl.DataFrame(rows, schema=OUTCOMES, orient="row"),
    )


def _names(correction: Correction) -> list[str]:
    match correction.said:
        case Merge(names=names) | Speaker(names=names):
            return list(names)
        case Rename(name=name, to=to):
            return [name, to]
        case said:
            return [said.name]


def _subject(correction: Correction) -> list[str]:
    match correction.said:
        case Merge(names=names):
            return list(names)
        case Speaker(quote=quote):
            return [quote]
        case said:
            return [said.name]


@dataclass(slots=True)
class _Member:
    article_entity_id: str
    articles: frozenset[str]
    name: str
    keys: tuple[str, str]
    full: bool


class _State:
    """The entities that corrections name, as the corrections before have left them."""

    def __init__(self, members: pl.DataFrame, quotes: frozenset[str]) -> None:
        self.names: dict[str, str] = {}
        self.genders: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.speakers: dict[str, Sequence[str]] = {}
        self._quotes = quotes
        self._members: defaultdict[str, dict[str, _Member]] = defaultdict(dict)
        self._label: dict[str, str] = {}
        self._moved: dict[str, str] = {}
        self._links: dict[str, tuple[str, str]] = {}
        for row in members.select(MEMBERS.names()).sort("article_entity_id").iter_rows():
            article_entity_id, article_id, path, name, label, full, entity_id = row
            key = (label, name_key(name, label).key)
            self._members[entity_id][article_entity_id] = _Member(
                article_entity_id, frozenset({article_id, path}), name, key, full
            )
            self._label[entity_id] = label

    def apply(self, correction: Correction) -> str:
        """Carry out one correction; return what it did. Raises _UnknownError."""
        match correction.said:
            case Split() as said:
                return self._split(said, correction.place)
            case Merge() as said:
                return self._merge(said, correction.place)
            case NotAPerson() as said:
                return self._no_person(said, correction.place)
            case Rename() as said:
                entity_id = self._find(said.name)
                self.names[entity_id] = said.to
                return f"{entity_id} is called {said.to}"
            case Gender() as said:
                entity_id = self._find(said.name, person=True)
                self.genders[entity_id] = said.gender
                return f"{entity_id} is {said.gender}"
            case Speaker() as said:
                if said.quote not in self._quotes:
                    raise _UnknownError(f"there is no quotation {said.quote}")
                ids = list(dict.fromkeys(self._find(name) for name in said.names))
                self.speakers[said.quote] = ids
                return f"said by {', '.join(ids)}" if ids else "said by nobody who is known"
        raise AssertionError(correction.kind)

    def links(self) -> pl.DataFrame:
        """The links that have changed."""
        rows = [
            (article_entity_id, entity_id, "correction", evidence)
            for article_entity_id, (entity_id, evidence) in sorted(self._links.items())
        ]
        return pl.DataFrame(rows, schema=LINKS, orient="row")

    def _split(self, said: Split, place: str) -> str:
        entity_id = self._find(said.name, person=True)
        wanted = set(said.articles)
        found = [m for m in self._members[entity_id].values() if m.articles & wanted]
        missing = sorted(wanted - {a for m in found for a in m.articles})
        if not found:
            raise _UnknownError(
                f"{said.name} is named in no article {', '.join(missing)} (its whole path below "
                "the seed folder, or its identifier)"
            )
        # Made of what the file says, so that an article that is edited changes nothing.
        new = make_id("entity", "PER", entity_id, "split", sorted(wanted)[0])
        self._label[new] = self._label[entity_id]
        self._move(found, entity_id, new, f"{place}: split")
        message = f"{len(found)} articles go to {new}"
        return message + (f"; not named in {', '.join(missing)}" if missing else "")

    def _merge(self, said: Merge, place: str) -> str:
        ids = list(dict.fromkeys(self._find(name) for name in said.names))
        if len(ids) == 1:
            raise _UnknownError(f"all these names are {ids[0]} already")
        first, *others = ids
        self.names.setdefault(first, self._canonical(first))
        # Else the kind would be what most of the names are taken for.
        self.labels[first] = self._label[first]
        for other in others:
            self._move(list(self._members[other].values()), other, first, f"{place}: merge")
            self._moved[other] = first
        return f"{', '.join(others)} become {first}"

    def _canonical(self, entity_id: str) -> str:
        """The name that an entity has by those of its articles."""
        label = self._label[entity_id]
        rows = [(entity_id, m.name, label, m.full) for m in self._members[entity_id].values()]
        name: str = canonical_names(pl.DataFrame(rows, schema=_NAMES, orient="row"))["name"][0]
        return name

    def _no_person(self, said: NotAPerson, place: str) -> str:
        entity_id = self._find(said.name, person=True)
        new = make_id("entity", said.label, name_key(said.name, said.label).key)
        self._move(
            list(self._members[entity_id].values()), entity_id, new, f"{place}: not_a_person"
        )
        self._moved[entity_id] = new
        self._label[new] = self.labels[new] = said.label
        return f"{entity_id} becomes {new}, {said.label}"

    def _move(self, members: Iterable[_Member], old: str, new: str, evidence: str) -> None:
        for member in members:
            del self._members[old][member.article_entity_id]
            self._members[new][member.article_entity_id] = member
            self._links[member.article_entity_id] = (new, evidence)

    def _find(self, name: str, *, person: bool = False) -> str:
        """The one entity that is meant. Raises _UnknownError when there is none, or several."""
        if _ID.fullmatch(name):
            entity_id = name
            while entity_id in self._moved:
                entity_id = self._moved[entity_id]
            if self._members.get(entity_id):
                return entity_id
            raise _UnknownError(f"there is no entity {name}")
        found = self._called(name, person=person)
        if len(found) == 1:
            return found[0]
        whom = "person" if person else "entity"
        if not found:
            raise _UnknownError(f"no {whom} is called {name}")
        shown = ", ".join(found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
        raise _UnknownError(
            f"{len(found)} entities are called {name} ({shown}); name one by its identifier"
        )

    def _called(self, name: str, *, person: bool) -> list[str]:
        """Entities of that name; those who have it in full before those who are only called so."""
        labels = ("PER",) if person else LABELS
        keys = {(label, name_key(name, label).key) for label in labels}
        full: set[str] = {entity_id for entity_id, new in self.names.items() if new == name}
        if not person and self._members.get(_body_id(name)):
            full.add(_body_id(name))
        short: set[str] = set()
        for entity_id, members in self._members.items():
            if person and self._label[entity_id] != "PER":
                continue
            for member in members.values():
                if member.keys in keys:
                    (full if member.full else short).add(entity_id)
        return sorted(full or short)
