from collections.abc import Iterator
from typing import Any, SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.article import NOT_THE_ARTICLE, Block
from tasks.text.blocks import certain_units, find_blocks
from tasks.text.traits import traits_of
from tasks.text.unit import Unit
from tasks.text.wordlists import rows_of

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
    "line", ["Der Rat tagt.", "Dazu kommt:", "- Neue Pläne", "1. Neue Pläne", "„Nein“"]
)
def test_a_short_line_that_heads_nothing_is_a_paragraph(line: str) -> None:
    assert kinds(LONG, line, LONG)[1] == "paragraph"


def test_the_last_line_heads_nothing() -> None:
    assert kinds(LONG, "Petra Sommer") == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    "caption",
    [
        "Die Brücke ist gesperrt: Landrätin Petra Sommer, hier bei einem Besuch in Neudorf 2019",
        "Die Brücke über die Elbe (Archivbild)",
        "Landrätin Petra Sommer (links) und Bürgermeister Jan Holm bei der Eröffnung.",
        "Von links: Petra Sommer und Jan Holm",
        "V. l.: Petra Sommer, Jan Holm und Eva Brandt",
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


@pytest.mark.parametrize(
    "ticker",
    [
        f"14:05 Uhr\n\n{LONG}\n\n14:20 Uhr\n\n{LONG}",
        f"+++ 14.05 Uhr +++ {LONG} +++\n\n+++ 14.20 Uhr +++ {LONG} +++",
        "14:05 Uhr Brücke gesperrt\n14:20 Uhr Der Rat tagt",
        "[14:05] Brücke gesperrt\n[14:20] Der Rat tagt",
        "Montag, 14.05 Uhr: Brücke gesperrt\nMontag, 14.20 Uhr: Der Rat tagt",
        "• 14 Uhr: Brücke gesperrt\n• 15 Uhr: Der Rat tagt",
    ],
)
def test_a_live_tickers_entries_stand_behind_their_times(ticker: str) -> None:
    found = [block.kind for block in find_blocks(ticker)]
    assert [kind for kind in found if kind != "dateline"] == ["ticker_entry"] * 2
    assert found[0] == "dateline"


def test_a_run_of_short_lines_is_a_list() -> None:
    assert set(kinds(LONG, "Neudorf 12", "Altdorf 9", "Kirchdorf 7", LONG)) == {"paragraph"}


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ("Foto: Anna Muster/dpa", "credit"),
        ("Bild: dpa", "credit"),
        ("© Anna Muster", "credit"),
        ("Neudorf-Foto: Anna Muster", "credit"),
        ("(dpa/lno/amu)", "credit"),
        ("Mit Material von Reuters", "credit"),
        ("Von Anna Muster und Jan Holm, Neudorf", "byline"),
        ("Text: Anna Muster, Fotos: Jan Holm", "byline"),
        ("Das Gespräch führte Anna Muster", "byline"),
        ("Neudorf, 3. Mai 2024", "dateline"),
        ("03.05.2024, 14:20 Uhr | dpa", "dateline"),
        ("Hören Sie dazu: Wie Neudorf seine Brücke verlor", "teaser"),
        ("Ähnliche Artikel", "teaser"),
        ("Unser Newsletter am Abend: jetzt kostenlos anmelden", "newsletter"),
        ("– Anzeige –", "advert"),
        ("Jetzt Probeabo abschließen und alle Artikel lesen", "paywall"),
        ("12 Kommentare", "comment"),
        ("Berichtigung: In einer früheren Fassung stand ein falscher Ort.", "correction_note"),
        ("Alle Rechte vorbehalten.", "legal_line"),
        ("Drucken | Teilen", "navigation"),
        ("Start > Lokales > Neudorf > Brücke", "navigation"),
        ("***", "navigation"),
    ],
)
def test_what_is_not_the_article_is_told_by_its_words(block: str, kind: str) -> None:
    assert kinds(LONG, block, LONG) == ["paragraph", kind, "paragraph"]


