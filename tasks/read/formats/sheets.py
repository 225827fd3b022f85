"""Workbooks of Excel and LibreOffice, an article a row; formulas count as what they came to.

Openpyxl reads .xlsx and .xlsm, a row after the other, with values of their own types. Fastexcel
reads the others, in a process of its own: it holds a sheet whole and ends its process where a cell
stands far to the right and below.
"""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from itertools import groupby
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from tasks.read.files.apart import EndedError, apart
from tasks.read.hints import Hints
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tasks.read.tables.sheet import Sheet, records_of

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# No table of articles has more columns, and a cell far to the right makes each row that wide.
_MOST_COLUMNS = 500
# Between the cells of a sheet and the file: beyond it, it is no workbook that somebody wrote.
_MOST_TIMES = 10
# What openpyxl, zipfile and the parser of XML raise for workbooks that are damaged.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    SyntaxError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
    NotImplementedError,
    OverflowError,
    AssertionError,
)

# Of validation, styles and other things beside the values.
warnings.filterwarnings("ignore", module=r"openpyxl\b")


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The articles of all sheets that are to be seen."""
    if source.head.startswith(_OLE):
        if _ENCRYPTED in source.whole():
            raise UnreadableFileError(
                "the workbook is protected by a password; save it without one"
            )
        yield from _apart(source, hints)
        return
    with source.seekable() as stream:
        if _is_xlsx(stream, source):
            yield from _streamed(stream, source, hints)
            return
    yield from _apart(source, hints)


def _is_xlsx(stream: IO[bytes], source: Source) -> bool:
    """Whether openpyxl reads it; raises UnreadableFileError for one that is far too large."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except _DAMAGED as error:
        raise _damaged() from error
    if sum(member.file_size for member in members) > _MOST_TIMES * source.max_bytes:
        raise UnreadableFileError("the workbook is far larger than its file; save it as .csv")
    return "xl/workbook.xml" in {member.filename for member in members}


def _streamed(stream: IO[bytes], source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    try:
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        sheets = [
            Sheet(sheet.title, sheet.sheet_state == "visible", _rows(sheet))
            for sheet in book.worksheets
        ]
    except _DAMAGED as error:
        raise _damaged() from error
    yield from records_of(sheets, source, hints, several=len(sheets) > 1)


def _rows(sheet: Any) -> Iterator[tuple[object, ...]]:
    try:
        sheet.reset_dimensions()  # What a workbook says of its size is not always so.
        for row in sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS):
            yield tuple(map(_value, row)) if row.count(None) < len(row) else row
    except _DAMAGED as error:
        raise _damaged() from error


def _value(cell: object) -> object:
    return unescape(cell) if isinstance(cell, str) and "_x" in cell else cell


def _apart(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    with apart("tasks.read.tables.sheet_process", source) as reader:
        try:
            told = reader.told()
            names: list[tuple[str, bool]] = next(told, [])
            yield from records_of(_told(names, told), source, hints, several=len(names) > 1)
        except EndedError as error:
            raise _damaged() from error


def _told(names: list[tuple[str, bool]], told: Iterator[Any]) -> Iterator[Sheet]:
    """Sheets by their names, with the rows that follow; one without rows has none."""
    groups = groupby(told, key=lambda row: row[0])
    number, rows = next(groups, (None, iter(())))
    for at, (title, is_seen) in enumerate(names):
        if at == number:
            yield Sheet(title, is_seen, (row for _, row in rows))
            number, rows = next(groups, (None, iter(())))
        else:
            yield Sheet(title, is_seen, ())


def _damaged() -> UnreadableFileError:
    return UnreadableFileError(
        "the workbook is damaged or cut off; open it and save it anew, as .xlsx or .csv"
    )
