"""Which argument of a verb of saying speaks: its subject, its agent, whom somebody quotes."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tasks.nlp.quotation import Quotation
from tasks.nlp.statement_nouns import is_source
from tasks.nlp.wordlists import cues

_QUOTING = ("zitieren", "zitierte", "zitiert", "zitierten")
_SAYS = ("heißt", "hieß", "heiße")
_REPORTING = ("laut", "zufolge", "gemäß")
_SUBJECT, _PASSIVE_SUBJECT, _AGENT = "nsubj", "nsubj:pass", "obl:agent"
_BESIDE = ("appos", "flat")
_ARGUMENTS = (_SUBJECT, "obj", "iobj")
_DETERMINERS = ("ART", "PDAT", "PPOSAT")
# "den Minister", "ihrem Sprecher": no subject, whatever the parser makes of it.
_NO_SUBJECT = ("en", "em")


def who_speaks(words: Token, quotation: Quotation) -> Token:
    """The token that speaks, of the verb on which a speaker's words hang; mostly themselves.

    "A newspaper quotes Weber with the words": Weber. "Holm was called upon by Weber to": Weber.
    "Weber said, according to a newspaper": Weber. "Ihren Gegner rief Weber auf": Weber.
    """
    top = words
    while top.dep_ in _BESIDE and top.head.i != top.i:
        top = top.head
    if _cannot_be_subject(top) and top.dep_ in _ARGUMENTS and _may_say(top.head, quotation):
        return _subject_beside(top) or words
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
            return _child(verb, "obj")
        return _child(verb, _PASSIVE_SUBJECT) if relation in (_AGENT, "obl") else None
    if verb.lower_ not in cues():
        return None
    if relation == _PASSIVE_SUBJECT:
        return _child(verb, _AGENT)
    if relation in ("obj", "iobj") and words.morph.get("Case", []) == ["Acc"]:
        return _child(verb, _SUBJECT)
    reporting = any(child.lower_ in _REPORTING for child in words.children)
    subject = _child(verb, _SUBJECT) if reporting else None
    return subject if subject is not None and subject.ent_type_ == "PER" else None


def _cannot_be_subject(noun: Token) -> bool:
    first = next((child for child in noun.lefts if child.tag_ in _DETERMINERS), None)
    return first is not None and first.lower_.endswith(_NO_SUBJECT)


def _may_say(verb: Token, quotation: Quotation) -> bool:
    return verb.pos_ in ("VERB", "AUX") and any(
        start <= verb.idx < end for start, end in quotation.cue_spans
    )


def _subject_beside(noun: Token) -> Token | None:
    """The other argument of a noun's verb that names somebody and may be its subject."""
    others = [
        child
        for child in noun.head.children
        if child.i != noun.i
        and child.dep_ in _ARGUMENTS
        and child.pos_ in ("PROPN", "NOUN")
        and not _cannot_be_subject(child)
    ]
    return others[0] if len(others) == 1 else None


def _child(verb: Token, relation: str) -> Token | None:
    return next((child for child in verb.children if child.dep_ == relation), None)