@pytest.mark.parametrize(
    "sentence",
    [
        "„Der Newsletter kostet uns viel Geld, jetzt stellen wir ihn ein“, sagte Petra Sommer.",
        "Die Anzeige wegen Betrugs liegt seit Montag bei der Polizei in Neudorf.",
        "Mehr als hundert Abonnenten kündigten, teilte der Verlag in Neudorf mit.",
        "Von Montag an ist die Brücke in Neudorf für drei Wochen gesperrt.",
        "Lesen Sie gern, wurde Petra Sommer gefragt, und sie nickte lange.",
        "Der Kommentar der Landrätin zu dem Urteil fiel knapp aus: Sie schwieg.",
        "Das Urheberrecht müsse in diesem Jahr geändert werden, forderte Jan Holm.",
    ],
)
def test_paragraphs_that_only_use_such_words_are_the_articles(sentence: str) -> None:
    assert kinds(LONG, sentence, LONG) == ["paragraph"] * 3


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"Kiel (dpa/lno) - {LONG}", ["Kiel (dpa/lno) -", LONG]),
        (f"NEUDORF (AFP) — {LONG}", ["NEUDORF (AFP) —", LONG]),
        (f"Bad Neudorf/Elbe (epd). {LONG}", ["Bad Neudorf/Elbe (epd).", LONG]),
        (f"Genf, 12. Mai (sda) {LONG}", ["Genf, 12. Mai (sda)", LONG]),
        (f"Neudorf - {LONG}", ["Neudorf -", LONG]),
        (f"NEUDORF/ALTDORF. {LONG}", ["NEUDORF/ALTDORF.", LONG]),
        (f"{LONG} (dpa/rtr/amu)", [LONG, "(dpa/rtr/amu)"]),
        (f"{LONG} Quelle: APA", [LONG, "Quelle: APA"]),
        ("Gesperrt: die Brücke. Foto: Eva Muster", ["Gesperrt: die Brücke.", "Foto: Eva Muster"]),
    ],
)
def test_what_stands_before_and_behind_a_paragraph_is_a_block_of_its_own(
    text: str, parts: list[str]
) -> None:
    found = find_blocks(text)
    assert [text[block.start : block.end] for block in found] == parts
    assert sum(block.kind in ("dateline", "credit") for block in found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Das sagte Petra Sommer der Deutschen Presse-Agentur (dpa).",
        "Die Partei (SPD) - so sagte es Petra Sommer - gibt in Neudorf nicht auf.",
        "Ich - und nur ich - entscheide das, sagte Petra Sommer in Neudorf.",
        "Nein. Das wird es mit mir nicht geben, sagte Petra Sommer in Neudorf.",
    ],
)
def test_brackets_and_dashes_of_a_sentence_stay_in_it(text: str) -> None:
    assert [(block.start, block.end) for block in find_blocks(text)] == [(0, len(text))]


def test_a_line_is_a_paragraph_where_the_lines_are_sentences() -> None:
    lines = ["Neue Brücke für Neudorf", LONG, "Mehr Geld vom Land", f"Kurz: {LONG}", LONG]
    text = "\n".join(lines)
    found = find_blocks(text)
    assert [text[block.start : block.end] for block in found] == lines
    assert [block.kind for block in found] == [
        "headline", "paragraph", "subheading", "paragraph", "paragraph",
    ]  # fmt: skip


def test_lines_of_one_width_are_one_paragraph() -> None:
    text = (
        "Der Rat der Stadt hat am Dienstag lange über die neue\n"
        "Brücke gesprochen und vertagte sich. Die Landrätin sagte,\n"
        "das Geld reiche nicht. Im Mai soll der Kreis wieder dar-\n"
        "über beraten, und zwar öffentlich."
    )
    assert [(block.start, block.end) for block in find_blocks(text)] == [(0, len(text))]


def test_an_interviews_turns_are_told_by_labels_or_by_questions() -> None:
    labelled = ["Blatt: Frau Sommer, wann wird gebaut?", "Sommer: Im Mai.", "Blatt: Und dann?",
                "Sommer: Dann wird gefeiert, und zwar mit allen."]  # fmt: skip
    turns = ["interview_question", "interview_answer"] * 2
    assert kinds(*labelled) == turns
    plain = ["Frau Sommer, wann bauen Sie?", LONG, "Was sagen Sie dem Rat?", LONG]
    assert kinds(*plain) == turns


