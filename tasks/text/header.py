"""What stands before an article's text: a date, `key: value` lines, a headline."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tasks.text.dates import UNDATED, WITHOUT_DATE, Published, parse_date
from tasks.text.signed import is_byline
from tasks.text.wordlists import pairs_of

# The field that a key means; None: known, but of no use here.
_KEYS = {key: None if field == "-" else field for key, field in pairs_of("header_keys")}
_INLINE_DATE = re.compile(r"[ \t]*date[ \t]+(\d[\d-]*)(?:[ \t]+|[ \t]*(?=\n|\Z))", re.IGNORECASE)
_KEY_LINE = re.compile(r"[ \t]*((?:[^\W\d_]|\u0308){1,30})[ \t]*:(?:[ \t]+(.*))?", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:\s*[,|–-])?\s+(?:um\s+)?\d{1,2}[:.]\d{2}(?:\s+Uhr)?$|(?<=\d)T\d{2}:\d{2}\S*$"
)
# What stands before the date on a line that signs an article: "Von Eva Kern, 7. November 2024".
_BEFORE_DATE = re.compile(r",\s+|\s+[|–·/-]\s+")
_BYLINE = re.compile(r"[Vv]on (?:Dr\. |Prof\. )*[A-ZÄÖÜ][^.!?:;]{2,80}")
_NO_SIGNATURE = re.compile(r"[!?:;]")
_LONGEST_SIGNATURE = 100
_ENDS_IN_DATE = re.compile(r"\d{4}$|^\d{4}-\d{2}-\d{2}$|\d\.\s?\d{1,2}\.\s?\d{2}$")
_BETWEEN = re.compile("[,;]")
_FENCE = re.compile(r"-{3,}[ \t]*")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")

# A headline is one line, no longer than this, and followed by a blank line and more text.
_HEADLINE_LENGTH = 160
_SENTENCE_END = (".", ":", ";", ",", "…")
# "Donnerstag, den 24. September 2021", and little more.
_LONGEST_DATE_LINE = 40
# So much of a date that cannot be is repeated to its owner, and so many keys.
_SHOWN_DATE = 40
_SHOWN_KEYS = 5
# Characters below an unknown key in which a known one is looked for.
_LONGEST_HEADER = 2_000


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says about its article, and where in the file the article's text starts."""

    start_of_text: int
    title: str | None = None
    published: Published = UNDATED
    source: str | None = None
    author: str | None = None
    url: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    remark: str | None = None


def read_header(content: str) -> Header:
    """Read the header of a file's decoded content.

    An article whose header names a date that cannot be is undated, with a remark: it would be
    missed neither in the reports by month nor by its owner otherwise.
    """
    inline = _INLINE_DATE.match(content)
    if inline is not None:
        values, start = {"date": inline.group(1)}, inline.end()
        more, start, unknown = _key_lines(content, _skip_blank(content, start))
        if more:
            values = {**more, **values}
        else:
            start = inline.end()
    else:
        values, start, unknown = _key_lines(content, 0)
    title = values.get("title")
    published, remarks = UNDATED, []
    if unknown:
        keys = ", ".join(map(repr, unknown[:_SHOWN_KEYS]))
        remarks.append(f"passed over in the header: {keys}, which no header is known by")
    if "date" in values:
        parsed = parse_date(values["date"])
        if parsed is None:
            remarks.append(
                f"{WITHOUT_DATE}, for {values['date'][:_SHOWN_DATE]!r} cannot be one; "
                "write it as 2021-03-24, 2021-03 or 2021"
            )
        published = parsed or UNDATED
    else:
        published, start = _date_line(content, start)
    below = start
    if "date" not in values and published is UNDATED:
        first, after = _line(content, start)
        published = _signed_date(first) or UNDATED
        below = start if published is UNDATED else after
    if title is None:
        title = _headline(content, below)
        if title is not None and "date" not in values and published is UNDATED:
            below = content.index(title, below) + len(title)
            published = _date_below(content, below)
    return Header(
        start_of_text=start,
        title=title,
        published=published,
        source=values.get("source"),
        author=values.get("author"),
        url=values.get("url", "").strip("<>") or None,
        section=values.get("section"),
        tags=_listed(values.get("tags", "")),
        remark="; ".join(remarks) or None,
    )


