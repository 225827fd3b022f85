"""Which column of a table holds which field of an article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from types import MappingProxyType

from tasks.read.hints import NO_HINTS, Hints
from tasks.read.record import UnreadableFileError
from tasks.read.wordlists import pairs_of

# A column of articles has so many words in the middle of its cells, and no other column has more
# than the second number: a title, a teaser of a sentence.
_ARTICLE_WORDS = 40
_TITLE_WORDS = (3, 25)
_SHOWN_COLUMNS = 20
_SHOWN = 40
_URL = re.compile(r"https?://\S+")
_DATE = re.compile(r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?:[T ,].{0,25})?")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of a table's columns, and the numbers (from 0) of those that hold each field.

    The surest column of a field comes first. A table without a header has numbers (from 1) for
    names.
    """

    names: tuple[str, ...]
    of: Mapping[str, tuple[int, ...]]

    @property
    def text(self) -> int:
        """The surest column of the text."""
        return self.of["text"][0]


def field_of(name: str) -> tuple[str, int] | None:
    """The field that a column's name means, and how sure that is (0 is the surest); or None."""
    folded = _folded(name)
    known = _fields().get(folded)
    if known is None:
        # `article_title`, `og:title`, but not `titel`, which only begins like a prefix.
        first, _, rest = re.sub(r"[^\w]|_", " ", _split_humps(name)).strip().partition(" ")
        if rest and _folded(first) in _prefixes():
            known = _fields().get(_folded(rest))
    return known


def known_fields(names: Sequence[str]) -> frozenset[str]:
    """The fields that the names of columns mean."""
    return frozenset(known[0] for name in names if (known := field_of(name)) is not None)


def columns_of(
    names: Sequence[str],
    sample: Sequence[Sequence[object]],
    *,
    hints: Hints = NO_HINTS,
    file: str,
    headed: bool = True,
) -> Columns:
    """The columns of a table by its hints, their names and its first rows.

    `headed` says whether the names are the table's own. Raises UnreadableFileError where no column
    is seen to hold the text; `file` is what its owner can name it by in sources.toml.
    """
    of = _by_name(names) if headed else {}
    if "text" not in of and "text" not in hints.columns:
        of = {**_by_content(names, sample), **of}
    for field, said in hints.columns.items():
        of[field] = (_column(names, said, field, headed=headed),)
    if "text" not in of:
        raise UnreadableFileError(_untold(names, sample, of, file=file, headed=headed))
    return Columns(tuple(names), MappingProxyType(of))


def _by_name(names: Sequence[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for at, name in enumerate(names):
        known = field_of(name)
        if known is not None:
            found.setdefault(known[0], []).append((known[1], at))
    return {field: tuple(at for _, at in sorted(places)) for field, places in found.items()}


def _by_content(
    names: Sequence[str], sample: Sequence[Sequence[object]]
) -> dict[str, tuple[int, ...]]:
    """Fields that the cells show plainly: one column of long texts, addresses, days, one of titles.

    Empty where no column, or more than one, holds long texts.
    """
    cells = [
        [said for row in sample if at < len(row) and (said := str(row[at] or "").strip())]
        for at in range(len(names))
    ]
    words = [median(len(said.split()) for said in column) if column else 0 for column in cells]
    long = [at for at, count in enumerate(words) if count >= _ARTICLE_WORDS]
    if len(long) != 1:
        return {}
    found: dict[str, tuple[int, ...]] = {"text": (long[0],)}
    for field, pattern in (("url", _URL), ("published", _DATE)):
        fits = [at for at, column in enumerate(cells) if column and _all(pattern, column)]
        if len(fits) == 1:
            found[field] = (fits[0],)
    taken = {at for places in found.values() for at in places}
    low, high = _TITLE_WORDS
    titles = [at for at, count in enumerate(words) if low <= count <= high and at not in taken]
    if len(titles) == 1:
        found["title"] = (titles[0],)
    return found


def _all(pattern: re.Pattern[str], cells: Sequence[str]) -> bool:
    return all(pattern.fullmatch(cell) for cell in cells)


def _column(names: Sequence[str], said: str, field: str, *, headed: bool) -> int:
    """The column that the hints name, by its name or, counted from 1, its number."""
    for fold in (str, str.strip, _folded):
        same = [at for at, name in enumerate(names) if fold(name) == fold(said)]
        if same:
            return same[0]
    if said.isdecimal() and 1 <= int(said) <= len(names):
        return int(said) - 1
    have = f"its columns are {_listed(names)}" if headed else f"it has {len(names)} columns"
    raise UnreadableFileError(
        f"sources.toml says that the column {said!r} holds the {field}, but the table has none of "
        f"that name; {have}"
    )


def _untold(
    names: Sequence[str],
    sample: Sequence[Sequence[object]],
    of: Mapping[str, tuple[int, ...]],
    *,
    file: str,
    headed: bool,
) -> str:
    """Why the text is not found, and the lines of sources.toml that would say where it is."""
    if not headed:
        have = f"the table has no line with names for its {len(names)} columns"
        why = "and none of them alone holds long texts"
    else:
        have = f"the table has the columns {_listed(names)}"
        why = "none of which is known to hold an article's text"
    if "teaser" in of:
        why += f" ({names[of['teaser'][0]]!r} holds no more than a teaser)"
    taken = {at for places in of.values() for at in places}
    free = [at for at in range(len(names)) if at not in taken]
    if not free:
        return f"{have}, {why}; add a column with the whole text"
    likely = max(free, key=lambda at: _length(sample, at))
    guess = names[likely].replace("\\", "\\\\").replace('"', '\\"')
    return (
        f"{have}, {why}; say it in three lines of sources.toml, as [[files]] | pattern = "
        f'"{file}" | columns = {{ text = "{guess}" }}'
    )


def _length(sample: Sequence[Sequence[object]], at: int) -> int:
    return sum(len(str(row[at] or "")) for row in sample if at < len(row))


def _listed(names: Sequence[str]) -> str:
    said = ", ".join(repr(name[:_SHOWN]) for name in names[:_SHOWN_COLUMNS])
    more = len(names) - _SHOWN_COLUMNS
    return f"{said} and {more} more" if more > 0 else said


def _folded(name: str) -> str:
    name = unicodedata.normalize("NFKC", name).lower().translate(_UMLAUTS)
    bare = unicodedata.normalize("NFKD", name)
    return "".join(char for char in bare if char.isalnum())


def _split_humps(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


@cache
def _fields() -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for field, names in pairs_of("fields"):
        if field != "prefix":
            for rank, name in enumerate(names.split(" ")):
                found.setdefault(name, (field, rank))
    return found


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(dict(pairs_of("fields"))["prefix"].split(" "))