def test_titles_below_a_teasers_heading_are_teasers() -> None:
    assert kinds(LONG, "Mehr zum Thema", "Brücke zu teuer", "Rat streitet weiter", LONG) == [
        "paragraph", "teaser", "teaser", "teaser", "paragraph",
    ]  # fmt: skip


def test_what_follows_the_heading_of_comments_is_theirs() -> None:
    found = kinds(LONG, "Kommentare (2)", "Das wurde Zeit, sagt mein Nachbar.", LONG)
    assert found == ["paragraph", "comment", "comment", "comment"]


def test_what_the_source_says_of_a_block_wins() -> None:
    text = f"Neue Brücke\n\nLesen Sie auch: diesen Absatz, bitte ganz.\n\n{LONG}"
    start = text.index("Lesen")
    known = Block(start, text.index("\n\n", start), "paragraph")
    assert known in find_blocks(text, known=[known])
    assert known not in find_blocks(text)


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


def test_what_a_button_opens_is_a_teaser_while_there_is_an_article() -> None:
    teaser = "Die Fraktion hat dem Land vorgeworfen, durch den Abbau von Stellen..."
    assert kinds(LONG, "Streit um Stellen", teaser, "mehr")[1:] == [
        "teaser",
        "teaser",
        "navigation",
    ]
    assert kinds("Streit um Stellen", teaser, "mehr")[1:] == ["paragraph", "navigation"]


def test_what_a_form_asks_is_a_part_of_it() -> None:
    asked = ("Umfrage", "Wie bewerten Sie den Kurs der Bank?", "Er ist völlig überzogen.")
    assert kinds(LONG, *asked, "Abstimmen")[1:] == ["navigation"] * 4
    assert kinds(LONG, *asked)[2:] == ["paragraph", "paragraph"]


def test_the_way_to_a_page_ends_in_its_title() -> None:
    title = "Gebühren für die Musikschule werden erhöht"
    assert kinds(f"Nordland Politik {title}", title, LONG)[:2] == ["navigation", "headline"]
    assert kinds(f"Altenweser: {title}", title, LONG)[0] == "headline"


FORM = ("Bitte markieren Sie die Wörter im Text. Mit zwei Klicks melden Sie den Fehler.",)


def test_weights_choose_what_no_rule_knows_on_a_page() -> None:
    assert kinds("Drucken", *FORM, LONG, LONG)[1] in NOT_THE_ARTICLE


def test_a_text_without_a_trace_of_a_page_is_read_whole() -> None:
    assert kinds(*FORM, LONG, LONG)[0] not in NOT_THE_ARTICLE


@pytest.mark.parametrize("line", [f"„{FORM[0]}“", f"{FORM[0]} Das sagte Petra Sommer."])
def test_what_may_be_somebodys_words_is_not_left_out_by_weights(line: str) -> None:
    assert kinds("Drucken", line, LONG, LONG)[1] not in NOT_THE_ARTICLE


def test_weights_are_of_kinds_that_are_not_read() -> None:
    assert {kind for _, kind, _ in rows_of("block_weights")} <= NOT_THE_ARTICLE


class Looked(list[Unit]):
    """Units that count how often one of them is looked at."""

    looks = 0

    def __iter__(self) -> Iterator[Unit]:
        self.looks += len(self)
        return super().__iter__()

    def __getitem__(self, at: SupportsIndex | slice) -> Any:
        found = super().__getitem__(at)
        self.looks += len(found) if isinstance(found, list) else 1
        return found


def test_looking_for_traits_takes_looks_with_the_number_of_lines() -> None:
    def looks(lines: int) -> int:
        text = "\n".join(f"Zeile Nummer {n} von vielen" for n in range(lines))
        units = Looked(certain_units(text))
        traits_of(units)
        return units.looks

    assert 0 < looks(4000) < 10 * looks(1000)
