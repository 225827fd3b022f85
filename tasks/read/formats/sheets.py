"""Excel's workbooks (.xlsx, .xlsm), an article a row.

Openpyxl gives one row after another with values of their own types. Fastexcel is faster, but ends
the whole program where a sheet of some kilobytes has a cell far to the right and below.
"""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import PurePosixPath
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from tasks.read.columns import columns_of
from tasks.read.heading import header_of
from tasks.read.hints import Hints
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.row import Names, record_of
from tasks.read.source import Source

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAMPLE_ROWS = 60
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
_AS_XLSX = "save it as .xlsx or .csv"

# Of validation, styles and other things beside the values.
warnings.filterwarnings("ignore", module=r"openpyxl\b")


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The articles of all sheets that are to be seen; formulas count as what they came to."""
    if source.head.startswith(_OLE):
        raise UnreadableFileError(_old(source))
    with source.seekable() as stream:
        _refuse_others(stream, source)
        try:
            book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        except _DAMAGED as error:
            raise _damaged() from error
        yield from _of_book(book, source, hints)


def _old(source: Source) -> str:
    if _ENCRYPTED in source.whole():
        return "the workbook is protected by a password; save it without one"
    return f"this is a workbook of Excel before 2007; {_AS_XLSX}"


def _refuse_others(stream: IO[bytes], source: Source) -> None:
    """Raise UnreadableFileError for what openpyxl does not read, and what is far too large."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except _DAMAGED as error:
        raise _damaged() from error
    names = {member.filename for member in members}
    if "xl/workbook.bin" in names:
        raise UnreadableFileError(f"this is a binary workbook of Excel (.xlsb); {_AS_XLSX}")
    if "content.xml" in names:
        raise UnreadableFileError(f"this is a spreadsheet in OpenDocument format; {_AS_XLSX}")
    if sum(member.file_size for member in members) > _MOST_TIMES * source.max_bytes:
        raise UnreadableFileError("the workbook is far larger than its file; save it as .csv")


def _of_book(book: Any, source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    names = Names()
    given, refused = 0, []
    for sheet in sheets:
        before = f"{sheet.title} " if len(book.worksheets) > 1 else ""
        try:
            for one in _of_sheet(sheet, before, names, source, hints):
                given += 1
                yield one
        except UnreadableFileError as error:
            refused.append((sheet.title, str(error)))
    refused += [
        (sheet.title, "the sheet is hidden; show it, if it is to be read")
        for sheet in book.worksheets
        if sheet.sheet_state != "visible"
    ]
    if not given:
        raise UnreadableFileError(refused[0][1] if refused else "the workbook is empty")
    for title, reason in refused:
        yield Unreadable(names.of(title), reason)


def _of_sheet(
    sheet: Any, before: str, names: Names, source: Source, hints: Hints
) -> Iterator[Record | Unreadable]:
    sheet.reset_dimensions()  # What a workbook says of its size is not always so.
    rows = _rows(sheet)
    sample = list(islice(rows, _SAMPLE_ROWS))
    filled = [row for row in sample if any(cell is not None for cell in row)]
    if not filled:
        return
    words = [["" if cell is None else str(cell) for cell in row] for row in filled]
    header = header_of(words, 0, hints)
    width = max(map(len, words))
    heads = words[header] if header is not None else [str(at + 1) for at in range(width)]
    while header is not None and len(heads) > 1 and not heads[-1]:
        heads.pop()
    below = filled if header is None else filled[header + 1 :]
    columns = columns_of(
        [head.strip() for head in heads],
        below,
        hints=hints,
        file=PurePosixPath(source.name).name,
        headed=header is not None,
    )
    if not below:
        raise UnreadableFileError("the sheet has no rows below the names of its columns")
    every: Iterable[Sequence[object]] = chain(below, rows)
    number = 0
    for row in every:
        number += any(cell is not None for cell in row)
        said = record_of(row, f"{before}{number}", columns, names, hints)
        if said is not None:
            yield said


def _rows(sheet: Any) -> Iterator[tuple[object, ...]]:
    try:
        for row in sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS):
            if row:
                yield tuple(
                    unescape(cell) if isinstance(cell, str) and "_x" in cell else cell
                    for cell in row
                )
    except _DAMAGED as error:
        raise _damaged() from error


def _damaged() -> UnreadableFileError:
    return UnreadableFileError(
        "the workbook is damaged or cut off; open it and save it anew, as .xlsx or .csv"
    )
