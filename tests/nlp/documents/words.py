"""A doc from a few readable lines.

A line is a sentence, an empty line begins a block, a word is

    Kern/NE/nsubj>sagte/PER

its text, then in any order its STTS tag, its relation and the word that it hangs on, the label of
its name (`+PER` goes on with one), `=lemma`, and features such as `Case=Gen`. What is left
out is empty. The first word without a relation is the sentence's root, and others without one
hang on it. Of several words of the same text a head is the nearest; `sagte~2` is the second of the
sentence. Marks stand without a blank where German has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import spacy
from spacy.tokens import Doc

from tasks.nlp.layers.blocks import set_blocks
from tasks.nlp.layers.names import set_names
from tasks.nlp.layers.quotations import Spans
from tasks.nlp.layers.vocabulary import LABELS
from tasks.text.blocks import find_blocks

_GERMAN = spacy.blank("de").vocab
_CLASSES = {
    "ADJA": "ADJ", "ADJD": "ADJ", "ADV": "ADV", "APPR": "ADP", "APPRART": "ADP", "ART": "DET",
    "CARD": "NUM", "KON": "CCONJ", "KOUS": "SCONJ", "NE": "PROPN", "NN": "NOUN", "PDS": "PRON",
    "PIS": "PRON", "PPER": "PRON", "PPOSAT": "DET", "PRELS": "PRON", "PTKNEG": "PART",
    "PWAV": "ADV", "VAFIN": "AUX", "VVFIN": "VERB", "VVINF": "VERB", "VVPP": "VERB",
}  # fmt: skip
_ENDING = re.compile(r"^[.,:;?!)“‘«”]+$")
_OPENING = re.compile(r"^[„‚»(]$")
_NUMBERED = re.compile(r"^(.+)~(\d+)$")
_BREAK = "\n\n"


@dataclass(slots=True)
class _Word:
    text: str
    tag: str = ""
    relation: str = ""
    head: str = ""
    name: str = "O"
    lemma: str = ""
    features: list[str] = field(default_factory=list)


def document(lines: str) -> Doc:
    """The doc of these lines, with its blocks, its stretches in marks and its names."""
    words: list[_Word] = []
    heads: list[int] = []
    for line in lines.strip().splitlines():
        sentence = [_read(word) for word in line.split()]
        if sentence:
            heads += [len(words) + head for head in _hang(sentence)]
            words += sentence
        else:
            heads.append(len(words) - 1)
            words.append(_Word(_BREAK, "_SP", "dep"))
    doc = Doc(
        _GERMAN,
        words=[word.text for word in words],
        spaces=[
            not _ENDING.match(after.text)
            and not _OPENING.match(word.text)
            and _BREAK not in (word.text, after.text)
            for word, after in zip(words, [*words[1:], _Word(_BREAK)], strict=True)
        ],
        tags=[word.tag for word in words],
        pos=[_class(word) for word in words],
        lemmas=[word.lemma or word.text for word in words],
        morphs=["|".join(sorted(word.features)) for word in words],
        heads=heads,
        deps=[word.relation for word in words],
        ents=[word.name for word in words],
    )
    set_blocks(doc, find_blocks(doc.text))
    set_names(doc)
    return doc


def span(doc: Doc, words: str) -> Spans:
    """The characters of these words, which the text has once; of no words nothing."""
    if not words:
        return ()
    assert doc.text.count(words) == 1, words
    start = doc.text.index(words)
    return ((start, start + len(words)),)


def cut(doc: Doc, spans: Spans) -> str:
    """The words of these spans."""
    return " … ".join(doc.text[start:end] for start, end in spans)


def _read(written: str) -> _Word:
    text, *fields = written.split("/")
    word = _Word(text)
    for one in fields:
        if ">" in one:
            word.relation, _, word.head = one.partition(">")
        elif one.startswith("="):
            word.lemma = one[1:]
        elif "=" in one:
            word.features.append(one)
        elif one.removeprefix("+") in LABELS:
            word.name = ("I-" if one[0] == "+" else "B-") + one.removeprefix("+")
        else:
            assert one in _CLASSES, written
            word.tag = one
    return word


def _hang(sentence: list[_Word]) -> list[int]:
    """The place of each word's head; sentences follow from these."""
    root = next(n for n, word in enumerate(sentence) if not word.head and not _is_mark(word))
    texts = [word.text for word in sentence]
    for number, word in enumerate(sentence):
        if not word.relation:
            word.relation = "ROOT" if number == root else "punct" if _is_mark(word) else "dep"
    return [_head(texts, n, word) if word.head else root for n, word in enumerate(sentence)]


def _head(texts: list[str], number: int, word: _Word) -> int:
    numbered = _NUMBERED.match(word.head)
    wanted = numbered[1] if numbered else word.head
    places = [place for place, text in enumerate(texts) if text == wanted and place != number]
    assert places, f"{wanted} is no other word of {texts}"
    return places[int(numbered[2]) - 1] if numbered else min(places, key=lambda p: abs(p - number))


def _class(word: _Word) -> str:
    if word.tag == "_SP":
        return "SPACE"
    return "PUNCT" if _is_mark(word) else _CLASSES.get(word.tag, "X")


def _is_mark(word: _Word) -> bool:
    return not any(character.isalnum() for character in word.text)
