"""Which persons' names of one article mean one person.

Names are compared only where they have a key in common (`name_keys`), so that the time grows with
the number of names, and with no more than a fixed number of others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from spacy.tokens import Span

from tasks.nlp.german.gender import address_gender, gender_of_person
from tasks.nlp.german.name_keys import NameKeys
from tasks.nlp.german.roles import read_role
from tasks.nlp.layers.phrases import RoleNoun
from tasks.nlp.layers.vocabulary import Gender
from tasks.nlp.naming.name_index import MOST, NameIndex
from tasks.nlp.naming.persons import bare, fullest, is_full, may_be


@dataclass(slots=True)
class _Person:
    """Full names that are one, the numbers of all names for them, and what stands beside these.

    `fullest` is the fullest of the names, `addresses` the words of address before them, `called`
    what the article calls the person by beside a name.
    """

    forms: list[str]
    names: list[int] = field(default_factory=list)
    fullest: str = ""
    addresses: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)

    def take(self, number: int, ent: Span, name: str) -> None:
        """Take a name in, as it is written here, or with the surname that it shares."""
        self.names.append(number)
        self.fullest = fullest((self.fullest, name)) if self.fullest else name
        self.addresses.update(addresses_of(ent))
        self.called.update(_called(ent))

    @property
    def gender(self) -> Gender:
        """The person's gender by given name and addresses."""
        return gender_of_person(self.fullest, address=self.addresses)[0]


def group_persons(
    ents: Sequence[Span], numbers: Iterable[int], forms: Sequence[str]
) -> list[list[int]]:
    """Full names that may be each other are one; a short one goes to the only one it may be.

    `numbers` are positions of persons in `ents`, `forms` the nominatives of all names.
    """
    counted: defaultdict[str, list[int]] = defaultdict(list)
    for number in numbers:
        counted[forms[number]].append(number)
    persons = _full_persons(form for form in counted if is_full(form))
    for person in persons:
        for form in person.forms:
            for number in counted[form]:
                person.take(number, ents[number], form)
    fitting_of = _short_names(persons, [form for form in counted if not is_full(form)])
    nobody = []
    for form, fitting in fitting_of.items():
        alone = []
        for number in counted[form]:
            named = fitting
            if len(fitting) > 1:
                named = _meant(ents[number], fitting)
            if len(named) == 1:
                named[0].take(number, ents[number], bare(ents[number].text))
            else:
                alone.append(number)
        if alone:
            # An ambiguous one is a name that belongs to nobody for sure.
            nobody.append(alone)
    return [sorted(group) for group in (*(person.names for person in persons), *nobody)]


def addresses_of(ent: Span) -> list[str]:
    """Words of address before or within a name."""
    near = ent.doc[max(0, ent.start - 2) : ent.end]
    return [token.text for token in near if address_gender(token.text) != "unknown"]


def _full_persons(forms: Iterable[str]) -> list[_Person]:
    """Persons by their full names; one that may be two of them is a third."""
    persons: list[_Person] = []
    index = NameIndex()
    for form in forms:
        fitting = []
        keys = NameKeys(form)
        for number in sorted(set(index.found(keys.wanted_by_full())))[:MOST]:
            if all(_are_one(form, other) for other in persons[number].forms[:MOST]):
                fitting.append(persons[number])
            if len(fitting) > 1:
                break
        if len(fitting) == 1:
            fitting[0].forms.append(form)
        else:
            # All names of a person must fit, so the first one is enough to find the person by.
            index.add(keys.offered_to_full(), len(persons))
            persons.append(_Person([form]))
    return persons


def _are_one(name: str, other: str) -> bool:
    return may_be(name, other) or may_be(other, name)


def _short_names(persons: Sequence[_Person], shorts: Sequence[str]) -> dict[str, list[_Person]]:
    """The persons whom each name that is not full may mean."""
    fulls = [(form, number) for number, person in enumerate(persons) for form in person.forms]
    asked = {hash(key) for short in shorts for key in NameKeys(short).wanted_by_short()}
    alone = set(shorts)
    by_key, by_word = NameIndex(), NameIndex()
    for number, (form, _) in enumerate(fulls):
        offered = NameKeys(form).offered_to_short()
        by_key.add((key for key in offered if hash(key) in asked), number)
        by_word.add(((word,) for word in form.split()[1:] if word in alone), number)

    def fitting(numbers: Iterable[int], fits: Callable[[str], bool]) -> list[_Person]:
        near = sorted(set(numbers))[:MOST]
        found = dict.fromkeys(fulls[n][1] for n in near if fits(fulls[n][0]))
        return [persons[number] for number in found]

    return {
        short: fitting(by_key.found(NameKeys(short).wanted_by_short()), partial(may_be, short))
        # The first of two surnames: Uribe of "Álvaro Uribe Vélez".
        or fitting(by_word.found([(short,)]), lambda form: True)
        for short in shorts
    }


def _meant(ent: Span, fitting: list[_Person]) -> list[_Person]:
    """Of several with the surname, the one who is called as this name is, or has its gender."""
    called = set(_called(ent))
    genders = {address_gender(word) for word in addresses_of(ent)}
    role = _role_before(ent)
    if role is not None and role.number == "singular":
        genders.add(role.gender)
    genders.discard("unknown")
    by_call = [one for one in fitting if called & one.called]
    by_gender = [one for one in fitting if one.gender in genders] if len(genders) == 1 else []
    return next((found for found in (by_call, by_gender) if len(found) == 1), fitting)


def _called(ent: Span) -> Iterator[str]:
    """The role right before a name, its body or party, and the party in brackets behind it."""
    role, doc = _role_before(ent), ent.doc
    if role is not None:
        yield role.head
        body, hyphen, _ = doc[ent.start - 1].text.partition("-")
        if hyphen:
            yield body
    behind = doc[ent.end : ent.end + 3]
    if len(behind) == 3 and (behind[0].text, behind[2].text) == ("(", ")"):
        yield behind[1].text


def _role_before(ent: Span) -> RoleNoun | None:
    return read_role(ent.doc[ent.start - 1].text) if ent.start else None
