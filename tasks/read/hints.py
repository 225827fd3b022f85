"""What the owner of files says about them where they do not say it themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hints:
    """How the files of one pattern are to be read; from `sources.toml`, empty where it is silent.

    `columns` maps fields of a record (`text`, `title`, `published`, `outlet`, `url`, `section`,
    `authors`, `agency`, `tags`, `name`) to the columns or keys that hold them; a path into nested
    values is written with full stops. `date_format` is in the words of `datetime.strptime`.
    `zone` is the time zone of moments that name none (an IANA name). `outlet` is the paper of
    articles that name none. `header` says whether the first line of a table names its columns,
    where that cannot be told.
    """

    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    date_format: str | None = None
    zone: str | None = None
    outlet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    header: bool | None = None


NO_HINTS = Hints()


class HintsOf(Protocol):
    """The hints of every file of a seed folder."""

    def hints_for(self, path: str) -> Hints:
        """The hints of the file of this path below the seed folder."""

    def version_for(self, path: str) -> str | None:
        """What is another when its hints are; None where none apply."""


class Unhinted:
    """No file has hints."""

    def hints_for(self, path: str) -> Hints:
        """None."""
        return NO_HINTS

    def version_for(self, path: str) -> str | None:
        """None."""
        return None
