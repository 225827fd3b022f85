"""Wikinews: articles with annotated quotations, sentences and tokens, as spans of characters."""

from __future__ import annotations

from collections.abc import Iterator
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


def articles(folder: Path, split: str) -> Iterator[dict[str, Any]]:
    """The annotated articles of a split (`train`, `dev`), as they are in the file."""
    return json_lines(folder / "quotes" / f"wikinews-{split}.jsonl.gz")
