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
_SPECIAL = re.compile(r"[\\{}<>]|^@", re.MULTILINE)


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
    text: list[str] = []
    length = place = 0
    opened: list[_Opened] = []
    spans: dict[int, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    mentions: list[Mention] = []
    blocks: list[MarkedBlock] = []
    line: tuple[int, str] | None = None
    while place < len(marked):
        sign = marked[place]
        if sign == "@" and (place == 0 or marked[place - 1] == "\n"):
            kind = _LINE_KIND.match(marked, place)
            _known_kind(kind and kind[1], marked, place)
            assert kind
            line = (length, kind[1])
            place = kind.end()
            continue
        if sign in "{<":
            mark = _opened(marked, place, length)
            opened.append(mark[0])
            place = mark[1]
            continue
        if sign in "}>":
            _close(opened, sign, length, marked, place, spans, mentions, blocks)
            place += 1
            continue
        if sign == "\\":
            place += 1
            if place == len(marked):
                raise MarkError("the text ends with a lone \\")
            sign = marked[place]
        if sign == "\n" and line is not None:
            blocks.append(MarkedBlock(line[0], length, cast(BlockKind, line[1])))
            line = None
        text.append(sign)
        length += 1
        place += 1
    if line is not None:
        blocks.append(MarkedBlock(line[0], length, cast(BlockKind, line[1])))
    if opened:
        begun = "".join(text)[opened[-1].start :][:40]
        raise MarkError(f"the mark before “{begun}” is never closed")
    whole = "".join(text)
    return Marked(
        whole,
        {
            number: {part: _joined(found, whole) for part, found in parts.items()}
            for number, parts in sorted(spans.items())
        },
        tuple(sorted(mentions, key=lambda one: (one.start, -one.end))),
        tuple(sorted(blocks, key=lambda one: (one.start, one.end))),
    )


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


def _close(
    opened: list[_Opened],
    sign: str,
    end: int,
    marked: str,
    place: int,
    spans: dict[int, dict[str, list[Span]]],
    mentions: list[Mention],
    blocks: list[MarkedBlock],
) -> None:
    behind = f"behind “{marked[max(0, place - 40) : place]}”"
    if not opened:
        raise MarkError(f"a {sign} {behind} closes nothing")
    mark = opened.pop()
    if mark.sign != sign:
        raise MarkError(f"{behind} stands {sign} where {mark.sign} is due: marks must not cross")
    if mark.start == end:
        raise MarkError(f"a mark {behind} holds no words")
    if mark.key:
        words = marked[:place]
        mentions.append(Mention(mark.start, end, mark.key, _form(mark, words)))
    elif mark.kind:
        blocks.append(MarkedBlock(mark.start, end, cast(BlockKind, mark.kind)))
    for number in mark.numbers:
        spans[number][mark.part].append((mark.start, end))


def _form(mark: _Opened, words_before_end: str) -> Form:
    if mark.role:
        return "role"
    last = words_before_end[words_before_end.rfind("<") :].partition(" ")[2]
    return "pronoun" if last.casefold() in PRONOUNS else "name"


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


def escaped(text: str) -> str:
    """A text as it stands between marks."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


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
    waiting = sorted(marks, key=lambda mark: (mark[0][0], -mark[0][1], mark[1]))
    clear: list[tuple[Span, str, str]] = []
    while waiting:
        (start, end), head, tail = waiting.pop(0)
        ends = [other[0][1] for other in clear if other[0][0] < start < other[0][1] < end]
        if ends:
            cut = min(ends)
            waiting.append(((cut, end), head, tail))
            waiting.sort(key=lambda mark: (mark[0][0], -mark[0][1], mark[1]))
            end = cut
        clear.append(((start, end), head, tail))
    return clear


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
