"""A layer: one kind of thing that a document holds, typed, written by one pass.

Layers lie in `doc.user_data` in a form that `Doc.to_bytes` can carry, and are read on spaCy's
extension attributes, such as `doc._.quotations`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Generic, TypeVar

import numpy as np
from spacy.tokens import Doc

Item = TypeVar("Item")


class Layer(Generic[Item]):
    """Items of one type, in order; an item's place is its identifier for other layers.

    `item` is a frozen dataclass, or a tuple of such, whose fields are plain values, arrays, tuples
    or frozen dataclasses again.
    """

    def __init__(self, name: str, item: type[Item] | Any) -> None:
        self.name = name
        self._item = item
        Doc.set_extension(name, getter=self.read, setter=self.write, force=True)

    def write(self, doc: Doc, items: Iterable[Item]) -> None:
        """Put the items on the doc, in the place of those that it has."""
        doc.user_data[self.name] = [_plain(item) for item in items]

    def read(self, doc: Doc) -> tuple[Item, ...]:
        """The doc's items; none where no pass has written any."""
        return tuple(_typed(self._item, row) for row in doc.user_data.get(self.name, ()))

    def is_on(self, doc: Doc) -> bool:
        """Whether a pass has written the layer, be it without items."""
        return self.name in doc.user_data

    def take(self, doc: Doc) -> tuple[Item, ...]:
        """The doc's items, which it then no longer has."""
        items = self.read(doc)
        doc.user_data.pop(self.name, None)
        return items


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, one.name)) for one in fields(value)]
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _typed(kind: Any, value: Any) -> Any:
    """The value as `kind` declares it; what is no list is what it was."""
    if not isinstance(value, (list, tuple)) or kind is np.ndarray:
        return value
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(*map(_typed, _kinds(kind), value))
    if isinstance(kind, types.UnionType):
        kind = next(one for one in typing.get_args(kind) if one is not types.NoneType)
        return _typed(kind, value)
    inner = typing.get_args(kind)
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_typed(inner[0], one) for one in value)
    return tuple(map(_typed, inner, value)) if inner else tuple(value)


@cache
def _kinds(kind: type) -> tuple[Any, ...]:
    hints = typing.get_type_hints(kind)
    return tuple(hints[one.name] for one in fields(kind))
