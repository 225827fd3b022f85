"""Who asks a question that stands in the sentence of its answer."""

import pytest
from spacy.language import Language

from tasks.nlp.layers.quotations import QUOTATIONS
from tasks.nlp.pipeline import annotate_doc
from tasks.text.blocks import find_blocks


def asker_of(nlp: Language, text: str, question: str) -> str:
    """The words for whoever said what holds `question`."""
    doc = annotate_doc(nlp, text, find_blocks(text))
    at = text.index(question)
    (found,) = (q for q in QUOTATIONS.read(doc) if any(a <= at < b for a, b in q.spans))
    return " ".join(text[start:end] for start, end in found.speaker_spans)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "Auf die Frage, ob die Brücke im Mai öffne, sagte Landrätin Eva Kern: „Ja.“",
            "ob die Brücke",
        ),
        ("Auf die Frage, ob sie gehe, sagte Eva Kern, sie denke nicht daran.", "ob sie gehe"),
        ("Gefragt, ob der Etat reiche, antwortete Minister Jan Kröger, er reiche.", "ob der Etat"),
        ("Auf die Frage, warum es dauere, verwies Jan Kröger auf die Lieferanten.", "warum es"),
        ("Landrätin Eva Kern wurde gefragt, ob die Brücke im Mai öffne.", "ob die Brücke"),
        ("„Bleiben Sie im Amt?“, wurde Eva Kern gefragt. „Ja“, sagte sie.", "Bleiben Sie"),
    ],
)
def test_a_question_is_not_credited_to_whom_it_was_put(
    nlp: Language, text: str, question: str
) -> None:
    assert asker_of(nlp, text, question) == ""


@pytest.mark.parametrize(
    ("text", "question", "asker"),
    [
        (
            "Auf die Frage der Richterin Ute Rau, ob er das Geld genommen habe, antwortete "
            "Otto Berg mit Nein.",
            "ob er das Geld",
            "der Richterin Ute Rau",
        ),
        (
            "Otto Berg wurde von Richterin Ute Rau gefragt, ob er das Geld genommen habe.",
            "ob er das Geld",
            "Richterin Ute Rau",
        ),
        ("Otto Berg fragte, ob die Brücke sicher sei.", "ob die Brücke", "Otto Berg"),
        ("Otto Berg hat gefragt, wer das bezahle.", "wer das", "Otto Berg"),
        ("Otto Berg hat dem Amt geschrieben und gefragt, wer das bezahle.", "wer das", "Otto Berg"),
        ("Otto Berg stellte die Frage, wer das bezahle.", "wer das", "Otto Berg"),
    ],
)
def test_whoever_asks_is_named_where_the_sentence_names_them(
    nlp: Language, text: str, question: str, asker: str
) -> None:
    assert asker_of(nlp, text, question) == asker


def test_what_was_answered_keeps_its_speaker(nlp: Language) -> None:
    text = "Gefragt, ob der Etat reiche, antwortete Minister Jan Kröger, das werde man sehen."
    assert asker_of(nlp, text, "das werde") == "Minister Jan Kröger"
