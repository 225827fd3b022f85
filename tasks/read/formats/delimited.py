"""Tables of delimited text: CSV, TSV and their like, an article a row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath

from tasks.read.files.lines import head_of, lines_of
from tasks.read.hints import Hints
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import HEAD, Source
from tasks.read.tables.columns import columns_of
from tasks.read.tables.delimited import Broken, rows_of
from tasks.read.tables.row import Names, record_of
from tasks.read.tables.sniffed import Sampled, sampled
from tasks.read.tables.torn import Mender
from tasks.text.encoding import what_it_is

# So many rows of a table have as many cells as the others, and so few cells begin with a space.
_EVEN, _TORN = 0.7, 0.25


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The articles of the table in its order; a row that is none is told with its reason."""
    found = _sampled(source, hints)
    dialect = found.dialect
    below = found.rows[(dialect.first if dialect.header is None else dialect.header + 1) :]
    headed = dialect.header is not None
    header = found.rows[dialect.header] if dialect.header is not None else ()
    names = [name.strip() for name in header] or [str(at + 1) for at in range(found.width)]
    columns = columns_of(
        names, below, hints=hints, file=PurePosixPath(source.name).name, headed=headed
    )
    lines = lines_of(source, hints.encoding)
    rows = rows_of(islice(lines, int(dialect.sep_line), None), dialect)
    above = 0 if dialect.header is None else sum(map(any, found.rows[: dialect.header + 1]))
    spaced = dialect.spaced or any(name.startswith(" ") for name in header)
    mender = Mender(columns, dialect.delimiter, spaced)
    taken = Names()
    given = 0
    for number, row in enumerate(mender.mended(islice(rows, above, None)), start=1):
        if isinstance(row, Broken):
            said: Record | Unreadable | None = Unreadable(taken.of(str(number)), row.reason)
        else:
            said = record_of(row.cells, str(number), columns, taken, hints, row.remark)
        if said is not None:
            given += 1
            yield said
    if not given:
        raise UnreadableFileError("the table has no rows below the names of its columns")


def _sampled(source: Source, hints: Hints) -> Sampled:
    if not source.head.strip():
        raise UnreadableFileError("the file is empty; delete it or put a table into it")
    what = what_it_is(source.head)
    if what is not None:
        raise UnreadableFileError(f"this is {what}, not a table; give the file its own suffix")
    try:
        head = head_of(source, hints.encoding)
    except LookupError as error:
        raise UnreadableFileError(f"there is no encoding {hints.encoding!r}") from error
    if "\0" in head:
        raise UnreadableFileError("the file holds binary content, not a table; export it anew")
    found = sampled(head, hints, whole=len(source.head) < HEAD)
    told = found is not None and (found.known or hints.delimiter or hints.columns)
    if found is None or not (told or (found.even >= _EVEN and found.torn < _TORN)):
        raise UnreadableFileError(
            "no columns can be told apart in this file; export the table with ';' or ',' between "
            "its columns, or say in sources.toml what stands there (delimiter); an article alone "
            "belongs into a file that ends in .txt"
        )
    return found
