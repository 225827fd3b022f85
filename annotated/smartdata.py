"""Smartdata: names in news and posts about traffic, in raw text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from annotated.corpus.check import text_hash
from annotated.corpus.texts import held_back
from annotated.formats import json_lines
from annotated.sentences import Sentence

_WORD = re.compile(r"\w+(?:[-.]\w+)*|[^\w\s]")


def texts(folder: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Raw text with (start, end, label) in characters; PER, ORG and LOC only."""
    for row in json_lines(folder / "entities" / "smartdata.jsonl.gz"):
        yield row["text"], [(start, end, label) for start, end, label, _ in row["entities"]]


def sentences(folder: Path) -> list[Sentence]:
    """Lines that hold a name; lines without one are mostly left unannotated.

    Documents that our corpus measures on are left out.
    """
    found = []
    measured_on = held_back(folder)
    for text, names in texts(folder):
        if text_hash(text) in measured_on:
            continue
        for line in re.finditer(r"[^\n]+", text):
            words, spaces, labels = [], [], []
            last = None
            for word in _WORD.finditer(text, line.start(), line.end()):
                name = next((n for n in names if n[0] <= word.start() < n[1]), None)
                labels.append("O" if name is None else ("I-" if name is last else "B-") + name[2])
                last = name
                words.append(word.group())
                spaces.append(word.end() < len(text) and text[word.end()].isspace())
            if any(label != "O" for label in labels):
                found.append(Sentence(tuple(words), tuple(spaces), tuple(labels)))
    return found
