"""Paragraphs that were broken into lines, put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tasks.read.wordlists import pairs_of

_SOFT_HYPHEN = "\u00ad"
_BROKEN = re.compile(r"[^\W\d_][-‐\u00ad]$")
_SHARED = frozenset(word for key, word in pairs_of("lines") if key == "after_hyphen")


def joined(lines: Iterable[str]) -> str:
    """The lines as one, words that a line end has parted made whole.

    A hyphen at a line's end goes where a small letter follows, and stays before a capital ("CDU-" /
    "Politiker") or a figure; before "und" and its like a space stands behind it.
    """
    parts: list[str] = []
    for line in lines:
        line = " ".join(line.split())
        if not line:
            continue
        before = parts[-1] if parts else ""
        if not _BROKEN.search(before[-2:]):
            parts += [" ", line] if parts else [line]
        elif before.endswith(_SOFT_HYPHEN):
            parts.append(line)
        elif line.split(maxsplit=1)[0] in _SHARED:
            parts += [" ", line]
        elif line[0].islower():
            parts[-1] = before[:-1]
            parts.append(line)
        else:
            parts.append(line)
    return "".join(parts).replace(_SOFT_HYPHEN, "")
