"""Workbooks as Excel, openpyxl and people make them."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.read.hints import Hints
from tasks.read.moment import moment_of
from tasks.read.readers import format_of
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tests.read.tables import (
    BRIDGE,
    COUNCIL,
    FERRY,
    HEADER,
    ROWS,
    read,
    read_ones,
    refusal,
    source,
    texts,
    unread,
)


def workbook(sheets: Mapping[str, Sequence[Any]], *, hidden: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if title == hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


BOOK = workbook({"Artikel": [HEADER, *ROWS]})


def test_a_workbook_is_read_by_its_content_whatever_its_name() -> None:
    for name in ("a.xlsx", "a.csv", "a.txt"):
        records = read(name, BOOK)
        assert texts(records) == [BRIDGE, COUNCIL, FERRY]
        assert [one.name for one in records] == ["wb-1", "wb-2", "wb-3"]


def test_dates_are_those_of_the_cells() -> None:
    rows = [
        ("Datum", "Text"),
        (datetime(2024, 5, 3, 14, 5), BRIDGE),
        (date(2024, 5, 3), COUNCIL),
        (45415, FERRY),
        ("3. Mai 2024", FERRY),
    ]
    moments = [moment_of(one.published) for one in read_ones(read("a.xlsx", workbook({"A": rows})))]
    assert {str(moment.published.on) for moment in moments} == {"2024-05-03"}
    assert [moment.published_at is not None for moment in moments] == [True, False, False, False]


def test_lines_above_the_names_of_columns_are_passed_over() -> None:
    rows = [("Export vom 5. Mai 2024",), (), ("Treffer: 3",), HEADER, *ROWS]
    assert texts(read("a.xlsx", workbook({"A": rows}))) == [BRIDGE, COUNCIL, FERRY]


def test_all_sheets_that_are_seen_are_read_and_others_are_told() -> None:
    sheets: dict[str, list[Any]] = {
        "Mai": [("Text",), (BRIDGE,), (), (COUNCIL,)],
        "Juni": [("Titel", "Text"), ("Fähre", FERRY)],
        "Leer": [],
        "Zahlen": [("Jahr", "Zahl"), (2023, 4), (2024, 5)],
        "Adressen": [("Text",), ("Geheim.",)],
    }
    records = read("a.xlsx", workbook(sheets, hidden="Adressen"))
    assert texts(records) == [BRIDGE, COUNCIL, FERRY]
    assert [one.name for one in read_ones(records)] == ["Mai 1", "Mai 2", "Juni 1"]
    numbers, hidden = unread(records)
    assert (numbers.name, hidden.name) == ("Zahlen", "Adressen")
    assert "'Jahr', 'Zahl'" in numbers.reason
    assert hidden.reason == "the sheet is hidden; show it, if it is to be read"


def test_formulas_count_as_what_they_came_to_and_macros_are_not_run() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Titel", "Text"])
    sheet.write_formula(1, 0, '="Zu "&"spät"', value="Zu spät")
    sheet.write_string(1, 1, "Eins._x000D_\nZwei.")
    sheet.write_formula(2, 1, "=1/0", value="#DIV/0!")
    book.close()
    records = read("a.xlsm", out.getvalue())
    assert read_ones(records)[0].title == "Zu spät"
    assert texts(records) == ["Eins.\n\nZwei."]
    assert unread(records) == []  # A row of an error alone is an empty one.


def test_hints_name_the_columns_of_a_workbook() -> None:
    raw = workbook({"A": [("A", "B"), ("x", FERRY), ("y", BRIDGE)]})
    hints = Hints(columns={"text": "B", "title": "A"})
    assert [one.title for one in read_ones(read("a.xlsx", raw, hints))] == ["x", "y"]


def test_a_cell_far_away_costs_no_memory() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"], sheet["A2"], sheet["XFD30000"] = "Text", FERRY, "x"
    out = io.BytesIO()
    book.save(out)
    assert texts(read("a.xlsx", out.getvalue())) == [FERRY]


FILES = Path(__file__).with_name("files")


@pytest.mark.parametrize("name", ["workbook.xls", "workbook.ods"])
def test_workbooks_of_other_programs_are_read(name: str) -> None:
    records = read(name, (FILES / name).read_bytes())
    first, *others = read_ones(records)
    assert texts([first]) == [BRIDGE]
    assert moment_of(first.published) == moment_of("2024-05-03 14:05")
    assert [one.published for one in others] == ["04.05.2024", "05.05.2024"]
    hidden = [(one.name, one.reason[:19]) for one in unread(records)]
    assert hidden == ([("Geheim", "the sheet is hidden")] if name.endswith("xls") else [])


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.xlsx", BOOK[:3000], "the workbook is damaged or cut off"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 100, "the workbook is damaged or cut off"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "the workbook is damaged"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "the workbook is protected by a password"),
        ("a.xlsx", workbook({"A": []}), "the workbook is empty"),
        ("a.xlsx", workbook({"A": [("Titel", "Text")]}), "the sheet has no rows below"),
    ],
)  # fmt: skip
def test_a_workbook_that_cannot_be_read_says_why(name: str, raw: bytes, said: str) -> None:
    assert refusal(name, raw).startswith(said)


@settings(derandomize=True, max_examples=80, deadline=None)
@given(
    st.integers(0, len(BOOK)),
    st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), max_size=12),
)
def test_a_spoiled_workbook_gives_records_and_reasons(
    end: int, flips: list[tuple[int, int]]
) -> None:
    raw = bytearray(BOOK)
    for place, byte in flips:
        raw[place] = byte
    held = bytes(raw) if end % 2 else bytes(raw[:end])
    form = format_of(source("a.xlsx", held))
    if form is None:
        return
    try:
        records = list(form.records(source("a.xlsx", held), Hints()))
    except UnreadableFileError as error:
        assert "\n" not in str(error)
        return
    assert all(isinstance(one, Record | Unreadable) for one in records)
