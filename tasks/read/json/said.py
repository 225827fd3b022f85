"""What a value of JSON says, in any of the shapes that programs write: a line, names, a moment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from tasks.read.fields.authors import authors_of
from tasks.read.fields.plain import line, paragraphs
from tasks.read.paragraph import Paragraph

Object = Mapping[str, Any]
"""An object of JSON."""

# Under these keys an object holds its own text or name: WordPress, IPTC, MongoDB, XML as JSON.
_SELF = (
    "rendered", "value", "name", "text", "content", "title", "label", "plaintext", "html",
    "#text", "$t", "_", "$oid", "$date", "$numberLong", "$numberInt", "id", "@id",
)  # fmt: skip
_HEADS = ("headline", "heading", "title", "subheadline")
_BODIES = (
    "paragraphs",
    "text",
    "content",
    "value",
    "body",
    "rendered",
    "html",
    "items",
    "children",
)
_NOTHING = frozenset({"", "none", "null", "nan", "nat", "undefined", "n/a"})
_LONGEST_NOTHING = 12
_TAGS_PARTED = re.compile(r"\s*[;,|]\s*")
_DEPTH = 8


def line_of(value: Any, depth: int = 0) -> str | None:
    """A text on one line, a number's digits, or what an object or a list's first item says."""
    if isinstance(value, str):
        if len(value) <= _LONGEST_NOTHING and value.strip().lower() in _NOTHING:
            return None
        return line(value) or None
    if isinstance(value, bool) or value is None or value != value or depth > _DEPTH:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return next((said for item in value if (said := line_of(item, depth + 1))), None)
    if isinstance(value, dict):
        return next(
            (said for key in _SELF if key in value and (said := line_of(value[key], depth + 1))),
            None,
        )
    return None


def name_of(value: Any) -> str | None:
    """What `line_of` says of the name of an outlet or an agency, of which there are few."""
    return _line_again(value) if isinstance(value, str) else line_of(value)


def section_of(value: Any) -> str | None:
    """The first of the names that `lines_of` finds; outlets have few sections."""
    return _section_again(value) if isinstance(value, str) else _section(value)


def _section(value: Any) -> str | None:
    return next(iter(lines_of(value)), None)


def lines_of(value: Any) -> tuple[str, ...]:
    """Names in a list of texts or objects, or in a text with `;`, `,` or `|` between them."""
    items = tuple(value) if isinstance(value, list) else (value,)
    try:
        return _lines_again(items)  # outlets have few sections and tags
    except TypeError:  # an object among them
        return _lines_of(items)


def names_of(value: Any) -> tuple[str, ...]:
    """Names of people: a list of texts or objects, or a byline."""
    items = tuple(value) if isinstance(value, list) else (value,)
    try:
        return _names_again(items)
    except TypeError:
        return _names_of(items)


def _lines_of(items: tuple[Any, ...]) -> tuple[str, ...]:
    if len(items) == 1 and isinstance(items[0], str):
        items = tuple(_TAGS_PARTED.split(items[0]))
    said = (line_of(item) for item in items if not isinstance(item, int | float))
    return tuple(dict.fromkeys(name for name in said if name))


def _names_of(items: tuple[Any, ...]) -> tuple[str, ...]:
    said = (_person(item) for item in items if not isinstance(item, int | float))
    return tuple(dict.fromkeys(name for text in said if text for name in authors_of(text)))


_section_again = lru_cache(maxsize=4096)(_section)
_line_again = lru_cache(maxsize=4096)(line_of)
_lines_again = lru_cache(maxsize=4096)(_lines_of)
_names_again = lru_cache(maxsize=4096)(_names_of)


def _person(item: Any) -> str | None:
    if isinstance(item, dict) and not item.get("name"):
        parts = (
            next((line_of(item[key]) for key in keys if item.get(key)), None)
            for keys in (("first_name", "firstName", "given"), ("last_name", "lastName", "family"))
        )
        whole = " ".join(part for part in parts if part)
        return whole or line_of(item)
    return line_of(item)


def moment_of(value: Any, depth: int = 0) -> str | int | float | None:
    """A date or moment as its source says it; milliseconds of MongoDB become seconds."""
    if isinstance(value, str):
        return line_of(value)
    if isinstance(value, dict) and depth < _DEPTH:
        if "$date" in value:
            inner = value["$date"]
            inner = inner.get("$numberLong") if isinstance(inner, dict) else inner
            if isinstance(inner, int) or (isinstance(inner, str) and inner.lstrip("-").isdigit()):
                return int(inner) / 1000
            return moment_of(inner, depth + 1)
        return line_of(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
        return value
    if isinstance(value, list) and value:
        return moment_of(value[0], depth + 1) if depth < _DEPTH else None
    return line_of(value)


def number_of(value: Any) -> int | None:
    """A whole number, as a number or in digits; of `2.1`, the number before the full stop."""
    said = line_of(value)
    digits = re.match(r"\d{1,18}", said) if said else None
    return int(digits.group()) if digits else None


def paragraphs_in(value: Any, *, by_line: bool = False) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, of a list of texts, or of sections with headlines.

    `by_line`: the text is plain, and each line is a paragraph.
    """
    if isinstance(value, str):
        if by_line:
            return tuple(Paragraph(part) for part in map(str.strip, value.splitlines()) if part)
        return text_of(value)
    return tuple(_within(value, 0))


def text_of(value: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text; none where it is a word for nothing."""
    if len(value) <= _LONGEST_NOTHING and value.strip().lower() in _NOTHING:
        return ()
    return paragraphs(value)


def _within(value: Any, depth: int) -> Iterator[Paragraph]:
    if depth > _DEPTH:
        return
    if isinstance(value, str):
        yield from paragraphs_in(value)
    elif isinstance(value, list):
        for item in value:
            yield from _within(item, depth + 1)
    elif isinstance(value, dict):
        for key in _HEADS:
            for head in _within(value.get(key), depth + 1):
                yield Paragraph(head.text, "subheading")
        body = next((value[key] for key in _BODIES if value.get(key)), None)
        yield from _within(body, depth + 1)


def at(value: Any, path: str) -> Any:
    """What stands at a path of keys with full stops between; of a list, in each of its items.

    A key that holds a full stop itself goes before. None where nothing stands there.
    """
    if isinstance(value, list):
        head, _, rest = path.partition(".")
        if head.isdecimal():
            item = value[int(head)] if len(head) < 9 and int(head) < len(value) else None
            return at(item, rest) if rest else item
        found = [item for item in (at(each, path) for each in value) if item is not None]
        flat = [one for item in found for one in (item if isinstance(item, list) else [item])]
        return flat or None
    if not isinstance(value, dict):
        return None
    if path in value:
        return value[path]
    parts = path.split(".")
    for count in range(len(parts) - 1, 0, -1):
        key = ".".join(parts[:count])
        if key in value:
            return at(value[key], ".".join(parts[count:]))
    return None
