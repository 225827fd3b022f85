"""Sentences of corpora that have words and no text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

WORD = re.compile(r"\w+(?:[-.]\w+)*|[^\w\s]")
"""A word of a corpus that has text and no words."""
_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%…“”’»")
_NO_SPACE_AFTER = frozenset("([{„«‚$")


@dataclass(frozen=True)
class Sentence:
    """Words, whether white space follows each, and a BIO label for each."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    labels: tuple[str, ...]


def make_sentence(words: Sequence[str], labels: Sequence[str]) -> Sentence:
    """A sentence of a corpus that does not say where white space stood."""
    return Sentence(tuple(words), guess_spaces(words), tuple(labels))


def labelled_sentence(
    text: str, words: Sequence[re.Match[str]], names: Sequence[tuple[int, int, str]]
) -> Sentence:
    """Words of a text with the labels of the names (start, end, label in characters) in it."""
    labels: list[str] = []
    last: tuple[int, int, str] | None = None
    for word in words:
        name = next((one for one in names if one[0] <= word.start() < one[1]), None)
        labels.append("O" if name is None else ("I-" if name is last else "B-") + name[2])
        last = name
    return Sentence(
        tuple(word.group() for word in words),
        tuple(text[word.end() : word.end() + 1].isspace() for word in words),
        tuple(labels),
    )


def guess_spaces(words: Sequence[str]) -> tuple[bool, ...]:
    """Whether white space may have followed each word of a sentence; none after the last."""
    spaces = []
    open_ascii = False
    for number, word in enumerate(words):
        after = words[number + 1] if number + 1 < len(words) else ""
        space = bool(after) and after[0] not in _NO_SPACE_BEFORE and word[-1] not in _NO_SPACE_AFTER
        if word == '"':
            open_ascii = not open_ascii
            space = space and not open_ascii
        elif after == '"' and open_ascii:
            space = False
        if word == "»" or after == "«":  # German guillemets point inwards
            space = False if word == "»" else space
        if after and after[0] in "-/" and len(after) == 1 and word[-1].isalnum():
            space = True
        spaces.append(space)
    return tuple(spaces)
