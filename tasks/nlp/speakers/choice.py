"""Who utters a quotation: what the rules find, and which candidate is likeliest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.rule import Rule
from tasks.nlp.layers.speakers import Speaker
from tasks.nlp.layers.vocabulary import Evidence, Method
from tasks.nlp.quotations.speaker_words import is_in
from tasks.nlp.speakers.account import Account
from tasks.nlp.speakers.candidates import Candidate
from tasks.nlp.speakers.carried import implied, taken_up
from tasks.nlp.speakers.features import Asked
from tasks.nlp.speakers.found import Found
from tasks.nlp.speakers.index import ChainIndex
from tasks.nlp.speakers.meaning import lookup_of
from tasks.nlp.speakers.network import Array
from tasks.nlp.speakers.priors import PRIORS
from tasks.nlp.speakers.words import by_own_words, by_verb, by_words

LEAST = 0.4
"""How likely somebody must be whom no rule found; chosen on the development articles."""
Source = Rule[Callable[[Account, int], list[Found]]]
"""Finds the speakers of the quotation with a number, when those before it have theirs."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who speaks, and what tells so; `evidence` is None where nobody was found."""

    found: list[Found]
    evidence: Evidence | None


def answers_of_rules(index: ChainIndex, quotations: Sequence[Quotation]) -> list[Answer]:
    """Those whom the rules find, for each quotation: with a name, or a role that may have one."""
    account = Account(lookup_of(index), quotations)
    answers = []
    for number in range(len(quotations)):
        answer = Answer([], None)
        for source in SOURCES:
            found = source.apply(account, number)
            if found:
                answer = Answer(found, cast(Evidence, source.name))
                break
        account.note(answer.found)
        answers.append(answer)
    return answers


def speakers_of_answers(answers: Sequence[Answer]) -> Iterator[Speaker]:
    """The answers as they stand."""
    for number, answer in enumerate(answers):
        yield from speakers_of_answer(number, answer)


def speakers_of_answer(
    number: int, answer: Answer, likely: float | None = None
) -> Iterator[Speaker]:
    """One of them, of the quotation with this number; `likely` where it was weighed."""
    if answer.evidence is None:
        return
    for one in answer.found:
        yield Speaker(
            number,
            one.chain,
            one.mention,
            one.role,
            one.method,
            one.sure,
            answer.evidence,
            likely,
        )


def is_several(answer: Answer) -> bool:
    """Whether the rules found several who speak together: that is certain enough to stay."""
    return len({one.chain for one in answer.found if one.chain is not None}) > 1


def weighed(
    index: ChainIndex, number: int, quotation: Quotation, answer: Answer, asked: Asked, odds: Array
) -> Iterator[Speaker]:
    """The likeliest candidate for a quotation; `odds` are their probabilities, (candidates).

    Whom no rule found must be likely enough (LEAST); else what the rules say stands.
    """
    best = int(np.where(asked.barred, 0, odds).argmax())
    candidate = asked.candidates[best]
    if candidate.chain is not None and not candidate.found and odds[best] < LEAST:
        yield from speakers_of_answer(number, answer)
        return
    likely = round(float(odds[best]), 4)
    if candidate.found:
        answer = Answer(list(candidate.found), answer.evidence)
    elif candidate.chain is not None:
        answer = Answer([_found(index, quotation, candidate, asked.near[best])], "weighed")
    else:
        answer = Answer(_role(index, asked.head), "weighed")
    yield from speakers_of_answer(number, answer, likely)


def _found(index: ChainIndex, quotation: Quotation, candidate: Candidate, near: int) -> Found:
    """The mention among the words for the speaker, else the one that is nearest."""
    assert candidate.chain is not None
    chain = index.chains[candidate.chain]
    inside = (
        place
        for place, mention in enumerate(chain)
        if is_in(index.doc[mention.first], quotation.speaker_spans)
    )
    nearest = next(place for place, mention in enumerate(chain) if mention.head == near)
    place = next(inside, None)
    method: Method = "implicit"
    if place is not None:
        kind = chain[place].kind
        method = "frame" if kind == "name" else "role" if kind == "nominal" else "pronoun"
    place = nearest if place is None else place
    return Found(candidate.chain, place, None, method, chain[place].confidence)


def _role(index: ChainIndex, head: int) -> list[Found]:
    """The role that the words for the speaker are, where it may have a name elsewhere."""
    number = index.role_at.get(head)
    if number is None or not index.roles[number].lacks_name:
        return []
    return [Found(None, 0, number, "role", PRIORS["open_role"])]


SOURCES: tuple[Source, ...] = (
    Rule("words", by_words, "whom the words for the speaker mean"),
    Rule("verb", by_verb, "without such words, whom the verb of saying has as argument"),
    Rule("own_words", by_own_words, "of whom something is said 'nach eigenen Angaben'"),
    Rule("taken_up", taken_up, "a pronoun that means nobody else takes up who spoke last"),
    Rule("implied", implied, "who speaks around it or before it, without a word for it"),
)
"""The first that finds somebody decides what the rules say; its name is kept with the speaker."""
