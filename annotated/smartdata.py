"""Smartdata: names in news and posts about traffic, in raw text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from annotated.corpus.check import text_hash
from annotated.corpus.texts import held_back
from annotated.formats import json_lines
from annotated.sentences import WORD, Sentence, labelled_sentence


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
            words = list(WORD.finditer(text, line.start(), line.end()))
            sentence = labelled_sentence(text, words, names)
            if any(label != "O" for label in sentence.labels):
                found.append(sentence)
    return found
