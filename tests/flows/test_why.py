from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from flows.cli.main import main
from tests.link.news import News, entity
from tests.link.warehouse import add, relink, warehouse

MAY = date(2021, 5, 1)


def filled(folder: Path, news: News, corrections: str = "") -> None:
    with warehouse(folder) as connection:
        add(connection, news.frames(), folder / "staging")
        relink(connection, folder, corrections=corrections)


def asked(folder: Path, what: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["why", what, "--warehouse", str(folder)])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_quotation_says_who_said_it_and_how_that_was_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = News()
    known = news.article("a", MAY).names("Eva Müller", ("landrat", "harz"))
    article = news.article("b", MAY)
    quote = article.quote(article.names("Müller", ("landrat", "harz")))
    filled(tmp_path, news)
    status, out, _ = asked(tmp_path, quote, capsys)
    assert status == 0
    assert f"said by Eva Müller ({entity(news.linked(), known)})" in out
    assert "method frame, confidence 0.90" in out
    assert "found by the words that name the speaker" in out
    assert "named by 'Müller'" in out
    assert "a surname alone, with the same role near in time (same role, landrat (harz)" in out


def test_a_quotation_names_the_rules_that_acted_and_what_they_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = News()
    quote = news.article("a", MAY).quote()
    news.rows["quotes"][0]["rules"] = "interview of_old"
    filled(tmp_path, news)
    _, out, _ = asked(tmp_path, quote, capsys)
    assert "  rule interview: a paragraph is said by the label before its colon\n" in out
    assert "  rule of_old\n" in out


def test_a_quotation_that_was_not_said_is_told_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = News()
    article = news.article("a", MAY)
    said, denied = article.quote(), article.quote()
    news.rows["quotes"][1]["factuality"] = "denied_saying"
    filled(tmp_path, news)
    told = "  not a quotation of anybody: the article says that it was not said\n"
    assert told in asked(tmp_path, denied, capsys)[1]
    assert "not a quotation" not in asked(tmp_path, said, capsys)[1]


def test_a_role_says_which_dates_made_it_a_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = News()
    news.article("a", MAY).names("Heiko Maas", ("außenminister", None))
    article = news.article("b", MAY + timedelta(5))
    quote = article.quote(roles=[article.role("außenminister"), article.role("diplomat")])
    filled(tmp_path, news)
    _, out, _ = asked(tmp_path, quote, capsys)
    assert "said by Heiko Maas" in out
    assert "the only known außenminister of that time: seen from 2021-05-01" in out
    assert "open: 'der diplomat' (diplomat), which not exactly one known person fits" in out


def test_a_quotation_of_nobody_known_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = News()
    quote = news.article("a", MAY).quote()
    filled(tmp_path, news)
    assert "said by nobody who is known" in asked(tmp_path, quote, capsys)[1]


def test_an_ambiguous_name_lists_its_candidates_with_identifiers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = News()
    player = news.article("a", MAY).names("Thomas Müller", ("stürmer", "bayern"))
    mayor = news.article("b", MAY).names("Thomas Müller", ("bürgermeister", "ulm"))
    other = news.article("c", MAY).names("Eva Müller")
    filled(tmp_path, news)
    linked = news.linked()
    for what, meant in (("Thomas Müller", (player, mayor)), ("Müller", (player, mayor, other))):
        status, out, _ = asked(tmp_path, what, capsys)
        assert status == 0
        assert f"{len(meant)} entities may be meant by {what}" in out
        assert all(f"({entity(linked, person)}), PER" in out for person in meant)
    assert "role stürmer (bayern), on 2021-05-01" in out
    assert "the role tells namesakes apart (one of 2 persons of this name: politics)" in out
    status, out, _ = asked(tmp_path, entity(linked, mayor), capsys)
    assert out.startswith(f"Thomas Müller ({entity(linked, mayor)})")
    assert "may be meant" not in out


def test_corrections_are_shown_where_they_did_something_and_where_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = News()
    article = news.article("a", MAY)
    quote = article.quote(article.names("Otto Berg"))
    article.names("Eva Kern")
    filled(
        tmp_path,
        news,
        f"""
        [[rename]]
        name = "Eva Kern"
        to = "Eva Kern-Berg"
        [[rename]]
        name = "Anna Blum"
        to = "Anna Blum-Berg"
        [[speaker]]
        quote = "{quote}"
        names = ["Eva Kern"]
        """,
    )
    _, out, _ = asked(tmp_path, quote, capsys)
    assert "said by Eva Kern-Berg" in out
    assert "method correction" in out
    assert "corrections.toml, line 8: speaker applied: said by" in out
    _, out, _ = asked(tmp_path, "Eva Kern-Berg", capsys)
    assert "corrections.toml, line 2: rename applied" in out
    assert "'Eva Kern' in 1 article, such as a.txt" in out
    status, _, err = asked(tmp_path, "Anna Blum", capsys)
    assert status == 1
    assert "nobody is called Anna Blum here" in err
    assert "line 5: rename unused: no entity is called Anna Blum" in err


@pytest.mark.parametrize(
    ("precision", "said"),
    [("day", "2021-05-01"), ("month", "2021-05"), ("year", "2021")],
)
def test_a_date_is_told_as_far_as_it_is_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], precision: str, said: str
) -> None:
    news = News()
    quote = news.article("a", MAY, precision).quote()
    filled(tmp_path, news)
    assert f" in a.txt of {said}\n" in asked(tmp_path, quote, capsys)[1]


def test_no_warehouse_and_one_of_another_release_are_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = asked(tmp_path, "Eva Kern", capsys)
    assert status == 1
    assert "there is no warehouse" in err
    with duckdb.connect(tmp_path / "wortlaut.duckdb") as connection:
        connection.execute("create table entities (entity_id varchar)")
    status, _, err = asked(tmp_path, "Eva Kern", capsys)
    assert status == 1
    assert "bring it up to date with 'wortlaut run'" in err
    assert err.count("\n") == 1
