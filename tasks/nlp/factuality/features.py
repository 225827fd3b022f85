"""What tells whether a quotation was said, beside the encoder's vectors.

It is the verb of saying that tells: its auxiliaries, its mood, its subject, what denies it, and how
its clause begins. Each column of a table holds the number of a value; where two features say more
together, a column has both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from tasks.nlp.german.determiners import is_definite
from tasks.nlp.german.wordlists import ordered_class, word_class
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.vocabulary import QUOTE_TYPES
from tasks.nlp.quotations.speaker_words import is_in, tokens_of

_VERBS = ("VERB", "AUX")
_PASSIVE = "aux:pass"
_HELPING = ("aux", _PASSIVE, "cop")
_SUBJECTS = ("nsubj", "nsubj:pass")
_GOVERNED = ("ccomp", "xcomp", "advcl", "csubj", "parataxis", "acl")
_AUXILIARIES = ordered_class("auxiliary")
_NEGATION = word_class("negation")
_CONDITIONAL = word_class("conditional")
_ANYBODY = word_class("anybody")
_POLITE = "Sie"
_WHETHER = "ob"
_THAT = "dass"

_MOODS = ("", "Ind", "Sub", "Imp")
_TENSES = ("", "Pres", "Past")
_PERSONS = ("", "1", "2", "3")
_FORMS = ("", "Fin", "Inf", "Part")
DENIED = ("not", "above", "in frame", "at verb", "in cue", "subject")
WHO = ("none", "anybody", "first", "second", "relative", "pronoun", "name", "the", "other")
CLAUSES = ("none", "conditional", "other")
BEGINNINGS = ("other", "whether", "question", "that", "mark")
_H, _M, _F = len(_AUXILIARIES) + 2, len(_MOODS), len(_FORMS)
_D, _W, _C, _B = len(DENIED), len(WHO), len(CLAUSES), len(BEGINNINGS)
_T = len(QUOTE_TYPES)

SIZES = {
    "type and frame": _T * 4,
    "mood": _M * len(_TENSES) * len(_PERSONS),
    "auxiliary and mood": _H * _M,
    "auxiliary and form": _H * _F,
    "auxiliary and beginning": _H * _B,
    "denied and type": _D * _T,
    "denied and beginning": _D * _B,
    "subject and mood": _W * _M,
    "subject and clause": _W * _C * 2,
    "clause": _C * 2 * 2 * 2,
}
"""How many values each column may have."""

READ = ("cue", "verb", "finite", "subject", "above", "frame", "quote")
"""Of what the encoder's vectors are read, in this order."""
_LONGEST = 60
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Asked:
    """The quotations of a doc: `table` (quotations, columns), `vectors` (quotations, READ, width).

    Columns are in the order of SIZES; each vector has the same length, or is nothing.
    """

    table: NDArray[np.int64]
    vectors: NDArray[np.float32]


def ask(doc: Doc, quotations: Sequence[Quotation]) -> Asked:
    """These quotations of a doc that has been read."""
    tensor = np.asarray(doc.tensor, dtype=np.float32)
    told = [_Told(doc, one) for one in quotations]
    table = np.array([one.row() for one in told], dtype=np.int64).reshape(len(told), len(SIZES))
    found = np.zeros((len(told), len(READ), tensor.shape[1]), dtype=np.float32)
    for number, one in enumerate(told):
        for place, tokens in enumerate(one.read()):
            if tokens:
                found[number, place] = tensor[tokens].mean(axis=0)
    length = np.linalg.norm(found, axis=-1, keepdims=True)
    scale = np.sqrt(np.float32(tensor.shape[1])) / 2
    return Asked(table, found / np.maximum(length, _LEAST) * scale)


