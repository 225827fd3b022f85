"""Tables of delimited text, as many programs write them and as people spoil them."""

import tracemalloc
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.read.hints import Hints
from tasks.read.readers import format_of
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tests.read.tables import (
    BRIDGE,
    COUNCIL,
    FERRY,
    ROWS,
    read,
    read_ones,
    refusal,
    source,
    texts,
    unread,
    written,
)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.csv", written(",")),
        ("a.csv", written(";")),
        ("a.tsv", written("\t")),
        ("a.csv", written("|")),
        ("a.csv", written(";", quote="'")),
        ("a.csv", written(",", escape="\\")),
        ("a.csv", written(",").replace("\r\n", "\n")),
        ("a.csv", "sep=;\r\n" + written(";")),
        ("a.csv", "Export vom 3. Mai 2024\r\n\r\n" + written(";")),
        ("a.csv", b"\xef\xbb\xbf" + written(";").encode()),
        ("a.csv", written(";").encode("utf-16")),
        ("a.csv", written("\t").encode("utf-16-le")),
        ("a.csv", written(";").encode("cp1252")),
        ("A.CSV", written(";")),
        ("a.txt", written(";")),
        ("a.dat", written("\t")),
    ],
)
def test_a_table_is_read_however_it_is_written(name: str, raw: bytes | str) -> None:
    records = read(name, raw)
    assert texts(records) == [BRIDGE, COUNCIL, FERRY]
    first, second, _ = read_ones(records)
    assert (first.name, first.title, first.published) == ("wb-1", "Brücke bleibt zu", "03.05.2024")
    assert (first.outlet, first.url) == ("Weserbote", "https://weserbote.example/1")
    assert first.authors == ("Jana Löw", "Tim Ahrens")
    assert (second.title, second.authors) == ("Kitas werden, vorerst, billiger", ("Ute Groß",))
    assert {one.remark for one in read_ones(records)} == {None}


@pytest.mark.parametrize(
    "prose",
    [
        BRIDGE,
        "Titel, Text und Datum\n\n" + COUNCIL,
        "Titel: Die letzte Fähre\nDatum: 2024-05-05\n\n" + FERRY,
        "Text; Titel; Datum\n" + BRIDGE,
        "Inhalt, Autor, Quelle\n\nDrei Dinge, die zählen, sagte sie.\n\n" + FERRY,
        "Tabelle\tPunkte\nAltenweser\t34\nHollwedel\t31\n",
        "",
        "Text",
    ],
)
def test_prose_is_never_taken_for_a_table(prose: str) -> None:
    assert format_of(source("a.txt", prose)) is None


@pytest.mark.parametrize(
    ("header", "row", "text", "title"),
    [
        (("headline", "article_text"), ("Zu", FERRY), FERRY, "Zu"),
        (("og:title", "ArticleBody"), ("Zu", FERRY), FERRY, "Zu"),
        (("ÜBERSCHRIFT ", "Inhalt"), ("Zu", FERRY), FERRY, "Zu"),
        (("Ueberschrift", "Text (bereinigt)", "content"), ("Zu", "x", FERRY), FERRY, "Zu"),
        (("title", "text", "body"), ("Zu", FERRY, "kürzer"), FERRY, "Zu"),
        (("title", "text", "body"), ("Zu", "", FERRY), FERRY, "Zu"),
    ],
)
def test_columns_are_known_by_names_of_both_languages(
    header: tuple[str, ...], row: tuple[str, ...], text: str, title: str
) -> None:
    records = read("a.csv", written(";", header=header, rows=[row]))
    assert texts(records) == [text]
    assert read_ones(records)[0].title == title


def test_fields_of_all_kinds_are_read() -> None:
    first = ["Datum", "Uhrzeit", "Ressort", "Schlagwörter", "Agentur"]
    header = [*first, "Dachzeile", "Vorspann", "Teaser", "Text"]
    row = ("3.5.2024", "14:05", "Lokales", "Verkehr, Brücken", "dpa", "Weser", "Es bleibt dabei.",
           "Kurz gesagt.", BRIDGE)  # fmt: skip
    (one,) = read_ones(read("a.csv", written(";", header=header, rows=[row])))
    assert (one.name, one.published, one.section) == ("1", "3.5.2024 14:05", "Lokales")
    assert (one.tags, one.agency) == (("Verkehr", "Brücken"), "dpa")
    above = [(part.text, part.kind) for part in one.paragraphs[:2]]
    assert above == [("Weser", "kicker"), ("Es bleibt dabei.", "lead")]
    assert "Kurz gesagt." not in texts([one])[0]


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("Anna Kern, Jan Boll", ("Anna Kern", "Jan Boll")),
        ("Kern, Anna", ("Kern, Anna",)),
        ("Kern, Anna; Boll, Jan", ("Kern, Anna", "Boll, Jan")),
        ("['Anna Kern', 'Jan Boll']", ("Anna Kern", "Jan Boll")),
        ("Von Anna Kern und Jan Boll", ("Anna Kern", "Jan Boll")),
        ("NULL", ()),
    ],
)
def test_authors_are_told_apart(said: str, authors: tuple[str, ...]) -> None:
    raw = written(";", header=("text", "author"), rows=[(FERRY, said)])
    assert read_ones(read("a.csv", raw))[0].authors == authors


