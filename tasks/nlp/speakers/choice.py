"""Who utters a quotation: from the words that name the speaker to the entity that they mean."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc, Token

from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.layers.chains import Chain, ChainMention
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.phrases import RolePhrase
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.speakers import Speaker
from tasks.nlp.layers.vocabulary import Evidence, Method
from tasks.nlp.phrases.bodies import is_kind
from tasks.nlp.phrases.groups import Groups
from tasks.nlp.phrases.sources import authors
from tasks.nlp.quotations.speaker_words import heads_of, tokens_of
from tasks.nlp.speakers.antecedents import Antecedents
from tasks.nlp.speakers.carried import Carried
from tasks.nlp.speakers.cue_arguments import speaking, who_speaks
from tasks.nlp.speakers.found import Found, again
from tasks.nlp.speakers.priors import PRIORS

_OWN = "eigen"
_BESIDE = ("appos", "flat")
_SUBJECT = "nsubj"
# The parser calls some genitives compounds.
_ATTRIBUTES = ("nmod", "appos", "flat", "compound")


def find_speakers(
    doc: Doc,
    quotations: Sequence[Quotation],
    chains: Sequence[Chain],
    roles: Sequence[RolePhrase],
    *,
    named: Sequence[bool],
    genders: Sequence[str],
) -> list[Speaker]:
    """All speakers that have a name, or a role that may have one elsewhere.

    `named` and `genders` say of each chain whether it has a name, and the gender of its person.
    """
    finder = _Finder(doc, chains, roles, named, genders)
    carried = Carried(doc, chains, finder.places, named, genders)
    # The first that finds somebody decides.
    sources: dict[Evidence, Callable[[int, Quotation], list[Found]]] = {
        "words": lambda _, quotation: finder.speakers(quotation),
        "verb": lambda _, quotation: finder.by_verb(quotation),
        "own_words": lambda _, quotation: finder.by_own_words(quotation),
        "taken_up": lambda _, quotation: carried.taken_up(quotation),
        "implied": lambda number, _: carried.implied(number, quotations, found),
    }
    found: list[list[Found]] = []
    speakers: list[Speaker] = []
    for number, quotation in enumerate(quotations):
        said_by: list[Found] = []
        for evidence, ask in sources.items():
            said_by = ask(number, quotation)
            if said_by:
                speakers += (
                    Speaker(number, s.chain, s.mention, s.role, s.method, s.sure, evidence)
                    for s in said_by
                )
                break
        found.append(said_by)
        carried.note(quotation, said_by)
    return speakers


class _Finder:
    """Looks up tokens of one doc in its chains."""

    def __init__(
        self,
        doc: Doc,
        chains: Sequence[Chain],
        roles: Sequence[RolePhrase],
        named: Sequence[bool],
        genders: Sequence[str],
    ) -> None:
        self._doc = doc
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
        self._sharing: defaultdict[int, list[int]] = defaultdict(list)
        for role in roles:
            if role.shares_noun:
                self._sharing[role.head].append(role.last)
        self._roles = roles
        self._groups = Groups(doc, chains, roles, named)
        self._antecedents = Antecedents(doc, chains, named, genders)
        self._persons = [ent for ent in self._ents if ent.label_ == "PER"]
        self._person_starts = [ent.start for ent in self._persons]
        # Names by the token before them: "die Gruppe" of a name.
        self._follows = {e.start - 1: [e.start] for e in self._ents if e.label_ in ("ORG", "MISC")}

    def _standing_for(self, mention: ChainMention) -> Iterator[int]:
        yield mention.head
        if mention.name is not None:
            name = self._ents[mention.name]
            yield from range(name.start, name.end)

    def speakers(self, quotation: Quotation) -> list[Found]:
        """Speakers whom the quotation's own speaker words name."""
        for heads in heads_of(self._doc, quotation.speaker_spans):
            found: dict[tuple[int | None, int | None], Found] = {}
            heads = [who_speaks(head, quotation) for head in heads]
            for head in self._with_others(heads, quotation):
                for one in self._meant(head, quotation):
                    found.setdefault((one.chain, one.role), one)
            if found:
                return list(found.values())
        return list(self._any_person(quotation))[:1]

    def by_verb(self, quotation: Quotation) -> list[Found]:
        """Speakers of a quotation without words for them, whom its verb has as an argument."""
        tokens = () if quotation.speaker_spans else speaking(self._doc, quotation)
        found = (one for token in tokens for one in self._meant(token, quotation))
        return [again(one, one.method, sure=one.sure * PRIORS["antecedent"]) for one in found][:1]

    def by_own_words(self, quotation: Quotation) -> list[Found]:
        """The subject of what is said of somebody "nach eigenen Angaben"."""
        if quotation.speaker_spans:
            return []
        spans = (*quotation.frame_spans, *quotation.cue_spans, *quotation.spans)
        for token in tokens_of(self._doc, spans):
            if is_source(token) and _is_own(token):
                return list(self._source(token, quotation))
        return []

    def _with_others(self, heads: list[Token], quotation: Quotation) -> Iterator[Token]:
        """These tokens, phrases that share their noun, and other subjects of a plural verb."""
        for head in heads:
            yield from (self._doc[token] for token in self._sharing[head.i])
            yield head
            subject = head
            # The words may be a name, or a part of one, that stands beside its role.
            while subject.dep_ in _BESIDE:
                subject = subject.head
            if subject.dep_ == _SUBJECT and self._groups.is_plural(subject):
                names = [child for child in subject.children if child.dep_ == "appos"]
                others = [token for one in (subject, *names) for token in one.conjuncts]
                if not others and subject.morph.get("Number", []) == ["Sing"]:
                    others = list(self._names_after_and(quotation))
                yield from (token for token in others if token not in heads)

    def _names_after_and(self, quotation: Quotation) -> Iterator[Token]:
        """Persons in the speaker's words behind a conjunction that the parser made nothing of."""
        for span in quotation.speaker_spans:
            joined = False
            for token in tokens_of(self._doc, [span]):
                joined = joined or token.tag_ == "KON"
                if joined and token.ent_type_ == "PER" and token.ent_iob_ == "B":
                    yield token

    def _any_person(self, quotation: Quotation) -> Iterator[Found]:
        """The persons named in the speaker's words, whatever hangs on what."""
        for token in tokens_of(self._doc, quotation.speaker_spans):
            # "die Regierung Bush" is not Bush.
            of_body = token.dep_ in _BESIDE and is_kind(token.head)
            # Nor is "eine Agentur von Weber" Weber.
            other = "Gen" in token.morph.get("Case", []) or any(
                child.dep_ == "case" for child in token.children
            )
            if token.ent_type_ == "PER" and not other and not of_body:
                yield from self._meant(token, quotation)

    def _meant(self, head: Token, quotation: Quotation) -> Iterator[Found]:
        if is_source(head) and head.i not in self._named_at:
            found = list(self._source(head, quotation)) or list(self._said_before(head, quotation))
            yield from found
            return
        group = self._groups.members(head)
        if group:
            for chain, mention in group:
                yield Found(chain, mention, None, "group", PRIORS["group"])
            return
        place = self.places.get(head.i)
        role = self._role_at.get(head.i)
        if place is None or self._chains[place[0]][place[1]].kind != "name":
            for token in self._beside(head, role, quotation):
                if token in self.places and self._named[self.places[token][0]]:
                    yield from self._meant(self._doc[token], quotation)
                    return
        several = place is not None and role is None and self._means_several(place)
        if place is not None and self._named[place[0]] and not several:
            chain, position = place
            named = self._chains[chain][position]
            yield Found(chain, position, None, self._method(named, quotation), named.confidence)
            for other in self._named_with(head, named):
                yield from self._meant(other, quotation)
            return
        if role is not None and self._roles[role].lacks_name:
            person = self._antecedents.person(self._roles[role], quotation.spans)
            if person is not None:
                yield Found(*person, None, "role", PRIORS["antecedent"])
            else:
                yield Found(None, 0, role, "role", PRIORS["open_role"])
            return
        body = self._antecedents.body(head, quotation.spans) if role is None else None
        if body is not None:
            yield Found(*body, None, "role", PRIORS["antecedent"])

    def _named_with(self, noun: Token, mention: ChainMention) -> Iterator[Token]:
        """Other bodies that a noun names, too: "die Sender X und Y"."""
        name = None if mention.name is None else self._ents[mention.name]
        if name is not None and name.label_ == "ORG" and noun.i < name.start:
            for other in self._doc[name.start].conjuncts:
                if other.i >= name.end and other.ent_type_ == "ORG":
                    yield other

    def _means_several(self, place: tuple[int, int]) -> bool:
        """Whether a common noun is in the plural, so that it cannot mean what has one name."""
        mention = self._chains[place[0]][place[1]]
        return mention.kind == "nominal" and self._doc[mention.head].morph.get("Number", []) == [
            "Plur"
        ]

    def _said_before(self, noun: Token, quotation: Quotation) -> Iterator[Found]:
        """The one whose statement a noun takes up: "der Studie" of an institute named before."""
        court = self._antecedents.court(noun)
        if court is not None:
            yield Found(*court, None, "role", PRIORS["antecedent"])
            return
        for earlier in self._antecedents.statements(noun):
            found = list(self._source(earlier, quotation))
            for author in () if found else authors(earlier):
                found = list(self._meant(author, quotation))
            if found:
                yield from (again(one, "role", sure=PRIORS["antecedent"]) for one in found)
                return

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
                if self._doc[ent.start - 1].text == ",":
                    found.append(ent.start)
        return found

    def _source(self, noun: Token, quotation: Quotation) -> Iterator[Found]:
        """The one whose statement, opinion or report a noun names."""
        author = self._antecedents.author(noun)
        if author is not None:
            yield Found(*author, None, "frame", PRIORS["author"])
            return
        for child in noun.children:
            attribute = child.dep_.split(":")[0] in _ATTRIBUTES and not child.is_punct
            # "Aussagen Webers", "Webers Aussagen".
            if (attribute and (child.i > noun.i or child.ent_type_)) or child.tag_ == "PPOSAT":
                yield from self._meant(child, quotation)
                for joined in child.conjuncts:
                    yield from self._meant(joined, quotation)
        if _is_own(noun):
            verb = noun.head
            for token in verb.children:
                if token.dep_ == _SUBJECT:
                    yield from self._meant(token, quotation)

    def _method(self, mention: ChainMention, quotation: Quotation) -> Method:
        if mention.kind in ("personal", "possessive", "demonstrative"):
            return "pronoun"
        if mention.name is None:
            return "role"
        return "frame" if quotation.frame_spans or quotation.cue_spans else "continuation"


def _is_own(noun: Token) -> bool:
    return any(child.lemma_.startswith(_OWN) for child in noun.children)
