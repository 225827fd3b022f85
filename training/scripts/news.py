"""Articles and historical prose whose sentence boundaries and moods are known."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class NewsSentence:
    """Words of a sentence of an article, and whether white space follows each."""

    forms: tuple[str, ...]
    spaces: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class ProseSentence:
    """Words of a sentence, and for finite verbs their mood (`Ind`, `Sub`, `Imp`; else None)."""

    forms: tuple[str, ...]
    moods: tuple[str | None, ...]


def wikinews(folder: Path) -> Iterator[list[NewsSentence]]:
    """Articles of `wikinews-train` as sentences in their order."""
    for article in _wikinews(folder):
        text = article["text"]
        yield [
            NewsSentence(
                tuple(text[start:end] for start, end in tokens),
                tuple(text[end : end + 1].isspace() for _, end in tokens),
            )
            for tokens in article["tokens"]
            if tokens
        ]


def texts(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Texts of `wikinews-train`, and where their sentences start, in characters."""
    for article in _wikinews(folder):
        yield article["text"], [tokens[0][0] for tokens in article["tokens"] if tokens]


def _wikinews(folder: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(folder / "quotes" / "wikinews-train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


_MOODS = {"Ind": "Ind", "Subj": "Sub"}
_GLYPHS = {"&quot;": '"', "&amp;": "&", "&lt;": "<", "&gt;": ">"}


def redewiedergabe(folder: Path) -> Iterator[list[ProseSentence]]:
    """Samples of Redewiedergabe (1840-1919) as sentences; its moods were tagged by a program."""
    sample: list[ProseSentence] = []
    forms: list[str] = []
    moods: list[str | None] = []

    def close() -> None:
        if forms:
            sample.append(ProseSentence(tuple(forms), tuple(moods)))
            forms.clear()
            moods.clear()

    path = folder / "quotes" / "redewiedergabe-main.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if line.startswith("#sample"):
                close()
                if sample:
                    yield sample
                sample = []
            elif not line.startswith("#") and len(fields) > 6:
                if fields[5] == "yes":
                    close()
                forms.append(_GLYPHS.get(fields[0], fields[0]))
                parts = fields[4].split(".")
                finite = parts[0] == "VFIN"
                moods.append(_MOODS.get(parts[-1], "Imp") if finite else None)
    close()
    if sample:
        yield sample
