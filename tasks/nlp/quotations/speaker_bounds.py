"""Where the words of a speaker begin and end: with the whole phrase of their noun, in no clause."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from tasks.nlp.layers.quotations import Quotation, Spans
from tasks.nlp.quotations.speaker_words import is_in, tokens_of

_BEFORE_NOUN = ("det", "det:poss", "amod", "nummod")
_CLAUSES = ("acl", "acl:relcl", "advcl", "ccomp", "parataxis")


def whole_phrase(doc: Doc, quotation: Quotation) -> Quotation:
    """Words that stop short of their noun, or begin behind its article, get both."""
    spans = tuple(_completed(doc, span, quotation.spans) for span in quotation.speaker_spans)
    return replace(quotation, speaker_spans=spans)


def _completed(doc: Doc, span: tuple[int, int], said: Spans) -> tuple[int, int]:
    tokens = tokens_of(doc, [span])
    if not tokens:
        return span
    first, last = tokens[0].i, tokens[-1].i
    noun = doc[last].head
    if doc[last].dep_ in _BEFORE_NOUN and last < noun.i and not is_in(noun, said):
        last = noun.i
    while first and _belongs(doc[first - 1], range(first, last + 1), said):
        first -= 1
    start = doc[first].idx if first < tokens[0].i else span[0]
    return start, doc[last].idx + len(doc[last]) if last > tokens[-1].i else span[1]


def _belongs(word: Token, phrase: range, said: Spans) -> bool:
    return word.dep_ in _BEFORE_NOUN and word.head.i in phrase and not is_in(word, said)


def spoken_by(quotation: Quotation, noun: Token, said: Spans) -> Quotation:
    """With the noun's phrase, as far as it hangs together and says nothing in clauses."""
    inside = {noun.i}
    waiting = [noun]
    while waiting:
        children = [
            child
            for child in waiting.pop().children
            if child.dep_ not in _CLAUSES and child.dep_ != "case" and not is_in(child, said)
        ]
        inside.update(child.i for child in children)
        waiting.extend(children)
    first = end = noun.i
    doc = noun.doc
    while first - 1 in inside or doc[first].ent_iob_ == "I":
        first -= 1
    while end in inside or (end < len(doc) and doc[end].ent_iob_ == "I"):
        end += 1
    words = list(doc[first:end])
    while len(words) > 1 and words[-1].is_punct and not _has_other(words[-1], words):
        words.pop()
    while len(words) > 1 and words[0].is_punct and not _has_other(words[0], words):
        words.pop(0)
    last = words[-1]
    return replace(quotation, speaker_spans=((words[0].idx, last.idx + len(last)),))


def _has_other(mark: Token, words: list[Token]) -> bool:
    """Whether a bracket or quotation mark has its other half among the words."""
    if mark.text in ("(", ")"):
        return {"(", ")"} <= {word.text for word in words}
    return bool(mark.is_quote) and sum(word.is_quote for word in words) > 1
