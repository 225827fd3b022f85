"""What tells whether a quotation was said: its verb with what belongs to it."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc

from tasks.nlp.factuality.features import (
    BEGINNINGS,
    CLAUSES,
    DENIED,
    READ,
    SIZES,
    WHO,
    ask,
)
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.vocabulary import QUOTE_TYPES, QuoteType
from tests.nlp.documents.words import document

WIDTH = 4
SAID = "sagte/VVFIN"
CONTENT = "dass/KOUS/mark>fällt das/PDS/nsubj>fällt fällt/VVFIN/ccomp>{verb} ."


def doc_of(lines: str) -> Doc:
    doc = document(lines)
    doc.tensor = np.arange(len(doc) * WIDTH, dtype=np.float32).reshape(len(doc), WIDTH) + 1
    return doc


def quotation(
    doc: Doc, words: str, cue: str = "", frame: str = "", type_: QuoteType = "indirect"
) -> Quotation:
    """The quotation of these words, with the words of its cue, divided by bars."""

    def spans(surface: str) -> tuple[tuple[int, int], ...]:
        found = []
        for piece in filter(None, surface.split("|")):
            start = doc.text.index(piece)
            found.append((start, start + len(piece)))
        return tuple(found)

    return Quotation(type_, "speech", spans(words), spans(cue), spans(frame))


def values(doc: Doc, one: Quotation) -> dict[str, int]:
    """The quotation's value of each column."""
    (row,) = ask(doc, [one]).table.tolist()
    return dict(zip(SIZES, row, strict=True))


