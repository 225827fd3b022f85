"""Sentences of corpora that have words and no text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
