"""An article's own words: its text without what is not the article, and without traces of the page.

The stored text keeps both. The words are what the language model reads; where they stand in the
stored text is known of each character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from tasks.text.article import NOT_THE_ARTICLE, Block
from tasks.text.invisible import UNSEEN

# Elements that part words; the others stand within them.
_PARTING = (
    r"br|p|div|li|ul|ol|h[1-6]|tr|td|th|table|section|article|figure|figcaption|blockquote|hr"
)
_WITHIN = (
    r"a|abbr|b|cite|code|del|em|font|i|iframe|img|ins|mark|q|s|small|source|span|strike|strong|sub"
    r"|sup|time|tt|u|var|video|audio|wbr|amp-[\w-]+"
)
# Before these a hyphen at the end of a line stands for a part of a word: "Nord-\nund Südkorea".
_PART_FOLLOWS = r"(?:und|oder|bzw|beziehungsweise|sowie|bis|noch|wie|als)\b"
_LETTER = r"[^\W\d_]"
_TRACE = re.compile(
    rf"""
      (?P<parting></?(?:{_PARTING})(?:\s[^<>\n]{{0,1000}})?/?>)
    | (?P<nothing>
          <!--.{{0,500}}?-->
        | <(?P<hidden>script|style)\b[^<>]{{0,300}}>.{{0,3000}}?</(?P=hidden)>
        | <sup\b[^<>]{{0,100}}>\s*\[?\d{{1,3}}\]?\s*</sup>
        | <ref\b[^<>\n]{{0,200}}(?:/>|>[^<>\n]{{0,1000}}</ref>)
        | &lt;/?(?:{_WITHIN}|{_PARTING})(?:\s(?:(?!&[lg]t;)[^\n]){{0,300}})?/?&gt;
        | !\[[^\[\]\n]{{0,300}}\]\([^()\s]{{1,1000}}\)
        | (?m:^)\#{{1,6}}[ ](?=\S)
        | (?<![\w])_{{1,3}}(?={_LETTER})
        | (?<=[^\W_])_{{1,3}}(?!\w)
        | </?(?:{_WITHIN})(?:\s[^<>\n]{{0,1000}})?/?>
        | (?<={_LETTER})[-‐¬\u00ad][ \t]*\n[ \t]*(?=(?!{_PART_FOLLOWS})(?-i:[a-zäöüß]))
        | [ ]?\[(?:Anm\.[ ]?)?\d{{1,3}}(?:[,;–-][ ]?\d{{1,3}})*\](?!\w)
        | (?<=[\w.!?“”"»)])\[[a-z]\](?!\w)
        | (?<={_LETTER}{_LETTER}{_LETTER})[⁰¹²³⁴-⁹†‡]+
        | (?<=[.!?“”"»)])[⁰¹²³⁴-⁹†‡]+
        | (?<=[\w.!?“”"»)])\*{{1,3}}(?![\w*])
        | (?<![\w*])\*{{1,3}}(?={_LETTER})
      )
    | (?<={_LETTER}-)(?P<broken>[ \t]*\n[ \t]*)(?=(?-i:[A-ZÄÖÜ]))
    | (?<!!)(?P<open>\[)(?=[^\[\]\n]{{1,300}}\]\((?:https?://|/)[^()\s]*\))
    | (?P<target>\]\((?:https?://|/)[^()\s]*\))
    | (?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z][a-zA-Z0-9]{{1,8}});)
    | (?P<space>[\u00a0\u2000-\u200a\u202f\u205f\u3000])
    | (?P<unseen>{UNSEEN})
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

# Characters from, in the words and in the stored text, and how many in each: what stands there in
# the words is the same as stored where the numbers are, and stands for it where they are not.
Run = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Plain:
    """An article's own words, `blocks` in them, and the `stored` text that `runs` lead back to."""

    text: str
    blocks: tuple[Block, ...]
    stored: str
    runs: tuple[Run, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where the words from `start` to `end` stand in the stored text (characters)."""
        first = self._place(start)
        return first, first if end <= start else max(first, self._end(end - 1))

    def _place(self, at: int) -> int:
        begins, stored, _, _ = self._run(at)
        return stored + at - begins

    def _end(self, at: int) -> int:
        """The end of what stands for the character."""
        begins, stored, length, width = self._run(at)
        return stored + at - begins + 1 if length == width else stored + width

    def _run(self, at: int) -> Run:
        if not self.runs:
            return 0, 0, 0, 0
        return self.runs[max(0, bisect_right(self.runs, at, key=lambda run: run[0]) - 1)]


def plain_of(text: str, blocks: Iterable[Block]) -> Plain:
    """The words of an article with these blocks, in order; its text where nothing is cut."""
    found = tuple(blocks)
    maker = _Maker(text)
    at, cut = 0, False
    for block in found:
        if block.kind in NOT_THE_ARTICLE:
            cut = True
            continue
        maker.gap(at, block.start, cut=cut)
        maker.block(block)
        at, cut = block.end, False
    maker.gap(at, len(text), cut=cut)
    return maker.made()


class _Maker:
    """Puts the words together, piece by piece."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._blocks: list[Block] = []
        self._length = 0

    def gap(self, start: int, end: int, *, cut: bool) -> None:
        """What stands between two blocks: white space, or what is left out."""
        between = self._text[start:end]
        if not cut:
            self._keep(start, end)
        elif self._blocks and end < len(self._text):
            self._put("\n\n" if "\n" in between else " ", start, end)

    def block(self, block: Block) -> None:
        """A block's words without traces."""
        first = self._length
        at = block.start
        for trace in _TRACE.finditer(self._text, block.start, block.end):
            stands = _stands_for(trace)
            if stands is None:
                continue
            self._keep(at, trace.start())
            self._put(stands, trace.start(), trace.end())
            at = trace.end()
        self._keep(at, block.end)
        if self._length > first:
            self._blocks.append(Block(first, self._length, block.kind))

    def made(self) -> Plain:
        """The whole."""
        return Plain("".join(self._pieces), tuple(self._blocks), self._text, tuple(self._runs))

    def _keep(self, start: int, end: int) -> None:
        if end > start:
            self._add(self._text[start:end], start, end - start)

    def _put(self, stands: str, start: int, end: int) -> None:
        if stands:
            self._add(stands, start, end - start)

    def _add(self, words: str, stored: int, width: int) -> None:
        self._runs.append((self._length, stored, len(words), width))
        self._pieces.append(words)
        self._length += len(words)


def _stands_for(trace: re.Match[str]) -> str | None:
    """What is read in place of a trace; None where it is none."""
    kind = trace.lastgroup
    if kind == "entity":
        entity = trace.group()
        meant = unescape(unescape(entity))
        if meant == entity:
            return None
        return " " if meant.isspace() else re.sub(UNSEEN, "", meant)
    if kind == "space":
        return " "
    if kind == "parting":
        start, end, text = trace.start(), trace.end(), trace.string
        beside = text[start - 1 : start].isspace() or text[end : end + 1].isspace()
        return "" if beside else " "
    return ""


def cuts(words: str) -> str:
    """A few words as they are read: names of headers, for instance."""
    return plain_of(words, (Block(0, len(words), "paragraph"),)).text


def traces(text: str) -> Iterator[tuple[int, int]]:
    """Spans (characters) of what is not read as it stands."""
    for trace in _TRACE.finditer(text):
        if _stands_for(trace) is not None:
            yield trace.span()
