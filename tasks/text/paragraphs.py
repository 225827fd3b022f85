"""Where an article's text parts into paragraphs: at blank lines, or at every line.

Web pages that were saved as text have one paragraph a line, agencies' texts lines of one width.
Each line end is judged by itself, in the light of what the others of its text look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.text.signed import is_byline, is_date_line
from tasks.text.wordlists import words_of

# What a blank line may hold beside white space.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_ENDS = re.compile(r"[.!?:…][\"“”«»‘’‹›)\]]*(?:\[\d+\])*\s*\Z")
_BEGINS_LIST = re.compile(r"[-–—•*▪►·]\s|\d{1,3}[.)]\s|[a-z]\)\s|\d{1,2}[.:]\d{2}\b")
_HYPHENATED = re.compile(r"[^\W\d_][-\u00ad‐¬]\s*\Z")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
# No line of a text of one width is longer; the lines of web pages are paragraphs.
_WIDEST = 120
# A line that goes on in the middle of a sentence is no shorter than this share of the widest, or
# than so many characters.
_FULL = 0.7
_SHORTEST = 45
# From so many of its line ends on that are followed by a small letter, a text has one width.
_SHARE_WRAPPED = 0.25
_FEWEST_WRAPPED = 2


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans (characters) between blank lines, without the white space around them."""
    for lines in _chunks(text):
        yield lines[0][0], lines[-1][1]


def spans_by_line(text: str) -> Iterator[tuple[int, int]]:
    """Spans of paragraphs, also where every line is one; without the white space around them."""
    chunks = list(_chunks(text))
    narrow = all(end - start <= _WIDEST for lines in chunks for start, end in lines)
    wrapped = narrow and _is_wrapped(text, chunks)
    for lines in chunks:
        widest = max(end - start for start, end in lines)
        first, last = lines[0]
        for start, end in lines[1:]:
            line = text[max(first, text.rfind("\n", first, last) + 1) : last].strip()
            if not _joined(line, text[start:end], widest if wrapped else None, narrow=narrow):
                yield first, last
                first = start
            last = end
        yield first, last


def _chunks(text: str) -> Iterator[list[tuple[int, int]]]:
    """The lines between blank lines, tight."""
    lines: list[tuple[int, int]] = []
    offset = 0
    for line in text.split("\n"):
        if not is_blank(line):
            lines.append(_tight(text, offset, offset + len(line)))
        elif lines:
            yield lines
            lines = []
        offset += len(line) + 1
    if lines:
        yield lines


def _is_wrapped(text: str, chunks: list[list[tuple[int, int]]]) -> bool:
    """Whether the text has lines of one width."""
    ends = [(lines[n], lines[n + 1]) for lines in chunks for n in range(len(lines) - 1)]
    if not ends:
        return False
    small = sum(
        text[after[0]].islower() and not _ENDS.search(text[before[0] : before[1]])
        for before, after in ends
    )
    return small >= _FEWEST_WRAPPED and small >= _SHARE_WRAPPED * len(ends)


def _joined(line: str, following: str, widest: int | None, *, narrow: bool) -> bool:
    """Whether a line goes on in the `following` one; `widest` where lines have one width."""
    if _BEGINS_LIST.match(following) or not any(map(str.isalpha, following)):
        return False
    if _HYPHENATED.search(line) and following[0].isalpha():
        return True
    if widest is not None:
        full = len(line) + len(following.split(None, 1)[0]) >= _FULL * widest
        return full or (not _ENDS.search(line) and following[0].islower())
    if not narrow or _ENDS.search(line) or is_byline(following) or is_date_line(following):
        return False
    word = _LAST_WORD.search(line)
    if line.endswith((",", ";")) or (word is not None and word.group() in words_of("never_last")):
        return True
    return len(line) >= _SHORTEST and following[0].islower()


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return start, end


def is_blank(line: str) -> bool:
    """Whether a line, or a character, shows nothing."""
    return all(char.isspace() or char in _INVISIBLE for char in line)
