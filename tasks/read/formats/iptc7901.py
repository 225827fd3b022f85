"""IPTC 7901: messages of wires as they came by line, and as old archives of agencies keep them.

A message: SOH, a line with service and number, priority, desk and number of words, perhaps lines of
keywords; STX, headline up to an equals sign, text; ETX, day and hour of sending; EOT.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from tasks.read.fields.body import or_unreadable
from tasks.read.hints import Hints
from tasks.read.paragraph import Paragraph
from tasks.read.press.line_breaks import joined
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tasks.read.wordlists import pairs_of
from tasks.text.article import Rejection
from tasks.text.encoding import decode

_SOH, _STX, _ETX, _EOT = b"\x01", b"\x02", b"\x03", b"\x04"
_CHUNK = 65_536
# A wire's longest messages, tables of sport, have a few tens of kilobytes.
_LONGEST = 1_000_000

_HEADER = re.compile(
    r"(?P<service>[A-Za-z]{1,6})\s?(?P<number>\d{1,6})\s+(?P<priority>\d)\s+(?P<desk>[A-Za-z]{1,3})"
    r"\s+(?P<words>\d{1,5})\b"
)
_SENT = re.compile(r"\b(\d{2})(\d{2})(\d{2})\s+([A-Za-zäÄ]{3,9})\.?\s+(\d{2}|\d{4})\b")
_PLACE = re.compile(r"\s*[^()\n]{2,60}\(([^()\n]{2,30})\)")
_BY = re.compile(r"\s*(?:Von|By)\s+(\S.{1,80})")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BARE_FEED = re.compile(r"(?<!\r)\n")
_INDENTED = re.compile(r"(?: {2,}|\t)\S")
# Seven bits, German (DIN 66003): brackets stand for umlauts where letters are beside them.
_SEVEN_BITS = str.maketrans("[\\]{|}~", "ÄÖÜäöüß")
_SEVEN_BIT_WORD = re.compile(r"[A-Za-z][{|}~][a-z]|[{|}][a-z]{2}|[a-z]~")

_DESKS = dict(pair.split(maxsplit=1) for key, pair in pairs_of("wires") if key == "desk")
_FOR_EDITORS = tuple(re.compile(line) for key, line in pairs_of("wires") if key == "for_editors")
_SIGNATURES = tuple(re.compile(line) for key, line in pairs_of("wires") if key == "signature")


@dataclass(frozen=True, slots=True)
class _Text:
    """What stands between STX and ETX, by its parts."""

    headline: str | None
    authors: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The file's messages; what stands for editors below a text is left out."""
    with source.stream() as stream:
        for number, raw in enumerate(_messages(stream), 1):
            yield _message(raw, number)


def _messages(stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes from each SOH to the next, without it."""
    held = b""
    begun = False
    while chunk := stream.read(_CHUNK):
        first, *others = chunk.split(_SOH)
        held += first
        for other in others:
            if begun:
                yield held
            held, begun = other, True
        if len(held) > _LONGEST:
            raise UnreadableFileError(
                f"a message is longer than {_LONGEST:,} bytes, which no wire sends; its end was "
                "lost, so get the file again"
            )
    if begun:
        yield held


def _message(raw: bytes, number: int) -> Record | Unreadable:
    head, stx, rest = raw.partition(_STX)
    body, etx, end = rest.partition(_ETX)
    if not etx:
        body, etx, end = rest.partition(_EOT)
    decoded = decode(_without_controls(head) + b"\f" + _without_controls(body))
    header = _HEADER.search(head.decode("latin-1"))
    sent = _SENT.search(_decoded(end))
    name = " ".join(
        filter(None, (header and header["service"] + header["number"], sent and sent[0]))
    ) or str(number)
    if not stx:
        return Unreadable(name, "the message has a header and no text; get it again from the wire")
    if not etx:
        return Unreadable(name, "the message breaks off before its end; get it again from the wire")
    if isinstance(decoded, Rejection):
        return Unreadable(name, decoded.reason)
    if b"\r\n" in body and _BARE_FEED.search(body.decode("latin-1")):
        # Line ends of two kinds: CR LF where the line was full, LF at the end of a paragraph.
        decoded = decode(_without_controls(head) + b"\f" + _bare_as_blank(body))
        if isinstance(decoded, Rejection):
            return Unreadable(name, decoded.reason)
    if decoded.isascii() and _SEVEN_BIT_WORD.search(decoded):
        decoded = decoded.translate(_SEVEN_BITS)
    above, _, below = decoded.partition("\f")
    text = _text(below)
    desk = header["desk"].lower() if header else ""
    keywords = [line.strip() for line in above.strip().split("\n")[1:]]
    return or_unreadable(
        Record(
            name=name,
            text=text.paragraphs,
            title=text.headline,
            published=_moment(sent) if sent else None,
            section=_DESKS.get(desk, desk) or None,
            authors=text.authors,
            agency=_agency(text.paragraphs),
            tags=tuple(
                part.strip() for line in keywords for part in line.split("/") if part.strip()
            ),
        )
    )


def _without_controls(raw: bytes) -> bytes:
    return _CONTROLS.sub("", raw.decode("latin-1")).encode("latin-1")


def _bare_as_blank(raw: bytes) -> bytes:
    return _without_controls(_BARE_FEED.sub("\n\n", raw.decode("latin-1")).encode("latin-1"))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _moment(sent: re.Match[str]) -> str:
    day, hour, minute, month, year = sent.groups()
    if len(year) == 2:
        year = ("19" if int(year) > 69 else "20") + year
    return f"{day}. {month} {year} {hour}:{minute}"


def _text(body: str) -> _Text:
    lines = [line.rstrip() for line in body.strip("\n").split("\n")]
    above, below = _headline(lines)
    headline: list[str] = []
    authors: list[str] = []
    for line in above:
        by = _BY.fullmatch(line)
        if by and headline:
            authors.append(by[1].partition(",")[0].strip())
        elif line.strip():
            headline.append(line.strip())
    paragraphs = [joined(block) for block in _blocks(below)]
    if paragraphs and (by := _BY.fullmatch(paragraphs[0])):
        authors.append(by[1].partition(",")[0].strip())
        del paragraphs[0]
    kept: list[Paragraph] = []
    for text in filter(None, paragraphs):
        if any(line.search(text) for line in _FOR_EDITORS):
            break
        kept.append(Paragraph(text))
    while kept and any(line.search(kept[-1].text) for line in _SIGNATURES):
        kept.pop()
    return _Text(joined(headline) or None, tuple(authors), tuple(kept))


def _headline(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines above the text, and those of the text: an equals sign parts them, else one line."""
    for number, line in enumerate(lines[:12]):
        if line.rstrip().endswith("="):
            return [*lines[:number], line.rstrip().rstrip("=")], lines[number + 1 :]
    return lines[:1], lines[1:]


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Lines by paragraph: one begins below a blank line, at an indent, and at a signature."""
    block: list[str] = []
    for line in lines:
        alone = any(mark.search(line.strip()) for mark in (*_SIGNATURES, *_FOR_EDITORS))
        if block and (not line.strip() or _INDENTED.match(line) or alone):
            yield block
            block = []
        if line.strip():
            block.append(line)
        if alone:
            yield block
            block = []
    if block:
        yield block


def _agency(paragraphs: tuple[Paragraph, ...]) -> str | None:
    place = _PLACE.match(paragraphs[0].text) if paragraphs else None
    return place[1].strip() if place else None
