"""The two formats that corpora come in: tables with a word a line, and JSON with a text a line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a packed file, a JSON object each."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def word_rows(
    path: Path, columns: int, *, comment: str | None = "#", separator: str | None = "\t"
) -> Iterator[list[list[str]]]:
    """The words of each sentence of a packed table, as their fields.

    A line with fewer fields than `columns` ends a sentence. Lines that begin with `comment` are
    passed over; with None as separator, fields are apart by any white space.
    """
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in chain(lines, "\n"):
            if comment is not None and line.startswith(comment):
                continue
            fields = line.rstrip("\n").split(separator)
            if len(fields) >= columns:
                rows.append(fields)
            elif rows:
                yield rows
                rows = []
