"""Commentaries with annotated chains (PCC)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotated.chain_offsets import mended
from annotated.formats import json_lines

# The part of the commentaries that is measured on and never learnt from.
_FIFTHS, _HELD_BACK = 5, 1
_QUOTES = {"``": '"', "''": '"'}


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Tokens `first` to `end` and the corpus' word for the form (`ne`, `pper`, `defnp`, …)."""

    first: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class ChainedText:
    """A text as sentences of tokens, with its chains; numbers count through all sentences."""

    name: str
    sentences: tuple[tuple[str, ...], ...]
    chains: tuple[tuple[GoldMention, ...], ...]

    @property
    def is_held_back(self) -> bool:
        """Whether it is of the fifth of the commentaries that is measured on."""
        fifth = int(hashlib.md5(self.name.encode(), usedforsecurity=False).hexdigest(), 16)
        return self.name.startswith("maz") and fifth % _FIFTHS == _HELD_BACK


def commentaries(folder: Path) -> Iterator[ChainedText]:
    """The Potsdam Commentary Corpus, with offsets that had slipped put right."""
    for row in json_lines(folder / "coreference" / "pcc.jsonl.gz"):
        chains = [
            [GoldMention(m["span"][0][0], m["span"][-1][1], m["form"]) for m in chain]
            for chain in row["chains"]
        ]
        yield _text(row, mended(row["tokens"], chains))


def _text(row: dict[str, Any], chains: Sequence[Sequence[GoldMention]]) -> ChainedText:
    tokens = [_QUOTES.get(token, token) for token in row["tokens"]]
    # A few sentences end behind the last token.
    ends = sorted({min(end, len(tokens)) for _, end in row["sentences"]} | {len(tokens)})
    starts = [0, *ends[:-1]]
    return ChainedText(
        row["id"],
        tuple(tuple(tokens[a:b]) for a, b in zip(starts, ends, strict=True) if a < b),
        tuple(tuple(chain) for chain in chains if len(chain) > 1),
    )
