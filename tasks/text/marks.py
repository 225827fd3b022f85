"""Quotation marks: which opens, which closes, and what belongs together.

A state machine with one stack a paragraph. It never raises: an odd mark costs at most the one
quotation that it belongs to, because every paragraph starts afresh. Linear in the text's length.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tasks.text.glyphs import (
    AFTER_CLOSING,
    ALWAYS_OPENING,
    BEFORE_OPENING,
    ELISION,
    FAMILIES,
    MARK,
    NEVER_AFTER_OPENING,
    SINGLE_LIKE_APOSTROPHE,
    Family,
)
from tasks.text.paragraphs import paragraph_spans

# Between the paragraph that opens a quotation and the one that closes it, so many may have no mark.
_PASSED = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of text in quotation marks.

    `spans` are characters, both marks included; a quotation over several paragraphs has one span a
    paragraph. `depth` is 0 outside all others; `parent` is the index, in the list that it comes
    in, of the stretch around it. `closed` is false where the closing mark is
    missing: then the last span ends with the paragraph, or before the next opening mark.
    """

    spans: tuple[tuple[int, int], ...]
    family: Family
    closed: bool = True
    depth: int = 0
    parent: int | None = None

    @property
    def start(self) -> int:
        """Offset of the opening mark."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Offset behind the closing mark."""
        return self.spans[-1][1]


@dataclass(slots=True)
class _Mark:
    """One glyph in the text: `look` is 1 where it looks opening, -1 where closing, 0 both."""

    at: int
    glyph: str
    family: Family
    look: int


def find_marks(
    text: str, paragraphs: Iterable[tuple[int, int]] | None = None
) -> tuple[Marked, ...]:
    """All stretches in quotation marks, in order of their opening marks.

    `paragraphs` are spans in order; without them, what stands between blank lines.
    """
    found: list[Marked] = []
    waiting: Marked | None = None
    spans: list[tuple[int, int]] = []
    # Paragraphs without a mark that may be in between.
    passed: list[tuple[int, int]] = []
    for start, end in paragraphs if paragraphs is not None else paragraph_spans(text):
        closed, unclosed, strays = _match(_marks(text, start, end), text)
        here = sorted(closed, key=lambda marked: marked.start)
        opened = _unclosed(unclosed, here, end)
        if waiting is not None:
            if not (here or opened or strays) and len(passed) < _PASSED:
                passed.append((start, end))
                continue
            more = _go_on(waiting, text, (start, end), here, opened, strays, anew=not passed)
            if more is not None:
                spans += [*passed, more[0]]
            passed = []
            if more is None or more[1]:
                found.append(replace(waiting, spans=tuple(spans), closed=more is not None))
                waiting = None
        if opened and opened[-1].end == end and opened[-1].family in ("double", "guillemet"):
            waiting = opened.pop()
            spans = [waiting.spans[0]]
        found += here + opened
    if waiting is not None:
        found.append(replace(waiting, spans=tuple(spans)))
    return _nested(found)


