"""What punctuation marks hang on in a dependency tree."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.text.glyphs import ALWAYS_OPENING, FAMILIES

_BRACKETS = {"(": ")", "[": "]", "{": "}"}


def attach(forms: Sequence[str], governors: Sequence[int], marks: Sequence[bool]) -> list[int]:
    """Governors of all words, those of the marks by rule; a root's is its own number.

    The rules are those of Universal Dependencies (universaldependencies.org/u/dep/punct.html): a
    pair of brackets or quotation marks hangs on the head of what it encloses; another mark hangs
    as high as it can without arcs that cross, on the lower one of its two sides. A mark of no
    pair that begins a sentence hangs on the first word, which is GSD's habit. The other words must
    make a tree; what `governors` says of the marks is not looked at. Where there are marks alone,
    they hang on the first.
    """
    if all(marks):
        return [0] * len(forms)
    tree = _Tree(governors, marks)
    pairs = _pairs(forms, marks)
    found = list(governors)
    for number in range(len(forms)):
        if marks[number]:
            inside = tree.head_between(*pairs[number]) if number in pairs else None
            found[number] = tree.lower_side(number) if inside is None else inside
    return found


class _Tree:
    """The words that are no marks: governors, depths, and how far what they govern reaches."""

    def __init__(self, governors: Sequence[int], marks: Sequence[bool]) -> None:
        count = len(governors)
        self._governors, self._marks = governors, marks
        self._first, self._last = list(range(count)), list(range(count))
        self._depths = [0] * count
        for number in range(count):
            above = number
            while not marks[number] and governors[above] != above:
                above = governors[above]
                self._depths[number] += 1
                self._first[above] = min(self._first[above], number)
                self._last[above] = max(self._last[above], number)

    def head_between(self, start: int, end: int) -> int | None:
        """The first word between two marks that nothing between them governs."""
        for number in range(start + 1, end):
            inside = start < self._governors[number] < end and self._governors[number] != number
            if not self._marks[number] and not inside:
                return number
        return None

    def lower_side(self, mark: int) -> int:
        """The highest word that can be reached on either side of a mark; the lower one of both."""
        left, right = self._next_to(mark, -1), self._next_to(mark, 1)
        if left is None and right is not None:
            return right
        sides = [self._climb(side, mark) for side in (right, left) if side is not None]
        return max(sides, key=lambda number: self._depths[number])

    def _next_to(self, mark: int, step: int) -> int | None:
        number = mark + step
        while 0 <= number < len(self._marks):
            if not self._marks[number]:
                return number
            number += step
        return None

    def _climb(self, number: int, mark: int) -> int:
        """Up from a word until its governor, or something it governs, is beyond the mark."""
        while True:
            above = self._governors[number]
            beyond = self._first[number] < mark < self._last[number]
            if above == number or beyond or (above < mark) != (number < mark):
                return number
            number = above


def _pairs(forms: Sequence[str], marks: Sequence[bool]) -> dict[int, tuple[int, int]]:
    """For each mark of a pair, the numbers of both."""
    opened: list[tuple[int, str]] = []
    found: dict[int, tuple[int, int]] = {}
    for number, form in enumerate(forms):
        if not marks[number]:
            continue
        closing = _BRACKETS.get(form) or FAMILIES.get(form)
        closes = form not in ALWAYS_OPENING and form not in _BRACKETS
        wanted = FAMILIES.get(form, form)
        if closes and opened and opened[-1][1] == wanted:
            start, _ = opened.pop()
            found[start] = found[number] = start, number
        elif closing is not None:
            opened.append((number, closing))
    return found
