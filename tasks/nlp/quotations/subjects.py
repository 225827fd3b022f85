"""The subject of a quotation's verb, as far as grammar says who it is and whether it can speak."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tasks.nlp.german.determiners import is_oblique
from tasks.nlp.german.roles import read_role
from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.german.wordlists import word_class, words_of
from tasks.nlp.layers.quotations import Quotation, Spans
from tasks.nlp.phrases.bodies import is_kind
from tasks.nlp.quotations.speaker_words import is_in, tokens_of

_SUBJECT, _PASSIVE_SUBJECT, _AGENT = "nsubj", "nsubj:pass", "obl:agent"
_VERBS = ("VERB", "AUX")
_PARTS_OF_VERB = ("aux", "aux:pass", "cop")
# A verb that shares the subject of the one it hangs on.
_SHARING = ("conj", "xcomp")
# A complement's subject may be the one of the verb that it depends on.
_COMPLEMENTS = ("ccomp", "advcl", "parataxis")
_FARTHEST = 3
_EMPTY = word_class("empty_subject")
_CLAUSE_OF_NOUN = "acl"
_RELATIVE = "PRELS"
_SPEAKING = ("PER", "ORG", "LOC")


def verbs_of(doc: Doc, quotation: Quotation) -> Iterator[Token]:
    """The verbs of a quotation's cue, as far as they stand outside of what is said."""
    for token in tokens_of(doc, quotation.cue_spans):
        verb = token.head if token.dep_ in _PARTS_OF_VERB else token
        if verb.pos_ in _VERBS and not is_in(verb, quotation.spans):
            yield verb


def subject_of(verb: Token, said: Spans) -> Token | None:
    """The subject of a verb, of a passive its agent; shared ones, too, none within `said`."""
    for _ in range(_FARTHEST):
        children = [child for child in verb.children if not is_in(child, said)]
        of = {child.dep_: child for child in reversed(children)}
        if _PASSIVE_SUBJECT in of:
            return of.get(_AGENT)
        subject = of.get(_SUBJECT)
        if subject is not None and subject.tag_ == _RELATIVE:
            return _antecedent(verb)
        if subject is not None and not is_oblique(subject):
            return subject
        if subject is not None:
            others = [c for c in children if c.dep_ in (_SUBJECT, "obj") and not is_oblique(c)]
            return others[0] if others else None
        if verb.dep_ not in _SHARING or is_in(verb.head, said):
            return None
        verb = verb.head
    return None


def may_speak(word: Token) -> bool:
    """Whether a word means somebody, as far as words can tell."""
    if word.lower_ in _EMPTY or is_source(word):
        return False
    return (
        word.ent_type_ in _SPEAKING
        or word.pos_ == "PRON"
        or is_kind(word)
        or read_role(word.text, word.lemma_) is not None
        or word.lower_.endswith(tuple(noun.lower() for noun in words_of("utterers")))
    )


def kin_of(verb: Token) -> Iterator[Token]:
    """A verb and those around it that may have its subject."""
    for _ in range(_FARTHEST):
        yield verb
        yield from (child for child in verb.children if child.dep_ in _SHARING)
        if verb.dep_ not in (*_PARTS_OF_VERB, *_SHARING, *_COMPLEMENTS):
            return
        verb = verb.head


def _antecedent(verb: Token) -> Token | None:
    """The noun that a verb's clause is said of."""
    while verb.dep_ in (*_PARTS_OF_VERB, *_SHARING):
        verb = verb.head
    return verb.head if verb.dep_.startswith(_CLAUSE_OF_NOUN) else None


def is_nearer(word: Token, subject: Token, verb: Token) -> bool:
    """Whether a word stands between a verb and a subject that the verb shares with another."""
    return subject.head.i != verb.i and subject.i < word.i < verb.i