def _key_lines(content: str, position: int) -> tuple[dict[str, str], int, list[str]]:
    """The `key: value` lines at `position`, where the text after them starts, and unknown keys.

    An unknown key belongs to the header where a known one follows in the same block of lines:
    people write more about their articles than anybody can list, and slip.
    """
    values: dict[str, str] = {}
    unknown: list[str] = []
    cursor = _skip_blank(content, position)
    cursor, fenced = _after_fence(content, cursor)
    found = False
    while cursor < len(content):
        end = content.find("\n", cursor)
        end = len(content) if end < 0 else end
        line = content[cursor:end]
        match = _KEY_LINE.fullmatch(line)
        key = _key(match)
        if match is None or key not in _KEYS:
            inside = fenced or (found and match is not None)
            if not inside or _is_fence(line) or not _goes_on(content, end, fenced=fenced):
                break
            if match is not None:
                unknown.append(match.group(1))
            cursor = end + 1
            continue
        name, value = _KEYS[key], _unquoted((match.group(2) or "").strip())
        if name and value:
            values.setdefault(name, value)
        found = True
        cursor = min(end + 1, len(content))
    if not found:
        return {}, position, []
    if fenced:
        cursor, _ = _after_fence(content, cursor)
    return values, _skip_blank(content, cursor), unknown


def _key(match: re.Match[str] | None) -> str:
    return unicodedata.normalize("NFC", match.group(1).lower()) if match else ""


def _date_line(content: str, position: int) -> tuple[Published, int]:
    """The date that the next line names and nothing else, and where the text after it starts."""
    first = _skip_blank(content, position)
    end = content.find("\n", first)
    published = _date_of(content[first : max(first, end)])
    return (UNDATED, position) if published is None else (published, _skip_blank(content, end + 1))


def _signed_date(line: str) -> Published | None:
    """The day at the end of a line that says before it who wrote the article, or where it stood."""
    line = line.strip()
    if len(line) > _LONGEST_SIGNATURE:
        return None
    for before in _BEFORE_DATE.finditer(line):
        if _NO_SIGNATURE.search(line, 0, before.start()):
            return None
        published = _date_of(line[before.end() :])
        if published is not None and published.precision == "day":
            return published
    return None


def _is_signature(line: str) -> bool:
    """Whether a line below a headline says who wrote the article, or when."""
    return _dated(line) is not None or _is_byline(line)


def _dated(line: str) -> Published | None:
    """The date of a line that is one, or ends in one behind who wrote the article."""
    return _date_of(line) or _signed_date(line)


def _is_byline(line: str) -> bool:
    return _BYLINE.fullmatch(line.strip()) is not None


def _line(content: str, position: int) -> tuple[str, int]:
    """The next line that is not blank, and where the one after it starts."""
    first = _skip_blank(content, position)
    end = content.find("\n", first)
    return (content[first:], len(content)) if end < 0 else (content[first:end], end + 1)


def _date_of(line: str) -> Published | None:
    """The date, of a line that is a day or a month by name, and nothing else but the time of day.

    A year alone, or a month in figures, may be anything.
    """
    line = _CLOCK.sub("", line.strip().removesuffix("."))
    whole = len(line) <= _LONGEST_DATE_LINE and _ENDS_IN_DATE.search(line)
    published = parse_date(line) if whole else None
    if published is None or published.precision == "year":
        return None
    return published if published.precision == "day" or line[0].isalpha() else None


def _date_below(content: str, position: int) -> Published:
    """The day below a headline, alone or with who wrote the article, or below the line for that."""
    for _ in range(2):
        line, position = _line(content, position)
        published = _dated(line)
        if published is not None:
            return published
        if not _is_byline(line):
            break
    return UNDATED


def _goes_on(content: str, end: int, *, fenced: bool) -> bool:
    """Whether the header does, below the line that ends here: up to its fence, if it has one.

    Without fences, a known key stands below, before any line that has none.
    """
    for line in content[end + 1 : end + 1 + _LONGEST_HEADER].split("\n"):
        match = _KEY_LINE.fullmatch(line)
        if _is_fence(line) if fenced else _key(match) in _KEYS:
            return True
        if match is None and not fenced:
            return False
    return False


def _is_fence(line: str) -> bool:
    return _FENCE.fullmatch(line) is not None


def _unquoted(value: str) -> str:
    """Front matter puts values between typewriter marks; marks within a value stay."""
    inside = value[1:-1]
    return inside if value == f'"{inside}"' and '"' not in inside else value


def _listed(value: str) -> tuple[str, ...]:
    """Keywords between commas or semicolons, perhaps in brackets as front matter writes lists."""
    words = (_unquoted(word.strip()) for word in _BETWEEN.split(value.strip("[]")))
    return tuple(dict.fromkeys(filter(None, words)))


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
    if not line or len(line) > _HEADLINE_LENGTH or line.endswith(_SENTENCE_END) or is_byline(line):
        return None
    if line.rstrip('"“”«»‘’‹›').endswith("."):
        return None
    after = content[end + 1 :].split("\n", 1)
    blank_follows = not after[0].strip() or _is_signature(after[0])
    more_follows = len(after) > 1 and after[1].strip()
    return line if blank_follows and more_follows else None
