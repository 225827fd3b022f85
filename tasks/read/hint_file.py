"""The file in which people say how their sources are to be read, kept beside the warehouse."""

from __future__ import annotations

import codecs
import difflib
import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from tasks.ledger.selection import Selection
from tasks.read.hints import NO_HINTS, Hints

FILE_NAME = "sources.toml"
FIELDS = (
    "text",
    "title",
    "published",
    "outlet",
    "url",
    "section",
    "authors",
    "agency",
    "tags",
    "name",
)
"""What `columns` can name the columns of; the fields of a record."""

_HOW = "docs/sources.md shows how to write it"
# What German keyboards and word processors write for quotation marks.
_OTHER_MARKS = re.compile("[„“”»«‚‘’]")
_HEADER = re.compile(r"\s*\[\[\s*\"?files\"?\s*\]\]")
_TABULATOR = frozenset(("tab", "\\t", "\t"))
# A day and a time that no other order of their figures gives.
_EXAMPLE = datetime(2024, 5, 23, 14, 37, 48)


class HintFileError(RuntimeError):
    """The file cannot be used; the sentence says where and why."""


@dataclass(frozen=True, slots=True)
class HintFile:
    """What the file says of which paths, in its order; empty where there is none.

    `version` is another one for another file.
    """

    said: tuple[tuple[str, Hints], ...] = ()
    version: str = ""

    def hints_for(self, path: str) -> Hints:
        """The hints of the first pattern that the path, from the seed folder, fits."""
        for pattern, hints in self.said:
            if Selection(pattern=pattern).selects(path, date.min):
                return hints
        return NO_HINTS

    def version_for(self, path: str) -> str | None:
        """The same for the same hints, and another for others; None where there are none."""
        hints = self.hints_for(path)
        if hints == NO_HINTS:
            return None
        said = {name: getattr(hints, name) for name in Hints.__dataclass_fields__}
        said["columns"] = dict(sorted(hints.columns.items()))
        written = json.dumps(said, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_hint_file(folder: Path) -> HintFile:
    """The file in the warehouse folder; empty where there is none.

    Raises HintFileError in one sentence when it is no such file as docs/sources.md says.
    """
    try:
        raw = (folder / FILE_NAME).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return HintFile()
    except OSError as error:
        raise HintFileError(
            f"{folder / FILE_NAME} cannot be read ({error.strerror}); let the account that runs "
            "Wortlaut read it, or move it away"
        ) from error
    return parse_hint_file(raw)


def parse_hint_file(raw: bytes) -> HintFile:
    """What the file says; see `read_hint_file`."""
    try:
        text = raw.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise HintFileError(
            f"{FILE_NAME} is not UTF-8 (byte {error.start + 1}); save it as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise HintFileError(
            f"{FILE_NAME} is not valid TOML: {_not_toml(str(error), text)}; {_HOW}"
        ) from error
    for key in tables:
        if key != "files":
            raise HintFileError(
                f"{FILE_NAME}{_at(_line_of(text, key, 0))} has {key!r}, but all that it says "
                f"stands below [[files]]; {_HOW}"
            )
    files = tables.get("files", [])
    if not isinstance(files, list) or not all(isinstance(one, dict) for one in files):
        raise HintFileError(
            f"{FILE_NAME}: write [[files]], in two brackets, above what is said of files; {_HOW}"
        )
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines, start=1) if _HEADER.match(line)]
    return HintFile(
        tuple(
            _Entry(text, starts[at] if at < len(starts) else None, one).read()
            for at, one in enumerate(files)
        ),
        hashlib.sha256(raw).hexdigest()[:16],
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """One `[[files]]`, with the line that it begins at, where that is seen."""

    text: str
    line: int | None
    said: Mapping[str, Any]

    def read(self) -> tuple[str, Hints]:
        """The pattern and its hints; raises HintFileError."""
        for key in self.said:
            if key not in _KEYS:
                near = difflib.get_close_matches(key.lower(), _KEYS, n=1)
                instead = f"did you mean {near[0]!r}?" if near else f"its keys are {_listed(_KEYS)}"
                raise self._error(key, f"there is no {key!r} in [[files]]; {instead}")
        if "pattern" not in self.said:
            raise self._error("", f"in [[files]], pattern is missing: which files it is of; {_HOW}")
        values = {key: self._value(key, value) for key, value in self.said.items()}
        return values.pop("pattern"), Hints(**values)

    def _value(self, key: str, value: object) -> Any:
        try:
            return _KEYS[key](value)
        except _WrongError as error:
            raise self._error(key, f"in [[files]], {key} {error}; {_HOW}") from error

    def _error(self, key: str, said: str) -> HintFileError:
        line = _line_of(self.text, key, self.line) if self.line is not None else None
        return HintFileError(f"{FILE_NAME}{_at(line or self.line)}: {said}")


class _WrongError(ValueError):
    """What is wrong with a value, to be read behind its key."""


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise _WrongError("is text, between quotation marks")
    if not value.strip():
        raise _WrongError("is empty")
    return value


def _zone(value: object) -> str:
    name = _words(value)
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise _WrongError(f"is no time zone: {name!r}; one is 'Europe/Berlin'") from error
    return name


def _date_format(value: object) -> str:
    form = _words(value)
    try:
        read = datetime.strptime(_EXAMPLE.strftime(form), form)
    except (ValueError, re.error) as error:
        raise _WrongError(f"is no format of dates: {form!r}; one is '%d.%m.%Y'") from error
    if read.year not in (_EXAMPLE.year, _EXAMPLE.year - 100):
        raise _WrongError(f"says no year: {form!r}; write one as '%d.%m.%Y'")
    return form


def _delimiter(value: object) -> str:
    if isinstance(value, str) and value in _TABULATOR:
        return "\t"
    return _one_character(value)


def _quote(value: object) -> str:
    return "" if value == "" else _one_character(value)


def _one_character(value: object) -> str:
    said = _words(value)
    if len(said) != 1 or said.isalnum() or said in "\r\n\0":
        raise _WrongError(f"is one character that is no letter and no digit, not {said!r}")
    return said


def _header(value: object) -> bool:
    if not isinstance(value, bool):
        raise _WrongError("is true or false, without quotation marks")
    return value


def _encoding(value: object) -> str:
    name = _words(value)
    try:
        "a".encode(name)
        return codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        raise _WrongError(f"is no encoding: {name!r}; one is 'utf-8' or 'cp1252'") from error


def _columns(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise _WrongError('is written as { text = "…", title = "…" }')
    columns = {}
    for field, name in value.items():
        if field not in FIELDS:
            near = difflib.get_close_matches(field.lower(), FIELDS, n=1)
            instead = f"did you mean {near[0]!r}?" if near else f"the fields are {_listed(FIELDS)}"
            raise _WrongError(f"has no field {field!r}; {instead}")
        if isinstance(name, int) and not isinstance(name, bool):
            name = str(name)
        if not isinstance(name, str) or not name.strip():
            raise _WrongError(f"names the column of {field} by its name or number")
        columns[field] = name
    return MappingProxyType(columns)


_KEYS: dict[str, Callable[[object], Any]] = {
    "pattern": _words,
    "outlet": _words,
    "zone": _zone,
    "date_format": _date_format,
    "delimiter": _delimiter,
    "quote": _quote,
    "header": _header,
    "encoding": _encoding,
    "columns": _columns,
}


def _not_toml(said: str, text: str) -> str:
    """What the parser says, and why where it is the marks that German text has."""
    said = f"{said[:1].lower()}{said[1:]}"
    place = re.search(r"line (\d+)", said)
    line = text.splitlines()[int(place[1]) - 1 :][:1] if place else []
    mark = _OTHER_MARKS.search(line[0]) if line else None
    return f'{said}; text stands between straight marks ("), not {mark[0]}' if mark else said


def _line_of(text: str, key: str, start: int) -> int | None:
    """The line that sets the key, below this one and above the next `[[files]]`."""
    setting = re.compile(rf"\s*\[*[\"']?{re.escape(key)}[\"']?\s*[\]=.]")
    for number, line in enumerate(text.splitlines()[start:], start=start + 1):
        if _HEADER.match(line):
            break
        if key and setting.match(line):
            return number
    return None


def _listed(names: Any) -> str:
    return ", ".join(names)


def _at(line: int | None) -> str:
    return "" if line is None else f", line {line}"
