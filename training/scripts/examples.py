"""Windows to learn from: sentences of the name corpora as pieces, alone and several together."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tasks.nlp.names import TAGS
from tasks.nlp.pieces import Pieces
from training.scripts import corpora
from training.scripts.corpora import Sentence

# One head a corpus, because their guidelines differ; the first one is shipped.
HEADS = ("germeval", "wikineural", "smartdata")
# Pieces in a window of several sentences, as the pipeline cuts them; and in a batch, padding
# included.
_WINDOW = 220
_LONGEST = 400
_BATCH = 900
_SORTED_TOGETHER = 400
_TAG = {tag: number for number, tag in enumerate(TAGS)}
_WORD = re.compile(r"\w+(?:[-.]\w+)*|[^\w\s]")


@dataclass(frozen=True)
class Example:
    """Pieces of a window, the number of each word's first piece, each word's tag; the head."""

    head: int
    ids: list[int]
    firsts: list[int]
    tags: list[int]


def from_sentence(head: int, sentence: Sentence, pieces: Pieces) -> Example:
    """One sentence as an example."""
    ids: list[int] = []
    firsts: list[int] = []
    tags: list[int] = []
    for word, label in zip(
        pieces.of_words(sentence.words, sentence.spaces), sentence.labels, strict=True
    ):
        if word:
            firsts.append(len(ids))
            tags.append(_TAG[label])
            ids.extend(word)
    return Example(head, ids, firsts, tags)


def smartdata_sentences(folder: Path) -> list[Sentence]:
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


def windows(examples: Iterable[Example], draw: random.Random) -> list[Example]:
    """The examples in new order: half of the time one alone, else as many as fit a window."""
    waiting = list(examples)
    draw.shuffle(waiting)
    found = []
    position = 0
    while position < len(waiting):
        most = 1 if draw.random() < 0.5 else len(waiting)
        ids: list[int] = []
        firsts: list[int] = []
        tags: list[int] = []
        head = waiting[position].head
        while position < len(waiting) and most:
            following = waiting[position]
            if ids and len(ids) + len(following.ids) > _WINDOW:
                break
            firsts += [len(ids) + first for first in following.firsts]
            ids, tags = ids + following.ids, tags + following.tags
            position, most = position + 1, most - 1
        read = sum(first < _LONGEST for first in firsts)
        found.append(Example(head, ids[:_LONGEST], firsts[:read], tags[:read]))
    return found


def batches(examples: list[Example], draw: random.Random) -> list[list[Example]]:
    """Batches of examples of like length."""
    draw.shuffle(examples)
    found: list[list[Example]] = []
    batch: list[Example] = []
    longest = 0
    for start in range(0, len(examples), _SORTED_TOGETHER):
        for example in sorted(
            examples[start : start + _SORTED_TOGETHER], key=lambda one: len(one.ids)
        ):
            size = max(longest, len(example.ids) + 2)
            if batch and size * (len(batch) + 1) > _BATCH:
                found.append(batch)
                batch, size = [], len(example.ids) + 2
            batch.append(example)
            longest = size
    if batch:
        found.append(batch)
    draw.shuffle(found)
    return found
