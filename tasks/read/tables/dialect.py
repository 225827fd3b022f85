"""How a file of delimited text is written: what stands between its cells and around them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """Delimiter, quotation mark and escape character; None where there is none.

    `header` is the number (from 0) of the row that names the columns, None where none does.
    `first` is that of the first row with cells.
    """

    delimiter: str
    quote: str | None
    escape: str | None
    spaced: bool
    sep_line: bool = False
    header: int | None = None
    first: int = 0

    def rows(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """The rows of these lines; raises csv.Error where they are not written so."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            quoting=csv.QUOTE_NONE if self.quote is None else csv.QUOTE_MINIMAL,
            escapechar=self.escape,
            skipinitialspace=self.spaced,
            strict=True,
        )
