from dataclasses import replace

import pytest

from annotated.corpus.article import Article, Entity
from annotated.corpus.file import format_article, parse_article
from annotated.corpus.marks import MarkError
from annotated.corpus.realign import realigned
from tests.annotated.corpus.sample import WRITTEN


def sample() -> Article:
    return parse_article("written-bruecke", WRITTEN)


def test_a_file_says_who_is_meant_and_who_said_what() -> None:
    article = sample()
    assert article.head["genre"] == "council"
    assert article.entities[1] == Entity("rat", "Stadtrat Altenweser", "ORG", None, True, ("Rat",))
    assert not article.entity("sprecher").named
    said = article.quotations[4]
    assert [article.text[start:end] for start, end in said.quote] == ["„Das“", "„kostet {viel}.“"]
    assert (said.factuality, said.speakers) == ("announced", ("sprecher",))


def test_a_file_is_written_as_it_was_read() -> None:
    assert parse_article("written-bruecke", format_article(sample())) == sample()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("== names ==", "names", "are not all there"),
        ("rike = Rike Dahl, PER, f", "rike = Rike Dahl, PER", "has a gender"),
        ("rike = Rike Dahl, PER, f", "rike: Rike Dahl", "no line of names"),
        ("1 Direct Speech = rike", "1 Direct Speech", "no line of quotes"),
        ("1 Direct Speech = rike", "1 Direkt Speech = rike", "Direkt is none of Direct"),
        ("1 Direct Speech = rike\n", "", "quotation 1 is marked and does not stand"),
        ("5 Direct", "4 Direct", "stands twice"),
        ("{1 „Wir bauen“}", "„Wir bauen“", "has no {1 …}"),
        ("genre: council", "genre council", "has no “: ”"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(old: str, new: str, words: str) -> None:
    with pytest.raises(MarkError, match=words):
        parse_article("x", WRITTEN.replace(old, new))


def test_marks_move_to_the_source_s_white_space() -> None:
    article = sample()
    source = article.text.replace(" ", "  ").replace("\n\n", "\n \n\n")
    moved = realigned(article, source)
    assert moved.text == source
    for one, two in zip(article.mentions, moved.mentions, strict=True):
        words = source[two.start : two.end]
        assert words.split() == article.text[one.start : one.end].split()
    assert replace(realigned(moved, article.text)) == article


def test_a_text_that_differs_is_told_with_the_place() -> None:
    with pytest.raises(MarkError, match=r"die Brücke sei.*die Brucke sei"):
        realigned(sample(), sample().text.replace("Brücke", "Brucke"))
    with pytest.raises(MarkError, match="ends otherwise"):
        realigned(sample(), sample().text + " Und?")
