"""Who utters a quotation: from the words that name the speaker to the entity that they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.rule import Rule
from tasks.nlp.layers.speakers import Speaker
from tasks.nlp.layers.vocabulary import Evidence
from tasks.nlp.speakers.account import Account
from tasks.nlp.speakers.carried import implied, taken_up
from tasks.nlp.speakers.found import Found
from tasks.nlp.speakers.index import ChainIndex
from tasks.nlp.speakers.meaning import lookup_of
from tasks.nlp.speakers.words import by_own_words, by_verb, by_words

Source = Rule[Callable[[Account, int], list[Found]]]
"""Finds the speakers of the quotation with a number, when those before it have theirs."""


def find_speakers(index: ChainIndex, quotations: Sequence[Quotation]) -> list[Speaker]:
    """All speakers that have a name, or a role that may have one elsewhere."""
    account = Account(lookup_of(index), quotations)
    speakers: list[Speaker] = []
    for number in range(len(quotations)):
        found: list[Found] = []
        for source in SOURCES:
            found = source.apply(account, number)
            if found:
                break
        account.note(found)
        evidence = cast(Evidence, source.name)
        speakers += (
            Speaker(number, one.chain, one.mention, one.role, one.method, one.sure, evidence)
            for one in found
        )
    return speakers


SOURCES: tuple[Source, ...] = (
    Rule("words", by_words, "whom the words for the speaker mean"),
    Rule("verb", by_verb, "without such words, whom the verb of saying has as argument"),
    Rule("own_words", by_own_words, "of whom something is said 'nach eigenen Angaben'"),
    Rule("taken_up", taken_up, "a pronoun that means nobody else takes up who spoke last"),
    Rule("implied", implied, "who speaks around it or before it, without a word for it"),
)
"""The first that finds somebody decides; its name is kept with the speaker."""
