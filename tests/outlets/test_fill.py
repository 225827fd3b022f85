"""Outlets of the articles of a warehouse: filled, and changed where a list or an article is."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.outlets.lists import FILE_NAME, project_outlets, read_outlets, with_own
from tasks.outlets.outlets import Outlets
from tasks.outlets.table import OutletsError, parse_table
from tasks.resolve.outlets import fill_outlets, found_outlets
from tasks.store.outlets import OUTLETS, write_outlets
from tasks.store.warehouse import open_warehouse

REQUIRED = """
    insert into main.articles by name
    select
        $id as article_id, $id || '.txt' as path, $source as source, $url as url,
        'unknown' as date_precision, 'de' as language, [] as authors, [] as tags,
        'Ja.' as text, 3 as char_count, 1 as token_count, 'm' as model_version, 'r1' as run_id,
        timestamp '2026-01-02 03:30:00' as loaded_at
"""
SAID = {
    "address": (None, "https://www.spiegel.de/politik/a-1.html"),
    "page": ("dpa", "https://www1.wdr.de/nachrichten/b.html?c=/d"),
    "bare": (None, "taz.de/!5991"),
    "source": ("SÜDDEUTSCHE.DE", None),
    "feed": ("tagesschau.de - die erste Adresse für Nachrichten", None),
    "own": ("Altenweser Tageblatt", "https://tageblatt.example/1"),
    "own again": ("Altenweser Tageblatt", None),
    "loud": ("ALTENWESER TAGEBLATT", None),
    "host": (None, "https://www.kuestenkurier.example/lokales/1"),
    "host again": (None, "http://kuestenkurier.example:80/lokales/2#a"),
    "nobody": (None, None),
    "nothing": ("…", "kein Ort"),
    "accent": ("L'Écho d'Altenweser; 'x'", None),
}


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_warehouse(tmp_path / "wortlaut.duckdb") as opened:
        for article, (source, url) in SAID.items():
            opened.execute(REQUIRED, {"id": article, "source": source, "url": url})
        yield opened


def fill(connection: duckdb.DuckDBPyConnection, folder: Path) -> bool:
    return fill_outlets(connection, read_outlets(folder), scratch=folder)


def of_articles(connection: duckdb.DuckDBPyConnection) -> dict[str, str | None]:
    return dict(connection.execute("select article_id, outlet from main.articles").fetchall())


def row(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[object, ...] | None:
    asked = "select * from main.outlets where name = ?"
    rows = connection.execute(asked, [name]).fetchall()
    return rows[0] if rows else None


def outlets_of(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return sorted(connection.execute("from main.outlets").fetchall(), key=repr)


def test_every_article_gets_its_outlet_and_every_outlet_its_row(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    assert fill(connection, tmp_path)
    assert of_articles(connection) == {
        "address": "Der Spiegel",
        "page": "WDR",
        "bare": "die tageszeitung",
        "source": "Süddeutsche Zeitung",
        "feed": "tagesschau",
        "own": "Altenweser Tageblatt",
        "own again": "Altenweser Tageblatt",
        "loud": "Altenweser Tageblatt",
        "host": "kuestenkurier.example",
        "host again": "kuestenkurier.example",
        "nobody": None,
        "nothing": None,
        "accent": "L'Écho d'Altenweser; 'x'",
    }
    orphans = """
        select outlet from main.articles
        anti join main.outlets on outlets.name = articles.outlet
        where outlet is not null
    """
    assert connection.execute(orphans).fetchall() == []
    assert row(connection, "WDR") == (
        *("WDR", "DE", "broadcaster", "wdr.de"),
        *("Westdeutscher Rundfunk; WDR aktuell; WDR 5", "project"),
    )
    unlisted = ("Altenweser Tageblatt", None, "unlisted", None, None, "articles")
    assert row(connection, "Altenweser Tageblatt") == unlisted
    assert not list(tmp_path.glob(".outlets-*"))


def test_nothing_is_written_where_nothing_has_changed(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    fill(connection, tmp_path)
    before = (
        of_articles(connection),
        sorted(connection.execute("from outlets").fetchall(), key=repr),
    )
    assert not fill(connection, tmp_path)
    assert before == (
        of_articles(connection),
        sorted(connection.execute("from outlets").fetchall(), key=repr),
    )


def test_a_list_of_the_users_counts_from_the_next_run_and_no_longer_when_it_is_gone(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    fill(connection, tmp_path)
    before = of_articles(connection)
    file = tmp_path / FILE_NAME
    file.write_text(
        "name;country;kind;domains;aliases\n"
        "Küstenkurier;DE;paper;kuestenkurier.example;Tageblatt Altenweser\n"
        "Altenweser Tageblatt;DE;paper;tageblatt.example;\n"
        "Der Spiegel;;;;SPON\n"
    )
    assert fill(connection, tmp_path)
    assert of_articles(connection) == before | {
        "host": "Küstenkurier",
        "host again": "Küstenkurier",
    }
    assert row(connection, "kuestenkurier.example") is None
    assert row(connection, "Altenweser Tageblatt") == (
        *("Altenweser Tageblatt", "DE", "paper", "tageblatt.example", None, "user"),
    )
    assert row(connection, "Der Spiegel") == (
        *("Der Spiegel", "DE", "magazine", "spiegel.de", "Spiegel; SPON", "user"),
    )
    file.unlink()
    assert fill(connection, tmp_path)
    assert of_articles(connection) == before
    assert row(connection, "Küstenkurier") is None


def test_an_outlet_that_no_article_names_any_more_leaves_with_them(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    fill(connection, tmp_path)
    connection.execute("delete from main.articles where article_id like 'host%'")
    connection.execute("update main.articles set source = '█████' where article_id = 'accent'")
    assert fill(connection, tmp_path)
    assert row(connection, "kuestenkurier.example") is None
    assert row(connection, "L'Écho d'Altenweser; 'x'") is None
    assert of_articles(connection)["accent"] is None


def test_what_most_articles_write_is_the_name_whatever_came_first(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    fill(connection, tmp_path)
    for number in range(3):
        values = {"id": f"more {number}", "source": "Altenweser TAGEBLATT", "url": None}
        connection.execute(REQUIRED, values)
    assert fill(connection, tmp_path)
    assert of_articles(connection)["own"] == "Altenweser TAGEBLATT"
    assert row(connection, "Altenweser Tageblatt") is None


def test_nothing_is_changed_where_writing_fails(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    fill(connection, tmp_path)
    before = outlets_of(connection)
    none = pl.DataFrame(schema=OUTLETS.schema())
    with pytest.raises(duckdb.Error):
        write_outlets(connection, none, pl.DataFrame({"other": ["columns"]}), tmp_path)
    assert outlets_of(connection) == before


WORDS = st.sampled_from(
    [
        "kk.example",
        "KK.example",
        "www.kk.de",
        "KK",
        "Kk Online",
        "kk.at",
        "kk.de - Lokales",
        "Heute",
        "heute.at",
        "heute.de",
        "Heute (Wien)",
        "https://kk.at/1",
        "nd.DerTag",
        "nd",
        "…",
        "ZDF",
    ]
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=2)), max_size=3),
    st.lists(st.tuples(st.none() | WORDS, st.none() | WORDS), max_size=12, unique=True),
)
def test_an_outlet_has_one_row_whatever_lists_and_articles_write(
    own: list[tuple[str, list[str]]], said: list[tuple[str | None, str | None]]
) -> None:
    lines = [f"{name};portal;{'|'.join(aliases)}" for name, aliases in own]
    try:
        rows = parse_table("\n".join(["name;kind;aliases", *lines]).encode(), FILE_NAME)
        listed = with_own(project_outlets(), rows)
    except OutletsError:
        return
    found, unlisted = found_outlets([(*pair, 1) for pair in said], Outlets(listed))
    names = [outlet.name for outlet in (*listed, *unlisted)]
    assert len(set(names)) == len(names)
    assert {name for name in found.values() if name} <= set(names)
    assert {outlet.name for outlet in unlisted} <= set(found.values())
    assert set(found) == set(said)
