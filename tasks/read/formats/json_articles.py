"""Articles in JSON and JSON lines, in any schema whose keys are known or named by the hints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from tasks.read.hints import Hints
from tasks.read.json import keys as json_keys
from tasks.read.json import schemas
from tasks.read.json.nested import articles_in, holds_articles, is_told, plain_plan
from tasks.read.json.said import (
    Object,
    at,
    line_of,
    lines_of,
    moment_of,
    names_of,
    paragraphs_in,
)
from tasks.read.json.untold import untold
from tasks.read.json.values import Broken, values
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source

# So many records whose keys cannot be told, and no other one, make a file that is not read on.
_UNTOLD = 100
_LONGEST_NAME = 200
# Elasticsearch's bulk format has a line before each document that says what to do with it.
_ACTIONS = frozenset({"index", "create", "update", "delete"})
_OF_ACTIONS = frozenset({"_index", "_id", "_type", "routing", "version", "version_type"})

_Read = Record | Unreadable


def records(source: Source, hints: Hints) -> Iterator[_Read]:
    """The file's articles in its order.

    Where the file is one object, its name is None. Raises UnreadableFileError where no more can be
    read, and where of no record it can be told which key holds the text.
    """
    place = _Place()
    told = _told(source, hints, place)
    first = next(told, None)
    if first is None:
        return
    if place.is_alone:
        try:
            second = next(told, None)
        except UnreadableFileError:
            yield first
            raise
        if second is None:
            yield replace(first, name=None)
            return
        yield first
        first = second
    yield first
    yield from told


@dataclass(slots=True)
class _Place:
    """Where an article stands: `is_alone` is true outside of lists, where it may be the file."""

    is_alone: bool = False


def _told(source: Source, hints: Hints, place: _Place) -> Iterator[_Read]:
    """The file's articles by name; `place` is that of the first.

    Those of which it cannot be told what their keys hold are given once another one has been told.
    """
    columns = hints.columns
    held: list[Unreadable] = []
    number = 0
    is_any_told = False
    keys: tuple[str, ...] = ()
    plan: json_keys.Plan | None = None
    for value in values(source, hints, holds_articles):
        if isinstance(value, dict):
            json, under, listed = value, None, True
        elif isinstance(value, Broken):
            number += 1
            place.is_alone = not value.listed
            yield Unreadable(str(number), value.reason)
            continue
        else:
            json, under, listed = value.json, value.under, value.listed
        # Nearly all are plain articles with the same keys as the one before.
        if is_any_told and type(json) is dict:
            if keys != (keys := tuple(json)):
                plan = plain_plan(keys)
            if plan is not None and plan.is_plain(json):
                number += 1
                yield _in_any_keys(json, number, columns, plan)
                continue
        for article, key in articles_in(json, under):
            if _is_action(article):
                continue
            number += 1
            if isinstance(article, dict) and (is_told(article) or _is_hinted(article, hints)):
                is_any_told = True
                yield from held
                held.clear()
                place.is_alone = key is None and not listed
                yield _record(article, number, key, columns)
                continue
            reason = untold(article, _pattern(source), columns.get("text"))
            if is_any_told:
                yield Unreadable(str(number), reason)
                continue
            held.append(Unreadable(str(number), reason))
            if len(held) == _UNTOLD:
                raise UnreadableFileError(held[0].reason)
    if held:
        raise UnreadableFileError(held[0].reason)
    if number == 0:
        raise UnreadableFileError("the file holds no record; leave it out, or write it again")


def _record(article: Object, number: int, under: str | None, columns: Mapping[str, str]) -> _Read:
    schema = schemas.schema_of(article)
    if schema is None:
        return _in_any_keys(article, number, columns)
    found = schema.record(article, str(number), under)
    if columns and isinstance(found, Record):
        found = _overlaid(found, article, columns)
    return _named(found)


def _in_any_keys(
    article: Object, number: int, columns: Mapping[str, str], plan: json_keys.Plan | None = None
) -> _Read:
    if columns and not _has(article, columns.get("text")):
        columns = _but_text(columns)
    return _named(json_keys.record(article, number, columns, plan))


def _named(found: _Read) -> _Read:
    if found.name is not None and len(found.name) > _LONGEST_NAME:
        found = replace(found, name=found.name[:_LONGEST_NAME])
    return found


def _overlaid(record: Record, article: Object, columns: Mapping[str, str]) -> Record:
    """The record with what the hints' paths hold in place of what its schema found."""
    said: dict[str, Any] = {}
    for field, path in columns.items():
        value = at(article, path)
        if value is None:
            continue
        if field == "text":
            said["text"] = paragraphs_in(value) or record.text
        elif field == "published":
            said[field] = moment_of(value)
        elif field in {"authors", "tags"}:
            said[field] = names_of(value) if field == "authors" else lines_of(value)
        else:
            said[field] = line_of(value)
    return replace(record, **said)


def _but_text(columns: Mapping[str, str]) -> Mapping[str, str]:
    return {field: path for field, path in columns.items() if field != "text"}


def _has(article: Object, path: str | None) -> bool:
    return path is not None and at(article, path) is not None


def _is_hinted(article: Object, hints: Hints) -> bool:
    return _has(article, hints.columns.get("text"))


def _is_action(article: Any) -> bool:
    if not isinstance(article, dict) or len(article) != 1:
        return False
    (key, value) = next(iter(article.items()))
    return key in _ACTIONS and isinstance(value, dict) and _OF_ACTIONS.issuperset(value)


def _pattern(source: Source) -> str:
    return f"*{PurePosixPath(source.name).suffix or source.name}"
