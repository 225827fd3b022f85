"""A file of outlets, a line each: the project's list and the user's own are written alike."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tasks.outlets.address import domain_of
from tasks.outlets.outlet import LISTED_KINDS, Kind
from tasks.outlets.spelling import name_key

COLUMNS = ("name", "country", "kind", "domains", "aliases")
HOW = "docs/sources.md shows how to write it"
_COUNTRY = re.compile(r"[A-Z]{2}")
# What divides the columns; within a cell, what divides domains or aliases may be any of these.
_DIVIDERS = (";", ",", "\t")
_WITHIN = re.compile(r"[;,|]")


class OutletsError(RuntimeError):
    """The file of outlets cannot be used; the sentence says where and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of such a file, counted from 1; what it leaves empty is None or has no items."""

    line: int
    name: str
    country: str | None
    kind: Kind | None
    domains: tuple[str, ...]
    aliases: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of all its names, its own first."""
        return tuple(dict.fromkeys(map(name_key, (self.name, *self.aliases))))


def parse_table(raw: bytes, file: str) -> tuple[Row, ...]:
    """The rows of a file of that name; its first line names the columns, of which only `name` must.

    Empty lines and lines that begin with # are passed over. Raises OutletsError in one sentence
    where something in it cannot be used, or stands twice.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise OutletsError(
            f"{file}, line {line}, is not UTF-8; save it as UTF-8 (in Excel: 'CSV UTF-8')"
        ) from error
    lines = iter(_lines(text, file))
    first, header = next(lines, (1, []))
    columns = _columns(header, f"{file}, line {first}")
    rows = tuple(_row(cells, columns, number, f"{file}, line {number}") for number, cells in lines)
    _refuse_twice(rows, file)
    return rows


def _lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each line that says something."""
    # A comment may hold marks that belong to no cell.
    lines = [line if line[0] != "#" else "\n" for line in text.splitlines(keepends=True)]
    header = next((line for line in lines if line.strip()), "")
    divider = max(_DIVIDERS, key=header.count)
    reader = csv.reader(lines, delimiter=divider, strict=True)
    number = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield number, stripped
            number = reader.line_num + 1
    except csv.Error as error:
        raise OutletsError(
            f"{file}, line {number}: its quotation marks or cells do not fit ({error}); a cell in "
            f'marks begins and ends with ", and {HOW}'
        ) from error


def _columns(header: Sequence[str], place: str) -> list[str]:
    columns = [name.lower() for name in header]
    for name in columns:
        if name not in COLUMNS:
            near = difflib.get_close_matches(name, COLUMNS, n=1)
            said = f"did you mean {near[0]!r}?" if near else f"its columns are {_listed(COLUMNS)};"
            raise OutletsError(f"{place}: there is no column {name!r}; {said} {HOW}")
    if "name" not in columns or len(set(columns)) < len(columns):
        wrong = "no column 'name'" if "name" not in columns else "a column twice"
        raise OutletsError(
            f"{place} has {wrong}; the first line names the columns, {_listed(COLUMNS)}, each "
            f"once, and {HOW}"
        )
    return columns


def _row(cells: Sequence[str], columns: Sequence[str], line: int, place: str) -> Row:
    if any(cells[len(columns) :]):
        raise OutletsError(
            f"{place} has {len(cells)} cells for {len(columns)} columns; put a cell that holds the "
            f'sign between cells into marks ("), and {HOW}'
        )
    said: Mapping[str, str] = dict(zip(columns, cells, strict=False))
    name = " ".join(said["name"].split())
    if not name_key(name):
        raise OutletsError(f"{place}: the name of the outlet is missing; {HOW}")
    country = said.get("country", "").upper() or None
    if country is not None and not _COUNTRY.fullmatch(country):
        raise OutletsError(
            f"{place}: {said['country']!r} is no country; write its two letters, as DE, AT or CH"
        )
    domains = []
    for written in _items(said.get("domains", "")):
        domain = domain_of(written)
        if domain is None:
            raise OutletsError(
                f"{place}: {written!r} is no domain; write it without a page, as example.org"
            )
        domains.append(domain)
    aliases = {name_key(alias): alias for alias in reversed(_items(said.get("aliases", "")))}
    aliases.pop(name_key(name), None)
    aliases.pop("", None)
    return Row(
        line,
        name,
        country,
        _kind(said.get("kind", ""), place),
        tuple(dict.fromkeys(domains)),
        tuple(reversed(aliases.values())),
    )


def _kind(written: str, place: str) -> Kind | None:
    if not written:
        return None
    for kind in LISTED_KINDS:
        if written.lower() == kind:
            return kind
    raise OutletsError(
        f"{place}: {written!r} is no kind of outlet; the kinds are {_listed(LISTED_KINDS)}"
    )


def _items(cell: str) -> list[str]:
    words = (" ".join(item.split()) for item in _WITHIN.split(cell))
    return [item for item in words if item]


def _refuse_twice(rows: Sequence[Row], file: str) -> None:
    """Raise OutletsError for a name or domain that two rows claim."""
    held: dict[str, Row] = {}
    for row in rows:
        for said in (*row.keys, *(f"domain {domain}" for domain in row.domains)):
            other = held.setdefault(said, row)
            if other is not row:
                called = {name_key(name): repr(name) for name in (*row.aliases, row.name)}
                raise OutletsError(
                    f"{file}, line {row.line}: {called.get(said, said)} stands in line "
                    f"{other.line} ({other.name!r}), too; leave it to one of the two"
                )


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)
