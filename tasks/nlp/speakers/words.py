"""The speaker of a quotation by its own words: those for the speaker, its verb, its statements."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.phrases.bodies import is_kind
from tasks.nlp.phrases.noun_phrases import has_plural_verb
from tasks.nlp.quotations.speaker_words import heads_of, tokens_of
from tasks.nlp.speakers.account import Account
from tasks.nlp.speakers.beside import BESIDE
from tasks.nlp.speakers.cue_arguments import speaking, who_speaks
from tasks.nlp.speakers.found import Found, again
from tasks.nlp.speakers.index import ChainIndex
from tasks.nlp.speakers.priors import PRIORS
from tasks.nlp.speakers.statements import is_own, source

_SUBJECT = "nsubj"


def by_words(account: Account, number: int) -> list[Found]:
    """Whom the words for the speaker mean, the first of them that mean anybody."""
    index, quotation = account.index, account.quotations[number]
    for heads in heads_of(index.doc, quotation.speaker_spans):
        found: dict[tuple[int | None, int | None], Found] = {}
        heads = [who_speaks(head, quotation) for head in heads]
        for head in _with_others(index, heads, quotation):
            for one in account.lookup.meaning(head, quotation):
                found.setdefault((one.chain, one.role), one)
        if found:
            return list(found.values())
    return list(_any_person(account, quotation))[:1]


def by_verb(account: Account, number: int) -> list[Found]:
    """Of a quotation without words for its speaker, whom the verb of saying has as argument."""
    quotation = account.quotations[number]
    tokens = () if quotation.speaker_spans else speaking(account.index.doc, quotation)
    found = (one for token in tokens for one in account.lookup.meaning(token, quotation))
    return [again(one, one.method, sure=one.sure * PRIORS["antecedent"]) for one in found][:1]


def by_own_words(account: Account, number: int) -> list[Found]:
    """Of such a quotation, of whom something is said 'nach eigenen Angaben'."""
    quotation = account.quotations[number]
    if quotation.speaker_spans:
        return []
    spans = (*quotation.frame_spans, *quotation.cue_spans, *quotation.spans)
    for token in tokens_of(account.index.doc, spans):
        if is_source(token) and is_own(token):
            return list(source(account.lookup, token, quotation))
    return []


def _with_others(index: ChainIndex, heads: list[Token], quotation: Quotation) -> Iterator[Token]:
    """These tokens, phrases that share their noun, and other subjects of a plural verb."""
    for head in heads:
        yield from (index.doc[token] for token in index.sharing.get(head.i, ()))
        yield head
        subject = head
        # The words may be a name, or a part of one, that stands beside its role.
        while subject.dep_ in BESIDE:
            subject = subject.head
        if subject.dep_ == _SUBJECT and has_plural_verb(subject):
            names = [child for child in subject.children if child.dep_ == "appos"]
            others = [token for one in (subject, *names) for token in one.conjuncts]
            if not others and subject.morph.get("Number", []) == ["Sing"]:
                others = list(_names_after_and(index, quotation))
            yield from (token for token in others if token not in heads)


def _names_after_and(index: ChainIndex, quotation: Quotation) -> Iterator[Token]:
    """Persons in the speaker's words behind a conjunction that the parser made nothing of."""
    for span in quotation.speaker_spans:
        joined = False
        for token in tokens_of(index.doc, [span]):
            joined = joined or token.tag_ == "KON"
            if joined and token.ent_type_ == "PER" and token.ent_iob_ == "B":
                yield token


def _any_person(account: Account, quotation: Quotation) -> Iterator[Found]:
    """The persons named in the speaker's words, whatever hangs on what."""
    for token in tokens_of(account.index.doc, quotation.speaker_spans):
        # "die Regierung Bush" is not Bush.
        of_body = token.dep_ in BESIDE and is_kind(token.head)
        # Nor is "eine Agentur von Weber" Weber.
        other = "Gen" in token.morph.get("Case", []) or any(
            child.dep_ == "case" for child in token.children
        )
        if token.ent_type_ == "PER" and not other and not of_body:
            yield from account.lookup.meaning(token, quotation)
