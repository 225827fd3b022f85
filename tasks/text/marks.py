"""Quotation marks: which opens, which closes, and what stands between.

A state machine over all glyphs that German text uses, paragraph by paragraph:
„…“ „…" „…” “…” »…« «…» "…" ‚…‘ ‚…’ ‘…’ ›…‹ ‹…› '…'. Marks may nest, be left open, and be opened
anew at the start of every paragraph of one long quotation. Apostrophes and the marks of inches
and minutes are no quotation marks. The work is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARKS = "\"„“”»«‚‘’›‹'"

# What may close a quotation that this mark opened. «…» and »…« both occur in German print.
_CLOSERS = {
    "„": '“”"‟',
    "“": "”“",
    "”": "”",
    "»": "«»",
    "«": "»",
    '"': '"”“',
    "‚": "‘’'",
    "‘": "’",
    "›": "‹",
    "‹": "›",
    "'": "'’",
}
_ALWAYS_OPENS = "„"
_SINGLE = "‚‘'›‹"
# Deeper nesting than this is a run of stray marks, not a quotation.
_DEPTH = 6
_BEFORE_OPENING = set(" \t\n\u00a0\u2009\u202f([{–—-/…:;,") | set("„“»«‚›‹\"'‘")
_AFTER_CLOSING = set(" \t\n\u00a0\u2009\u202f.,;:!?…)]}–—-/") | set("“”«»‘’‹›\"'")


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands between a pair of quotation marks.

    `spans` include the marks, `inner` leave them out; both are (start, end) in characters of the
    text, one pair a paragraph. `closed` is false where the closing mark is missing: the passage
    then ends with its paragraph, or where the next one opens. `parent` is the number of the
    passage around this one.
    """

    spans: tuple[tuple[int, int], ...]
    inner: tuple[tuple[int, int], ...]
    closed: bool
    parent: int | None
    mark: str

    @property
    def start(self) -> int:
        """First character, the opening mark."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Character after the last one."""
        return self.spans[-1][1]


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    earlier: tuple[tuple[int, int], ...] = ()  # spans in the paragraphs before


@dataclass(frozen=True, slots=True)
class _Found:
    mark: str
    start: int
    end: int
    closed: bool
    earlier: tuple[tuple[int, int], ...]


def find_passages(text: str, paragraphs: list[tuple[int, int]]) -> list[Passage]:
    """All passages in quotation marks, in order of their first character.

    `paragraphs` are the (start, end) of the text's blocks, in order. A passage never crosses a
    paragraph's end, unless the next paragraph opens it anew.
    """
    found: list[_Found] = []
    carried: _Open | None = None
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        closed, left = _scan(text, start, end, carried)
        found.extend(closed)
        carried = None
        for position, one in enumerate(left):
            if (
                position == 0
                and following is not None
                and one.mark not in _SINGLE
                and text[following[0]] == one.mark
                and (one.mark != '"' or _opens(text, following[0], *following))
            ):
                carried = _Open(one.mark, one.start, (*one.earlier, (one.start, end)))
                break
            if one.mark not in _SINGLE:
                found.append(_Found(one.mark, one.start, _resynchronised(one, closed, end), False, one.earlier))
    return _nested(sorted(found, key=lambda f: (_first(f), -f.end)))


def _scan(
    text: str, start: int, end: int, carried: _Open | None
) -> tuple[list[_Found], list[_Open]]:
    """One paragraph: the passages closed in it, and the marks left open, outermost first."""
    closed: list[_Found] = []
    stack: list[_Open] = []
    first = start
    if carried is not None:
        stack.append(_Open(carried.mark, start, carried.earlier))
        first = start + 1
    last_typewriter = _last_closing_typewriter(text, start, end)
    for match in _mark_pattern().finditer(text, first, end):
        position = match.start()
        mark = text[position]
        if _is_no_quotation_mark(text, position, start, end, stack, last_typewriter):
            continue
        closes = _closes(text, position, start, end, stack)
        if closes is not None:
            one = stack[closes]
            for lost in stack[closes + 1 :]:
                if lost.mark not in _SINGLE:
                    closed.append(_Found(lost.mark, lost.start, position, False, lost.earlier))
            del stack[closes:]
            closed.append(_Found(one.mark, one.start, position + 1, True, one.earlier))
        elif mark in _CLOSERS and _opens(text, position, start, end):
            if len(stack) >= _DEPTH:
                del stack[0]
            stack.append(_Open(mark, position))
    return closed, stack


