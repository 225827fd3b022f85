"""Whom or what a word means that stands for a speaker: a chain of the article, or a role."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.layers.chains import ChainMention
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.rule import Rule
from tasks.nlp.layers.vocabulary import Method
from tasks.nlp.speakers.antecedents import Antecedents
from tasks.nlp.speakers.beside import Beside
from tasks.nlp.speakers.body_names import BodyNames
from tasks.nlp.speakers.found import Found
from tasks.nlp.speakers.groups import Groups
from tasks.nlp.speakers.index import ChainIndex, Place
from tasks.nlp.speakers.priors import PRIORS
from tasks.nlp.speakers.statements import Statements


class Meanings:
    """Looks up tokens of one doc in its chains."""

    def __init__(self, index: ChainIndex) -> None:
        self._index = index
        bodies = BodyNames(index)
        self.statements = Statements(index, bodies, self.of)
        self._groups = Groups(index)
        self._beside = Beside(index)
        self._antecedents = Antecedents(index, bodies)

    def of(self, head: Token, quotation: Quotation) -> list[Found]:
        """Whom a token means; the first of MEANINGS that applies decides, be it for nobody."""
        for rule in MEANINGS:
            found = rule.apply(self, head, quotation)
            if found is not None:
                return found
        return []

    def statement(self, head: Token, quotation: Quotation) -> list[Found] | None:
        """See MEANINGS."""
        if not is_source(head) or self._index.is_named(head.i):
            return None
        return self.statements.speakers(head, quotation)

    def group(self, head: Token, quotation: Quotation) -> list[Found] | None:
        """See MEANINGS."""
        members = self._groups.members(head)
        found = [Found(*member, None, "group", PRIORS["group"]) for member in members]
        return found or None

    def beside(self, head: Token, quotation: Quotation) -> list[Found] | None:
        """See MEANINGS."""
        place = self._index.places.get(head.i)
        if place is not None and self._index.mention(place).kind == "name":
            return None
        for token in self._beside.tokens(head, quotation):
            if self._index.is_named(token):
                return self.of(self._index.doc[token], quotation)
        return None

    def name(self, head: Token, quotation: Quotation) -> list[Found] | None:
        """See MEANINGS."""
        place = self._index.places.get(head.i)
        if place is None or not self._index.named[place[0]]:
            return None
        if head.i not in self._index.role_at and self._means_several(place):
            return None
        named = self._index.mention(place)
        found = [Found(*place, None, _method(named, quotation), named.confidence)]
        for other in self._named_with(head, named):
            found += self.of(other, quotation)
        return found

    def role(self, head: Token, quotation: Quotation) -> list[Found] | None:
        """See MEANINGS."""
        role = self._index.role(head.i)
        if role is None or not role.lacks_name:
            return None
        person = self._antecedents.person(role, quotation.spans)
        if person is None:
            return [Found(None, 0, self._index.role_at[head.i], "role", PRIORS["open_role"])]
        return [Found(*person, None, "role", PRIORS["antecedent"])]

    def kind(self, head: Token, quotation: Quotation) -> list[Found] | None:
        """See MEANINGS."""
        if head.i in self._index.role_at:
            return None
        body = self._antecedents.body(head, quotation.spans)
        return None if body is None else [Found(*body, None, "role", PRIORS["antecedent"])]

    def _named_with(self, noun: Token, mention: ChainMention) -> Iterator[Token]:
        """Other bodies that a noun names, too: "die Sender X und Y"."""
        name = None if mention.name is None else self._index.names[mention.name]
        if name is not None and name.label_ == "ORG" and noun.i < name.start:
            for other in self._index.doc[name.start].conjuncts:
                if other.i >= name.end and other.ent_type_ == "ORG":
                    yield other

    def _means_several(self, place: Place) -> bool:
        """Whether a common noun is in the plural, so that it cannot mean what has one name."""
        mention = self._index.mention(place)
        head = self._index.doc[mention.head]
        return mention.kind == "nominal" and head.morph.get("Number", []) == ["Plur"]


def _method(mention: ChainMention, quotation: Quotation) -> Method:
    if mention.kind in ("personal", "possessive", "demonstrative"):
        return "pronoun"
    if mention.name is None:
        return "role"
    return "frame" if quotation.frame_spans or quotation.cue_spans else "continuation"


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
