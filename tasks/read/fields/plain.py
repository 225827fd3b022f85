"""Paragraphs of a text that stands in one cell or value, with or without mark-up."""

from __future__ import annotations

import html
import re

from tasks.read.fields.markup import has_markup, paragraphs_of, text_of
from tasks.read.paragraph import Paragraph

_ELEMENT = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPED_ELEMENT = re.compile(r"\s*&lt;(?:p|div|h[1-6]|article|section|br)\b", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\r\n?|\x0b|\u2028|\u0085|_x000D_\n?")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*|\f|\u2029")
# Where lines are paragraphs, nearly all end as sentences do, or are short as headings are; where a
# program has folded the text, they end anywhere.
_SENTENCE_END = re.compile(r"[.!?:…][\"“”«»‹›‘’')\]]*$")
_FOLDED_AT = range(50, 120)
# Longer than "undefined" and its like.
_SURELY_WORDS = 20


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""The paragraphs of a text as programs keep it in one cell.

    Mark-up is read as mark-up. Blank lines part paragraphs; where there are none, ends of lines do,
    unless a program has folded the text at some width. Without any, `\n` written out is an end of
    line.
    """
    if "<" in text or "&" in text:
        if _ESCAPED_ELEMENT.match(text):
            text = html.unescape(text)
        if _ELEMENT.search(text) and has_markup(text):
            return paragraphs_of(text)
        text = html.unescape(text)
    if _has_rare_ends(text):
        text = _LINE_ENDS.sub("\n", text)
    text = text.strip()
    if "\n" not in text and "\\n" in text:
        text = text.replace("\\r", "").replace("\\n", "\n")
    lines = text.split("\n")
    if any(lines[1::2]) or "\f" in text or "\u2029" in text:
        parts = _BLANK_LINE.split(text)
        if len(parts) == 1 and not _is_folded(text):
            parts = lines
    else:
        parts = lines[::2]  # every other line is blank, as in most texts
    return tuple(map(Paragraph, filter(None, map(str.strip, parts))))


def is_plainly_more(text: str, title: str | None) -> bool:
    """Whether a text surely has words, but for the title, and nothing of mark-up.

    `without_title` finds no title in a paragraph of twice its length; so long is no word for
    nothing, either.
    """
    return (
        len(text) > _SURELY_WORDS
        and "<" not in text
        and "&" not in text
        and len(text.strip()) > max(_SURELY_WORDS, 2 * len(title or ""))
    )


def parted(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text of feeds and agencies.

    Mark-up is read as mark-up, else blank lines part paragraphs; ends of lines part nothing, as
    agencies fold their text.
    """
    if has_markup(text):
        return paragraphs_of(text)
    said = (" ".join(part.split()) for part in _BLANK_LINE.split(text))
    return tuple(Paragraph(part) for part in said if part)


def line(text: str) -> str:
    """A title or name on one line, without mark-up."""
    # Most have neither, which is told fast.
    if "<" in text and _ELEMENT.search(text) and has_markup(text):
        text = text_of(text)
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.split())


def _has_rare_ends(text: str) -> bool:
    """Whether a text may have ends of lines but line feeds; single characters are found fast."""
    return "\r" in text or "\v" in text or "\x85" in text or "\u2028" in text or "_" in text


def _is_folded(text: str) -> bool:
    lines = [one.rstrip() for one in text.split("\n")][:-1]
    if not lines:
        return False
    within = [one for one in lines if not _SENTENCE_END.search(one) and len(one) in _FOLDED_AT]
    return len(within) > len(lines) / 2
