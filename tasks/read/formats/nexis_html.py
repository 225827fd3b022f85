"""HTML of older LexisNexis downloads: many documents on a page, each with its number above."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.read.fields.markup import paragraphs_of
from tasks.read.files.characters import decoded
from tasks.read.hints import Hints
from tasks.read.press import nexis
from tasks.read.press.line import Line
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source

_ANCHOR = re.compile(r"<a\s+name=\"?DOC_ID_\d+[_\d]*\"?\s*>(?:\s*</a>)?", re.IGNORECASE)


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The page's documents."""
    documents = _ANCHOR.split(decoded(source.whole()))[1:]
    number = 0
    for document in documents:
        # A line that counts documents, for those that have none.
        lines = [
            Line("Dokument 1 von 1"),
            *(
                Line(" ".join(part.text.split()), part.kind)
                for part in paragraphs_of(document)
                if not nexis.is_count(part.text)
            ),
        ]
        for record in nexis.articles(lines, start=number + 1):
            number += 1
            yield record
    if not number:
        raise UnreadableFileError("the page holds no documents of LexisNexis; download it again")
