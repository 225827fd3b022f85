"""The formats that are read, the most certain of its files first."""

from __future__ import annotations

from tasks.read.format import Format
from tasks.read.signs import (
    is_columnar,
    is_delimited,
    is_html,
    is_json,
    is_mhtml,
    is_sheet,
    is_warc,
)
from tasks.read.source import Source

FORMATS: tuple[Format, ...] = (
    Format("WARC", (".warc",), is_warc, "tasks.read.formats.warc", streams=True),
    Format(
        "Parquet",
        (".parquet",),
        is_columnar,
        "tasks.read.formats.columnar",
        streams=True,
    ),
    Format(
        "workbook",
        (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
        is_sheet,
        "tasks.read.formats.sheets",
    ),
    Format(
        "JSON",
        (".json", ".jsonl", ".ndjson", ".jl"),
        is_json,
        "tasks.read.formats.json_articles",
        streams=True,
    ),
    Format("MHTML", (".mhtml", ".mht"), is_mhtml, "tasks.read.formats.mhtml"),
    Format("HTML", (".html", ".htm", ".xhtml"), is_html, "tasks.read.formats.html"),
    # Names alone make a table of a file here, so whatever is seen by its content comes before.
    Format(
        "delimited table",
        (".csv", ".tsv", ".tab", ".psv"),
        is_delimited,
        "tasks.read.formats.delimited",
        streams=True,
    ),
)


def format_of(source: Source) -> Format | None:
    """What the file is taken for: the first format that says it is one; None where none does."""
    return next((form for form in FORMATS if form.is_this(source)), None)
