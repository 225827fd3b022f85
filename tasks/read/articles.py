"""A record that a reader has given becomes an article, or the reason why it is none."""

from __future__ import annotations

import re
from dataclasses import replace

from tasks.read.hints import Hints
from tasks.read.moment import moment_of
from tasks.read.paragraph import Paragraph
from tasks.read.record import Record
from tasks.text.article import Article, Block, Rejection
from tasks.text.mojibake import repair
from tasks.text.parse import admit
from tasks.text.restore import content_id, with_blocks

_BLANK_LINES = re.compile(r"\n\s*\n")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")


def article_of(record: Record, hints: Hints) -> Article | Rejection:
    """The article of a record; pure, and the same for the same record and hints.

    Its text is the headline and the paragraphs, with blank lines between, and nothing else changed
    in them but line ends. What the source tells of their kinds stands in its blocks.
    """
    title = _plain(record.title)
    parts = [Paragraph(_text(part.text), part.kind) for part in record.paragraphs]
    parts = [part for part in parts if part.text]
    if not parts:
        return Rejection("the record has no text; name the column that holds it in sources.toml")
    if title is not None and parts[0].text != title:
        parts.insert(0, Paragraph(title, "headline"))
    text, repaired = repair("\n\n".join(part.text for part in parts))
    if repaired is not None:
        # What was changed was changed character by character, so blank lines stand where they did.
        pieces = text.split("\n\n")
        parts = [replace(part, text=piece) for part, piece in zip(parts, pieces, strict=True)]
        title = title and repair(title)[0]
    admitted = admit(text)
    if isinstance(admitted, Rejection):
        return admitted
    moment = moment_of(record.published, hints)
    authors = tuple(filter(None, map(_plain, record.authors)))
    article = Article(
        article_id="",
        title=title,
        published_on=moment.published.on,
        date_precision=moment.published.precision,
        language=admitted.language,
        source=_plain(record.outlet) or hints.outlet,
        author=", ".join(authors) or None,
        text=text,
        blocks=tuple(_told(parts)),
        url=_plain(record.url),
        section=_plain(record.section),
        authors=authors,
        agency=_plain(record.agency),
        tags=tuple(filter(None, map(_plain, record.tags))),
        published_at=moment.published_at,
        remark="; ".join(filter(None, (record.remark, repaired, moment.remark, admitted.remark)))
        or None,
    )
    return with_blocks(replace(article, article_id=content_id(article)))


def _told(parts: list[Paragraph]) -> list[Block]:
    blocks, start = [], 0
    for part in parts:
        if part.kind is not None:
            blocks.append(Block(start, start + len(part.text), part.kind, "source"))
        start += len(part.text) + len("\n\n")
    return blocks


def _text(text: str) -> str:
    """One paragraph without blank lines, which part paragraphs."""
    return _BLANK_LINES.sub("\n", _LINE_ENDS.sub("\n", text)).strip()


def _plain(words: str | None) -> str | None:
    """Words of one line; None where there are none."""
    return " ".join(words.split()) or None if words else None
