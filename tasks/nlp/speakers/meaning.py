"""Whom or what a word means that stands for a speaker: a chain of the article, or a role."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc, Token

from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.layers.chains import Chain, ChainMention
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.phrases import RolePhrase
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.rule import Rule
from tasks.nlp.layers.vocabulary import Method
from tasks.nlp.phrases.bodies import is_kind
from tasks.nlp.phrases.groups import Groups
from tasks.nlp.phrases.sources import authors
from tasks.nlp.speakers.antecedents import Antecedents
from tasks.nlp.speakers.found import Found, again
from tasks.nlp.speakers.priors import PRIORS

BESIDE = ("appos", "flat")
"""Relations of what stands beside a noun for the same."""
SUBJECT = "nsubj"
_OWN = "eigen"
# The parser calls some genitives compounds.
_ATTRIBUTES = ("nmod", "appos", "flat", "compound")


class Meanings:
    """Looks up tokens of one doc in its chains.

    `named` and `genders` say of each chain whether it has a name, and the gender of its person.
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
        self.doc = doc
        self._ents = names_of(doc)
        self._chains = chains
        self._named = named
        self.places: dict[int, tuple[int, int]] = {}
        for number, chain in enumerate(chains):
            for position, mention in enumerate(chain):
                for token in self._standing_for(mention):
                    self.places.setdefault(token, (number, position))
        self._named_at = {token for token, (chain, _) in self.places.items() if named[chain]}
        self._role_at = {role.last: number for number, role in reversed(list(enumerate(roles)))}
        self._roles = roles
        self._groups = Groups(doc, chains, roles, named)
        self._antecedents = Antecedents(doc, chains, named, genders)
        self._persons = [ent for ent in self._ents if ent.label_ == "PER"]
        self._person_starts = [ent.start for ent in self._persons]
        # Names by the token before them: "die Gruppe" of a name.
        self._follows = {e.start - 1: [e.start] for e in self._ents if e.label_ in ("ORG", "MISC")}

    def of(self, head: Token, quotation: Quotation) -> list[Found]:
        """Whom a token means; the first of MEANINGS that applies decides, be it for nobody."""
        for rule in MEANINGS:
            found = rule.apply(self, head, quotation)
            if found is not None:
                return found
        return []

    def statement(self, head: Token, quotation: Quotation) -> list[Found] | None:
        """See MEANINGS."""
        if not is_source(head) or head.i in self._named_at:
            return None
        return list(self.source(head, quotation)) or list(self._said_before(head, quotation))

    def group(self, head: Token, quotation: Quotation) -> list[Found] | None:
        """See MEANINGS."""
        members = self._groups.members(head)
        found = [Found(*member, None, "group", PRIORS["group"]) for member in members]
        return found or None

    def beside(self, head: Token, quotation: Quotation) -> list[Found] | None:
        """See MEANINGS."""
        place = self.places.get(head.i)
        if place is not None and self._chains[place[0]][place[1]].kind == "name":
            return None
        for token in self._beside(head, self._role_at.get(head.i), quotation):
            if token in self._named_at:
                return self.of(self.doc[token], quotation)
        return None

    def name(self, head: Token, quotation: Quotation) -> list[Found] | None:
        """See MEANINGS."""
        place = self.places.get(head.i)
        if place is None or not self._named[place[0]]:
            return None
        if head.i not in self._role_at and self._means_several(place):
            return None
        chain, position = place
        named = self._chains[chain][position]
        method = self._method(named, quotation)
        found = [Found(chain, position, None, method, named.confidence)]
        for other in self._named_with(head, named):
            found += self.of(other, quotation)
        return found

    def role(self, head: Token, quotation: Quotation) -> list[Found] | None:
        """See MEANINGS."""
        number = self._role_at.get(head.i)
        if number is None or not self._roles[number].lacks_name:
            return None
        person = self._antecedents.person(self._roles[number], quotation.spans)
        if person is None:
            return [Found(None, 0, number, "role", PRIORS["open_role"])]
        return [Found(*person, None, "role", PRIORS["antecedent"])]

    def kind(self, head: Token, quotation: Quotation) -> list[Found] | None:
        """See MEANINGS."""
        if head.i in self._role_at:
            return None
        body = self._antecedents.body(head, quotation.spans)
        return None if body is None else [Found(*body, None, "role", PRIORS["antecedent"])]

    def _standing_for(self, mention: ChainMention) -> Iterator[int]:
        yield mention.head
        if mention.name is not None:
            name = self._ents[mention.name]
            yield from range(name.start, name.end)

    def source(self, noun: Token, quotation: Quotation) -> Iterator[Found]:
        """The one whose statement, opinion or report a noun names."""
        author = self._antecedents.author(noun)
        if author is not None:
            yield Found(*author, None, "frame", PRIORS["author"])
            return
        for child in noun.children:
            attribute = child.dep_.split(":")[0] in _ATTRIBUTES and not child.is_punct
            # "Aussagen Webers", "Webers Aussagen".
            if (attribute and (child.i > noun.i or child.ent_type_)) or child.tag_ == "PPOSAT":
                yield from self.of(child, quotation)
                for joined in child.conjuncts:
                    yield from self.of(joined, quotation)
        if is_own(noun):
            verb = noun.head
            for token in verb.children:
                if token.dep_ == SUBJECT:
                    yield from self.of(token, quotation)

    def _said_before(self, noun: Token, quotation: Quotation) -> Iterator[Found]:
        """The one whose statement a noun takes up: "der Studie" of an institute named before."""
        court = self._antecedents.court(noun)
        if court is not None:
            yield Found(*court, None, "role", PRIORS["antecedent"])
            return
        for earlier in self._antecedents.statements(noun):
            found = list(self.source(earlier, quotation))
            for author in () if found else authors(earlier):
                found = list(self.of(author, quotation))
            if found:
                yield from (again(one, "role", sure=PRIORS["antecedent"]) for one in found)
                return

    def _named_with(self, noun: Token, mention: ChainMention) -> Iterator[Token]:
        """Other bodies that a noun names, too: "die Sender X und Y"."""
        name = None if mention.name is None else self._ents[mention.name]
        if name is not None and name.label_ == "ORG" and noun.i < name.start:
            for other in self.doc[name.start].conjuncts:
                if other.i >= name.end and other.ent_type_ == "ORG":
                    yield other

    def _means_several(self, place: tuple[int, int]) -> bool:
        """Whether a common noun is in the plural, so that it cannot mean what has one name."""
        mention = self._chains[place[0]][place[1]]
        return mention.kind == "nominal" and self.doc[mention.head].morph.get("Number", []) == [
            "Plur"
        ]

    def _beside(self, head: Token, role: int | None, quotation: Quotation) -> list[int]:
        """Names that stand beside a noun for the same: by role, by apposition, after a comma."""
        entities = () if role is None else self._roles[role].entities
        found = [self._ents[name].start for name in entities]
        beside = [
            child for child in head.children if child.dep_ in ("appos", "flat") and child.i > head.i
        ]
        if role is None:
            # "die Regierung Bush" is not Bush.
            beside = [child for child in beside if child.ent_type_ != "PER"]
        else:
            # Nor is "die Anwältin Webers" Weber.
            beside = [child for child in beside if child.i >= self._roles[role].end]
        found += self._follows.get(head.i, []) if role is None and is_kind(head) else []
        found += [child.i for child in sorted(beside, key=lambda c: (c.ent_type_ != "PER", c.i))]
        if role is not None and self._roles[role].number != "plural":
            end = quotation.speaker_spans[-1][1] if quotation.speaker_spans else 0
            for ent in self._persons[bisect_right(self._person_starts, head.i) :]:
                if ent.end_char > end:
                    break
                if self.doc[ent.start - 1].text == ",":
                    found.append(ent.start)
        return found

    def _method(self, mention: ChainMention, quotation: Quotation) -> Method:
        if mention.kind in ("personal", "possessive", "demonstrative"):
            return "pronoun"
        if mention.name is None:
            return "role"
        return "frame" if quotation.frame_spans or quotation.cue_spans else "continuation"


def is_own(noun: Token) -> bool:
    """Whether a statement is somebody's own: "nach eigenen Angaben"."""
    return any(child.lemma_.startswith(_OWN) for child in noun.children)


_Meaning = Callable[[Meanings, Token, Quotation], list[Found] | None]

MEANINGS: tuple[Rule[_Meaning], ...] = (
    Rule("statement", Meanings.statement, "a statement means whose it is: 'Angaben der Polizei'"),
    Rule("group", Meanings.group, "a plural means the names that it sums up: 'die beiden'"),
    Rule("beside", Meanings.beside, "a noun means the name that stands beside it"),
    Rule("name", Meanings.name, "a word of a chain with a name means that chain"),
    Rule("role", Meanings.role, "a role means the person named before, or whoever has it"),
    Rule("kind", Meanings.kind, "a kind of body means the only one that was named"),
)
"""The first that applies decides."""
