"""Redewiedergabe: samples of prose (1840-1919) with quotations; its moods a program has tagged."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotated.quotations import ROLES, WordQuotation, runs_of
from tasks.nlp.layers.vocabulary import MEDIA

_Row = list[str]
# Its columns.
_FORM, _MORPHOLOGY, _SENTENCE_START, _QUOTE = 0, 4, 5, 6
_ROLES = {7: "frame", 8: "speaker", 9: "cue"}
_COLUMNS = 10
_TYPES = {
    "direct": "direct",
    "indirect": "indirect",
    "indirect freeIndirect": "indirect_free_indirect",
    "reported": "reported",
    "freeIndirect": "free_indirect",
}
_MOODS = {"Ind": "Ind", "Subj": "Sub"}
_GLYPHS = {"&quot;": '"', "&amp;": "&", "&lt;": "<", "&gt;": ">"}


@dataclass(frozen=True, slots=True)
class ProseSentence:
    """Words of a sentence, and for finite verbs their mood (`Ind`, `Sub`, `Imp`; else None)."""

    forms: tuple[str, ...]
    moods: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample as sentences, with its quotations; words are numbered through all sentences.

    It has no addressees.
    """

    name: str
    sentences: tuple[ProseSentence, ...]
    quotations: tuple[WordQuotation, ...]


def samples(folder: Path) -> Iterator[Sample]:
    """All samples of its main part."""
    for name, rows in _rows(folder / "quotes" / "redewiedergabe-main.tsv.gz"):
        yield Sample(name, tuple(_sentences(rows)), tuple(_quotations(rows)))


def _rows(path: Path) -> Iterator[tuple[str, list[_Row]]]:
    name = ""
    rows: list[_Row] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#sample"):
                if rows:
                    yield name, rows
                name, rows = line.split("\t")[1].strip(), []
            elif not line.startswith("#"):
                fields = line.rstrip("\n").split("\t")
                if len(fields) >= _COLUMNS:
                    rows.append(fields)
    if rows:
        yield name, rows


def _sentences(rows: Sequence[_Row]) -> Iterator[ProseSentence]:
    starts = [0, *(n for n, row in enumerate(rows) if n and row[_SENTENCE_START] == "yes")]
    for first, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        words = rows[first:end]
        yield ProseSentence(
            tuple(_GLYPHS.get(row[_FORM], row[_FORM]) for row in words),
            tuple(_mood(row[_MORPHOLOGY]) for row in words),
        )


def _mood(morphology: str) -> str | None:
    parts = morphology.split(".")
    return _MOODS.get(parts[-1], "Imp") if parts[0] == "VFIN" else None


def _quotations(rows: Sequence[_Row]) -> Iterator[WordQuotation]:
    """Those of our types; parts with one number belong together."""
    parts: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    kinds: dict[str, tuple[str, str]] = {}
    for word, row in enumerate(rows):
        for kind, medium, number in _marks(row[_QUOTE], 3):
            kinds[number] = (kind, medium)
            parts[number]["quote"].add(word)
        for column, role in _ROLES.items():
            for _, number in _marks(row[column], 2):
                parts[number][role].add(word)
    for number, (kind, medium) in kinds.items():
        if kind in _TYPES:
            part = parts[number]
            yield WordQuotation(
                _TYPES[kind],
                _medium(medium),
                runs_of(part["quote"]),
                {role: runs_of(part[role]) for role in ROLES},
            )


def _marks(field: str, parts: int) -> Iterator[list[str]]:
    """The first so many parts of each mark of a field; `-` is none."""
    for mark in field.split("|"):
        fields = mark.split(".")
        if len(fields) >= parts:
            yield fields[:parts]


def _medium(theirs: str) -> str | None:
    """Our name of a medium; words in alphabetical order are how ours are named."""
    ours = "_".join(sorted(theirs.split(" ")))
    return ours if ours in MEDIA else None
