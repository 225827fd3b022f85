"""No text that people wrote is taken for a table, for JSON, or for a single word."""

from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotated.formats import json_lines
from tasks.text.article import Rejection
from tasks.text.encoding import decode
from tasks.text.prose import no_prose

# Whole articles, agency reports, traffic news and posts, and commentaries.
CORPORA = ("quotes/wikinews-train", "quotes/wikinews-dev", "entities/smartdata", "coreference/pcc")


def texts(corpora: Path) -> Iterator[str]:
    for name in CORPORA:
        for article in json_lines(corpora / f"{name}.jsonl.gz"):
            yield article["text"] if "text" in article else " ".join(article["tokens"])


def test_the_sample_articles_are_prose(sample_articles: Path) -> None:
    for path in sample_articles.rglob("*.txt"):
        text = decode(path.read_bytes())
        assert not isinstance(text, Rejection)
        assert no_prose(text) is None, path


def test_every_text_of_the_corpora_is_prose(shared: Path) -> None:
    read = list(texts(shared / "corpora"))
    assert len(read) > 3000
    told = {text.strip(): no_prose(text) for text in read}
    # The one that is a word and nothing else.
    assert {text for text, why in told.items() if why} == {"Schienenersatzverkehr"}


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=' \n\t,;|"[]{}:a1', max_size=200))
def test_any_characters_are_prose_or_have_a_reason(text: str) -> None:
    why = no_prose(text)
    assert why is None or "drop it again" in why