def test_a_table_without_header_is_read_where_one_column_alone_holds_long_texts() -> None:
    first = read_ones(read("a.csv", written(";", header=())))[0]
    assert first.paragraphs[0].text == BRIDGE.split("\n\n")[0]
    assert (first.published, first.url) == ("03.05.2024", "https://weserbote.example/1")


def test_hints_name_columns_by_name_or_number() -> None:
    unknown = written("^", header=("A", "B", "C"), rows=[("x", FERRY, BRIDGE)])
    hints = Hints(delimiter="^", columns={"text": "C", "title": "a"})
    (one,) = read_ones(read("a.csv", unknown, hints))
    assert (texts([one]), one.title) == ([BRIDGE], "x")
    bare = written(";", header=(), rows=[("x", FERRY, BRIDGE)])
    hints = Hints(header=False, columns={"text": "2", "title": "1"})
    (one,) = read_ones(read("a.csv", bare, hints))
    assert (texts([one]), one.title) == ([FERRY], "x")


def test_hints_for_columns_that_are_not_there_are_refused_with_those_that_are() -> None:
    said = refusal("a.csv", written(), Hints(columns={"text": "Body2"}))
    assert said.startswith("sources.toml says that the column 'Body2' holds the text, but")
    assert "'Volltext'" in said


def test_a_table_of_unknown_columns_names_them_and_the_lines_that_would_help() -> None:
    raw = written(
        ";", header=("nr", "wort", "mehr"), rows=[("1", "ja", "ein wenig"), ("2", "", "x")]
    )
    assert refusal("lokal/a.csv", raw) == (
        "the table has the columns 'nr', 'wort', 'mehr', none of which is known to hold an "
        "article's text; say it in three lines of sources.toml, as [[files]] | pattern = "
        '"a.csv" | columns = { text = "mehr" }'
    )


def test_a_table_of_teasers_is_none_of_articles() -> None:
    said = refusal("a.csv", written(header=("title", "summary"), rows=[("Zu", "Kurz gesagt.")]))
    assert "'summary' holds no more than a teaser" in said
    header, rows = ("title", "teaser", "text"), [("Zu", "Kurz.", ""), ("Auf", "Kurz.", FERRY)]
    records = read("a.csv", written(header=header, rows=rows))
    assert "teaser alone" in unread(records)[0].reason
    assert texts(records) == [FERRY]


def test_markup_and_references_in_a_cell_are_read_as_such() -> None:
    rows = [
        ("<p>Er &amp; sie.</p><p>Zwei <b>Absätze</b>.</p><script>x()</script>",),
        ("&lt;p&gt;Eins.&lt;/p&gt;&lt;p&gt;Zwei.&lt;/p&gt;",),
        ("Eins &amp; eins.\nZwei.",),
        ("Eins.\\n\\nZwei.",),
        ("Wenn a < b ist, gilt das.",),
    ]
    assert texts(read("a.csv", written(header=("text",), rows=rows))) == [
        "Er & sie.\n\nZwei Absätze.",
        "Eins.\n\nZwei.",
        "Eins & eins.\n\nZwei.",
        "Eins.\n\nZwei.",
        "Wenn a < b ist, gilt das.",
    ]


def test_rows_of_one_name_are_told_apart() -> None:
    rows = [("1", BRIDGE), ("1", COUNCIL), ("", FERRY)]
    records = read("a.csv", written(header=("id", "text"), rows=rows))
    assert [one.name for one in records] == ["1", "1#2", "3"]


def test_a_text_torn_at_its_commas_is_put_together_with_a_remark() -> None:
    first = read_ones(read("a.csv", written(",").replace('"', "")))[0]
    assert texts([first]) == [BRIDGE.replace('"', "")]
    assert first.authors == ("Jana Löw", "Tim Ahrens")
    assert first.remark is not None
    assert "put together again" in first.remark


