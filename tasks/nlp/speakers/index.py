"""One document's chains, roles and names by token: what the rules for speakers look up."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.tokens import Doc, Span

from tasks.nlp.layers.blocks import blocks_of
from tasks.nlp.layers.chains import Chain, ChainMention
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.phrases import RolePhrase

Place = tuple[int, int]
"""A chain, and which of its mentions."""
NamedPlace = tuple[int, int, int]
"""The first token of a name, then its place."""


class ChainIndex:
    """Made once for a doc, and read by every rule.

    `named` and `genders` say of each chain whether it has a name, and the gender of its person.
    `names` are the doc's names by their numbers, `places` say of a token which mention it stands
    for, and `role_at` which role phrase, by its number. Starts are tokens of sentences.
    """

    def __init__(
        self,
        doc: Doc,
        chains: Sequence[Chain],
        roles: Sequence[RolePhrase],
        *,
        named: Sequence[bool],
        genders: Sequence[str],
    ) -> None:
        self.doc, self.chains, self.roles = doc, chains, roles
        self.named, self.genders = named, genders
        self.names = names_of(doc)
        self.sentence_starts = [sentence.start for sentence in doc.sents] or [0]
        self.role_at = {role.last: number for number, role in reversed(list(enumerate(roles)))}
        self.places: dict[int, Place] = {}
        for number, chain in enumerate(chains):
            for position, mention in enumerate(chain):
                for token in self._standing_for(mention):
                    self.places.setdefault(token, (number, position))

    def mention(self, place: Place) -> ChainMention:
        """The mention at a place."""
        chain, position = place
        return self.chains[chain][position]

    def name(self, place: Place) -> Span:
        """The name that the mention at a place holds; it must hold one."""
        number = self.mention(place).name
        assert number is not None
        return self.names[number]

    def sentence(self, token: int) -> int:
        """The number of a token's sentence."""
        return bisect_right(self.sentence_starts, token) - 1

    def role(self, token: int) -> RolePhrase | None:
        """The first role phrase for which a token stands."""
        number = self.role_at.get(token)
        return None if number is None else self.roles[number]

    def is_named(self, token: int) -> bool:
        """Whether a token stands for a chain that has a name."""
        place = self.places.get(token)
        return place is not None and self.named[place[0]]

    def is_person(self, chain: int) -> bool:
        """Whether a chain holds the name of a person."""
        return chain in self._persons

    @cached_property
    def persons(self) -> list[NamedPlace]:
        """The names of persons in chains that have a name, in the order of the text."""
        return sorted(self._named("PER"))

    @cached_property
    def bodies(self) -> list[NamedPlace]:
        """The same of organisations."""
        return sorted(self._named("ORG"))

    @cached_property
    def roles_of(self) -> defaultdict[int, set[str]]:
        """The nouns of the roles that the names of a chain are given."""
        chains = {
            mention.name: number
            for number, chain in enumerate(self.chains)
            for mention in chain
            if mention.name is not None
        }
        found: defaultdict[int, set[str]] = defaultdict(set)
        for role in self.roles:
            for name in role.entities:
                if name in chains:
                    found[chains[name]].add(role.role.head)
        return found

    @cached_property
    def block_starts(self) -> list[int]:
        """Where the doc's blocks start, in characters."""
        return [block.start for block in blocks_of(self.doc)]

    @cached_property
    def _persons(self) -> frozenset[int]:
        return frozenset(
            number
            for number, chain in enumerate(self.chains)
            for mention in chain
            if mention.name is not None and self.names[mention.name].label_ == "PER"
        )

    def _named(self, label: str) -> Iterator[NamedPlace]:
        for number, chain in enumerate(self.chains):
            if self.named[number]:
                for position, mention in enumerate(chain):
                    name = None if mention.name is None else self.names[mention.name]
                    if name is not None and name.label_ == label:
                        yield name.start, number, position

    def _standing_for(self, mention: ChainMention) -> Iterator[int]:
        yield mention.head
        if mention.name is not None:
            name = self.names[mention.name]
            yield from range(name.start, name.end)
