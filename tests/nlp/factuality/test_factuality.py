"""What the shipped network holds not to have been said, and what it does not doubt."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tasks.nlp.pipeline import annotate_doc
from tasks.nlp.rows.extract import extract
from tasks.text.blocks import find_blocks


def factuality_of(nlp: Language, sentence: str, words: str) -> list[str]:
    """The factualities of the quotations that hold these words."""
    text = f"Der Streit um die Brücke\n\nIn Altau wird gebaut. {sentence}\n"
    rows = extract("a", annotate_doc(nlp, text, find_blocks(text)))
    return [one.factuality for one in rows.quotes if words in one.text]


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        (
            "Bürgermeisterin Anna Kern hat nie gesagt, dass die Brücke gesperrt wird.",
            "Brücke gesperrt",
            "denied_saying",
        ),
        (
            "Bürgermeisterin Anna Kern ließ offen, ob die Brücke gesperrt wird.",
            "Brücke gesperrt",
            "denied_saying",
        ),
        (
            "Wenn jemand behauptet, die Brücke sei sicher, dann irrt er.",
            "die Brücke sei sicher",
            "hypothetical",
        ),
    ],
)
def test_what_was_not_said_is_known(
    nlp: Language, sentence: str, words: str, expected: str
) -> None:
    assert expected in factuality_of(nlp, sentence, words)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Bürgermeisterin Anna Kern sagte, dass die Brücke gesperrt wird.", "Brücke"),
        ("Bürgermeisterin Anna Kern sagte, sie sperre die Brücke nicht.", "Brücke"),
        ("„Wir sperren die Brücke nicht“, sagte Bürgermeisterin Anna Kern.", "Brücke"),
        ("Bürgermeisterin Anna Kern bestritt, dass die Brücke gesperrt wird.", "Brücke"),
        ("Nach Angaben der Gemeinde hat niemand die Brücke gesperrt.", "Brücke"),
    ],
)
def test_what_was_said_is_not_doubted(nlp: Language, sentence: str, words: str) -> None:
    found = factuality_of(nlp, sentence, words)
    assert found
    assert set(found) == {"said"}
