import json
import time
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from tasks.nlp.pipeline import annotate_doc
from tasks.nlp.quotation import Quotation, read_quotations
from tasks.text.article import Article
from tasks.text.blocks import find_blocks
from tasks.text.parse import parse

GOLDEN = sorted((Path(__file__).resolve().parents[1] / "golden").glob("*.json"))
MARKS = "\"„“”»«‚‘’›‹'"


def quotations(nlp: Language, text: str) -> tuple[Quotation, ...]:
    return read_quotations(annotate_doc(nlp, text, find_blocks(text)))


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


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_most_direct_quotations_of_a_sample_article_are_found_and_few_others(
    nlp: Language, golden: Path, sample_articles: Path
) -> None:
    expected = json.loads(golden.read_text("utf-8"))
    (path,) = sample_articles.rglob(f"{golden.stem}.txt")
    article = parse(path.read_bytes())
    assert isinstance(article, Article)
    assert article.title == expected["title"]
    assert (article.published_on or "") and str(article.published_on) == expected["published_on"]
    doc = annotate_doc(nlp, article.text, article.blocks)
    found = [
        passage.strip(MARKS)
        for quotation in read_quotations(doc)
        for passage in cut(article.text, quotation.spans)
    ]
    wanted = expected["direct_quotes"]
    right = [quote for quote in wanted if quote in found]
    assert len(right) >= 0.8 * len(wanted), [quote for quote in wanted if quote not in found]
    assert len(found) - len(right) <= 0.2 * len(wanted), [f for f in found if f not in wanted]


def test_the_real_article_gives_its_ten_quotations_and_no_terms(
    nlp: Language, shared: Path
) -> None:
    (path,) = (shared / "seed").glob("*.txt")
    article = parse(path.read_bytes())
    assert isinstance(article, Article)
    assert (str(article.published_on), article.date_precision) == ("2021-03-01", "month")
    assert article.title is None
    doc = annotate_doc(nlp, article.text, article.blocks)
    found = [article.text[q.spans[0][0] + 1 :] for q in read_quotations(doc)]
    for beginning in (
        "Wir haben jetzt",
        "Die Vereinigten",
        "hirntot",
        "Es gab einen",
        "schlechte Idee",
        "übers Ohr",
        "Was immer",
        "Wir wollen nicht",
        "Es geht kein Weg",
        "destruktive Natur",
    ):
        assert sum(text.startswith(beginning) for text in found) == 1, beginning
    assert not any(text.startswith(("NATO 2030", "Zwei-Prozent-Ziel")) for text in found)


def test_thousands_of_quotations_in_one_paragraph_take_seconds() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("wortlaut_sentences")
    quotes = nlp.create_pipe("wortlaut_quotes")
    doc = nlp('Er sagte: "Wir gehen heute." ' * 2000)
    started = time.perf_counter()
    assert len(read_quotations(quotes(doc))) == 2000
    assert time.perf_counter() - started < 20
