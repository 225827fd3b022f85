"""Who utters a quotation: from the words that name the speaker to the entity that they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import cast

from spacy.tokens import Token

from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.rule import Rule
from tasks.nlp.layers.speakers import Speaker
from tasks.nlp.layers.vocabulary import Evidence
from tasks.nlp.phrases.bodies import is_kind
from tasks.nlp.phrases.noun_phrases import has_plural_verb
from tasks.nlp.quotations.speaker_words import heads_of, tokens_of
from tasks.nlp.speakers.beside import BESIDE
from tasks.nlp.speakers.carried import Carried
from tasks.nlp.speakers.cue_arguments import speaking, who_speaks
from tasks.nlp.speakers.found import Found, again
from tasks.nlp.speakers.index import ChainIndex
from tasks.nlp.speakers.meaning import Meanings
from tasks.nlp.speakers.priors import PRIORS
from tasks.nlp.speakers.statements import is_own

_SUBJECT = "nsubj"


def find_speakers(index: ChainIndex, quotations: Sequence[Quotation]) -> list[Speaker]:
    """All speakers that have a name, or a role that may have one elsewhere."""
    choice = _Choice(index, quotations)
    speakers: list[Speaker] = []
    for number in range(len(quotations)):
        speakers += choice.of(number)
    return speakers


class _Choice:
    """Goes through the quotations of one doc in their order."""

    def __init__(self, index: ChainIndex, quotations: Sequence[Quotation]) -> None:
        self._doc = index.doc
        self._quotations = quotations
        self._meanings = Meanings(index)
        self._carried = Carried(index)
        self._found: list[list[Found]] = []
        self._sharing: defaultdict[int, list[int]] = defaultdict(list)
        for role in index.roles:
            if role.shares_noun:
                self._sharing[role.head].append(role.last)

    def of(self, number: int) -> Iterator[Speaker]:
        """The speakers of a quotation, by the first of SOURCES that finds somebody."""
        found: list[Found] = []
        for source in SOURCES:
            found = source.apply(self, number)
            if found:
                break
        self._found.append(found)
        self._carried.note(self._quotations[number], found)
        evidence = cast(Evidence, source.name)
        for s in found:
            yield Speaker(number, s.chain, s.mention, s.role, s.method, s.sure, evidence)

    def by_words(self, number: int) -> list[Found]:
        """See SOURCES."""
        quotation = self._quotations[number]
        for heads in heads_of(self._doc, quotation.speaker_spans):
            found: dict[tuple[int | None, int | None], Found] = {}
            heads = [who_speaks(head, quotation) for head in heads]
            for head in self._with_others(heads, quotation):
                for one in self._meanings.of(head, quotation):
                    found.setdefault((one.chain, one.role), one)
            if found:
                return list(found.values())
        return list(self._any_person(quotation))[:1]

    def by_verb(self, number: int) -> list[Found]:
        """See SOURCES."""
        quotation = self._quotations[number]
        tokens = () if quotation.speaker_spans else speaking(self._doc, quotation)
        found = (one for token in tokens for one in self._meanings.of(token, quotation))
        return [again(one, one.method, sure=one.sure * PRIORS["antecedent"]) for one in found][:1]

    def by_own_words(self, number: int) -> list[Found]:
        """See SOURCES."""
        quotation = self._quotations[number]
        if quotation.speaker_spans:
            return []
        spans = (*quotation.frame_spans, *quotation.cue_spans, *quotation.spans)
        for token in tokens_of(self._doc, spans):
            if is_source(token) and is_own(token):
                return list(self._meanings.statements.source(token, quotation))
        return []

    def taken_up(self, number: int) -> list[Found]:
        """See SOURCES."""
        return self._carried.taken_up(self._quotations[number])

    def implied(self, number: int) -> list[Found]:
        """See SOURCES."""
        return self._carried.implied(number, self._quotations, self._found)

    def _with_others(self, heads: list[Token], quotation: Quotation) -> Iterator[Token]:
        """These tokens, phrases that share their noun, and other subjects of a plural verb."""
        for head in heads:
            yield from (self._doc[token] for token in self._sharing[head.i])
            yield head
            subject = head
            # The words may be a name, or a part of one, that stands beside its role.
            while subject.dep_ in BESIDE:
                subject = subject.head
            if subject.dep_ == _SUBJECT and has_plural_verb(subject):
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
            of_body = token.dep_ in BESIDE and is_kind(token.head)
            # Nor is "eine Agentur von Weber" Weber.
            other = "Gen" in token.morph.get("Case", []) or any(
                child.dep_ == "case" for child in token.children
            )
            if token.ent_type_ == "PER" and not other and not of_body:
                yield from self._meanings.of(token, quotation)


_Source = Callable[[_Choice, int], list[Found]]

SOURCES: tuple[Rule[_Source], ...] = (
    Rule("words", _Choice.by_words, "whom the words for the speaker mean"),
    Rule("verb", _Choice.by_verb, "without such words, whom the verb of saying has as argument"),
    Rule("own_words", _Choice.by_own_words, "of whom something is said 'nach eigenen Angaben'"),
    Rule("taken_up", _Choice.taken_up, "a pronoun that means nobody else takes up who spoke last"),
    Rule("implied", _Choice.implied, "who speaks around it or before it, without a word for it"),
)
"""The first that finds somebody decides; its name is kept with the speaker."""