def test_a_text_torn_at_semicolons_is_put_together_where_other_columns_hold() -> None:
    flat = [tuple(cell.replace("\n\n", " ") for cell in row) for row in ROWS]
    records = read("a.csv", written(";", rows=flat).replace('"', ""))
    assert texts(records)[0] == BRIDGE.replace("\n\n", " ").replace('"', "")
    assert [one.url for one in read_ones(records)] == [row[-1] for row in ROWS]


def test_a_text_torn_where_nobody_can_see_is_told_and_its_neighbours_are_read() -> None:
    raw = "a|text|b\n1|Eins.|x\n2|Zwei|drei|vier|y\n3|Drei.|z\n"
    records = read("a.csv", raw)
    assert texts(records) == ["Eins.", "Drei."]
    (lost,) = unread(records)
    assert lost.name == "2"
    assert "5 cells for 3 columns" in lost.reason


def test_marks_that_are_not_doubled_are_kept() -> None:
    raw = 'id,titel,text,datum\n1,"A","Er rief "Nein" und ging, sofort.",2024\n2,"B","Gut.",2024\n'
    records = read("a.csv", raw)
    assert texts(records) == ['Er rief "Nein" und ging, sofort.', "Gut."]


def test_marks_of_speech_are_kept_where_none_stand_around_cells() -> None:
    raw = 'id\ttitle\ttext\n1\tA\t"Nein", sagte er. Und ging.\n2\tB\t"Ganz und gar."\n'
    assert texts(read("a.tsv", raw)) == ['"Nein", sagte er. Und ging.', '"Ganz und gar."']


def test_a_mark_that_is_not_closed_costs_its_row_alone() -> None:
    raw = 'id,titel,text\n1,"A","Er ging,\n2,"B","Sie blieb.\nLange."\n3,"C","Es regnete."\n'
    records = read("a.csv", raw)
    assert texts(records) == ["Sie blieb.\n\nLange.", "Es regnete."]
    assert "is not closed" in unread(records)[0].reason


def test_a_file_that_is_cut_off_gives_what_is_whole() -> None:
    whole = written(",")
    records = read("a.csv", whole[: whole.index("Reederei")])
    assert texts(records) == [BRIDGE, COUNCIL]
    assert len(unread(records)) == 1


def test_short_rows_are_filled_or_told() -> None:
    records = read(
        "a.csv", "id;text;autor\n1;Ein ganzer Satz.\n2\n3;Ein halber\n4;Satz.;Ute Groß\n"
    )
    assert texts(records)[0] == "Ein ganzer Satz."
    assert read_ones(records)[0].remark == "the row has 2 of 3 columns"
    assert [one.name for one in unread(records)] == ["2", "3"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "the file is empty"),
        (b"  \n ", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "this is a PNG picture, not a table"),
        (b"GIF89a\1\0\1\0", "this is a GIF picture, not a table"),
        (b"id;text\n\0\x01\x02\0;x\n", "the file holds binary content"),
        (BRIDGE.encode(), "no columns can be told apart in this file"),
        (b"id;text\n", "the table has no rows below the names of its columns"),
        (b"id;text\n1;\n", ""),
    ],
)
def test_what_is_no_table_is_told_by_what_it_is(raw: bytes, said: str) -> None:
    if said:
        assert refusal("a.csv", raw).startswith(said)
    else:
        assert unread(read("a.csv", raw))[0].reason == "the column 'text' has no text in this row"


def test_a_large_table_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(written(";", rows=[]))
        for number in range(4_000):
            file.write(written(";", header=(), rows=[(f"wb-{number}", *ROWS[number % 3][1:])]))

    def opened() -> IO[bytes]:
        return path.open("rb")

    file_source = Source("many.csv", opened)
    form = format_of(file_source)
    assert form is not None
    tracemalloc.start()
    count = sum(isinstance(one, Record) for one in form.records(file_source, Hints()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 4_000
    assert peak < path.stat().st_size / 2


RAW = written(";").encode()


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.integers(0, len(RAW)),
    st.integers(0, len(RAW)),
    st.lists(st.tuples(st.integers(0, len(RAW) - 1), st.integers(0, 255)), max_size=8),
    st.sampled_from([b"", b'"', b";", b"\n", b"\r", b"\0", b'""', b"\xff\xfe", b"\\", b"<p>"]),
)
def test_a_spoiled_table_gives_records_and_reasons(
    start: int, end: int, flips: list[tuple[int, int]], put: bytes
) -> None:
    raw = bytearray(RAW)
    for place, byte in flips:
        raw[place] = byte
    try:
        records = read("a.csv", bytes(raw[:start]) + put + bytes(raw[end:]))
    except UnreadableFileError as error:
        assert "\n" not in str(error)
        return
    assert all(isinstance(one, Record | Unreadable) for one in records)
    assert len({one.name for one in records}) == len(records)
