"""What stands before an article's text: a date, `key: value` lines, a headline."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tasks.text.dates import UNDATED, WITHOUT_DATE, Published, parse_date

# Keys that people write, and the field they mean; None: known, but of no use here.
_KEYS: dict[str, str | None] = {
    "title": "title",
    "titel": "title",
    "headline": "title",
    "überschrift": "title",
    "date": "date",
    "datum": "date",
    "published": "date",
    "source": "source",
    "quelle": "source",
    "author": "author",
    "authors": "author",
    "autor": "author",
    "autorin": "author",
    "autoren": "author",
    "autorinnen": "author",
    "url": None,
    "link": None,
    "language": None,
    "sprache": None,
    "section": None,
    "ressort": None,
    "rubrik": None,
    "tags": None,
    "keywords": None,
}
_INLINE_DATE = re.compile(r"[ \t]*date[ \t]+(\d[\d-]*)(?:[ \t]+|[ \t]*(?=\n|\Z))", re.IGNORECASE)
_KEY_LINE = re.compile(r"[ \t]*((?:[^\W\d_]|\u0308){1,30})[ \t]*:(?:[ \t]+(.*))?", re.IGNORECASE)
_FENCE = re.compile(r"-{3,}[ \t]*")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")

# A headline is one line, no longer than this, and followed by a blank line and more text.
_HEADLINE_LENGTH = 160
_SENTENCE_END = (".", ":", ";", ",", "…")
# So much of a date that cannot be is repeated to its owner.
_SHOWN_DATE = 40


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says about its article, and where in the file the article's text starts."""

    start_of_text: int
    title: str | None = None
    published: Published = UNDATED
    source: str | None = None
    author: str | None = None
    remark: str | None = None


def read_header(content: str) -> Header:
    """Read the header of a file's decoded content.

    An article whose header names a date that cannot be is undated, with a remark: it would be
    missed neither in the reports by month nor by its owner otherwise.
    """
    inline = _INLINE_DATE.match(content)
    if inline is not None:
        values, start = {"date": inline.group(1)}, inline.end()
        more, start = _key_lines(content, _skip_blank(content, start))
        if more:
            values = {**more, **values}
        else:
            start = inline.end()
    else:
        values, start = _key_lines(content, 0)
    published, remark = UNDATED, None
    if "date" in values:
        parsed = parse_date(values["date"])
        if parsed is None:
            remark = (
                f"{WITHOUT_DATE}, for {values['date'][:_SHOWN_DATE]!r} cannot be one; "
                "write it as 2021-03-24, 2021-03 or 2021"
            )
        published = parsed or UNDATED
    title = values.get("title")
    return Header(
        start_of_text=start,
        title=title if title is not None else _headline(content, start),
        published=published,
        source=values.get("source"),
        author=values.get("author"),
        remark=remark,
    )


def _key_lines(content: str, position: int) -> tuple[dict[str, str], int]:
    """The `key: value` lines at `position`, and where the text after them starts."""
    values: dict[str, str] = {}
    cursor = _skip_blank(content, position)
    cursor, fenced = _after_fence(content, cursor)
    found = False
    while cursor < len(content):
        end = content.find("\n", cursor)
        end = len(content) if end < 0 else end
        line = content[cursor:end]
        match = _KEY_LINE.fullmatch(line)
        key = unicodedata.normalize("NFC", match.group(1).lower()) if match else ""
        if match is None or key not in _KEYS:
            break
        name, value = _KEYS[key], _unquoted((match.group(2) or "").strip())
        if name and value:
            values.setdefault(name, value)
        found = True
        cursor = min(end + 1, len(content))
    if not found:
        return {}, position
    if fenced:
        cursor, _ = _after_fence(content, cursor)
    return values, _skip_blank(content, cursor)


def _unquoted(value: str) -> str:
    """Front matter puts values between typewriter marks; marks within a value stay."""
    inside = value[1:-1]
    return inside if value == f'"{inside}"' and '"' not in inside else value


def _after_fence(content: str, position: int) -> tuple[int, bool]:
    match = _FENCE.match(content, position)
    if match is None or (match.end() < len(content) and content[match.end()] != "\n"):
        return position, False
    return min(match.end() + 1, len(content)), True


def _skip_blank(content: str, position: int) -> int:
    match = _BLANK_LINES.match(content, position)
    return match.end() if match else position


def _headline(content: str, start: int) -> str | None:
    start = _skip_blank(content, start)
    end = content.find("\n", start)
    if end < 0:
        return None
    line = content[start:end].strip()
    if not line or len(line) > _HEADLINE_LENGTH or line.endswith(_SENTENCE_END):
        return None
    if line.rstrip('"“”«»‘’‹›').endswith("."):
        return None
    after = content[end + 1 :].split("\n", 1)
    blank_follows, more_follows = not after[0].strip(), len(after) > 1 and after[1].strip()
    return line if blank_follows and more_follows else None