def _mark_pattern() -> re.Pattern[str]:
    return _MARK


_MARK = re.compile(f"[{re.escape(MARKS)}]")


def _around(text: str, position: int, start: int, end: int) -> tuple[str, str]:
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    return before, after


def _opens(text: str, position: int, start: int, end: int) -> bool:
    before, after = _around(text, position, start, end)
    if text[position] in _ALWAYS_OPENS:
        return True
    if text[position] == "‚":
        return before in _BEFORE_OPENING and not after.isspace()
    return before in _BEFORE_OPENING and not after.isspace() and after not in ".,;!?)"


def _closes(text: str, position: int, start: int, end: int, stack: list[_Open]) -> int | None:
    """Which entry of the stack this mark closes, if any."""
    mark = text[position]
    before, after = _around(text, position, start, end)
    if mark in _ALWAYS_OPENS or mark == "‚":
        return None
    for level in range(len(stack) - 1, -1, -1):
        opened = stack[level].mark
        if mark not in _CLOSERS[opened]:
            continue
        if mark in "\"'»«“" and before.isspace() and not after.isspace() and after.isalnum():
            # Looks like an opening mark: the one before was never closed, or this one nests.
            if mark != "“" or opened == "“":
                return None
        if mark == '"' and opened != '"' and _opens(text, position, start, end) and after.isalnum():
            return None
        if mark in "'’" and after.isalnum():
            return None
        if position == stack[level].start + 1:
            return None
        return level
    return None


def _is_no_quotation_mark(
    text: str, position: int, start: int, end: int, stack: list[_Open], last_typewriter: int
) -> bool:
    """Apostrophes, inches, seconds and minutes."""
    mark = text[position]
    before, after = _around(text, position, start, end)
    if mark in "'’‘":
        if before.isalnum() and after.isalnum():
            return True  # Wie geht's
        is_open = any(mark in _CLOSERS[one.mark] for one in stack)
        if before.isalnum() and not is_open:
            return True  # Maas' Rede, 5' Vorsprung
        if mark == "'" and not is_open and position > last_typewriter:
            return True  # 's war einmal
        return mark == "’" and not is_open and not before.isalnum() and after.isalnum()
    if mark == '"' and before.isdigit():
        return not any(one.mark in "\"„" for one in stack)  # 15" breit
    return False


def _last_closing_typewriter(text: str, start: int, end: int) -> int:
    """The last ' that could close: one that opens later than this one opens nothing."""
    position = text.rfind("'", start, end)
    while position > start:
        before, after = _around(text, position, start, end)
        if not before.isspace() and after in _AFTER_CLOSING:
            return position
        position = text.rfind("'", start, position)
    return -1


def _resynchronised(one: _Open, closed: list[_Found], end: int) -> int:
    """End of a passage that was never closed: where the next one of its kind opens."""
    later = [other.start for other in closed if other.start > one.start and other.mark == one.mark]
    return min(later, default=end)


def _first(found: _Found) -> int:
    return found.earlier[0][0] if found.earlier else found.start


def _nested(found: list[_Found]) -> list[Passage]:
    """Passages with their parents, from what was found in order of first characters."""
    passages: list[Passage] = []
    around: list[int] = []
    for one in found:
        spans = (*one.earlier, (one.start, one.end))
        while around and passages[around[-1]].end <= spans[0][0]:
            around.pop()
        inside = around[-1] if around and passages[around[-1]].end >= one.end else None
        passages.append(
            Passage(spans, tuple(_inner(spans, one.closed)), one.closed, inside, one.mark)
        )
        around.append(len(passages) - 1)
    return passages


def _inner(spans: tuple[tuple[int, int], ...], closed: bool) -> Iterator[tuple[int, int]]:
    for number, (start, end) in enumerate(spans):
        last = number == len(spans) - 1
        yield start + 1, max(start + 1, end - 1 if last and closed else end)
