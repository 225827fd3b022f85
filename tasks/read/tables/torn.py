"""Rows whose text was torn apart, as its quotation marks are missing, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tasks.read.tables.columns import Columns
from tasks.read.tables.delimited import Broken, Row

_SENTENCE_END = re.compile(r"(?:[.!?…]|</\w+>)[\"“”«»‹›‘’')\]]*\s*$")
_URL = re.compile(r"\s*(?:https?://|www\.)\S+\s*")
_DATE = re.compile(r"\D{0,30}\d.{0,40}")


@dataclass(frozen=True, slots=True)
class Mender:
    """Puts rows together that have more or fewer cells than the table has columns.

    `delimiter` stood where they were torn. `spaced` says that a space follows it everywhere, so
    that a space does not tell where a text goes on.
    """

    columns: Columns
    delimiter: str
    spaced: bool = False

    def mended(self, rows: Iterable[Row | Broken]) -> Iterator[Row | Broken]:
        """The rows with as many cells as there are columns, or why that cannot be had."""
        held: Row | None = None
        for row in rows:
            if held is not None and isinstance(row, Row):
                whole, below = self._by_spaces(held.cells), self._by_spaces(row.cells)
                if self._goes_on(whole, below):
                    held = self._joined(whole, below)
                    continue
            if held is not None:
                yield self._fitted(held)
                held = None
            if isinstance(row, Row):
                held = row
            else:
                yield row
        if held is not None:
            yield self._fitted(held)

    def _goes_on(self, cells: list[str], below: list[str]) -> bool:
        """Whether the row below is the rest of a text whose end of line was taken for the row's."""
        width = len(self.columns.names)
        # A row of its own begins with a number, a date, an identifier.
        if len(below) >= width or " " not in below[0].strip():
            return False
        if len(cells) == self.columns.text + 1 < width:
            return len(cells) + len(below) - 1 <= width
        return len(cells) >= width and self.columns.text == width - 1

    def _joined(self, cells: list[str], rest: list[str]) -> Row:
        if self.columns.text == len(self.columns.names) - 1:
            rest = [self.delimiter.join(rest)]
        said = "the ends of its lines were not between quotation marks; it was put together again"
        return Row([*cells[:-1], f"{cells[-1]}\n{rest[0]}", *rest[1:]], said)

    def _fitted(self, row: Row) -> Row | Broken:
        cells = list(row.cells)
        width = len(self.columns.names)
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if len(cells) == width:
            return Row(cells, row.remark)
        spaces = self._by_spaces(cells)
        if len(cells) < width:
            return self._filled(cells, row.remark)
        # With fewer cells than columns it was torn at the end of a line as well, or at a comma
        # between figures.
        whole = spaces if self._holds(spaces) else None
        if whole is None and len(spaces) >= width:
            whole = self._by_text(cells)
        torn = f"{len(cells)} cells for {width} columns, for a text was torn at {self.delimiter!r}"
        if whole is None:
            return Broken(
                f"the row has {torn}, and where is not to be seen; export the table anew, with "
                "quotation marks around texts"
            )
        return Row(whole, f"the row had {torn}; it was put together again")

    def _filled(self, cells: list[str], remark: str | None) -> Row | Broken:
        width = len(self.columns.names)
        said = f"the row has {len(cells)} of {width} columns"
        if len(cells) <= self.columns.text:
            return Broken(f"{said}, and none with a text; export the table anew")
        # A text that was torn ends anywhere, and what is torn off stands in other columns.
        torn = any(cell.startswith(" ") for cell in cells[1:]) and not self.spaced
        if torn or not _SENTENCE_END.search(cells[self.columns.text]):
            return Broken(f"{said}, and its text seems to be torn; export the table anew")
        return Row([*cells, *[""] * (width - len(cells))], remark or said)

    def _by_spaces(self, cells: list[str]) -> list[str]:
        """Cells that begin with a space joined to those before, as after a comma in a sentence."""
        if self.spaced or len(cells) == len(self.columns.names):
            return cells
        whole = cells[:1]
        for cell in cells[1:]:
            if cell.startswith(" "):
                whole[-1] += self.delimiter + cell
            else:
                whole.append(cell)
        return whole

    def _by_text(self, cells: list[str]) -> list[str] | None:
        """As if the text alone were torn; None where other columns do not hold their own."""
        at = self.columns.text
        after = at + 1 + len(cells) - len(self.columns.names)
        whole = [*cells[:at], self.delimiter.join(cells[at:after]), *cells[after:]]
        known = {"url", "published"} & set(self.columns.of)
        surely = at == len(self.columns.names) - 1 or known
        return whole if surely and self._holds(whole) else None

    def _holds(self, cells: list[str]) -> bool:
        """Whether there is a cell a column, and addresses and dates stand where they should."""
        if len(cells) != len(self.columns.names):
            return False
        for field, pattern in (("url", _URL), ("published", _DATE)):
            for at in self.columns.of.get(field, ())[:1]:
                if cells[at].strip() and not pattern.fullmatch(cells[at]):
                    return False
        return True
