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
    text = ""
    for line in lines:
        line = " ".join(line.split())
        if not line:
            continue
        if not _BROKEN.search(text):
            text = f"{text} {line}" if text else line
        elif text.endswith(_SOFT_HYPHEN):
            text = text[:-1] + line
        elif line.split()[0] in _SHARED:
            text = f"{text} {line}"
        elif line[0].islower():
            text = text[:-1] + line
        else:
            text += line
    return text.replace(_SOFT_HYPHEN, "")
