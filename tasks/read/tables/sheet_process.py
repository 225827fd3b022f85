"""Old, binary and OpenDocument sheets as rows of JSON, by a program that may end over one.

    python -m tasks.read.tables.sheet_process PARENT DESCRIPTOR

Ends when the process PARENT does. Writes a line with each sheet's name and whether it is seen,
then a line a row: the sheet's number (from 0) and its cells, as text.
"""

from __future__ import annotations

import json
import os
import resource
import sys

import fastexcel

from tasks.machine.orphan import end_with_parent

# A cell far to the right and below makes a sheet of billions of cells of it.
_MOST_MEMORY = 8 << 30


def main(descriptor: int) -> None:
    """Read the file; raises what fastexcel does."""
    with os.fdopen(descriptor, "rb") as file:
        book = fastexcel.read_excel(file.read())
    empty = [book.load_sheet(at, n_rows=0) for at in range(len(book.sheet_names))]
    _write([[sheet.name, sheet.visible == "visible"] for sheet in empty])
    for at, sheet in enumerate(empty):
        if sheet.visible == "visible":
            rows = book.load_sheet(at, header_row=None, dtypes="string").to_polars()
            for row in rows.iter_rows():
                _write([at, row])


def _write(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")


if __name__ == "__main__":
    end_with_parent(int(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main(int(sys.argv[2]))
    sys.stdout.flush()
