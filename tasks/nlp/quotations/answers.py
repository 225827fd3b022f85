"""Turns of an interview as quotations: an answer is one, with all its paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.nlp.quotations.candidates import Candidate, WordSpan
from tasks.nlp.quotations.reader import SURE, Reader, Ruled
from tasks.text.turn_labels import after_label, key_of, label_of

ANSWER = "interview"
"""The rule that finds answers."""
_TURNS = 2
_NO_ANSWERS = ("headline", "subheading", "interview_question", "ticker_entry")


@dataclass(frozen=True, slots=True)
class _Label:
    """A label in words of the doc, its key, and the character at which what is said begins."""

    speaker: WordSpan
    key: str
    said: int


def answers(reader: Reader, _: Sequence[Candidate]) -> Iterator[Ruled]:
    """Paragraphs that begin with who speaks, turn by turn, or after a question."""
    labels = list(_labels(reader))
    turns = Counter(label.key for label in labels if label is not None)
    said: list[WordSpan] = []
    speaker: WordSpan | None = None
    for number, block in enumerate(reader.blocks):
        label = labels[number]
        if label is not None and not _speaks(reader, labels, turns, number):
            label = None
        answer = block.kind == "interview_answer"
        goes_on = answer and label is None and reader.blocks[number - 1].kind == block.kind
        if said and not goes_on:
            yield Ruled(Candidate("direct", tuple(said), SURE), speaker)
            said = []
        if block.kind in _NO_ANSWERS or not (answer or label):
            continue
        if not said:
            speaker = None if label is None else label.speaker
        start = block.start if label is None else label.said
        said.append(reader.words.between(start, block.end))
    if said:
        yield Ruled(Candidate("direct", tuple(said), SURE), speaker)


def _labels(reader: Reader) -> Iterator[_Label | None]:
    """What each block begins with, where that may be a label."""
    for block in reader.blocks:
        words = reader.text[block.start : block.end]
        label = label_of(words)
        if label is not None:
            span = reader.words.between(block.start + label[0], block.start + label[1])
            if reader.is_label(span):
                yield _Label(span, key_of(words[slice(*label)]), block.start + after_label(words))
                continue
        yield None


def _speaks(
    reader: Reader, labels: Sequence[_Label | None], turns: Counter[str], number: int
) -> bool:
    """Whether a block's label says who speaks, and is no `Zur Sache: …`."""
    label = labels[number]
    if label is None or turns[label.key] >= _TURNS:
        return label is not None
    asked = number > 0 and reader.text.endswith("?", 0, reader.blocks[number - 1].end)
    if reader.blocks[number].kind != "interview_answer":
        return asked
    named = any(token.ent_type_ for token in reader.tokens_of(label.speaker))
    return named or (asked and labels[number - 1] is not None)
