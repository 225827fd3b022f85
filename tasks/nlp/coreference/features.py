"""What pairs of noun phrases are told by beside the encoder's vectors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from tasks.nlp.german.determiners import definite_articles
from tasks.nlp.german.wordlists import ordered_class
from tasks.nlp.layers.blocks import marks_of
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.phrases import NounPhrase, RolePhrase
from tasks.nlp.layers.vocabulary import LABELS, PHRASE_KINDS

# How many values each feature of a pair may have, in the order of the columns.
SIZES = {
    "kinds": len(PHRASE_KINDS) ** 2,
    "sentences": 8,
    "phrases": 8,
    "gender": 4,
    "number": 4,
    "head": 4,
    "words": 4,
    "labels": 36,
    "subject": 4,
    "same verb": 2,
    "definite": 16,
    "quoted": 5,
    "possessor": 2,
    "roles": 6,
    "persons": 16,
}
# How many values each feature of one phrase may have.
OWN_SIZES = {
    "kind": len(PHRASE_KINDS),
    "label": 6,
    "gender": 4,
    "number": 3,
    "relation": 6,
    "definite": 4,
    "person": 4,
}

_GENDERS = ("", "Masc", "Fem", "Neut")
_NUMBERS = ("", "Sing", "Plur")
_POINTING = ordered_class("pointing")
_WORDS = 6
_SUBJECT = 1
_RELATIONS = {"nsubj": 1, "obj": 2, "iobj": 2, "obl": 3, "nmod": 4, "det": 4, "root": 5, "ROOT": 5}


@dataclass(frozen=True, slots=True)
class Described:
    """A doc's phrases in numbers, each of shape (phrases), and their own features.

    `own` has shape (phrases, own features), in the order of OWN_SIZES; `words` are the numbers of
    the words that carry a phrase's meaning, shape (phrases, _WORDS), with -1 where there are fewer.
    """

    heads: NDArray[np.int64]
    firsts: NDArray[np.int64]
    verbs: NDArray[np.int64]
    sentences: NDArray[np.int64]
    stems: NDArray[np.int64]
    quotes: NDArray[np.int64]
    own: NDArray[np.int64]
    words: NDArray[np.int64]
    possessed: NDArray[np.int64]
    roles: NDArray[np.int64]
    places: NDArray[np.int64]


def describe(doc: Doc, phrases: Sequence[NounPhrase], roles: Sequence[RolePhrase]) -> Described:
    """Everything about single phrases. Reads sentences, tags, lemmas, names and marks.

    `roles` are the doc's phrases about persons (`role_names.role_phrases`).
    """
    starts = [sentence.start for sentence in doc.sents] or [0]
    ents = names_of(doc)
    stems: dict[str, int] = {}
    inside = _quoted(doc)
    rows = []
    of_phrase = _roles_of(phrases, roles)
    for phrase, role in zip(phrases, of_phrase, strict=True):
        head = doc[phrase.head]
        label = "" if phrase.name is None else ents[phrase.name].label_
        rows.append(
            (
                PHRASE_KINDS.index(phrase.kind),
                LABELS.index(label) + 1 if label else 0,
                _GENDERS.index(phrase.gender),
                _NUMBERS.index(phrase.number),
                _RELATIONS.get(head.dep_.split(":")[0], 0),
                _definiteness(doc, phrase),
                _person(role, label),
            )
        )
    stem_numbers: dict[str, int] = {}
    place_numbers: dict[str, int] = {}
    return Described(
        heads=_numbers(phrase.head for phrase in phrases),
        firsts=_numbers(phrase.first for phrase in phrases),
        verbs=_numbers(doc[phrase.head].head.i for phrase in phrases),
        sentences=_numbers(bisect_right(starts, phrase.head) - 1 for phrase in phrases),
        stems=_numbers(stems.setdefault(_stem(doc, phrase), len(stems)) for phrase in phrases),
        quotes=_numbers(inside.get(phrase.head, -1) for phrase in phrases),
        own=np.array(rows, dtype=np.int64).reshape(len(rows), len(OWN_SIZES)),
        words=_content(doc, phrases),
        possessed=_numbers(
            doc[phrase.head].head.i if phrase.kind == "possessive" else -1 for phrase in phrases
        ),
        roles=_numbers(
            -1 if role is None else stem_numbers.setdefault(role.role.stem, len(stem_numbers))
            for role in of_phrase
        ),
        places=_numbers(
            place_numbers.setdefault(role.place, len(place_numbers))
            if role is not None and role.place
            else -1
            for role in of_phrase
        ),
    )


def describe_pairs(
    described: Described, earlier: NDArray[np.int64], later: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Features of pairs of phrases, shape (pairs, features), in the order of SIZES."""
    own = described.own
    a, b = own[earlier], own[later]
    sentences = described.sentences[later] - described.sentences[earlier]
    same_stem = described.stems[earlier] == described.stems[later]
    nominal = (a[:, 0] < 2) & (b[:, 0] < 2)
    return np.stack(
        [
            a[:, 0] * len(PHRASE_KINDS) + b[:, 0],
            _bucket(sentences),
            _bucket(later - earlier),
            _agree(a[:, 2], b[:, 2]),
            _agree(a[:, 3], b[:, 3]),
            np.where(nominal, 1 + same_stem, 0),
            np.where(nominal, 1 + _shared(described, earlier, later), 0),
            a[:, 1] * 6 + b[:, 1],
            2 * (a[:, 4] == _SUBJECT) + (b[:, 4] == _SUBJECT),
            (described.verbs[earlier] == described.verbs[later]) & (b[:, 0] != 3),
            a[:, 5] * 4 + b[:, 5],
            _across(described.quotes[earlier], described.quotes[later]),
            described.possessed[later] == described.heads[earlier],
            _same_role(described, earlier, later),
            a[:, 6] * 4 + b[:, 6],
        ],
        axis=1,
    ).astype(np.int64)


