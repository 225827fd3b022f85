"""The file of corrections that people keep beside the warehouse, read and checked.

The format is described in docs/corrections.md. What a correction names is looked up later: an
article or a person may have vanished, which must not stop a night.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

FILE_NAME = "corrections.toml"

Kind = Literal["split", "merge", "not_a_person", "rename", "gender", "speaker"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which corrections are applied."""
_Words = Annotated[str, Field(min_length=1)]
_HEADER = re.compile(r"\s*\[\[\s*\"?(\w+)\"?\s*\]\]")
_SINGLE_HEADER = re.compile(r"\s*\[\s*\"?(\w+)\"?\s*\](?!\])")
_UNMARKED = re.compile(r"\s*\w+\s*=\s*[^\s\"'\[\d]")
_HOW = "docs/corrections.md shows how to write it"
# What German keyboards and word processors write for quotation marks.
_OTHER_MARKS = re.compile("[„“”»«‚‘’]")
# What pydantic finds, by its names for it, in the words of somebody who writes the file.
_REASONS = {
    "missing": "is missing",
    "string_too_short": "is empty",
    "too_short": "has {actual_length}, and takes {min_length} or more",
    "literal_error": "is one of {expected}",
    "string_type": "is text, between quotation marks",
    "list_type": "is a list, between square brackets",
}


class CorrectionsError(RuntimeError):
    """The file of corrections cannot be used; the sentence says where and why."""


class _Correction(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, strict=True)

    because: str = ""


class Split(_Correction):
    """In these articles (paths or identifiers), the name is another person's."""

    name: _Words
    articles: Annotated[list[_Words], Field(min_length=1)]


class Merge(_Correction):
    """All these names are one entity; the first one's identifier stays."""

    names: Annotated[list[_Words], Field(min_length=2)]


class NotAPerson(_Correction):
    """The name is no person's."""

    name: _Words
    label: Literal["ORG", "LOC", "MISC"] = "MISC"


class Rename(_Correction):
    """The canonical name of an entity."""

    name: _Words
    to: _Words


class Gender(_Correction):
    """A person's gender."""

    name: _Words
    gender: Literal["female", "male", "unknown"]


class Speaker(_Correction):
    """Who says a quotation; nobody where the list is empty."""

    quote: _Words
    names: list[_Words]


_KEYS: dict[str, type[_Correction]] = {
    "split": Split,
    "merge": Merge,
    "not_a_person": NotAPerson,
    "rename": Rename,
    "gender": Gender,
    "speaker": Speaker,
}


