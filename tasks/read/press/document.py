"""A document of a word processor: articles of a press database, or one article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tasks.read.fields.body import or_unreadable
from tasks.read.paragraph import Paragraph
from tasks.read.press import factiva, nexis
from tasks.read.press.line import Line
from tasks.read.record import Record, Unreadable
from tasks.text.dates import Published
from tasks.text.header import read_header

_CHAPTERS = (
    "read as one article, though it has {} headings of the first level; if each is an article, "
    "save it as a document of its own"
)
_KEY = re.compile(r"\s*[^\W\d_]{1,30}\s*:\s")


def articles(lines: Sequence[Line], *, title: str | None = None) -> Iterator[Record | Unreadable]:
    """Its records: by the labels of Nexis or Factiva where it has them, else it is one article.

    `title` is what the file says of itself, where no line is one.
    """
    if nexis.is_nexis(lines):
        yield from nexis.articles(lines)
    elif factiva.is_factiva(lines):
        yield from factiva.articles(lines)
    else:
        yield one_article(lines, title=title)


def one_article(lines: Sequence[Line], *, title: str | None = None) -> Record | Unreadable:
    """All lines as one article; `Titel:` and such at its head are as in plain text files."""
    content = "".join(line.text + ("\n" if _KEY.match(line.text) else "\n\n") for line in lines)
    header = read_header(content)
    below: list[Line] = []
    at = 0
    for line in lines:
        if at >= header.start_of_text:
            below.append(line)
        at += len(line.text) + (1 if _KEY.match(line.text) else 2)
    chapters = sum(line.is_title for line in below)
    remarks = [header.remark, _CHAPTERS.format(chapters) if chapters > 2 else None]
    heading = next((line for line in below[:3] if line.is_title), None)
    named = header.title if any(line.text == header.title for line in lines) else None
    return or_unreadable(
        Record(
            name=None,
            text=tuple(Paragraph(line.text, line.kind) for line in below),
            title=(heading.text if heading else None) or header.title or named or title,
            published=_published(header.published),
            outlet=header.source,
            url=header.url,
            authors=(header.author,) if header.author else (),
            remark="; ".join(filter(None, remarks)) or None,
        )
    )


def _published(published: Published) -> str | None:
    if published.on is None:
        return None
    return {"day": f"{published.on}", "month": f"{published.on:%Y-%m}"}.get(
        published.precision, f"{published.on:%Y}"
    )
