"""The lines of a file of text, one after another, in whatever encoding they are."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import IO

from tasks.read.files.characters import by_mark
from tasks.read.record import UnreadableFileError
from tasks.read.source import MEGABYTE, Source

_LONGEST_LINE = 16 * MEGABYTE
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# Between words of a Latin script in two bytes a character, one in two is zero.
_ZEROS = 0.3


def lines_of(source: Source, encoding: str | None = None) -> Iterator[str]:
    """Lines with their ends, without byte-order mark.

    Without `encoding`, a mark or the zeros among the bytes say what it is; else each line is UTF-8
    or, where it cannot be, Windows-1252. Raises UnreadableFileError where the bytes cannot be of
    the encoding, or a line has no end.
    """
    encoding = encoding or wide_encoding(source.head)
    with source.stream() as stream:
        if encoding is None or codecs.lookup(encoding).name in ("utf-8", "utf-8-sig"):
            yield from _narrow(stream)
        else:
            yield from _decoded(stream, encoding)


def head_of(source: Source, encoding: str | None = None) -> str:
    """The text of the file's first bytes, without the last line where that may be cut off."""
    head = source.head
    encoding = encoding or wide_encoding(head)
    if encoding is not None and codecs.lookup(encoding).name not in ("utf-8", "utf-8-sig"):
        return head.decode(encoding, "ignore").removeprefix("\ufeff")
    return "".join(_line(line) for line in head.removeprefix(codecs.BOM_UTF8).splitlines(True))


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32 by its mark or its zeros; None of what is written in single bytes."""
    if (marked := by_mark(head)) is not None:
        # Without the order, which these codecs take from the mark, and the mark with it.
        return None if marked[0] == "utf-8" else marked[0][: len("utf-16")]
    even, odd = head[0:4096:2], head[1:4096:2]
    if len(odd) > 1 and odd.count(0) > _ZEROS * len(odd) and not even.count(0):
        return "utf-16-le"
    if len(even) > 1 and even.count(0) > _ZEROS * len(even) and not odd.count(0):
        return "utf-16-be"
    return None


def _narrow(stream: IO[bytes]) -> Iterator[str]:
    first = True
    while raw := stream.readline(_LONGEST_LINE + 1):
        if len(raw) > _LONGEST_LINE:
            raise _endless()
        line = _line(raw.removeprefix(codecs.BOM_UTF8) if first else raw)
        first = False
        if "\r" in line[:-2]:
            yield from _LINE.findall(line)  # Old Macintosh files end their lines so.
        elif line:
            yield line


def _line(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _decoded(stream: IO[bytes], encoding: str) -> Iterator[str]:
    text = io.TextIOWrapper(io.BufferedReader(_Raw(stream)), encoding, newline="")
    first = True
    try:
        while line := text.readline(_LONGEST_LINE + 1):
            if len(line) > _LONGEST_LINE:
                raise _endless()
            yield line.removeprefix("\ufeff") if first else line
            first = False
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"the file is not {encoding.upper()} throughout, or cut off; save it as UTF-8"
        ) from error


class _Raw(io.RawIOBase):
    """A stream of any kind, as `io` wants it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        got = self._stream.read(len(view))
        view[: len(got)] = got
        return len(got)


def _endless() -> UnreadableFileError:
    return UnreadableFileError(
        f"a line is longer than {_LONGEST_LINE / MEGABYTE:g} MB, so this is no table of articles"
    )