class _File(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    split: list[Split] = []
    merge: list[Merge] = []
    not_a_person: list[NotAPerson] = []
    rename: list[Rename] = []
    gender: list[Gender] = []
    speaker: list[Speaker] = []


Said = Split | Merge | NotAPerson | Rename | Gender | Speaker


class Correction(BaseModel):
    """One correction, its kind, and the line of the file at which it begins, if known."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    line: int | None
    said: Said

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return FILE_NAME if self.line is None else f"{FILE_NAME}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Corrections:
    """The bytes of the file, and what they say, in the order in which it is applied."""

    raw: bytes = b""
    all: tuple[Correction, ...] = ()


def read_corrections(folder: Path) -> Corrections:
    """The file in the warehouse folder; empty where there is none.

    Raises CorrectionsError in one sentence when it is no such file as docs/corrections.md says.
    """
    try:
        raw = (folder / FILE_NAME).read_bytes()
    except FileNotFoundError:
        return Corrections()
    except OSError as error:
        raise CorrectionsError(
            f"{folder / FILE_NAME} cannot be read ({error.strerror}); let the account that runs "
            "Wortlaut read it, or move it away"
        ) from error
    return Corrections(raw, parse_corrections(raw))


def parse_corrections(raw: bytes) -> tuple[Correction, ...]:
    """The corrections in the order in which they are applied; see `read_corrections`."""
    try:
        text = raw.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise CorrectionsError(
            f"{FILE_NAME} is not UTF-8 (byte {error.start + 1}); save it as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        _refuse_single_headers(text)
        raise CorrectionsError(
            f"{FILE_NAME} is not valid TOML: {_not_toml(str(error), text)}; {_HOW}"
        ) from error
    lines = _lines(text)
    try:
        file = _File.model_validate(tables)
    except ValidationError as error:
        raise CorrectionsError(_sentence(error, text, lines)) from error
    return tuple(
        Correction(kind=kind, line=_line(lines, kind, number), said=said)
        for kind in KINDS
        for number, said in enumerate(getattr(file, kind))
    )


def _lines(text: str) -> dict[str, list[int]]:
    """For each kind, the lines with its headers (`[[merge]]`), counted from 1."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            found[header[1]].append(number)
    return dict(found)


def _line(lines: dict[str, list[int]], kind: str, number: int) -> int | None:
    headers = lines.get(kind, [])
    return headers[number] if number < len(headers) else None


def _sentence(error: ValidationError, text: str, lines: dict[str, list[int]]) -> str:
    """An unknown word first: what else is wrong often follows from it."""
    errors = error.errors()
    unknown = [one for one in errors if one["type"] == "extra_forbidden"]
    first = (unknown or errors)[0]
    others = len(unknown or errors) - 1
    more = f", and {others} more such" if others else ""
    kind, *rest = (str(part) for part in first["loc"])
    if kind not in KINDS:
        place = lines.get(kind, [None])[0] or _line_of_key(text, kind, 0) or None
        return (
            f"{FILE_NAME}{_at(place)} has {kind!r}, which is no kind of "
            f"correction; the kinds are {', '.join(KINDS)}"
        )
    if not rest:
        return _in_two_brackets(kind, _single_header(text, kind))
    number = int(rest[0]) if rest[0].isdigit() else 0
    header = _line(lines, kind, number)
    if unknown:
        key = rest[-1]
        missing = [
            str(one["loc"][-1])
            for one in errors
            if one["type"] == "missing" and one["loc"][:2] == first["loc"][:2]
        ]
        said = f"{_at(_line_of_key(text, key, header))}: there is no {key!r} in [[{kind}]]{more}; "
        said += _instead(key, list(_KEYS[kind].model_fields), missing)
    else:
        field = ", ".join(_fields(rest[1:])) or "what it says"
        said = f"{_at(header)}: in [[{kind}]], {field} {_reason(first)}{more};"
    return f"{FILE_NAME}{said} {_HOW}"


def _not_toml(said: str, text: str) -> str:
    """What the parser says, and why where it is the marks that German text has."""
    said = f"{said[:1].lower()}{said[1:]}"
    place = re.search(r"line (\d+)", said)
    line = text.splitlines()[int(place[1]) - 1 :][:1] if place else []
    if line and (mark := _OTHER_MARKS.search(line[0])):
        said += f'; text stands between straight marks ("), not {mark[0]}'
    elif line and _UNMARKED.match(line[0]):
        said += '; text stands between straight marks (")'
    return said


def _refuse_single_headers(text: str) -> None:
    """Raise CorrectionsError for a kind in single brackets, of which TOML allows but one."""
    for kind in KINDS:
        if (line := _single_header(text, kind)) is not None:
            raise CorrectionsError(_in_two_brackets(kind, line))


def _in_two_brackets(kind: str, line: int | None) -> str:
    return (
        f"{FILE_NAME}{_at(line)}: write [[{kind}]], in two brackets, above each correction of this "
        f"kind; {_HOW}"
    )


def _single_header(text: str, kind: str) -> int | None:
    for number, line in enumerate(text.splitlines(), start=1):
        if (header := _SINGLE_HEADER.match(line)) and header[1] == kind:
            return number
    return None


def _line_of_key(text: str, key: str, header: int | None) -> int | None:
    """The line that sets the key below this header; the header's where none is seen to."""
    setting = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    for number, line in enumerate(text.splitlines()[header or 0 :], start=(header or 0) + 1):
        if header is None or line.lstrip().startswith("[["):
            break
        if setting.match(line):
            return number
    return header


def _instead(key: str, keys: list[str], missing: list[str]) -> str:
    """What the key was meant to be: the one most like it, or the only one that is missing."""
    near = difflib.get_close_matches(key.lower(), keys, n=1) or missing
    if len(near) == 1:
        return f"did you mean {near[0]!r}?"
    return f"its keys are {', '.join(sorted(keys))};"


def _fields(location: list[str]) -> Iterator[str]:
    for part in location:
        yield f"number {int(part) + 1}" if part.isdigit() else part


def _reason(error: ErrorDetails) -> str:
    said = _REASONS.get(error["type"])
    if said is None:
        return f"cannot be used: {error['msg'][:1].lower()}{error['msg'][1:]}"
    return said.format_map(error.get("ctx", {}))


def _at(line: int | None) -> str:
    return "" if line is None else f", line {line}"
