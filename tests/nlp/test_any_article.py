"""Properties of whole annotation: whatever the text says, every span and reference holds."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from benchmarks.annotation_rules import check_annotation
from tasks.annotate.at_the_model import annotate_article
from tasks.text.article import Article
from tasks.text.parse import parse

# So that the text counts as German.
GERMAN = "Der Rat tagte am Montag in Kiel. „Wir bauen das“, sagte Anna Berg dem Rat.\n\n"
PIECES = st.sampled_from(
    [
        "Außenministerin Anna Berg (54)", "Herr Müller", "Frau Müller", "Müller", "er", "sie",
        "ihre", "der Sprecher der Stadtwerke Kiel GmbH", "die SPD", "die Grünen", "Berlin", "Nord",
        "sagte", "so", "sei", "habe", "werde", "hieß es", "teilte", "mit", "nach Angaben von",
        "laut", "dem", "und", "oder", "dass", "„", "“", "‚", "‘", "»", "«", '"', "'", ",", ".",
        ":", "?", "!", "…", "–", "(", ")", "\n", "\n\n", " ", "Frage:", "Interview: A. Berg",
        "+++ 14.05 Uhr +++", "- ", "1. ", "G20.", "z. B.", "12:30.", "ICE", "dpa", "😀", "\u200b",
        "\u0308", "\u00ad", "\u202e", "ß", "ẞ", "x" * 300, "-" * 50, "<b>", "&amp;", "Ã¼",
    ]
)  # fmt: skip
WORDS = st.lists(PIECES | st.text(max_size=4), max_size=60)
JOINTS = st.sampled_from([" ", " ", "", "\n"])


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(words=WORDS, joint=JOINTS)
@example(words=["„"] * 60, joint=" ")
@example(words=["„Er: ‚So“, sagte sie‘."] * 20, joint=" ")
# Found by benchmarks.load: two names beside one noun, of which the second had no mention.
@example(
    words=[
        "Mein Wahlkreis Euskirchen – Rhein-Erft II ist von der jüngsten Flut",
        "besonders schwer betroffen.",
    ],
    joint=" ",
)
def test_any_text_gives_rows_that_hold(nlp: Language, words: list[str], joint: str) -> None:
    article = parse((GERMAN + joint.join(words)).encode("utf-8", "ignore"))
    if isinstance(article, Article):
        check_annotation(article, annotate_article(nlp, article))
