import re

import pytest

from tasks.text.blocks import find_blocks
from tasks.text.turn_labels import key_of
from tasks.text.turn_odds import TURNS
from tasks.text.wordlists import rows_of

QUESTION, ANSWER = "interview_question", "interview_answer"
LEAD = "Zwanzig Jahre hat Wiebke Harms den Hafen geleitet. Im Mai gibt sie das Amt ab."
TURNS_SAID = [
    (QUESTION, "Frau Harms, was werden Sie vermissen?"),
    (ANSWER, "Den Lärm am Morgen. Ich wache ohne ihn gar nicht auf."),
    (QUESTION, "Und was kommt jetzt?"),
    (ANSWER, "Erst einmal schlafe ich aus. Dann sehen wir weiter."),
    (QUESTION, "Bereuen Sie etwas?"),
    (ANSWER, "Nein. Ich hätte nur öfter nachfragen sollen."),
]


def turns(text: str) -> list[tuple[str, str]]:
    return [
        (block.kind, text[block.start : block.end])
        for block in find_blocks(text)
        if block.kind in (QUESTION, ANSWER)
    ]


def interview(asked: str, answered: str, between: str = "\n\n") -> str:
    said = [(asked if kind == QUESTION else answered).format(words) for kind, words in TURNS_SAID]
    return between.join([LEAD, *said])


@pytest.mark.parametrize("between", ["\n\n", "\n"])
@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("{}", "{}"),
        ("Hafenblatt: {}", "Wiebke Harms: {}"),
        ("taz: {}", "Harms: {}"),
        ("„Hafenblatt“: {}", "Harms: {}"),
        ("«Hafenblatt»: {}", "Harms (lacht): {}"),
        ("HB: {}", "W. H.: {}"),
        ("F: {}", "A: {}"),
        ("Frage: {}", "Antwort: {}"),
        ("FRAGE: {}", "WIEBKE HARMS: {}"),
        ("**taz:** {}", "**Harms:** {}"),
        ("**taz: {}**", "Harms: {}"),
        ("<b>taz:</b> {}", "<b>Harms:</b> {}"),
        ("<strong>{}</strong>", "{}"),
        ("**{}**", "{}"),
        ("__{}__", "{}"),
        ("*{}*", "{}"),
        ("– {}", "{}"),
        ("{}", "Harms: {}"),
        ("{}", "„{}“"),
        ("Hafenblatt:\n{}", "Harms:\n{}"),
        ("3sat: {}", "Hafenchefin Harms: {}"),
    ],
)
def test_an_interviews_turns_are_told_however_they_are_set(
    asked: str, answered: str, between: str
) -> None:
    found = turns(interview(asked, answered, between))
    assert [kind for kind, _ in found] == [kind for kind, _ in TURNS_SAID]
    for (_, words), (_, said) in zip(found, TURNS_SAID, strict=True):
        assert said in words


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("{}", "{}"), ("**{}**", "{}"), ("<b>{}</b>", "{}"), ("taz: {}", "Harms: {}")],
)
def test_question_and_answer_in_one_paragraph_are_parted(asked: str, answered: str) -> None:
    said = [(asked if kind == QUESTION else answered).format(words) for kind, words in TURNS_SAID]
    pairs = [f"{one} {two}" for one, two in zip(said[::2], said[1::2], strict=True)]
    assert turns("\n\n".join([LEAD, *pairs])) == [
        (kind, words) for (kind, _), words in zip(TURNS_SAID, said, strict=True)
    ]


def test_a_whole_interview_in_one_paragraph_is_parted() -> None:
    said = [("Frage: " if kind == QUESTION else "Antwort: ") + w for kind, w in TURNS_SAID]
    assert [words for _, words in turns(" ".join(said))] == said


def test_a_statement_may_be_a_question_and_an_answer_may_have_paragraphs() -> None:
    text = "\n\n".join([
        LEAD,
        "Frau Harms, was werden Sie vermissen?",
        "Den Lärm am Morgen. Ich wache ohne ihn gar nicht auf.",
        "Der Reederverband wirft Ihnen vor, Sie hätten den Ausbau verschleppt.",
        "Das höre ich seit Jahren. Ich habe dreimal nachgefragt und nie eine Antwort bekommen.",
        "Was mich ärgert: Am Ende haben wir das Geld selbst gefunden, und niemand dankt es mir.",
        "Und was kommt jetzt?",
        "Erst einmal schlafe ich aus.",
    ])  # fmt: skip
    assert [kind for kind, _ in turns(text)] == [
        QUESTION, ANSWER, QUESTION, ANSWER, ANSWER, QUESTION, ANSWER,
    ]  # fmt: skip


def test_two_guests_answer() -> None:
    text = "\n".join([
        "Blatt: Wem gehört der Markt?",
        "Kunz: Allen. Ich stehe da seit zwanzig Jahren.",
        "Frau Oduya: Uns auch, wenn ich das sagen darf.",
        "Blatt: Und wer putzt ihn?",
        "Frau Oduya: Ich.",
        "Kunz: Sie!",
    ])  # fmt: skip
    assert [kind for kind, _ in turns(text)] == [QUESTION, ANSWER, ANSWER, QUESTION, ANSWER, ANSWER]


def test_what_stands_around_an_interview_is_no_turn() -> None:
    text = interview("{}", "{}") + "\n\nWiebke Harms, 61, war Chefin des Hafens von Nordersiel."
    said = [words for _, words in turns(text)]
    assert not any("61" in words or "Zwanzig" in words for words in said)
    assert len(said) == len(TURNS_SAID)


def test_a_headline_that_asks_is_no_question_of_an_interview() -> None:
    text = "Harms oder Tamm?\n\n" + interview("Blatt: {}", "Harms: {}")
    assert turns(text) == turns(interview("Blatt: {}", "Harms: {}"))


@pytest.mark.parametrize(
    "text",
    [
        # Questions that nobody is asked.
        "Was ändert sich im Mai?\n\nDie Gebühr steigt auf drei Euro.\n\nWer zahlt das?\n\n"
        "Alle Haushalte der Stadt zahlen sie.\n\nWann wird entschieden?\n\nDer Rat tagt am Montag.",
        "Was ändert sich? Die Gebühr steigt auf drei Euro.\n\n"
        "Wer zahlt das? Alle Haushalte der Stadt.\n\nWann? Der Rat tagt am Montag.",
        # A list with labels.
        "Eintritt: frei\nBeginn: 20 Uhr\nKarten: an der Kasse\nNoch Fragen?\nTelefon: 0123 456",
        # Voices, each with a label of its own.
        "Was halten Sie vom Umbau?\n\nEva Kern, 43, Bäckerin: „Endlich.“\n\n"
        "Ole Tamm, 29, Student: „Mir ist das zu teuer.“\n\nDer Umbau beginnt im Mai.",
        # A dialogue in a story.
        "„Kommst du?“, fragte Berger.\n\n„Nein“, sagte Rahn.\n\n„Warum nicht?“\n\n„Darum.“",
    ],
)
def test_a_text_that_is_no_interview_has_no_turns(text: str) -> None:
    assert turns(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jutta Albers", "Albers (lacht)"), ("J. A.", "J.A."), ("FRAGE 2", "Frage 3")],
)
def test_labels_of_one_speaker_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_weights_are_of_turns() -> None:
    assert {turn for _, turn, _ in rows_of("turn_weights")} == set(TURNS)


def test_what_is_parted_is_all_that_was_there() -> None:
    text = interview("<b>{}</b>", "{}", between=" ")
    kept = "".join(text[block.start : block.end] for block in find_blocks(text))
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", text)
