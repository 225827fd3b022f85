"""No two quotations of an article cross: one stands within the other, or apart."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tasks.nlp.layers.quotations import QUOTATIONS, Quotation, Spans
from tasks.nlp.pipeline import annotate_doc
from tasks.nlp.quotations.crossings import cross, without_crossings
from tasks.text.article import Article
from tasks.text.blocks import find_blocks
from tasks.text.parse import parse
from tests.nlp.documents.words import document

SEEDS = sorted((Path(__file__).resolve().parents[3] / "seeds").glob("*.txt"))
SENTENCES = st.sampled_from(
    [
        "„Wir bauen das", "“, sagte Anna Berg", "“", "„", ", „und zwar bald“.", "Man müsse warten.",
        "Der Rat sei dagegen, so Berg:", "‚Nein‘", "Laut Polizei war die Straße glatt.",
        "sagte er, sie habe „keine Lust“", "Frau Berg, warum hören Sie auf?", "Ich bin müde.",
        "Berg:", "Blatt:", "– Anna Berg (SPD)", "„Das war knapp.“", "\n\n", "\n",
        "Er fragte, ob das „wirklich“ sein müsse, und ging.", "Nach Angaben von Berg",
    ]
)  # fmt: skip
TEXT = document(
    "\n".join("Da/ADV ist/VAFIN ein/ART Haus/NN und/KON ein/ART Hof/NN ." for _ in "123")
)
ENDS = st.integers(0, len(TEXT.text))
SPANS = st.lists(ENDS, min_size=2, max_size=6, unique=True).map(
    lambda ends: tuple(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
)


def crossing(found: list[Quotation] | tuple[Quotation, ...]) -> list[tuple[Spans, Spans]]:
    return [(a.spans, b.spans) for a, b in combinations(found, 2) if cross(a.spans, b.spans)]


@pytest.mark.parametrize(
    ("one", "other", "crosses"),
    [
        (((0, 5),), ((5, 9),), False),
        (((0, 5),), ((1, 4),), False),
        (((0, 5),), ((0, 5),), False),
        (((0, 5),), ((4, 9),), True),
        (((0, 5),), ((2, 3), (7, 9)), True),
        (((0, 2), (4, 6)), ((2, 4),), False),
    ],
)
def test_two_cross_that_share_some_and_not_all(one: Spans, other: Spans, *, crosses: bool) -> None:
    assert cross(one, other) is crosses
    assert cross(other, one) is crosses


@given(st.lists(st.tuples(SPANS, st.floats(0, 1)), max_size=8))
def test_none_crosses_another_once_they_are_cut(said: list[tuple[Spans, float]]) -> None:
    found = [Quotation("indirect", "speech", spans, confidence=sure) for spans, sure in said]
    left = without_crossings(TEXT, found)
    assert crossing(left) == []
    assert all(one.spans for one in left)
    if found:
        assert max(found, key=lambda one: one.confidence) in left


@pytest.mark.parametrize("path", SEEDS, ids=[path.stem for path in SEEDS])
def test_no_quotations_of_a_sample_cross(nlp: Language, path: Path) -> None:
    article = parse(path.read_bytes())
    assert isinstance(article, Article)
    assert crossing(QUOTATIONS.read(annotate_doc(nlp, article.text, article.blocks))) == []


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(SENTENCES, min_size=2, max_size=20))
def test_no_quotations_of_a_made_up_text_cross(nlp: Language, sentences: list[str]) -> None:
    text = " ".join(sentences).strip() or "Nein."
    assert crossing(QUOTATIONS.read(annotate_doc(nlp, text, find_blocks(text)))) == []
