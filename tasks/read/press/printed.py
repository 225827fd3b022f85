"""Lines as they are printed on pages, and the paragraphs they were before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tasks.read.press.line import Line
from tasks.read.press.line_breaks import joined

_DIGITS = re.compile(r"\d+")
_HYPHEN = ("-", "‐", "\u00ad")
# Of what fits on a line so much must be used, or its end was meant: letters differ in width.
_FULL = 0.85
# A gap between lines this much wider than usual parts paragraphs.
_WIDE = 1.3
_HEADING = 1.25
_HEADLINE = 1.4
# Letters are about half as wide as high.
_LETTER = 0.5


@dataclass(frozen=True, slots=True)
class Printed:
    """A line on a page: from the left and from below in points, with the size of its letters."""

    text: str
    page: int
    left: float
    base: float
    size: float
    bold: bool = False

    @property
    def right(self) -> float:
        """About where it ends."""
        return self.left + len(self.text) * self.size * _LETTER


def body_size(lines: Sequence[Printed]) -> float:
    """The size of most letters."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def without_edges(
    pages: Sequence[Sequence[Printed]],
    *,
    is_edge: Callable[[str], bool],
    kept: Callable[[str], bool],
) -> list[list[Printed]]:
    """Pages without their numbers and the running lines at their upper and lower edge.

    A running line stands apart from the text on at least two pages, but for figures in the same
    words. Lines that `kept` knows are none.
    """
    edges = [_edges(page) for page in pages]
    seen = Counter(
        text for page in edges for text in {_DIGITS.sub("#", line.text) for line in page}
    )
    kept_pages: list[list[Printed]] = []
    for page, edge in zip(pages, edges, strict=True):
        outermost = _outermost(page)
        gone = {
            line
            for line in page
            if (line in outermost and is_edge(line.text))
            or (line in edge and seen[_DIGITS.sub("#", line.text)] > 1)
        }
        kept_pages.append([line for line in page if line not in gone or kept(line.text)])
    return kept_pages


def _edges(page: Sequence[Printed]) -> set[Printed]:
    """Up to three lines at the top and at the bottom that stand apart from the others."""
    ordered = sorted(page, key=lambda line: -line.base)
    return {*_apart(ordered), *_apart(ordered[::-1])}


def _outermost(page: Sequence[Printed]) -> set[Printed]:
    """The two highest and the two lowest lines: a figure in the text is no number of a page."""
    ordered = sorted(page, key=lambda line: -line.base)
    return {*ordered[:2], *ordered[-2:]}


def _apart(lines: Sequence[Printed]) -> list[Printed]:
    for number, (line, after) in enumerate(pairwise(lines[:4]), 1):
        if abs(line.base - after.base) > 1.8 * max(line.size, after.size):
            return list(lines[:number])
    return []


def in_order(page: Sequence[Printed]) -> tuple[list[Printed], int]:
    """A page's lines as they are read, column by column, and how many columns it has.

    Lines that go across columns part them: what stands above is read before.
    """
    ordered = sorted(page, key=lambda line: (-round(line.base), line.left))
    columns = _columns(ordered)
    if len(columns) < 2:
        return ordered, 1
    read: list[Printed] = []
    band: dict[int, list[Printed]] = {}
    for line in ordered:
        at = max((n for n, left in enumerate(columns) if left <= line.left + line.size), default=0)
        across = at + 1 < len(columns) and line.right > columns[at + 1] + 4 * line.size
        if across and line.size > _HEADING * body_size(page):
            read += [held for number in sorted(band) for held in band[number]]
            read.append(line)
            band = {}
        else:
            band.setdefault(at, []).append(line)
    return read + [held for number in sorted(band) for held in band[number]], len(columns)


def _columns(lines: Sequence[Printed]) -> list[float]:
    """The left edges of columns: those at which at least four lines of text begin."""
    size = body_size(lines)
    lefts = sorted(line.left for line in lines if abs(line.size - size) < 0.6)
    groups: list[list[float]] = []
    for left in lefts:
        if groups and left - groups[-1][0] < 3 * size:
            groups[-1].append(left)
        else:
            groups.append([left])
    found = [group[0] for group in groups if len(group) >= 4]
    kept: list[float] = []
    for left in found:
        if not kept or left - kept[-1] > 8 * size:
            kept.append(left)
    return kept


def headlines(lines: Sequence[Printed]) -> int:
    """How many headlines a page has: runs of lines in large letters."""
    size = body_size(lines)
    large = [line.size >= _HEADLINE * size and len(line.text) > 3 for line in lines]
    return sum(
        1
        for number, line in enumerate(lines)
        if large[number]
        and not (number and large[number - 1] and abs(lines[number - 1].size - line.size) < 1)
    )


def paragraphs(lines: Sequence[Printed], *, alone: Callable[[str], bool]) -> Iterator[Line]:
    """The paragraphs of lines in the order in which they are read.

    Words that a line's end parts are joined here, and only here: the file stays as it is. Lines
    that `alone` knows are paragraphs of their own.
    """
    size = body_size(lines)
    room = _room(lines, size)
    pitch = _pitch(lines, size)
    held: list[Printed] = []
    for line in lines:
        if held and _ends(held[-1], line, held[0], size=size, room=room, pitch=pitch, alone=alone):
            yield _paragraph(held, size)
            held = []
        held.append(line)
    if held:
        yield _paragraph(held, size)


def _paragraph(lines: Sequence[Printed], size: float) -> Line:
    is_title = lines[0].size >= _HEADING * size
    return Line(
        joined(line.text for line in lines), "subheading" if is_title else None, is_title=is_title
    )


def _ends(
    before: Printed,
    line: Printed,
    begun: Printed,
    *,
    size: float,
    room: float,
    pitch: float,
    alone: Callable[[str], bool],
) -> bool:
    """Whether a paragraph ends between two lines."""
    if alone(before.text) or alone(line.text):
        return True
    if abs(before.size - line.size) > 0.08 * before.size or before.bold != line.bold:
        return True
    if before.text.endswith(_HYPHEN):
        return False
    down = before.base - line.base
    same_column = before.page == line.page and down > 0
    if same_column and down > _WIDE * pitch * line.size / size:
        return True
    if same_column and _is_indented(line, before, begun):
        return True
    # The next word would have fitted on the line: its end was meant.
    fits = room * size / before.size * _FULL
    return len(before.text) + 1 + len(line.text.split()[0]) <= fits


def _is_indented(line: Printed, before: Printed, begun: Printed) -> bool:
    """Whether a line begins further right than the one above.

    Below a paragraph's first line that is how items of lists hang.
    """
    return before is not begun and 0.8 * line.size < line.left - before.left < 5 * line.size


def _room(lines: Sequence[Printed], size: float) -> float:
    """How many letters of the usual size fit on a line: what the longest but one in ten have."""
    lengths = sorted(len(line.text) for line in lines if abs(line.size - size) < 0.6)
    return float(lengths[int(len(lengths) * 0.9)]) if lengths else 0.0


def _pitch(lines: Sequence[Printed], size: float) -> float:
    """From line to line within a paragraph, in points."""
    steps = [
        before.base - line.base
        for before, line in pairwise(lines)
        if before.page == line.page
        and abs(before.size - line.size) < 0.6
        and 0 < before.base - line.base < 3 * size
    ]
    return median(steps) if steps else 1.2 * size
