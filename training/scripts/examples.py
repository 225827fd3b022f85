"""Windows to learn from: sentences of the corpora as pieces, alone and several together."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotated.formats import json_lines
from annotated.sentences import Sentence
from annotated.treebanks import Word, relation
from tasks.nlp.reading.names import TAGS
from tasks.nlp.reading.pieces import Pieces
from training.scripts.labels import IGNORED, Labels

# Pieces in a window of several sentences, as the pipeline cuts them; and the most that are read.
_WINDOW = 220
_LONGEST = 400
_SORTED_TOGETHER = 400
_MARK = "punct"
_TAG = {tag: number for number, tag in enumerate(TAGS)}
# Of the capitalised words in GermEval that are of no person, body or place, one in eighteen is of a
# name of another kind.
_OPEN = {"O": 0.94, "B-MISC": 0.03, "I-MISC": 0.03}


@dataclass(frozen=True, slots=True)
class Example:
    """A window of words.

    `firsts` holds the number of each word's first piece; `classes`, for some linear heads, a
    class for each word. `governors` are numbers of words, a root's own for a root, IGNORED in
    text that is not parsed; `sentences` tells which words may govern which. `style` is the
    number of the treebank whose habits the annotation follows. `doubts` holds, for heads whose
    classes a teacher is not sure of, a probability for each class of each word.
    """

    ids: list[int]
    firsts: list[int]
    classes: dict[str, list[int]]
    governors: list[int] = field(default_factory=list)
    relations: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    style: int = 0
    doubts: dict[str, list[list[float]]] = field(default_factory=dict)


def example_of(
    forms: Sequence[str],
    spaces: Sequence[bool],
    classes: dict[str, list[int]],
    pieces: Pieces,
    *,
    governors: Sequence[int] | None = None,
    relations: Sequence[int] | None = None,
    style: int = 0,
) -> Example:
    """One sentence; words without a piece are left out."""
    ids: list[int] = []
    firsts: list[int] = []
    kept: list[int] = []
    for number, word in enumerate(pieces.of_words(forms, spaces)):
        if word:
            kept.append(number)
            firsts.append(len(ids))
            ids.extend(word)
    new = {old: number for number, old in enumerate(kept)} | {IGNORED: IGNORED}
    return Example(
        ids,
        firsts,
        {head: [values[number] for number in kept] for head, values in classes.items()},
        [new.get(governors[n], IGNORED) if governors else IGNORED for n in kept],
        [relations[n] if relations else IGNORED for n in kept],
        [0] * len(kept),
        style,
    )


def from_names(head: str, sentence: Sentence, pieces: Pieces, *, starts: bool = False) -> Example:
    """A sentence of a name corpus; with `starts`, that it begins as sentences do is learnt, too."""
    classes = {head: [_TAG[label] for label in sentence.labels]}
    if starts:
        classes["start"] = [int(number == 0) for number in range(len(sentence.words))]
    return example_of(sentence.words, sentence.spaces, classes, pieces)


def from_our_names(head: str, sentence: Sentence, pieces: Pieces) -> Example:
    """A line of our corpus for a head that knows a kind of name more: names of works and the like.

    A word with a capital that is none of our names may be one of these.
    """
    known = [
        label != "O" or not word[:1].isupper()
        for word, label in zip(sentence.words, sentence.labels, strict=True)
    ]
    tags = [_TAG[label] for label in sentence.labels]
    numbers = [tag if sure else IGNORED for tag, sure in zip(tags, known, strict=True)]
    open_words = {"open": [int(not sure) for sure in known]}
    example = example_of(sentence.words, sentence.spaces, {head: numbers} | open_words, pieces)
    nothing = [0.0] * len(TAGS)
    doubt = [_OPEN.get(tag, 0.0) for tag in TAGS]
    is_open = example.classes.pop("open")
    return replace(example, doubts={head: [doubt if one else nothing for one in is_open]})


def from_tree(
    sentence: Sequence[Word], labels: Labels, pieces: Pieces, *, style: int = 0
) -> Example:
    """A sentence of a treebank; what its punctuation hangs on is not learnt (see `attach`)."""
    numbers = {name: number for number, name in enumerate(labels.relations)}
    marks = [word.relation == _MARK for word in sentence]
    return example_of(
        [word.form for word in sentence],
        [word.space_after for word in sentence],
        labels.classes(sentence),
        pieces,
        governors=[
            IGNORED if marks[n] else n if word.head == -1 else word.head
            for n, word in enumerate(sentence)
        ],
        relations=[
            IGNORED if marks[n] else numbers.get(relation(word), IGNORED)
            for n, word in enumerate(sentence)
        ],
        style=style,
    )


def silver_file(work: Path, name: str) -> Path:
    """Where sentences lie that models have annotated, under a name of their own."""
    return work / f"{name}.jsonl.gz"


def read_silver(work: Path, name: str) -> Iterator[Example]:
    """Those sentences, in their order. Raises FileNotFoundError where there are none."""
    return (Example(**row) for row in json_lines(silver_file(work, name)))


def windows(
    examples: Iterable[Example], draw: random.Random, *, alone: float = 0.5, mixed: bool = True
) -> list[Example]:
    """Windows of one example, with the probability `alone`, or of as many as fit.

    With `mixed` the examples are put in new order; else neighbours stay neighbours.
    """
    waiting = list(examples)
    if mixed:
        draw.shuffle(waiting)
    found = []
    position = 0
    while position < len(waiting):
        most = 1 if draw.random() < alone else len(waiting)
        last = position + 1
        size = len(waiting[position].ids)
        while last - position < most and last < len(waiting):
            size += len(waiting[last].ids)
            if size > _WINDOW:
                break
            last += 1
        found.append(join(waiting[position:last]))
        position = last
    return found


def join(parts: Sequence[Example]) -> Example:
    """Examples of one corpus one after another as one, cut where it gets too long."""
    ids: list[int] = []
    firsts: list[int] = []
    governors: list[int] = []
    relations: list[int] = []
    sentences: list[int] = []
    heads = dict.fromkeys(head for part in parts for head in part.classes)
    classes: dict[str, list[int]] = {head: [] for head in heads}
    for number, part in enumerate(parts):
        words = len(part.firsts)
        governors += [g if g == IGNORED else g + len(firsts) for g in part.governors]
        firsts += [len(ids) + first for first in part.firsts]
        ids += part.ids
        relations += part.relations
        sentences += [number] * words
        for head in heads:
            classes[head] += part.classes.get(head, [IGNORED] * words)
    read = sum(first < _LONGEST for first in firsts)
    return Example(
        ids[:_LONGEST],
        firsts[:read],
        {head: values[:read] for head, values in classes.items()},
        [g if g < read else IGNORED for g in governors[:read]],
        relations[:read],
        sentences[:read],
        parts[0].style,
        {
            head: [word for part in parts for word in part.doubts[head]][:read]
            for head in parts[0].doubts
        },
    )


def batches(
    examples: list[Example], draw: random.Random, *, most_pieces: int
) -> list[list[Example]]:
    """Batches of examples of like length, of so many pieces with padding."""
    draw.shuffle(examples)
    found: list[list[Example]] = []
    batch: list[Example] = []
    longest = 0
    key: Callable[[Example], int] = lambda one: len(one.ids)  # noqa: E731
    for start in range(0, len(examples), _SORTED_TOGETHER):
        for example in sorted(examples[start : start + _SORTED_TOGETHER], key=key):
            size = max(longest, len(example.ids) + 2)
            if batch and size * (len(batch) + 1) > most_pieces:
                found.append(batch)
                batch, size = [], len(example.ids) + 2
            batch.append(example)
            longest = size
    if batch:
        found.append(batch)
    draw.shuffle(found)
    return found
