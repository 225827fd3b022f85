"""The work for an article grows with its length, not with its square: calls are counted."""

import cProfile
import pstats

import pytest
from spacy.language import Language

from benchmarks.long_texts import text_of
from tasks.annotate.at_the_model import annotate_article
from tasks.text.article import Article
from tasks.text.parse import parse

SHORT, LONG = 1_000, 4_000
# As many calls a character, and a third more; these texts took from twice to four times as many.
MOST = 1.35 * LONG / SHORT


def calls(nlp: Language, family: str, characters: int) -> int:
    """How many functions are called for a text, whatever the machine is busy with."""
    raw = text_of(family, characters).encode()
    profile = cProfile.Profile()
    profile.enable()
    article = parse(raw)
    assert isinstance(article, Article)
    annotate_article(nlp, article)
    profile.disable()
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "family",
    ["signatories", "names in -s", "abbreviations", "quotations", "interview"],
)
def test_four_times_the_text_is_four_times_the_work(nlp: Language, family: str) -> None:
    calls(nlp, family, 200)  # Word lists are read once.
    assert calls(nlp, family, LONG) <= MOST * calls(nlp, family, SHORT)
