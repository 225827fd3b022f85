"""Smartdata, whose text is raw, as sentences."""

from __future__ import annotations

import re
from pathlib import Path

from training.scripts import corpora
from training.scripts.corpora import Sentence

_WORD = re.compile(r"\w+(?:[-.]\w+)*|[^\w\s]")


def sentences(folder: Path) -> list[Sentence]:
    """Lines of Smartdata that hold a name; its lines without one are mostly left unannotated."""
    found = []
    for text, names in corpora.smartdata(folder):
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
