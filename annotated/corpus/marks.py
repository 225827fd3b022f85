r"""Marks within a text: read into spans, and written back.

    {1f {1s <blinken Antony Blinken>} {1c sagte}}, {1 er komme morgen}.

`{NUMBER WORDS}` is a quotation; with `s`, `c`, `f`, `a` behind the number its speaker, cue, frame,
addressee. `{1+2s WORDS}` serves two quotations. `<KEY WORDS>` is a mention by name, `<KEY~ WORDS>`
by a role; a pronoun is known by itself. `@KIND ` at the start of a line says what the line is,
`{@KIND WORDS}` what a piece of it is. Several spans of one part are several marks; neighbours with
nothing but white space between become one. A character that would be a mark stands behind a `\`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from annotated.corpus.article import Form, MarkedBlock, Mention, Quotation, Span
from tasks.text.article import BlockKind

PART_LETTERS = {"": "quote", "s": "speaker", "c": "cue", "f": "frame", "a": "addressee"}
PRONOUNS = frozenset(
    line
    for line in (Path(__file__).parent / "pronouns.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
)

_LETTERS = {part: letter for letter, part in PART_LETTERS.items()}
_KINDS = get_args(BlockKind)
_LINE_KIND = re.compile(r"@([a-z_]+) ?")
_QUOTATION = re.compile(r"\{(\d+(?:\+\d+)*)([scfa]?) ")
_BLOCK = re.compile(r"\{@([a-z_]+) ")
_MENTION = re.compile(r"<([^\s<>{}~]+)(~?) ")
_SHOWN = 40


class MarkError(ValueError):
    """Marks that cannot be read; the message says where and what to do."""


@dataclass
class Marked:
    """A text without its marks, and what they marked."""

    text: str
    parts: dict[int, dict[str, tuple[Span, ...]]] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    blocks: tuple[MarkedBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class _Opened:
    """A mark whose end is not reached yet: where its words start, and what it marks."""

    start: int
    sign: str
    numbers: tuple[int, ...] = ()
    part: str = ""
    key: str = ""
    role: bool = False
    kind: str = ""


def read_marks(marked: str) -> Marked:
    """The text without marks, with its spans. Raises MarkError."""
    return _Reader(marked).read()


class _Reader:
    """Reads a marked text from its first character to its last."""

    def __init__(self, marked: str) -> None:
        self._marked = marked
        self._place = 0
        self._text: list[str] = []
        self._opened: list[_Opened] = []
        self._spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        self._mentions: list[Mention] = []
        self._blocks: list[MarkedBlock] = []
        # The line's first character and its kind, where it has one.
        self._line: tuple[int, str] | None = None

    def read(self) -> Marked:
        """The text without marks, with its spans. Raises MarkError."""
        while self._place < len(self._marked):
            sign = self._marked[self._place]
            if sign == "@" and self._marked[self._place - 1 : self._place] in ("", "\n"):
                self._begin_line()
            elif sign in "{<":
                mark, self._place = _opened(self._marked, self._place, len(self._text))
                self._opened.append(mark)
            elif sign in "}>":
                self._close(sign)
                self._place += 1
            else:
                self._take(sign)
        self._end_line()
        text = "".join(self._text)
        if self._opened:
            begun = text[self._opened[-1].start :][:_SHOWN]
            raise MarkError(f"the mark before “{begun}” is never closed")
        parts = {
            number: {part: _joined(found, text) for part, found in parts.items()}
            for number, parts in sorted(self._spans.items())
        }
        return Marked(
            text,
            parts,
            tuple(sorted(self._mentions, key=lambda one: (one.start, -one.end))),
            tuple(sorted(self._blocks, key=lambda one: (one.start, one.end))),
        )

    def _take(self, sign: str) -> None:
        if sign == "\\":
            self._place += 1
            if self._place == len(self._marked):
                raise MarkError("the text ends with a lone \\")
            sign = self._marked[self._place]
        if sign == "\n":
            self._end_line()
        self._text.append(sign)
        self._place += 1

    def _begin_line(self) -> None:
        kind = _LINE_KIND.match(self._marked, self._place)
        _known_kind(kind and kind[1], self._marked, self._place)
        assert kind
        self._line = len(self._text), kind[1]
        self._place = kind.end()

    def _end_line(self) -> None:
        if self._line is not None:
            start, kind = self._line
            self._blocks.append(MarkedBlock(start, len(self._text), cast(BlockKind, kind)))
            self._line = None

    def _close(self, sign: str) -> None:
        end = len(self._text)
        behind = f"behind “{self._marked[max(0, self._place - _SHOWN) : self._place]}”"
        if not self._opened:
            raise MarkError(f"a {sign} {behind} closes nothing")
        mark = self._opened.pop()
        if mark.sign != sign:
            raise MarkError(
                f"{behind} stands {sign} where {mark.sign} is due: marks must not cross"
            )
        if mark.start == end:
            raise MarkError(f"a mark {behind} holds no words")
        if mark.key:
            words = "".join(self._text[mark.start : end])
            form: Form = "pronoun" if words.casefold() in PRONOUNS else "name"
            form = "role" if mark.role else form
            self._mentions.append(Mention(mark.start, end, mark.key, form))
        elif mark.kind:
            self._blocks.append(MarkedBlock(mark.start, end, cast(BlockKind, mark.kind)))
        for number in mark.numbers:
            self._spans[number][mark.part].append((mark.start, end))


def _opened(marked: str, place: int, start: int) -> tuple[_Opened, int]:
    if found := _QUOTATION.match(marked, place):
        numbers = tuple(map(int, found[1].split("+")))
        return _Opened(start, "}", numbers, PART_LETTERS[found[2]]), found.end()
    if found := _BLOCK.match(marked, place):
        _known_kind(found[1], marked, place)
        return _Opened(start, "}", kind=found[1]), found.end()
    if found := _MENTION.match(marked, place):
        return _Opened(start, ">", key=found[1], role=bool(found[2])), found.end()
    raise MarkError(
        f"“{marked[place : place + 30]}” is no mark: write {{1 …}}, {{1s …}}, {{@credit …}}, "
        "<key …> or <key~ …>, or \\ before a character of the text"
    )


def _known_kind(kind: str | None, marked: str, place: int) -> None:
    if kind not in _KINDS:
        raise MarkError(
            f"“{marked[place : place + 30]}” is no kind of block; there are: {', '.join(_KINDS)}"
            " (write \\@ where the text itself has an @ at the start of a line)"
        )


def _joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Spans in their order; those with only white space between are one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def write_marks(
    text: str,
    quotations: Iterable[Quotation],
    mentions: Iterable[Mention],
    blocks: Iterable[MarkedBlock],
) -> str:
    """A text with its marks, which `read_marks` reads back. Spans that cross are cut."""
    lines: dict[int, str] = {}
    marks: list[tuple[Span, str, str]] = []
    for block in blocks:
        at_line = block.start == 0 or text[block.start - 1] == "\n"
        if at_line and (block.end == len(text) or text[block.end] == "\n"):
            lines[block.start] = f"@{block.kind} "
        else:
            marks.append(((block.start, block.end), f"{{@{block.kind} ", "}"))
    together: dict[tuple[str, Span], list[int]] = defaultdict(list)
    for quotation in quotations:
        for part in PART_LETTERS.values():
            for span in quotation.part(part):
                together[part, span].append(quotation.number)
    for (part, span), numbers in together.items():
        marks.append((span, f"{{{'+'.join(map(str, numbers))}{_LETTERS[part]} ", "}"))
    for mention in mentions:
        tilde = "~" if mention.form == "role" else ""
        marks.append(((mention.start, mention.end), f"<{mention.key}{tilde} ", ">"))
    return _written(text, lines, _uncrossed(marks))


def _uncrossed(marks: list[tuple[Span, str, str]]) -> list[tuple[Span, str, str]]:
    """Marks of which none crosses another: the later one is cut where the earlier one ends."""
    waiting = sorted(marks, key=_outermost_first)
    clear: list[tuple[Span, str, str]] = []
    while waiting:
        (start, end), head, tail = waiting.pop(0)
        ends = [other[0][1] for other in clear if other[0][0] < start < other[0][1] < end]
        if ends:
            cut = min(ends)
            waiting.append(((cut, end), head, tail))
            waiting.sort(key=_outermost_first)
            end = cut
        clear.append(((start, end), head, tail))
    return clear


def _outermost_first(mark: tuple[Span, str, str]) -> tuple[int, int, bool, str]:
    """Where a mark stands among others; of marks of the same words, mentions are the innermost."""
    (start, end), head, _ = mark
    return start, -end, head.startswith("<"), head


def _written(text: str, lines: dict[int, str], marks: list[tuple[Span, str, str]]) -> str:
    """The text with marks that do not cross; the widest is the outermost."""
    opens: dict[int, list[str]] = defaultdict(list)
    closes: dict[int, list[str]] = defaultdict(list)
    for (start, end), head, tail in marks:
        opens[start].append(head)
        closes[end].insert(0, tail)
    written: list[str] = []
    for place in range(len(text) + 1):
        written += closes.get(place, ())
        if place in lines:
            written.append(lines[place])
        written += opens.get(place, ())
        if place < len(text):
            character = text[place]
            first = place == 0 or text[place - 1] == "\n"
            special = character in "\\{}<>" or (character == "@" and first)
            written.append("\\" + character if special else character)
    return "".join(written)
