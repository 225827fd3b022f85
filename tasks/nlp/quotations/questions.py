"""Questions in an answer's sentence, which are not credited to the person who answers.

"Auf die Frage, ob er bleibe, sagte Berg …", "Gefragt, ob er bleibe, sagte Berg …", "Berg wurde
gefragt, ob er bleibe": whoever asked stands in the genitive, behind "von", or nowhere.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from tasks.nlp.layers.quotations import Quotation, Spans
from tasks.nlp.layers.rule import Rule
from tasks.nlp.quotations.altering import Altering, altered
from tasks.nlp.quotations.speaker_bounds import spoken_by
from tasks.nlp.quotations.speaker_words import is_in, tokens_of

_WHETHER = "ob"
_INTERROGATIVE = ("PWAV", "PWS", "PWAT")
_ASKED = ("gefragt", "befragt")
_QUESTION = ("frage", "fragen")
_TO = "auf"
_BY = ("von", "vom")
_AUXILIARIES = ("aux", "aux:pass", "cop")
_PASSIVE, _PASSIVE_SUBJECT, _AGENT = "aux:pass", "nsubj:pass", "obl:agent"
_JOINED = "conj"
_OF_NOUN = ("nmod", "compound", "appos")
_FARTHEST = 4


def with_asker(doc: Doc, quotation: Quotation) -> Quotation:
    """The quotation; of a question put to somebody, with the words for who asked, or with none."""
    return altered(ASKERS, doc, quotation)


def _asked_in_passive(doc: Doc, quotation: Quotation) -> Quotation | None:
    verb = next((t for t in tokens_of(doc, quotation.cue_spans) if _is_asked(t)), None)
    if verb is None or not any(child.dep_ == _PASSIVE for child in verb.children):
        return None
    asked = {child.i for child in verb.children if child.dep_ == _PASSIVE_SUBJECT}
    said = tokens_of(doc, quotation.speaker_spans)
    named = any(token.i in asked or token.head.i in asked for token in said)
    return _asked_by(quotation, _agent(verb)) if named else quotation


def _put_before_answer(doc: Doc, quotation: Quotation) -> Quotation | None:
    if quotation.type != "indirect":
        return None
    word = next(filter(_asks, tokens_of(doc, quotation.spans)), None)
    put = None if word is None else _put(word)
    if word is None or put is None or word.idx >= quotation.spans[0][1]:
        return None
    spans = ((word.idx, quotation.spans[0][1]), *quotation.spans[1:])
    question = replace(quotation, spans=spans, cue_spans=((put.idx, put.idx + len(put)),))
    return _asked_by(question, _agent(put) if _is_asked(put) else _author(put, word))


def _put(word: Token) -> Token | None:
    """The noun of "auf die Frage", or the participle, before a question's first word."""
    doc, comma = word.doc, word.i - 1
    if comma < 1 or doc[comma].text != "," or word.is_sent_start:
        return None
    token = doc[comma - 1]
    for _ in range(_FARTHEST):
        if token.sent != word.sent or token.i >= word.i:
            return None
        if _is_asked(token):
            # "Er hat geschrieben und gefragt": the auxiliary stands with the first of both.
            active = any(child.dep_ in _AUXILIARIES for child in token.children)
            return None if active or token.dep_ == _JOINED else token
        if token.tag_ == "NN" and token.lower_.endswith(_QUESTION):
            return token if any(c.lower_ == _TO for c in token.children) else None
        token = token.head
    return None


def _asks(token: Token) -> bool:
    return token.lower_ == _WHETHER or token.tag_ in _INTERROGATIVE


def _is_asked(token: Token) -> bool:
    return token.lower_ in _ASKED


def _agent(verb: Token) -> Token | None:
    """Who asked, behind "von", also where the parser hangs it on the verb of the answer."""
    before = verb.doc[verb.i - 1] if verb.i else verb
    for one in (*verb.children, before, before.head):
        if one.i != verb.i and one.sent == verb.sent and _is_behind_by(one):
            return one
    return next((child for child in verb.children if child.dep_ == _AGENT), None)


def _author(noun: Token, word: Token) -> Token | None:
    """Of "auf die Frage der Richterin" the judge, of "auf ihre Frage" the possessive."""
    for child in noun.children:
        owned = child.dep_ in _OF_NOUN and child.i > noun.i
        if child.tag_ == "PPOSAT" or (child.i < word.i and (owned or _is_behind_by(child))):
            return child
    return None


def _is_behind_by(token: Token) -> bool:
    return any(child.dep_ == "case" and child.lower_ in _BY for child in token.children)


def _asked_by(quotation: Quotation, asker: Token | None) -> Quotation:
    said: Spans = (*quotation.spans, *quotation.cue_spans)
    if asker is None or is_in(asker, said):
        return replace(quotation, speaker_spans=(), method="none")
    found = spoken_by(quotation, asker, said)
    others = (s for s in found.addressee_spans if not _overlap(s, found.speaker_spans[0]))
    return replace(found, addressee_spans=tuple(others), method="frame")


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


ASKERS: tuple[Altering, ...] = (
    Rule("asked", _asked_in_passive, "whoever 'was asked' does not ask"),
    Rule("question_put", _put_before_answer, "whoever answers does not ask what was put to them"),
)
"""The first that has something to say decides."""
