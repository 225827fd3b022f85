"""The formats that are read, the most certain of its files first."""

from __future__ import annotations

from tasks.read.format import Format
from tasks.read.source import Source

FORMATS: tuple[Format, ...] = ()


def format_of(source: Source) -> Format | None:
    """What the file is taken for: the first format that says it is one; None where none does."""
    return next((form for form in FORMATS if form.is_this(source)), None)
