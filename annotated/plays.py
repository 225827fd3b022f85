"""German plays, 1730 to 1920, with chains of noun phrases and pronouns: GerDraCor-Coref."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotated.formats import json_lines

_SENTENCES = 60


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch of a play as sentences, with its chains; tokens are numbered through it."""

    sentences: tuple[tuple[str, ...], ...]
    chains: tuple[tuple[tuple[int, int], ...], ...]


def scenes(folder: Path) -> Iterator[Scene]:
    """The plays in stretches of as many sentences; a chain with one mention in one is none."""
    for row in json_lines(folder / "coreference" / "gerdracor-coref.jsonl.gz"):
        bounds = row["sentences"]
        for at in range(0, len(bounds), _SENTENCES):
            part = bounds[at : at + _SENTENCES]
            first, end = part[0][0], part[-1][1]
            chains = (
                tuple((a - first, b - first) for a, b in chain if first <= a and b <= end)
                for chain in row["chains"]
            )
            yield Scene(
                tuple(tuple(row["tokens"][a:b]) for a, b in part if a < b),
                tuple(chain for chain in chains if len(chain) > 1),
            )
