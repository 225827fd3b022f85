"""Which argument of a verb of saying speaks: its subject, its agent, whom somebody quotes."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tasks.nlp.german.determiners import is_oblique
from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.german.verb_lists import cues
from tasks.nlp.german.wordlists import word_class
from tasks.nlp.layers.quotations import Quotation

_QUOTING = word_class("quoting")
_SAYS = word_class("says")
_REPORTING = word_class("reporting")
_SUBJECT, _PASSIVE_SUBJECT, _AGENT = "nsubj", "nsubj:pass", "obl:agent"


def who_speaks(words: Token, quotation: Quotation) -> Token:
    """The token that speaks, of the verb on which a speaker's words hang; mostly themselves.

    "A newspaper quotes Weber with the words": Weber. "Holm was called upon by Weber to": Weber.
    "Weber said, according to a newspaper": Weber.
    """
    verb = words.head
    if verb.i == words.i or verb.pos_ not in ("VERB", "AUX"):
        return words
    other = _other(words, verb)
    if other is None or any(start <= other.idx < end for start, end in quotation.spans):
        return words
    return other


def speaking(doc: Doc, quotation: Quotation) -> Iterator[Token]:
    """Who speaks by the verb alone, of a quotation without words for its speaker.

    The subject or the agent; of "it says in the report" the report.
    """
    for start, end in quotation.cue_spans:
        for verb in doc.char_span(start, end, alignment_mode="expand") or ():
            if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "aux:pass", "cop"):
                continue
            for child in verb.children:
                inside = any(first <= child.idx < last for first, last in quotation.spans)
                if not inside and _may_speak(child, verb):
                    yield child


def _may_speak(child: Token, verb: Token) -> bool:
    if verb.lower_ in _SAYS:
        return child.dep_ == "obl" and is_source(child)
    if verb.lower_ in _QUOTING and child.dep_ == _PASSIVE_SUBJECT:
        return True
    return child.dep_ in (_SUBJECT, _AGENT) and child.pos_ != "PRON"


def _other(words: Token, verb: Token) -> Token | None:
    relation = words.dep_
    if verb.lower_ in _QUOTING:
        if relation == _SUBJECT:
            return _quoted_beside(words, verb)
        return _child(verb, _PASSIVE_SUBJECT) if relation in (_AGENT, "obl") else None
    if relation == _SUBJECT and verb.dep_ == "advcl" and verb.head.lower_ in cues():
        # "As a newspaper writes, Weber said".
        by_the_way = any(child.lower_ == "wie" for child in verb.children)
        subject = _child(verb.head, _SUBJECT) if by_the_way else None
        return subject if subject is not None and subject.ent_type_ == "PER" else None
    if verb.lower_ not in cues():
        return None
    if relation == _PASSIVE_SUBJECT:
        return _child(verb, _AGENT)
    if relation in ("obj", "iobj") and words.morph.get("Case", []) == ["Acc"]:
        return _child(verb, _SUBJECT)
    reporting = any(child.lower_ in _REPORTING for child in words.children)
    subject = _child(verb, _SUBJECT) if reporting else None
    return subject if subject is not None and subject.ent_type_ == "PER" else None


def _quoted_beside(subject: Token, verb: Token) -> Token | None:
    """Whom a subject quotes: the object, also where the parser takes it for a second subject.

    Or a person who stands beside a body: "quotes the newspaper Weber".
    """
    others = [child for child in verb.children if child.i != subject.i]
    for child in others:
        if child.dep_ == "obj" or (child.dep_ == _SUBJECT and is_oblique(child)):
            return child
    beside = (*subject.children, *(child for child in others if child.dep_ == _SUBJECT))
    if subject.ent_type_ == "PER":
        return None
    return next((c for c in beside if c.ent_type_ == "PER" and c.i > subject.i), None)


def _child(verb: Token, relation: str) -> Token | None:
    return next((child for child in verb.children if child.dep_ == relation), None)
