"""The formats that are read, the most certain of its files first."""

from __future__ import annotations

from tasks.read.format import Format
from tasks.read.signs import is_html, is_mhtml, is_warc
from tasks.read.source import Source

FORMATS: tuple[Format, ...] = (
    Format("WARC", (".warc",), is_warc, "tasks.read.formats.warc", streams=True),
    Format("MHTML", (".mhtml", ".mht"), is_mhtml, "tasks.read.formats.mhtml"),
    Format("HTML", (".html", ".htm", ".xhtml"), is_html, "tasks.read.formats.html"),
)


def format_of(source: Source) -> Format | None:
    """What the file is taken for: the first format that says it is one; None where none does."""
    return next((form for form in FORMATS if form.is_this(source)), None)
