"""The articles in the sheets of a workbook, whichever program gives their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import PurePosixPath

from tasks.read.hints import Hints
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tasks.read.tables.columns import columns_of
from tasks.read.tables.heading import header_of
from tasks.read.tables.row import Names, record_of

_SAMPLE_ROWS = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name; a hidden one is not read. `rows` may be read once, in order."""

    title: str
    is_seen: bool
    rows: Iterable[Sequence[object]]


def records_of(
    sheets: Iterable[Sheet], source: Source, hints: Hints, *, several: bool
) -> Iterator[Record | Unreadable]:
    """The articles of all sheets that are to be seen, then the others with their reasons.

    Where there are `several`, a row is named with its sheet. Raises UnreadableFileError where no
    sheet has an article.
    """
    names = Names()
    given, refused = 0, []
    for sheet in sheets:
        if not sheet.is_seen:
            refused.append((sheet.title, "the sheet is hidden; show it, if it is to be read"))
            continue
        before = f"{sheet.title} " if several else ""
        try:
            for one in _of_sheet(sheet, before, names, source, hints):
                given += 1
                yield one
        except UnreadableFileError as error:
            refused.append((sheet.title, str(error)))
    if not given:
        raise UnreadableFileError(refused[0][1] if refused else "the workbook is empty")
    for title, reason in refused:
        yield Unreadable(names.of(title), reason)


def _of_sheet(
    sheet: Sheet, before: str, names: Names, source: Source, hints: Hints
) -> Iterator[Record | Unreadable]:
    # Below the last row that somebody wrote may be a million that look as if.
    rows = (row for row in sheet.rows if row.count(None) < len(row))
    sample = list(islice(rows, _SAMPLE_ROWS))
    if not sample:
        return
    words = [["" if cell is None else str(cell) for cell in row] for row in sample]
    header = header_of(words, 0, hints)
    width = max(map(len, words))
    heads = words[header] if header is not None else [str(at + 1) for at in range(width)]
    while header is not None and len(heads) > 1 and not heads[-1]:
        heads.pop()
    below = sample if header is None else sample[header + 1 :]
    columns = columns_of(
        [head.strip() for head in heads],
        below,
        hints=hints,
        file=PurePosixPath(source.name).name,
        headed=header is not None,
    )
    if not below:
        raise UnreadableFileError("the sheet has no rows below the names of its columns")
    for number, row in enumerate(chain(below, rows), start=1):
        said = record_of(row[: len(heads)], f"{before}{number}", columns, names, hints)
        if said is not None:
            yield said
