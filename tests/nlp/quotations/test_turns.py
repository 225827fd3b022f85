"""Interviews, lists of voices and headlines: what is said, and whose words it is."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.layers.quotations import QUOTATIONS
from tasks.nlp.pipeline import annotate_doc
from tasks.text.blocks import find_blocks
from tasks.text.plain import plain_of

LEAD = "Zwanzig Jahre hat Wiebke Harms den Hafen geleitet. Im Mai gibt sie das Amt ab."
FIRST = "Den Lärm am Morgen. Ich wache ohne ihn gar nicht auf."
SECOND = "Am Anfang war das anders, da habe ich mir jeden Abend die Ohren zugehalten."
THIRD = "Erst einmal schlafe ich aus."


def said(nlp: Language, text: str) -> list[tuple[str, str]]:
    """Words and speaker's words of direct quotations that stand in no other."""
    plain = plain_of(text, find_blocks(text))
    doc: Doc = annotate_doc(nlp, plain.text, plain.blocks)

    def cut(spans: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(doc.text[start:end] for start, end in spans)

    return [
        (cut(one.spans), cut(one.speaker_spans))
        for one in QUOTATIONS.read(doc)
        if one.type == "direct" and one.parent is None
    ]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("{}", "{}"), ("**{}**", "{}"), ("Blatt: {}", "Harms: {}"), ("F: {}", "A: {}")],
)
def test_an_answer_is_one_quotation_with_all_its_paragraphs(
    nlp: Language, asked: str, answered: str
) -> None:
    questions = [
        asked.format(words)
        for words in ("Frau Harms, was werden Sie vermissen?", "Und was kommt für Sie jetzt?")
    ]
    text = "\n\n".join(
        [LEAD, questions[0], answered.format(FIRST), SECOND, questions[1], answered.format(THIRD)]
    )
    assert [words for words, _ in said(nlp, text)] == [f"{FIRST} … {SECOND}", THIRD]


def test_a_label_within_an_answer_speaks_for_nobody(nlp: Language) -> None:
    text = (
        "Frau Harms, was werden Sie vermissen?\n\nZur Sache: Ich vermisse den Lärm.\n\n"
        "Und was kommt für Sie jetzt?\n\nErst einmal schlafe ich aus."
    )
    assert said(nlp, text)[0][0] == "Zur Sache: Ich vermisse den Lärm."


@pytest.mark.parametrize("behind", [" – {}", " ({})", " — {}", "\n– {}", "\n\n{}"])
def test_who_is_named_behind_a_quotation_says_it(nlp: Language, behind: str) -> None:
    names = ("Olaf Finke, Trainer SV Nord", "Pia Sander, Torhüterin", "Uwe Brandt, Präsident")
    quoted = ("„Wir waren einfach besser.“", "„Der Elfmeter war keiner.“", "„Ein guter Tag.“")
    lines = [one + behind.format(name) for one, name in zip(quoted, names, strict=True)]
    found = said(nlp, "Stimmen zum Spiel:\n\n" + "\n\n".join(lines))
    assert found == [(one, name.partition(",")[0]) for one, name in zip(quoted, names, strict=True)]


def test_who_is_named_above_each_quotation_does_not_say_the_one_before(nlp: Language) -> None:
    text = (
        "Olaf Finke, Trainer SV Nord\n\n„Wir waren einfach besser.“\n\n"
        "Pia Sander, Torhüterin\n\n„Der Elfmeter war keiner.“"
    )
    assert ("„Wir waren einfach besser.“", "Pia Sander") not in said(nlp, text)


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("„Ich war am Ende“: Jana Petersen über ihr Jahr in Kiel", "Jana Petersen"),
        ("„Wir geben nicht auf“: Trainer Olaf Finke im Interview", "Trainer Olaf Finke"),
        ("»Das war ein Fehler«: Bürgermeister Uwe Brandt zieht Bilanz", "Bürgermeister Uwe Brandt"),
    ],
)
def test_a_headline_names_the_speaker_behind_a_colon(
    nlp: Language, headline: str, speaker: str
) -> None:
    text = f"{headline}\n\nDer Rat der Stadt hat am Dienstag lange über die neue Brücke beraten."
    assert said(nlp, text) == [(headline.partition(":")[0], speaker)]


def test_a_title_in_marks_is_not_said_by_its_author(nlp: Language) -> None:
    assert said(nlp, "„Nordwind“ – Roman von Mia Kranz\n\nDas Buch erscheint im Mai in Kiel.") == []