class _Told:
    """One quotation with the verb that tells it, and what belongs to that."""

    def __init__(self, doc: Doc, quotation: Quotation) -> None:
        self._quotation = quotation
        self._words = _without_space(tokens_of(doc, quotation.spans))
        self._cue = _without_space(tokens_of(doc, quotation.cue_spans))
        self._frame = _without_space(tokens_of(doc, quotation.frame_spans))
        self._verb = self._telling()
        self._children = [] if self._verb is None else list(self._outside(self._verb.children))
        self._chain = [one for one in self._children if one.dep_ in _HELPING]
        self._finite = next(self._finites(), None)
        self._subject = next((one for one in self._children if one.dep_ in _SUBJECTS), None)
        self._above = self._governing()

    def read(self) -> tuple[list[int], ...]:
        """The tokens of each of READ."""
        single = (self._verb, self._finite, self._subject, self._above)
        return (
            [one.i for one in self._cue],
            *([] if one is None else [one.i] for one in single),
            [one.i for one in self._frame[:_LONGEST]],
            [one.i for one in self._words[:_LONGEST]],
        )

    def row(self) -> list[int]:
        """The values, in the order of SIZES."""
        quotation, finite = self._quotation, self._finite
        type_ = QUOTE_TYPES.index(quotation.type)
        framed = 2 * bool(self._frame) + bool(self._cue)
        mood, tense, person = (
            _value(finite, name, values)
            for name, values in (("Mood", _MOODS), ("Tense", _TENSES), ("Person", _PERSONS))
        )
        form = _value(self._verb, "VerbForm", _FORMS)
        auxiliary = self._auxiliary()
        denied = DENIED.index(self._denied())
        who = WHO.index(self._who())
        clause = CLAUSES.index(self._clause())
        beginning = BEGINNINGS.index(self._beginning())
        first = self._verb_is_first()
        return [
            type_ * 4 + framed,
            (mood * len(_TENSES) + tense) * len(_PERSONS) + person,
            auxiliary * _M + mood,
            auxiliary * _F + form,
            auxiliary * _B + beginning,
            denied * _T + type_,
            denied * _B + beginning,
            who * _M + mood,
            (who * _C + clause) * 2 + first,
            ((clause * 2 + first) * 2 + self._is_after()) * 2 + self._asks(),
        ]

    def _telling(self) -> Token | None:
        """The cue's verb, else its first word; without a cue the quotation's own."""
        verbs = [one for one in self._cue if one.pos_ in _VERBS]
        for verb in verbs:
            if verb.dep_ not in _HELPING:
                return verb
        if verbs:
            return verbs[0].head
        if self._cue:
            return self._cue[0]
        inside = {one.i for one in self._words}
        heads = (one for one in self._words if not one.is_punct and one.head.i not in inside)
        roots = (one for one in self._words if one.head.i == one.i)
        return next(heads, next(roots, None))

    def _outside(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """Those that are not words of the quotation; all of them where it tells itself."""
        spans = self._quotation.spans if self._cue else ()
        return (one for one in tokens if not is_in(one, spans))

    def _finites(self) -> Iterator[Token]:
        for one in (*self._chain, *(() if self._verb is None else (self._verb,))):
            if one.morph.get("VerbForm", []) == ["Fin"]:
                yield one

    def _governing(self) -> Token | None:
        """The verb on which the telling one depends."""
        verb = self._verb
        if verb is None or verb.dep_ not in _GOVERNED:
            return None
        return next(self._outside([verb.head]), None)

    def _auxiliary(self) -> int:
        """Which auxiliary the verb has, the finite one first.

        0 for none; 1 for another, and for that of the passive: "wird vorgeworfen" is no future.
        """
        if not self._chain:
            return 0
        finite = (one for one in self._chain if one is self._finite)
        one = next(finite, self._chain[0])
        known = one.lemma_ in _AUXILIARIES and one.dep_ != _PASSIVE
        return 2 + _AUXILIARIES.index(one.lemma_) if known else 1

    def _denied(self) -> str:
        subject = self._subject
        if subject is not None and any(map(_denies, (subject, *subject.children))):
            return "subject"
        if any(map(_denies, self._cue)):
            return "in cue"
        if any(_denies(one) or any(map(_denies, one.children)) for one in self._children):
            return "at verb"
        if any(map(_denies, self._frame)):
            return "in frame"
        above = () if self._above is None else self._outside(self._above.children)
        return "above" if any(map(_denies, above)) else "not"

    def _who(self) -> str:
        subject = self._subject
        if subject is None:
            return "none"
        if subject.lower_ in _ANYBODY:
            return "anybody"
        if subject.pos_ == "PRON":
            person = subject.morph.get("Person", [])
            if subject.text == _POLITE or person == ["2"]:
                return "second"
            if subject.tag_ == "PRELS":
                return "relative"
            return "first" if person == ["1"] else "pronoun"
        if subject.ent_type_ or subject.pos_ == "PROPN":
            return "name"
        return "the" if is_definite(subject) else "other"

    def _clause(self) -> str:
        """By what the verb's clause is joined to another."""
        marks = [one for one in self._children if one.dep_ == "mark"]
        if any(one.lower_ in _CONDITIONAL for one in (*marks, *self._cue)):
            return "conditional"
        return "other" if marks else "none"

    def _beginning(self) -> str:
        """How the quotation begins."""
        first = next((one for one in self._words if one.tag_ != "$("), None)
        if first is None:
            return "other"
        if first.lower_ == _WHETHER:
            return "whether"
        if first.tag_ in ("PWAV", "PWS", "PWAT"):
            return "question"
        if first.lower_ == _THAT:
            return "that"
        return "mark" if first.i != self._words[0].i else "other"

    def _verb_is_first(self) -> bool:
        """Whether the finite verb begins its clause: "Hätte er gesagt", "Sagen Sie ihm"."""
        finite = self._finite
        if finite is None:
            return False
        before = finite.doc[finite.i - 1] if finite.i else finite
        return bool(finite.is_sent_start) or before.is_punct or before.is_space

    def _is_after(self) -> bool:
        """Whether the verb stands behind the quotation."""
        verb = self._verb
        return verb is not None and bool(self._words) and verb.i > self._words[0].i

    def _asks(self) -> bool:
        return self._verb is not None and self._verb.sent[-1].text == "?"


def _denies(token: Token) -> bool:
    return token.lower_ in _NEGATION


def _value(token: Token | None, name: str, values: tuple[str, ...]) -> int:
    found = [] if token is None else token.morph.get(name, [])
    return values.index(found[0]) if found and found[0] in values else 0


def _without_space(tokens: Iterable[Token]) -> list[Token]:
    return [one for one in tokens if not one.is_space]
