"""Parquet as Polars and others write it."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.read.hints import Hints
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

FRAME = pl.DataFrame(ROWS, schema=list(HEADER), orient="row")


def parquet(frame: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def arrow(frame: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.write_ipc(out, compression="zstd")
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "a.txt"])
def test_a_file_is_read_by_its_content(name: str) -> None:
    records = read(name, parquet(FRAME))
    assert texts(records) == [BRIDGE, COUNCIL, FERRY]
    assert read_ones(records)[0].authors == ("Jana Löw", "Tim Ahrens")


def test_values_keep_their_types_and_structs_are_columns_by_their_path() -> None:
    at = datetime(2024, 5, 3, 12, 5, tzinfo=UTC)
    frame = pl.DataFrame(
        {
            "article": [{"body": FERRY, "meta": {"headline": "Fähre"}}],
            "published_at": [at],
            "authors": [["Jana Löw", "Tim Ahrens"]],
            "keywords": [["Meer", None]],
            "id": [7],
        }
    )
    hints = Hints(columns={"text": "article.body", "title": "article.meta.headline"})
    (one,) = read_ones(read("a.parquet", parquet(frame), hints))
    assert (one.name, one.title, one.published) == ("7", "Fähre", str(at))
    assert (one.authors, one.tags) == (("Jana Löw", "Tim Ahrens"), ("Meer",))
    days = pl.DataFrame({"text": [FERRY, None], "date": [date(2024, 5, 3), None]})
    records = read("a.parquet", parquet(days))
    assert read_ones(records)[0].published == "2024-05-03"
    assert unread(records) == []  # A row without any value is an empty one.


def test_more_rows_than_a_batch_are_read_in_their_order() -> None:
    many = pl.DataFrame({"text": [f"Satz {n}." for n in range(3_500)]})
    records = read("a.parquet", parquet(many))
    assert [one.name for one in records] == [str(n + 1) for n in range(3_500)]
    assert texts(records)[-1] == "Satz 3499."


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (arrow(FRAME), "this is an Arrow file (Feather); write the table as Parquet"),
        (parquet(FRAME)[:500], "the file is damaged, cut off, encrypted"),
        (b"PAR1", "the file is damaged"),
        (b"PARE" + b"\0" * 100, "the file is damaged"),
        (parquet(FRAME.clear()), "the table has no rows"),
        (parquet(FRAME.select("ID", "Link")), "the table has the columns 'ID', 'Link', none of"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(raw: bytes, said: str) -> None:
    assert refusal("a.parquet", raw).startswith(said)


def test_a_file_over_which_polars_ends_its_process_is_refused() -> None:
    """Three bytes of a file of ours were changed; Polars asks for two exabytes of memory then."""
    raw = Path(__file__).with_name("files").joinpath("unpacks_to_too_much.parquet").read_bytes()
    assert refusal("a.parquet", raw).startswith("the file is damaged")


RAW = parquet(FRAME)


@settings(derandomize=True, max_examples=4, deadline=None)
@given(
    st.integers(0, len(RAW)),
    st.lists(st.tuples(st.integers(4, len(RAW) - 1), st.integers(0, 255)), max_size=12),
)
def test_a_spoiled_file_gives_records_and_reasons(end: int, flips: list[tuple[int, int]]) -> None:
    raw = bytearray(RAW)
    for place, byte in flips:
        raw[place] = byte
    held = bytes(raw) if end % 2 else bytes(raw[:end])
    form = format_of(source("a.parquet", held))
    if form is None:
        return
    try:
        records = list(form.records(source("a.parquet", held), Hints()))
    except UnreadableFileError as error:
        assert "\n" not in str(error)
        return
    assert all(isinstance(one, Record | Unreadable) for one in records)