def stray_closings(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[int]:
    """Offsets of marks that look closing and close nothing; `paragraphs` are spans in order."""
    return [
        stray.at
        for start, end in paragraphs
        for stray in _match(_marks(text, start, end), text)[2]
        if stray.look <= 0 and stray.family in ("double", "guillemet")
    ]


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    marks = []
    for match in MARK.finditer(text, start, end):
        at, glyph = match.start(), match.group()
        behind = match.end()
        before = text[at - 1] if at > start else " "
        after = text[behind] if behind < end else " "
        look = _look(glyph, before, after, dots=text.startswith("..", behind))
        if glyph in SINGLE_LIKE_APOSTROPHE and (
            (before.isalnum() and after.isalnum())
            or (look == 1 and glyph != "‘" and ELISION.match(text, at + 1, min(end, at + 9)))
        ):
            continue
        marks.append(_Mark(at, glyph, FAMILIES[glyph], look))
    return marks


def _look(glyph: str, before: str, after: str, *, dots: bool) -> int:
    """1: looks opening, -1: looks closing, 0: could be either."""
    if glyph in ALWAYS_OPENING:
        return 1
    starts = dots or not (after.isspace() or after in NEVER_AFTER_OPENING)
    opening = starts and (before.isspace() or before in BEFORE_OPENING)
    closing = (after.isspace() or after in AFTER_CLOSING) and not before.isspace()
    if opening and closing and before.isalnum() != after.isalnum():
        return 1 if after.isalnum() else -1
    return int(opening) - int(closing)


def _match(marks: list[_Mark], text: str) -> tuple[list[Marked], list[_Mark], list[_Mark]]:
    """Pairs, openings without a closing mark, and closings without an opening one."""
    next_looks = _next_looks(marks)
    stack: list[_Mark] = []
    open_of: dict[str, int] = dict.fromkeys(FAMILIES.values(), 0)
    pairs: list[Marked] = []
    unclosed: list[_Mark] = []
    strays: list[_Mark] = []
    for number, mark in enumerate(marks):
        is_open = open_of[mark.family] > 0
        if _is_measure_or_apostrophe(mark, next_looks[number], text, is_open=is_open):
            continue
        if _opens(mark, next_looks[number], is_open=is_open):
            stack.append(mark)
            open_of[mark.family] += 1
        elif is_open:
            while stack:
                top = stack.pop()
                open_of[top.family] -= 1
                if top.family == mark.family:
                    pairs.append(Marked(((top.at, mark.at + 1),), mark.family))
                    break
                unclosed.append(top)
        else:
            strays.append(mark)
    return pairs, unclosed + stack, strays


def _next_looks(marks: list[_Mark]) -> list[int | None]:
    """For every mark the look of the next one of its family; None where there is none."""
    looks: list[int | None] = [None] * len(marks)
    seen: dict[str, int] = {}
    for number in range(len(marks) - 1, -1, -1):
        looks[number] = seen.get(marks[number].family)
        seen[marks[number].family] = marks[number].look
    return looks


def _opens(mark: _Mark, next_look: int | None, *, is_open: bool) -> bool:
    if mark.glyph in ALWAYS_OPENING:
        return True
    if mark.family == "single" and not is_open and next_look is None:
        return False
    if mark.glyph in "“”" and is_open:
        # An English pair within; otherwise the German closing mark with a slip of the space bar.
        return mark.glyph == "“" and mark.look == 1 and next_look == -1
    if mark.look == 0:
        return not is_open
    return mark.look == 1


def _is_measure_or_apostrophe(
    mark: _Mark, next_look: int | None, text: str, *, is_open: bool
) -> bool:
    """Inches, minutes, seconds; "Maas' Plan"; where a closing mark would be read amiss."""
    if mark.look == 1 or mark.glyph not in "\"″'’":
        return False
    before = text[mark.at - 1] if mark.at else " "
    after = text[mark.at + 1 : mark.at + 2]
    if mark.family == "single" and not is_open:
        return True
    measures = before.isdigit()
    genitive = mark.family == "single" and before in "sxzßSXZ"
    if not (measures or genitive):
        return False
    if not is_open:
        return measures
    return after.isspace() and next_look == -1


def _unclosed(openings: list[_Mark], pairs: list[Marked], end: int) -> list[Marked]:
    """Openings that stayed open, to the next pair of their family or the paragraph's end."""
    result = []
    for mark in openings:
        if mark.family not in ("double", "guillemet"):
            continue
        result.append(Marked(((mark.at, end),), mark.family, closed=False))
    result.sort(key=lambda marked: marked.start)
    ends: dict[str, int] = {}
    rest = list(pairs)
    for number in range(len(result) - 1, -1, -1):
        marked = result[number]
        while rest and rest[-1].start > marked.start:
            last = rest.pop()
            ends[last.family] = last.start
        stop = ends.get(marked.family, end)
        result[number] = replace(marked, spans=((marked.start, stop),))
        ends[marked.family] = marked.start
    return result


def _go_on(
    waiting: Marked,
    text: str,
    paragraph: tuple[int, int],
    pairs: list[Marked],
    opened: list[Marked],
    strays: list[_Mark],
    *,
    anew: bool,
) -> tuple[tuple[int, int], bool] | None:
    """What goes on in this paragraph of a stretch that an earlier one left open.

    It may be opened `anew` where nothing is in between. Returns its span here and whether it is
    closed in it; takes it out of `pairs` or `opened`.
    """
    start, end = paragraph
    if text[start] == text[waiting.start]:
        if not anew:
            return None
        for among in (pairs, opened):
            if among and among[0].start == start:
                first = among[0]
                if not first.closed and first.end != end:
                    return None
                del among[0]
                return first.spans[0], first.closed
        return None
    of_family = [stray.at for stray in strays if stray.family == waiting.family]
    if not of_family:
        return None
    before = any(
        marked.start < of_family[0] and marked.family == waiting.family for marked in pairs
    )
    return None if before else ((start, of_family[0] + 1), True)


def _nested(found: list[Marked]) -> tuple[Marked, ...]:
    """In order, with depth and parent. Unclosed stretches have nothing nested in them."""
    found.sort(key=lambda marked: (marked.start, -marked.end))
    result: list[Marked] = []
    around: list[int] = []
    for marked in found:
        while around and result[around[-1]].end <= marked.start:
            around.pop()
        parent = around[-1] if around else None
        result.append(replace(marked, depth=len(around), parent=parent))
        if marked.closed:
            around.append(len(result) - 1)
    return tuple(result)
