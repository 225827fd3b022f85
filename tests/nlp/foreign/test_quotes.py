"""Quotations by rule, as a pipeline that is not ours has them."""

import time

import pytest
import spacy
from spacy.language import Language

from tasks.nlp.layers.quotations import QUOTATIONS, Quotation
from tasks.nlp.pipeline import annotate_doc
from tasks.nlp.version import DEFAULT_MODEL
from tasks.text.blocks import find_blocks


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The shipped pipeline, but with rules for its quotations."""
    found = spacy.load(DEFAULT_MODEL, exclude=["wortlaut_quotations"])
    found.add_pipe("wortlaut_quotes")
    return found


def quotations(nlp: Language, text: str) -> tuple[Quotation, ...]:
    return QUOTATIONS.read(annotate_doc(nlp, text, find_blocks(text)))


def only(nlp: Language, text: str) -> Quotation:
    (found,) = quotations(nlp, text)
    return found


def cut(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "quote", "speaker", "cue"),
    [
        ("„Wir bauen das“, sagte Anna Berg.", "„Wir bauen das“", "Anna Berg", ["sagte"]),
        ("Anna Berg sagte: „Wir bauen das.“", "„Wir bauen das.“", "Anna Berg", ["sagte"]),
        ("»Wir bauen das«, so die Ministerin.", "»Wir bauen das«", "die Ministerin", ["so"]),
        (
            '"Wir bauen das", teilte ein Sprecher der Polizei mit.',
            '"Wir bauen das"',
            "ein Sprecher der Polizei",
            ["teilte", "mit"],
        ),
        (
            "Ministerin Anna Berg nannte den Plan „eine kluge Idee“.",
            "„eine kluge Idee“",
            "Ministerin Anna Berg",
            ["nannte"],
        ),
        ("„Kommt ihr?“ fragte Anna Berg.", "„Kommt ihr?“", "Anna Berg", ["fragte"]),
    ],
)
def test_a_frame_names_speaker_and_cue(
    nlp: Language, text: str, quote: str, speaker: str, cue: list[str]
) -> None:
    found = only(nlp, text)
    assert cut(text, found.spans) == [quote]
    assert cut(text, found.speaker_spans) == [speaker]
    assert cut(text, found.cue_spans) == cue
    assert (found.type, found.method) == ("direct", "frame")


def test_a_quotation_interrupted_by_its_frame_is_one_with_two_spans(nlp: Language) -> None:
    text = "„Wir gehen“, sagte Anna Berg, „und kommen wieder.“"
    found = only(nlp, text)
    assert cut(text, found.spans) == ["„Wir gehen“", "„und kommen wieder.“"]
    assert cut(text, found.speaker_spans) == ["Anna Berg"]


def test_a_passage_that_stands_alone_goes_on_with_the_speaker_before(nlp: Language) -> None:
    text = "„Wir bauen das“, sagte Anna Berg. „Das kostet nicht einmal viel.“"
    first, second = quotations(nlp, text)
    assert cut(text, second.speaker_spans) == ["Anna Berg"]
    assert (first.method, second.method) == ("frame", "continuation")


@pytest.mark.parametrize(
    "text",
    [
        "Der Verein mit dem Namen „Grünes Band“ traf sich am Montag.",
        "Der Film „Die letzte Fähre“ lief in Kiel.",
        "Das „Zwei-Prozent-Ziel“ stand nicht im Weg, sagte ein Diplomat.",
        "Die sogenannte „Brücke für alle“ wird gebaut.",
        "Sie kauften die Zeitung „Tagblatt“ am Bahnhof.",
    ],
)
def test_titles_names_and_terms_are_no_quotations(nlp: Language, text: str) -> None:
    assert quotations(nlp, text) == ()


def test_a_quotation_within_a_quotation_has_its_parent(nlp: Language) -> None:
    text = "„Er sagte mir: ‚Komm nach Hause!‘, und ging“, erzählte Anna Berg."
    outer, inner = quotations(nlp, text)
    assert cut(text, inner.spans) == ["‚Komm nach Hause!‘"]
    assert (outer.parent, inner.parent) == (None, 0)


def test_thousands_of_quotations_in_one_paragraph_take_seconds() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("wortlaut_sentences")
    quotes = nlp.create_pipe("wortlaut_quotes")
    doc = nlp('Er sagte: "Wir gehen heute." ' * 2000)
    started = time.perf_counter()
    assert len(QUOTATIONS.read(quotes(doc))) == 2000
    assert time.perf_counter() - started < 20
