"""One document's chains, roles and names by token: what the rules for speakers look up."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from tasks.nlp.layers.blocks import blocks_of
from tasks.nlp.layers.chains import Chain, ChainMention
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.phrases import RolePhrase

Place = tuple[int, int]
"""A chain, and which of its mentions."""
NamedPlace = tuple[int, int, int]
"""A token, then the place of the name that it is of."""


class ChainIndex:
    """Made once for a doc, and read by every rule.

    `named` and `genders` say of each chain whether it has a name, and the gender of its person.
    `names` are the doc's names by their numbers, `person_names` those of persons in their order,
    and `follows` has the names of bodies and things by the token before them.

    `places` say of a token which mention it stands for, `named_tokens` which tokens stand for a
    chain with a name, `roles` and `role_at` which role phrase a token stands for, by its number.
    `persons` and `bodies` are the names in such chains by their first tokens, `person_heads` the
    persons' by the heads of their mentions; `person_chains` are all chains with a person's name.
    `roles_of` are the nouns of the roles that the names of a chain are given, `sharing` the last
    tokens of phrases that share a noun with a later one, by that noun. `sentence_starts` are
    tokens, `block_starts` characters.
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
        self.person_names = [name for name in self.names if name.label_ == "PER"]
        self.follows = {n.start - 1: n.start for n in self.names if n.label_ in ("ORG", "MISC")}
        self.sentence_starts = [sentence.start for sentence in doc.sents] or [0]
        self.block_starts = [block.start for block in blocks_of(doc)]
        self.role_at = {role.last: number for number, role in reversed(list(enumerate(roles)))}
        self.sharing: defaultdict[int, list[int]] = defaultdict(list)
        self.places: dict[int, Place] = {}
        self.persons: list[NamedPlace] = []
        self.bodies: list[NamedPlace] = []
        self.person_heads: list[NamedPlace] = []
        self.person_chains: set[int] = set()
        self.roles_of: defaultdict[int, set[str]] = defaultdict(set)
        self._chain_of_name: dict[int, int] = {}
        self._read_chains()
        self._read_roles()
        self.named_tokens = {t for t, (chain, _) in self.places.items() if named[chain]}

    def mention(self, place: Place | NamedPlace) -> ChainMention:
        """The mention at a place."""
        *_, chain, position = place
        return self.chains[chain][position]

    def name(self, place: Place | NamedPlace) -> Span:
        """The name that the mention at a place holds; it must hold one."""
        number = self.mention(place).name
        assert number is not None
        return self.names[number]

    def sentence(self, token: int) -> int:
        """The number of a token's sentence."""
        return bisect_right(self.sentence_starts, token) - 1

    def _read_chains(self) -> None:
        for number, chain in enumerate(self.chains):
            for position, mention in enumerate(chain):
                place = number, position
                self.places.setdefault(mention.head, place)
                if mention.name is None:
                    continue
                name = self.names[mention.name]
                self._chain_of_name[mention.name] = number
                for token in range(name.start, name.end):
                    self.places.setdefault(token, place)
                if name.label_ == "PER":
                    self.person_chains.add(number)
                if self.named[number] and name.label_ == "PER":
                    self.persons.append((name.start, *place))
                    self.person_heads.append((mention.head, *place))
                elif self.named[number] and name.label_ == "ORG":
                    self.bodies.append((name.start, *place))
        for places in (self.persons, self.person_heads, self.bodies):
            places.sort()

    def _read_roles(self) -> None:
        for role in self.roles:
            if role.shares_noun:
                self.sharing[role.head].append(role.last)
            for one in role.entities:
                if one in self._chain_of_name:
                    self.roles_of[self._chain_of_name[one]].add(role.role.head)
