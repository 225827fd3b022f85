"""The names of an article that mean the same."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.nlp.layers.layer import Layer
from tasks.nlp.layers.phrases import RolePhrase
from tasks.nlp.layers.vocabulary import Gender, GenderSource, Label


@dataclass(frozen=True, slots=True)
class NameCluster:
    """Names that mean one person, organisation, place or other thing.

    `names` are their numbers, `forms` their nominatives without titles. `name` is the
    fullest of them, `full` whether a person's has given name and surname. `roles` are the phrases
    that introduce it.
    """

    number: int
    label: Label
    names: tuple[int, ...]
    forms: tuple[str, ...]
    name: str
    full: bool
    gender: Gender
    gender_source: GenderSource
    roles: tuple[RolePhrase, ...] = ()

    def may_hold(self, role: RolePhrase) -> bool:
        """Whether a phrase about one person can mean this one, because of a role it was given."""
        return (
            self.label == "PER"
            and self._agrees(role)
            and any(_same_role(own, role) for own in self.roles)
        )

    def holds(self, role: RolePhrase) -> bool:
        """Whether it was given that very role, for the same place where the phrase names one."""
        return self.may_hold(role) and any(
            own.role.stem == role.role.stem and own.place == role.place for own in self.roles
        )

    def _agrees(self, role: RolePhrase) -> bool:
        return "unknown" in (self.gender, role.gender) or self.gender == role.gender


def _same_role(own: RolePhrase, role: RolePhrase) -> bool:
    """Whether a person with the one role may be meant by the other: the minister by "Minister"."""
    stems = own.role.stem == role.role.stem or own.role.stem.endswith(role.role.stem)
    places = own.place is None or role.place is None or own.place == role.place
    return stems and places and (own.former or not role.former)


CLUSTERS: Layer[NameCluster] = Layer("name_clusters", NameCluster)
"""In order of their first name; a cluster's number is its place."""
