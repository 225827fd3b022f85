"""The values of a JSON file, one after another, without the file being held in memory.

A file is one value, several on end, a list of them, an object with lists of them, or JSON lines.
"""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any, cast

import orjson

from tasks.read.files.lines import head_of, wide_encoding
from tasks.read.hints import Hints
from tasks.read.json.window import BrokenError, Window
from tasks.read.record import UnreadableFileError
from tasks.read.source import MEGABYTE, Source

LINES = frozenset({".jsonl", ".ndjson", ".jl", ".jsonlines", ".ldjson"})
"""Suffixes of files with a value a line."""

# An object of more characters is searched for lists of records rather than read at once.
_AT_ONCE = 4 * MEGABYTE
_DEPTH = 6
_LINES_TRIED = 20
_BUFFER = 1 << 18
# Items kept of a list that is not one of articles, in an object that is not read at once.
_ITEMS_KEPT = 1_000


@dataclass(slots=True)
class Value:
    """A value, and the key of the list that it stands in, where that stands under one.

    `listed` says whether it stands in a list or on a line among others.
    """

    json: Any
    under: str | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that cannot be read, and why; `listed` as of `Value`."""

    reason: str
    listed: bool = True


HoldsArticles = Callable[[str, Any], bool]
"""Whether a list under a key is one of articles, by the key and the list's first item."""


def values(
    source: Source, hints: Hints, holds_articles: HoldsArticles
) -> Iterator[Value | Broken | dict[str, Any]]:
    """The file's values; where it is a list or holds lists of articles, the items of these.

    An object that is given as it is stands on a line among others. Raises UnreadableFileError where
    what follows cannot be read.
    """
    wide = hints.encoding or wide_encoding(source.head)
    try:
        narrow = wide is None or codecs.lookup(wide).name in {"utf-8", "utf-8-sig"}
    except LookupError as error:
        raise UnreadableFileError(
            f"sources.toml names the encoding {wide!r}, which is none; write utf-8 or cp1252"
        ) from error
    with source.stream() as stream:
        if narrow and _is_lines(source):
            yield from _lines(stream, source.max_bytes, listed=source.suffix in LINES)
            return
        window = Window(stream, None if narrow else wide, source.max_bytes)
        while window.more_follows():
            yield from _value(window, holds_articles)


def _is_lines(source: Source) -> bool:
    """Whether each line of the file is a value, by the first of them."""
    head = head_of(source)
    lines = [line for line in head.split("\n") if line.strip()][:_LINES_TRIED]
    if not lines or not lines[0].lstrip().startswith("{"):
        return False
    if source.suffix not in LINES:
        return _is_object(lines[0])
    return "\n" not in head or any(_is_object(line) for line in lines)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line.strip().removesuffix(",")), dict)
    except (ValueError, RecursionError):
        return False


def _lines(
    stream: IO[bytes], limit: int, *, listed: bool
) -> Iterator[Value | Broken | dict[str, Any]]:
    first = True
    # Lines from a larger buffer than streams have take two thirds of the time.
    with io.BufferedReader(cast(io.RawIOBase, stream), _BUFFER) as buffered:
        while line := buffered.readline(limit + 1):
            if first:
                line = line.removeprefix(codecs.BOM_UTF8)
                first = False
            if len(line) > limit and not line.endswith(b"\n"):
                while len(line) > limit and not line.endswith(b"\n"):
                    line = buffered.readline(limit + 1)
                yield Broken(
                    f"the record is larger than the limit of {limit / MEGABYTE:g} MB for one "
                    "article; leave it out, or raise --max-megabytes"
                )
                continue
            try:
                value = orjson.loads(line)
                # Nearly all are such objects, of which no more needs to be said.
                yield value if listed and type(value) is dict else Value(value, None, listed)
            except orjson.JSONDecodeError:
                if line.strip():
                    yield from _lenient(line, listed=listed)


def _lenient(line: bytes, *, listed: bool) -> Iterator[Value | Broken]:
    """What stands in a line that is not strictly JSON: NaN, bytes of Windows-1252, commas."""
    window = Window.of(line)
    try:
        while window.more_follows():
            if not window.takes(","):
                yield Value(window.value(), listed=listed)
    except BrokenError as error:
        yield Broken(str(error), listed)


def _value(window: Window, holds_articles: HoldsArticles) -> Iterator[Value | Broken]:
    start = window.peek()
    if start == "[":
        yield from _items(window, None)
    elif start == "{" and not window.has_whole_value(_AT_ONCE):
        yield from _members(window, holds_articles, 0)
    else:
        yield from _one(window, None, listed=False)


def _one(window: Window, under: str | None, *, listed: bool) -> Iterator[Value | Broken]:
    """The value that stands next; after a broken one, the window stands where the next begins."""
    column = window.column()
    try:
        yield Value(window.value(), under, listed)
    except BrokenError as error:
        yield Broken(str(error), listed)
        window.skip_to_next(column)


def _items(window: Window, under: str | None) -> Iterator[Value | Broken]:
    """The items of a list, which begins next."""
    window.take("[")
    yield from _further_items(window, under)


def _further_items(window: Window, under: str | None) -> Iterator[Value | Broken]:
    while not window.takes("]"):
        if not window.more_follows():
            window.end()
            return
        if not window.takes(","):
            yield from _one(window, under, listed=True)


def _members(window: Window, holds_articles: HoldsArticles, depth: int) -> Iterator[Value | Broken]:
    """The items of the lists of articles in an object; the object itself where there are none.

    An object that is broken elsewhere is no article: its parts would be half of one.
    """
    others: dict[str, Any] = {}
    found = False
    try:
        window.take("{")
        while not window.takes("}"):
            if not window.more_follows():
                window.end()
                return
            if window.takes(","):
                continue
            key = str(window.value())
            window.take(":")
            start = window.peek()
            if start == "[":
                window.take("[")
                item = window.value() if window.peek() == "{" else None
                if item is not None and holds_articles(key, item):
                    found = True
                    yield Value(item, key)
                    yield from _further_items(window, key)
                else:
                    others[key] = _rest(window, [] if item is None else [item])
            elif start == "{" and depth < _DEPTH and not window.has_whole_value(_AT_ONCE):
                found = True
                yield from _members(window, holds_articles, depth + 1)
            else:
                others[key] = window.value()
    except BrokenError as error:
        yield Broken(str(error), listed=found)
        window.skip_to_end()
        return
    if found:
        others = {key: held for key, held in others.items() if holds_articles(key, held)}
    if others or not found:
        yield Value(others, listed=found)


def _rest(window: Window, items: list[Any]) -> list[Any]:
    """A list whose beginning is passed, as far as a person would look into it."""
    while not window.takes("]"):
        if not window.takes(","):
            item = window.value()
            if len(items) < _ITEMS_KEPT:
                items.append(item)
    return items
