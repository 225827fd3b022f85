import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.blocks import find_blocks

LONG = "Der Rat der Stadt hat am Dienstag lange über die neue Brücke gesprochen und vertagte sich."


def kinds(*blocks: str, has_headline: bool = False) -> list[str]:
    return [b.kind for b in find_blocks("\n\n".join(blocks), has_headline=has_headline)]


def test_blank_lines_with_white_space_part_paragraphs() -> None:
    text = f"  {LONG}\n \t\n{LONG}\n\u00a0\n\u200b\n{LONG}\n"
    assert [text[b.start : b.end] for b in find_blocks(text)] == [LONG] * 3


def test_a_single_line_break_stays_inside_a_paragraph() -> None:
    assert kinds(LONG.replace(" und", "\nund")) == ["paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Neue Pläne für den Hafen",
        "Ist der Streit zu lösen?",
        "Landrätin Petra Sommer: Der Kreis braucht Geduld",
    ],
)
def test_a_short_line_between_paragraphs_is_a_subheading(line: str) -> None:
    assert kinds(LONG, line, LONG) == ["paragraph", "subheading", "paragraph"]


@pytest.mark.parametrize(
    "line", ["Der Rat tagt.", "Dazu kommt:", "- Neue Pläne", "1. Neue Pläne", "***", "„Nein“"]
)
def test_a_short_line_that_heads_nothing_is_a_paragraph(line: str) -> None:
    assert kinds(LONG, line, LONG)[1] == "paragraph"


def test_the_last_line_heads_nothing() -> None:
    assert kinds(LONG, "Petra Sommer") == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    "caption",
    [
        "Die Brücke ist gesperrt: Landrätin Petra Sommer, hier bei einem Besuch in Neudorf 2019",
        "Foto: Anna Muster/dpa",
        "Bild: dpa",
        "Die Brücke über die Elbe (Archivbild)",
        "Landrätin Petra Sommer (links) und Bürgermeister Jan Holm bei der Eröffnung.",
        "Von links: Petra Sommer und Jan Holm",
        "V. l.: Petra Sommer, Jan Holm und Eva Brandt",
        "Gesperrt: die Brücke in Neudorf. Foto: Anna Muster",
        "© Anna Muster",
    ],
)
def test_picture_captions_are_told_apart(caption: str) -> None:
    assert kinds(LONG, caption, LONG) == ["paragraph", "caption", "paragraph"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Ministerin, hier bei uns gut bekannt, trat am Montag von ihrem Amt zurück.",
        "Der Radfahrer kam von links.",
        "Er habe kein Foto gesehen, sagte der Zeuge am Montag vor dem Gericht in Neudorf.",
    ],
)
def test_sentences_that_only_resemble_captions_are_paragraphs(sentence: str) -> None:
    assert kinds(LONG, sentence, LONG)[1] == "paragraph"


def test_the_first_block_is_the_headline_only_where_the_header_says_so() -> None:
    assert kinds("Neue Brücke", LONG, has_headline=True) == ["headline", "paragraph"]
    assert kinds(LONG, LONG) == ["paragraph", "paragraph"]


def test_an_interviews_questions_are_paragraphs() -> None:
    questions = ["Wann wird gebaut?", "Und das Geld?", "Was kommt danach?"]
    blocks = [block for question in questions for block in (question, LONG)]
    assert set(kinds(*blocks)) == {"paragraph"}


@pytest.mark.parametrize("question", ["Was sagen Sie dazu?", "Frage: Wann denn?", "Frau Holm?"])
def test_a_question_to_somebody_is_a_paragraph(question: str) -> None:
    assert kinds(LONG, question, LONG)[1] == "paragraph"


def test_times_of_a_live_ticker_head_their_entries() -> None:
    assert kinds("14:05 Uhr", LONG, "14:20 Uhr", LONG) == [
        "subheading", "paragraph", "subheading", "paragraph",
    ]  # fmt: skip


def test_a_run_of_short_lines_is_a_list() -> None:
    assert set(kinds(LONG, "Neudorf 12", "Altdorf 9", "Kirchdorf 7", LONG)) == {"paragraph"}


@given(st.text(alphabet="aB .?:„“-\n\t\u00a0\u200b\ufeff", max_size=200), st.booleans())
def test_blocks_are_in_order_apart_and_tight(text: str, has_headline: bool) -> None:
    blocks = find_blocks(text, has_headline=has_headline)
    position = 0
    for block in blocks:
        assert position <= block.start < block.end <= len(text)
        surface = text[block.start : block.end]
        assert surface == surface.strip()
        position = block.end
    kept = "".join(text[b.start : b.end] for b in blocks)
    visible = [c for c in text if c in "aB.?:„“-"]
    assert [c for c in kept if c in "aB.?:„“-"] == visible


@given(st.lists(st.sampled_from([LONG, "Neue Pläne", "Warum?", "- eins"]), max_size=12))
def test_every_block_comes_back(blocks: list[str]) -> None:
    text = "\n \n".join(blocks)
    assert [text[b.start : b.end] for b in find_blocks(text)] == blocks


def test_a_line_of_spaces_and_invisible_characters_is_blank() -> None:
    assert find_blocks("\u200b \u200b \u200b") == ()
    assert kinds(f"{LONG}\n\ufeff \u200b\n{LONG}") == ["paragraph", "paragraph"]
