"""HTML: a publisher's page, as it was fetched or saved by a browser; one page is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.read.files.characters import decoded
from tasks.read.hints import Hints
from tasks.read.page.reading import read_page
from tasks.read.record import Record, Unreadable
from tasks.read.source import Source

# Browsers and SingleFile write in a comment whence they saved a page.
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:)\s*(https?://[^\s>]+)"
)
_COMMENTS = 8192


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The page's article, or why it is none."""
    page = decoded(source.whole(), hints.encoding)
    saved = _SAVED_FROM.search(page[:_COMMENTS])
    yield read_page(page, address=saved.group(1) if saved else None)