def denied(found: dict[str, int]) -> str:
    return DENIED[found["denied and type"] // len(QUOTE_TYPES)]


@pytest.mark.parametrize(
    ("line", "cue", "expected"),
    [
        (f"Kern/NE/nsubj>sagte {SAID} ,", "sagte", "not"),
        (f"Kern/NE/nsubj>sagte {SAID} nicht/PTKNEG/advmod>sagte ,", "sagte", "at verb"),
        (f"Kern/NE/nsubj>sagte {SAID} nicht/PTKNEG/advmod>sagte ,", "sagte nicht", "in cue"),
        (f"Niemand/PIS/nsubj>sagte {SAID} ,", "sagte", "subject"),
        (f"kein/PIS/det>Rat Rat/NN/nsubj>sagte {SAID} ,", "sagte", "subject"),
        (f"Kern/NE/nsubj>wagt wagt/VVFIN nicht/PTKNEG {SAID}/xcomp>wagt ,", "sagte", "above"),
    ],
)  # fmt: skip
def test_what_denies_the_verb_of_saying_is_told_by_where_it_stands(
    line: str, cue: str, expected: str
) -> None:
    doc = doc_of(f"{line} {CONTENT.format(verb='sagte')}")
    assert denied(values(doc, quotation(doc, "dass das fällt", cue))) == expected


def test_a_negation_in_the_quotation_denies_nothing() -> None:
    doc = doc_of(
        f"Kern/NE/nsubj>sagte {SAID} , dass/KOUS/mark>fällt nichts/PIS/nsubj>fällt "
        "fällt/VVFIN/ccomp>sagte ."
    )
    assert denied(values(doc, quotation(doc, "dass nichts fällt", "sagte"))) == "not"


def test_a_negation_hangs_on_the_verb_also_where_the_parser_takes_the_quotation_for_its_head() -> (
    None
):
    doc = doc_of(
        "nichts/PIS/obj>sagt Kern/NE/nsubj>sagt sagt/VVFIN/parataxis>kommt , Er/PPER/nsubj>kommt "
        "kommt/VVFIN ."
    )
    assert denied(values(doc, quotation(doc, "Er kommt", "sagt"))) == "at verb"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Kern/NE/nsubj>sagt/PER", "name"),
        ("jemand/PIS/nsubj>sagt", "anybody"),
        ("wer/PIS/nsubj>sagt", "anybody"),
        ("ich/PPER/nsubj>sagt/Person=1", "first"),
        ("Sie/PPER/nsubj>sagt/Person=3", "second"),
        ("sie/PPER/nsubj>sagt/Person=3", "pronoun"),
        ("der/PRELS/nsubj>sagt", "relative"),
    ],
)
def test_subjects_are_told_apart(subject: str, expected: str) -> None:
    doc = doc_of(f"Wohl/ADV/advmod>sagt {subject} sagt/VVFIN , {CONTENT.format(verb='sagt')}")
    found = values(doc, quotation(doc, "dass das fällt", "sagt"))
    assert WHO[found["subject and clause"] // (len(CLAUSES) * 2)] == expected


def test_a_conditional_clause_and_one_that_begins_with_its_verb_are_told() -> None:
    when = doc_of(
        "Wenn/KOUS/mark>sagt wer/PIS/nsubj>sagt sagt/VVFIN/advcl>irrt , dass/KOUS/mark>fällt "
        "das/PDS/nsubj>fällt fällt/VVFIN/ccomp>sagt , irrt/VVFIN er/PPER/nsubj>irrt ."
    )
    clause = values(when, quotation(when, "dass das fällt", "sagt"))["clause"]
    assert (CLAUSES[clause // 8], clause // 4 % 2) == ("conditional", 0)
    would = doc_of(
        "Hätte/VAFIN/aux>gesagt/VerbForm=Fin/Mood=Sub Kern/NE/nsubj>gesagt gesagt/VVPP , "
        f"{CONTENT.format(verb='gesagt')}"
    )
    clause = values(would, quotation(would, "dass das fällt", "Hätte|gesagt"))["clause"]
    assert (CLAUSES[clause // 8], clause // 4 % 2) == ("none", 1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ob/KOUS/mark>fällt das/PDS/nsubj>fällt", "whether"),
        ("wann/PWAV/advmod>fällt das/PDS/nsubj>fällt", "question"),
        ("dass/KOUS/mark>fällt das/PDS/nsubj>fällt", "that"),
        ("das/PDS/nsubj>fällt", "other"),
    ],
)
def test_a_quotation_is_told_by_how_it_begins(words: str, expected: str) -> None:
    doc = doc_of(f"Kern/NE/nsubj>{SAID} {SAID} , {words} fällt/VVFIN/ccomp>sagte .")
    content = doc.text[doc.text.index(", ") + 2 : -1]
    found = values(doc, quotation(doc, content, "sagte"))
    assert BEGINNINGS[found["denied and beginning"] % len(BEGINNINGS)] == expected


def test_auxiliaries_are_told_by_their_lemma() -> None:
    found = {}
    for form, lemma in (("will", "wollen"), ("wird", "werden"), ("bekommt", "bekommen")):
        doc = doc_of(
            f"Kern/NE/nsubj>sagen {form}/VAFIN/aux>sagen/={lemma}/VerbForm=Fin sagen/VVINF , "
            f"{CONTENT.format(verb='sagen')}"
        )
        found[lemma] = values(doc, quotation(doc, "dass das fällt", f"{form}|sagen"))
    assert len({one["auxiliary and mood"] for one in found.values()}) == 3
    assert found["bekommen"]["auxiliary and mood"] == 4  # another one, of no known mood


def test_every_value_has_a_place_and_every_vector_its_length() -> None:
    doc = doc_of(f"Kern/NE/nsubj>sagte {SAID} , {CONTENT.format(verb='sagte')}")
    framed = quotation(doc, "dass das fällt", "sagte", "Kern sagte,")
    alone = quotation(doc, "Kern sagte", type_="reported")
    asked = ask(doc, [framed, alone])
    assert (asked.table >= 0).all()
    assert (asked.table < list(SIZES.values())).all()
    assert asked.vectors.shape == (2, len(READ), WIDTH)
    lengths = np.linalg.norm(asked.vectors, axis=-1)
    read = dict(zip(READ, (lengths[0] > 0).tolist(), strict=True))
    assert {name for name, there in read.items() if not there} == {"finite", "above"}
    assert np.allclose(lengths[lengths > 0], WIDTH**0.5 / 2)


def test_of_no_quotations_there_is_nothing_to_ask() -> None:
    doc = doc_of("Kern/NE/nsubj>ging ging/VVFIN .")
    asked = ask(doc, [])
    assert (asked.table.shape, asked.vectors.shape) == ((0, len(SIZES)), (0, len(READ), WIDTH))
