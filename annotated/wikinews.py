"""Wikinews: articles with annotated quotations, sentences and tokens, as spans of characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotated.formats import json_lines

# Our types and media of quotations with the names that they have here.
TYPES = {
    "direct": "Direct",
    "indirect": "Indirect",
    "indirect_free_indirect": "IndirectFreeIndirect",
    "free_indirect": "FreeIndirect",
    "reported": "Reported",
}
MEDIA = {
    "speech": "Speech",
    "thought": "Thought",
    "writing": "Writing",
    "speech_thought": "ST",
    "speech_writing": "SW",
    "thought_writing": "TW",
}


@dataclass(frozen=True, slots=True)
class NewsSentence:
    """Words of a sentence of an article, and whether white space follows each."""

    forms: tuple[str, ...]
    spaces: tuple[bool, ...]


def articles(folder: Path, split: str) -> Iterator[dict[str, Any]]:
    """The annotated articles of a split (`train`, `dev`), as they are in the file."""
    return json_lines(folder / "quotes" / f"wikinews-{split}.jsonl.gz")


def sentences(folder: Path) -> Iterator[list[NewsSentence]]:
    """Articles of `train` as sentences in their order."""
    for article in articles(folder, "train"):
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
    """Texts of `train`, and where their sentences start, in characters."""
    for article in articles(folder, "train"):
        yield article["text"], [tokens[0][0] for tokens in article["tokens"] if tokens]
