"""Who talks about whom, as a matrix small enough to read."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

_SHADES = 5


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody at the edge of the matrix."""

    entity_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How many quotations, and a shade from 0 (none) to 5 (the most)."""

    quotes: int
    shade: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """`cells[row][column]` belongs to `speakers[row]` and `mentioned[column]`."""

    speakers: list[Named]
    mentioned: list[Named]
    cells: list[list[Cell]]


def make_matrix(talks_about: pl.DataFrame, size: int) -> Matrix:
    """Those who mention most, and the people and organisations that these mention most."""
    people = talks_about.filter(pl.col("label").is_in(["PER", "ORG"]))
    speakers = _top(people, "speaker_id", "speaker", size)
    chosen = people.filter(pl.col("speaker_id").is_in([one.entity_id for one in speakers]))
    mentioned = _top(chosen, "mentioned_id", "mentioned", size)
    counts = {
        (row["speaker_id"], row["mentioned_id"]): row["quotes"]
        for row in chosen.iter_rows(named=True)
    }
    shown = [[counts.get((a.entity_id, b.entity_id), 0) for b in mentioned] for a in speakers]
    kept = [at for at, row in enumerate(shown) if any(row)]
    most = max((count for row in shown for count in row), default=0)
    return Matrix(
        speakers=[speakers[at] for at in kept],
        mentioned=mentioned,
        cells=[[Cell(count, _shade(count, most)) for count in shown[at]] for at in kept],
    )


def _top(frame: pl.DataFrame, key: str, name: str, size: int) -> list[Named]:
    ranked = (
        frame.group_by(key, name)
        .agg(pl.col("quotes").sum())
        .sort("quotes", name, key, descending=[True, False, False])
        .head(size)
    )
    return [Named(*row) for row in ranked.select(key, name).iter_rows()]


def _shade(count: int, most: int) -> int:
    return -(-count * _SHADES // most) if count else 0
