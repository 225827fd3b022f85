"""A person's gender from what one article says, then from the given name, with its source.

Evidence that disagrees makes it unknown: a wrong gender would send pronouns to the wrong person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tasks.nlp.german.given_names import gender_of_given_name
from tasks.nlp.german.name_parts import parts
from tasks.nlp.german.wordlists import pairs_of
from tasks.nlp.layers.vocabulary import Gender, GenderSource

# Of pronouns that are linked to a person, a few are linked wrongly.
_AGREEING = 0.8


def gender_of_person(
    name: str,
    *,
    pronouns: Iterable[Gender] = (),
    address: Iterable[str] = (),
    roles: Iterable[Gender] = (),
) -> tuple[Gender, GenderSource]:
    """Gender and where it is from.

    `name` is bare and in the nominative; `pronouns` are the genders of the pronouns that mean the
    person, `address` words that stand before the name (Frau, Herr, Sir), `roles` the genders of the
    nouns that one person is called by. A masculine noun may be generic: against a pronoun, an
    address or a feminine noun it says nothing.
    """
    said: dict[GenderSource, set[Gender]] = {
        "pronoun": _most(pronouns),
        "address": _known(address_gender(word) for word in address),
        "role": _known(roles),
    }
    # Feminine nouns are meant as they are, masculine ones only where nothing else is said.
    if "female" in said["role"] or said["pronoun"] or said["address"]:
        said["role"].discard("male")
    name_parts = parts(name)
    said["first_name"] = _known(
        [gender_of_given_name(name_parts.given, surname=name_parts.surname)]
    )
    genders = set().union(*said.values())
    if len(genders) > 1:
        return "unknown", "conflict"
    for source, found in said.items():
        for gender in found:
            return gender, source
    return "unknown", "none"


def address_gender(word: str) -> Gender:
    """Whom a form of address addresses; unknown for all other words."""
    found = pairs_of("address").get(word.rstrip("."))
    return "female" if found == "female" else "male" if found == "male" else "unknown"


def _known(genders: Iterable[Gender]) -> set[Gender]:
    return set(genders) - {"unknown"}


def _most(pronouns: Iterable[Gender]) -> set[Gender]:
    """The gender of nearly all pronouns; both where they disagree."""
    counts = Counter(gender for gender in pronouns if gender != "unknown")
    for gender, count in counts.items():
        if count >= _AGREEING * counts.total():
            return {gender}
    return set(counts)
