from datetime import date

import pytest

from tasks.text.ahead import as_of, is_ahead, is_without_its_date
from tasks.text.article import Article
from tasks.text.parse import parse
from tasks.text.restore import content_id

TEXT = "Der Rat tagte am Montag in Kiel. „Wir bauen das“, sagte Anna Berg dem Rat.\n"
TODAY = date(2026, 11, 28)


def dated(words: str) -> Article:
    article = parse(f"Datum: {words}\n\n{TEXT}".encode())
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize("words", ["28.11.2026", "2026-11-29", "2026-11", "2026", "1605"])
def test_up_to_tomorrow_a_date_holds(words: str) -> None:
    assert as_of(dated(words), TODAY) == dated(words)


@pytest.mark.parametrize("words", ["2026-11-30", "2026-12", "2027", "31.12.2099"])
def test_an_article_dated_after_tomorrow_is_the_undated_one_with_a_remark(words: str) -> None:
    article = as_of(dated(words), TODAY)
    assert (article.published_on, article.date_precision) == (None, "unknown")
    undated = parse(TEXT.encode())
    assert isinstance(undated, Article)
    assert article.article_id == content_id(article) == undated.article_id
    assert is_ahead(article.remark)
    assert is_without_its_date(article.remark)
    assert as_of(article, TODAY) == article


def test_what_else_is_to_be_said_of_the_article_stays() -> None:
    wrong = parse(f"Datum: 2099\n\nFür {TEXT}".encode().decode("latin-1").encode())
    assert isinstance(wrong, Article)
    remark = str(as_of(wrong, TODAY).remark)
    assert remark.startswith("repaired: ")
    assert is_ahead(remark)


def test_an_impossible_date_is_none_to_wait_for() -> None:
    article = dated("1604-01-01")
    assert is_without_its_date(article.remark)
    assert not is_ahead(article.remark)