def _numbers(values: object) -> NDArray[np.int64]:
    return np.array(list(values), dtype=np.int64)  # type: ignore[call-overload]


def _bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    found: NDArray[np.int64] = np.searchsorted(np.array([1, 2, 3, 5, 9, 17, 40]), distance, "right")
    return found


def _agree(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """0: neither known, 1: one unknown, 2: the same, 3: different."""
    known = (a > 0).astype(np.int64) + (b > 0)
    return np.where(known < 2, known, np.where(a == b, 2, 3))


def _shared(
    described: Described, earlier: NDArray[np.int64], later: NDArray[np.int64]
) -> NDArray[np.int64]:
    """0: no word in common, 1: some, 2: all of one of them."""
    one, other = described.words[earlier], described.words[later]
    common = ((one[:, :, None] == other[:, None, :]) & (one >= 0)[:, :, None]).any(2).sum(1)
    fewer = np.minimum((one >= 0).sum(1), (other >= 0).sum(1))
    found: NDArray[np.int64] = (common > 0).astype(np.int64) + ((common > 0) & (common >= fewer))
    return found


def _same_role(
    described: Described, earlier: NDArray[np.int64], later: NDArray[np.int64]
) -> NDArray[np.int64]:
    """0: one has no role, 1: another role, 2: the same of one place, 3: of an unnamed one.

    4: of different places, 5: another role of one place.
    """
    role, other = described.roles[earlier], described.roles[later]
    place, there = described.places[earlier], described.places[later]
    same_place = (place == there) & (place >= 0)
    return np.where(
        (role < 0) | (other < 0),
        0,
        np.where(
            role == other,
            np.where(same_place, 2, np.where((place < 0) | (there < 0), 3, 4)),
            np.where(same_place, 5, 1),
        ),
    )


def _across(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """0: no quotation, 1: the same, 2: the earlier one is quoted, 3: the later one, 4: both."""
    return np.where(
        (a < 0) & (b < 0), 0, np.where(a == b, 1, np.where(b < 0, 2, np.where(a < 0, 3, 4)))
    )


def _quoted(doc: Doc) -> dict[int, int]:
    """The outermost stretch in quotation marks that a token is in, by its number."""
    found: dict[int, int] = {}
    for number, marked in enumerate(marks_of(doc)):
        if marked.depth == 0:
            for start, end in marked.spans:
                span = doc.char_span(start, end, alignment_mode="expand")
                if span is not None:
                    found |= dict.fromkeys(range(span.start, span.end), number)
    return found


def _roles_of(
    phrases: Sequence[NounPhrase], roles: Sequence[RolePhrase]
) -> list[RolePhrase | None]:
    """The role that each phrase names or that introduces it."""
    by_head = {role.last: role for role in reversed(roles)}
    by_name = {name: role for role in reversed(roles) for name in role.entities}
    return [
        by_head.get(phrase.head) or (None if phrase.name is None else by_name.get(phrase.name))
        for phrase in phrases
    ]


def _person(role: RolePhrase | None, label: str) -> int:
    """0: no person, as far as known, 1: one person, 2: several, 3: a person's name alone."""
    if role is not None:
        return 2 if role.number == "plural" else 1
    return 3 if label == "PER" else 0


def _definiteness(doc: Doc, phrase: NounPhrase) -> int:
    """0: bare, 1: definite, 2: indefinite and the like, 3: pointing or possessed."""
    for token in doc[phrase.first : phrase.head]:
        form = token.lower_
        if form in definite_articles():
            return 1
        if form.startswith(_POINTING) or token.tag_ == "PPOSAT":
            return 3
        if token.pos_ == "DET":
            return 2
    return 0


def _stem(doc: Doc, phrase: NounPhrase) -> str:
    """The head's lemma without what a hyphen puts before it."""
    return doc[phrase.head].lemma_.lower().rsplit("-", 1)[-1]


def _content(doc: Doc, phrases: Sequence[NounPhrase]) -> NDArray[np.int64]:
    known: dict[str, int] = {}
    found = np.full((len(phrases), _WORDS), -1, dtype=np.int64)
    for row, phrase in zip(found, phrases, strict=True):
        # In the order of the text, or which of many are left out would be another in each process.
        lemmas = dict.fromkeys(
            token.lemma_.lower()
            for token in doc[phrase.first : phrase.end]
            if token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
        )
        numbers = sorted(known.setdefault(lemma, len(known)) for lemma in lemmas)[:_WORDS]
        row[: len(numbers)] = numbers
    return found
