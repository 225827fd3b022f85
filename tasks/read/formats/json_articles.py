"""Articles in JSON and JSON lines, in any schema whose keys are known or named by the hints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from tasks.read.formats import json_keys, json_schemas
from tasks.read.formats.json_nested import articles_in, holds_articles, is_told, plain_plan
from tasks.read.formats.json_said import (
    Object,
    at,
    line_of,
    lines_of,
    moment_of,
    names_of,
    paragraphs_in,
)
from tasks.read.formats.json_untold import untold
from tasks.read.formats.json_values import Broken, values
from tasks.read.hints import Hints
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
    told = _told(source, hints)
    first = next(told, None)
    if first is None:
        return
    found, is_file = first
    if is_file:
        try:
            second = next(told, None)
        except UnreadableFileError:
            yield found
            raise
        if second is None:
            yield replace(found, name=None)
            return
        yield found
        found, _ = second
    yield found
    for found, _ in told:
        yield found


def _told(source: Source, hints: Hints) -> Iterator[tuple[_Read, bool]]:
    """The file's articles by name, and whether each may be all that the file is.

    Those of which it cannot be told what their keys hold are given once another one has been told.
    """
    held: list[Unreadable] = []
    number = 0
    is_any_told = False
    for value in values(source, hints, holds_articles):
        if isinstance(value, Broken):
            number += 1
            yield Unreadable(str(number), value.reason), not value.listed
            continue
        if is_any_told and (plan := plain_plan(value.json)) is not None:
            number += 1
            yield _in_any_keys(value.json, str(number), hints.columns, plan), False
            continue
        for article, under in articles_in(value.json, value.under):
            if _is_action(article):
                continue
            number += 1
            if isinstance(article, dict) and (is_told(article) or _is_hinted(article, hints)):
                is_any_told = True
                yield from ((one, False) for one in held)
                held.clear()
                is_file = under is None and not value.listed
                yield _record(article, str(number), under, hints.columns), is_file
                continue
            reason = untold(article, _pattern(source), hints.columns.get("text"))
            if is_any_told:
                yield Unreadable(str(number), reason), False
                continue
            held.append(Unreadable(str(number), reason))
            if len(held) == _UNTOLD:
                raise UnreadableFileError(held[0].reason)
    if held:
        raise UnreadableFileError(held[0].reason)
    if number == 0:
        raise UnreadableFileError("the file holds no record; leave it out, or write it again")


def _record(article: Object, number: str, under: str | None, columns: Mapping[str, str]) -> _Read:
    schema = json_schemas.schema_of(article)
    if schema is None:
        return _in_any_keys(article, number, columns)
    found = schema.record(article, number, under)
    if columns and isinstance(found, Record):
        found = _overlaid(found, article, columns)
    return _named(found)


def _in_any_keys(
    article: Object, number: str, columns: Mapping[str, str], plan: json_keys.Plan | None = None
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
            said["paragraphs"] = paragraphs_in(value) or record.paragraphs
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
