"""An option of a flow: what it means, where it lies, and how a word of the command line says it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_KEY = "option"


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """What `--help` and the form say of a field, and what both take for it."""

    default: T
    said: str
    """One sentence."""
    metavar: str = ""
    words: Callable[[str], T] | None = None
    """The value of a word of the command line; raises ArgumentTypeError for one that means none.

    argparse asks it for the value of a default that is a text, too."""
    limits: Mapping[str, Any] = field(default_factory=dict)
    """What the form takes, as arguments of pydantic's `Field`."""
    flag: str = ""
    """The command line's name for it, where that is not the field's."""

    def saying(self, said: str) -> Option[T]:
        """The same option with another sentence."""
        return dataclasses.replace(self, said=said)


def option_field(option: Option[T]) -> T:
    """A field of a dataclass that stands for an option."""
    return field(default=option.default, metadata={_KEY: option})


def options_of(declared: type) -> Iterator[tuple[str, Option[Any]]]:
    """Name and option of each field, in their order."""
    for one in dataclasses.fields(declared):
        yield one.name, one.metadata[_KEY]
