"""Texts built from parts, so that it is known where their quotations stand."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tasks.nlp.layers.quotations import QUOTATIONS
from tasks.nlp.pipeline import annotate_doc
from tasks.text.blocks import find_blocks

PAIRS = ("„“", '„"', "„”", "»«", "«»", '""', "“”", "‚‘", "›‹", "″″", "＂＂")
NESTED = (("„“", "‚‘"), ("«»", "‹›"), ('""', "''"), ("„“", "»«"), ("“”", "‘’"))
UTTERED = (
    "Wir haben lange genug gewartet",
    "Der Vertrag ist unterschrieben, und die Arbeiten beginnen im Mai",
    "Das können wir so nicht hinnehmen",
    "Niemand weiß, wie's dort unten aussieht",
    "Ich habe den Rauch erst am Morgen gesehen",
    "Unsere Mannschaft hat heute alles gegeben",
)
FRAMES = (
    "sagte die Bürgermeisterin am Dienstag",
    "erklärte ein Sprecher der Feuerwehr",
    "so der Vorsitzende des Vereins",
    "betonte Ministerin Carla Wendt",
    "kritisierte der Betriebsrat",
)
NARRATED = (
    "Am Abend begann es zu regnen.",
    "Die Straße bleibt bis Freitag gesperrt.",
    'Der Bildschirm im Saal misst 27" und ist neu.',
    "Für das Dorf war's ein ruhiges Jahr.",
)


@dataclass(frozen=True)
class Paragraph:
    """Text with the characters of its quotation; none is expected where a mark is missing."""

    text: str
    quote: tuple[int, int] | None


def spoken(pair: str, uttered: str, frame: str, narrated: str) -> Paragraph:
    quote = f"{pair[0]}{uttered}{pair[1]}"
    return Paragraph(f"{quote}, {frame}. {narrated}", (0, len(quote)))


def announced(pair: str, uttered: str, narrated: str) -> Paragraph:
    before = f"{narrated} Die Ministerin sagte: "
    quote = f"{pair[0]}{uttered}.{pair[1]}"
    return Paragraph(before + quote, (len(before), len(before) + len(quote)))


def broken(pair: str, uttered: str, frame: str, opens: bool) -> Paragraph:
    quote = f"{pair[0]}{uttered}" if opens else f"{uttered}{pair[1]}"
    return Paragraph(f"{quote}, {frame}.", None)


pairs, uttered = st.sampled_from(PAIRS), st.sampled_from(UTTERED)
frames, narrated = st.sampled_from(FRAMES), st.sampled_from(NARRATED)
whole = st.one_of(
    st.builds(spoken, pairs, uttered, frames, narrated),
    st.builds(announced, pairs, uttered, narrated),
)
damaged = st.builds(broken, pairs, uttered, frames, st.booleans())
unquoted = narrated.map(lambda text: Paragraph(text, None))


def joined(paragraphs: list[Paragraph]) -> tuple[str, set[tuple[int, int]]]:
    text, quotes = "", set()
    for paragraph in paragraphs:
        if text:
            text += "\n\n"
        if paragraph.quote is not None:
            quotes.add((len(text) + paragraph.quote[0], len(text) + paragraph.quote[1]))
        text += paragraph.text
    return text, quotes


def direct(nlp: Language, text: str) -> set[tuple[int, int]]:
    found = QUOTATIONS.read(annotate_doc(nlp, text, find_blocks(text)))
    return {span for quotation in found if quotation.type == "direct" for span in quotation.spans}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(whole, unquoted), min_size=1, max_size=5))
def test_every_pair_of_marks_is_found_to_the_character(
    nlp: Language, paragraphs: list[Paragraph]
) -> None:
    text, quotes = joined(paragraphs)
    assert direct(nlp, text) == quotes


@settings(max_examples=60, deadline=None)
@given(st.lists(whole, min_size=1, max_size=3), damaged, st.lists(whole, min_size=1, max_size=3))
def test_a_missing_mark_costs_no_quotation_but_its_own(
    nlp: Language, before: list[Paragraph], odd: Paragraph, behind: list[Paragraph]
) -> None:
    text, quotes = joined([*before, odd, *behind])
    assert quotes <= direct(nlp, text)


@pytest.mark.parametrize(("outer", "inner"), NESTED)
@pytest.mark.parametrize(
    "said", ["Mein Vater sagte immer: {}", "Er kam herein, rief {} und verschwand"]
)
def test_what_is_quoted_within_costs_neither_one(
    nlp: Language, said: str, outer: str, inner: str
) -> None:
    cry = f"{inner[0]}Alle raus!{inner[1]}"
    whole = f"{outer[0]}{said.format(cry)}{outer[1]}"
    text = f"{whole}, erzählte Kellnerin Mona Rees."
    assert {text[slice(*span)] for span in direct(nlp, text)} == {whole, cry}


@pytest.mark.parametrize("pair", ["„“", "»«", "«»", '""'])
@pytest.mark.parametrize("anew", [True, False])
def test_a_quotation_over_paragraphs_is_one(nlp: Language, pair: str, anew: bool) -> None:
    said = ["Die Zahlen gehen zurück.", "Bisher ging es gut.", "Ich bitte alle um Geduld."]
    opened = [f"{pair[0] if anew or not number else ''}{one}" for number, one in enumerate(said)]
    text = "Amtsärztin Rike Dahl sagte: " + "\n\n".join(opened) + pair[1]
    found = QUOTATIONS.read(annotate_doc(nlp, text, find_blocks(text)))
    spans = [[text[slice(*span)] for span in one.spans] for one in found if one.type == "direct"]
    assert spans == [[*opened[:-1], opened[-1] + pair[1]]]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="„“”»«›‹‚‘’'\" .,:?!\nWirsagtJA1", max_size=200))
def test_no_text_is_too_odd_to_read(nlp: Language, text: str) -> None:
    found = QUOTATIONS.read(annotate_doc(nlp, text, find_blocks(text)))
    for quotation in found:
        assert all(0 <= start < end <= len(text) for start, end in quotation.spans)
        assert 0 <= quotation.confidence <= 1
        assert quotation.parent is None or 0 <= quotation.parent < len(found)
