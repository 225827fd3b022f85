from dataclasses import replace
from pathlib import Path

from tasks.text.article import Article
from tasks.text.parse import parse
from tasks.text.restore import content_id, with_blocks

BODY = "Der Rat tagte am Montag in Kiel. „Wir bauen das“, sagte Anna Berg nach der Sitzung.\n"


def article_of(text: str) -> Article:
    article = parse(text.encode())
    assert isinstance(article, Article)
    return article


def test_what_the_warehouse_keeps_gives_the_article_back(sample_articles: Path) -> None:
    paths = sorted(sample_articles.rglob("*.txt"))
    assert paths
    for path in paths:
        article = parse(path.read_bytes())
        assert isinstance(article, Article), path
        assert with_blocks(replace(article, blocks=())) == article
        assert content_id(article) == article.article_id


def test_a_title_that_stands_in_the_text_is_its_headline() -> None:
    in_text = article_of(f"Brücke bleibt gesperrt\n\n{BODY}")
    assert [block.kind for block in in_text.blocks] == ["headline", "paragraph"]
    repeated = article_of(f"Titel: Brücke bleibt gesperrt\n\nBrücke bleibt gesperrt\n\n{BODY}")
    assert [block.kind for block in repeated.blocks] == ["headline", "paragraph"]
    outside = article_of(f"Titel: Brücke bleibt gesperrt\n\n{BODY}")
    assert [block.kind for block in outside.blocks] == ["paragraph"]


def test_another_text_or_title_is_another_article() -> None:
    article = article_of(BODY)
    assert content_id(replace(article, text=BODY + "!")) != article.article_id
    assert content_id(replace(article, title="Rat")) != article.article_id


def test_an_author_who_was_taken_out_is_none() -> None:
    article = article_of(f"Autor: Eva Kern\n\n{BODY}")
    assert article.authors == ("Eva Kern",)
    blanked = replace(article, author="███ ████", authors=("███ ████",))
    assert with_blocks(blanked).authors == ()
    assert with_blocks(replace(blanked, authors=())).authors == ()
