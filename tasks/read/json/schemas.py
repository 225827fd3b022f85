"""The schemas of JSON that are told by keys of their own."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from tasks.read.json import dpa, fundus, newsplease, ninjs, trafilatura
from tasks.read.json.said import Object
from tasks.read.record import Record, Unreadable


class Schema(Protocol):
    """What the module of a schema offers."""

    SIGNS: frozenset[str]

    def is_this(self, article: Object) -> bool:
        """Whether an object is in this schema; asked of those alone that have one of SIGNS."""

    def record(self, article: Object, number: str, under: str | None) -> Record | Unreadable:
        """The article; `number` is its name where it has none, `under` the key of its list."""


_SCHEMAS: tuple[Schema, ...] = (
    dpa,
    fundus,
    newsplease,
    ninjs,
    trafilatura,
)


def schema_of(article: Object) -> Schema | None:
    """The schema that an object is in, if it is one with a module of its own."""
    return next((one for one in _likely(tuple(article)) if one.is_this(article)), None)


def may_be_known(keys: tuple[str, ...]) -> bool:
    """Whether an object with these keys may be in one of the schemas."""
    return bool(_likely(keys))


@lru_cache(maxsize=1024)
def _likely(keys: tuple[str, ...]) -> tuple[Schema, ...]:
    lowered = {key.lower() for key in keys}
    return tuple(schema for schema in _SCHEMAS if not schema.SIGNS.isdisjoint(lowered))
