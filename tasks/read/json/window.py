"""A window on the characters of a JSON file that moves on as values are read."""

from __future__ import annotations

import codecs
import io
import json
import re
from typing import IO, Any

from tasks.read.record import UnreadableFileError
from tasks.read.source import MEGABYTE

_CHUNK = 65_536
# Python's parser says where it failed; an error so close to the window's end may be the window's.
_NEAR_END = 16
_COMMAS_MENDED = 100
# What tells where the next record begins is no longer.
_LONGEST_START = 500
_SPACE = re.compile(r"[ \t\r\n\ufeff\x00\x1e]*")
_BEFORE_END = re.compile(r"\s*[}\]]")
# Half a character: a byte that is not UTF-8 (as `surrogateescape` keeps it), or so escaped.
_HALVES = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")
_FIRST_KEY = re.compile(r'\{\s*("(?:[^"\\]|\\.){0,100}")\s*:')
_DECODER = json.JSONDecoder(strict=False)


class BrokenError(ValueError):
    """A value cannot be read; the message is a reason for its owner."""


class Window:
    """Characters of a stream from where the next value begins; never more than a value needs.

    Bytes that are not UTF-8 are read as Windows-1252. With NaN, control characters in texts and
    commas before an end it is more lenient than JSON. What reads on raises UnreadableFileError
    where a value is larger than `limit` (characters).
    """

    def __init__(self, stream: IO[bytes], encoding: str | None, limit: int) -> None:
        errors = "replace" if encoding else "surrogateescape"
        self._decoder = codecs.getincrementaldecoder(encoding or "utf-8")(errors)
        self._stream = stream
        self._limit = limit
        self._text = ""
        self._at = 0
        self._read_all = False
        self._halves = False
        self._is_cut = False

    @classmethod
    def of(cls, raw: bytes) -> Window:
        """A window on bytes that are at hand."""
        return cls(io.BytesIO(raw), None, len(raw) + 1)

    def more_follows(self) -> bool:
        """Whether anything but white space follows, which is passed."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return True
            if not self._more():
                return False

    def peek(self) -> str:
        """The next character that is not white space; empty at the end."""
        return self._text[self._at] if self.more_follows() else ""

    def takes(self, char: str) -> bool:
        """Whether a character comes next; it is passed then."""
        if self.peek() != char:
            return False
        self._at += 1
        return True

    def take(self, char: str) -> None:
        """Pass a character. Raises BrokenError where another comes next."""
        if not self.takes(char):
            raise self._broken(f"{char!r} is missing", self._at)

    def value(self) -> Any:
        """The next value. Raises BrokenError where it has none that can be read."""
        self.more_follows()
        mended = 0
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._may_go_on(error) and self._more():
                    continue
                comma = self._comma_before_end(error.pos)
                if comma is None or mended == _COMMAS_MENDED:
                    raise self._broken(error.msg, error.pos) from error
                self._text = f"{self._text[:comma]} {self._text[comma + 1 :]}"
                mended += 1
            except RecursionError as error:
                raise BrokenError("it is nested too deeply for an article; leave it out") from error
            except ValueError as error:  # a number of thousands of digits
                raise BrokenError(f"it cannot be read ({error}); mend it") from error
            else:
                if end == len(self._text) and isinstance(value, int | float) and self._more():
                    continue  # a number may go on
                self._at = end
                return _mended(value) if self._halves else value

    def has_whole_value(self, limit: int) -> bool:
        """Whether the next value is unbroken and ends within so many characters; it stays next."""
        while True:
            try:
                _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if len(self._text) - self._at > limit or not self._may_go_on(error):
                    return False
                if not self._more():
                    return False
            except (RecursionError, ValueError):
                return False
            else:
                return True

    def column(self) -> str | None:
        """The white space before the next value on its line; None where something else is there."""
        self.more_follows()
        line = self._text[self._text.rfind("\n", 0, self._at) + 1 : self._at]
        return line if not line.strip() else None

    def skip_to_next(self, column: str | None) -> None:
        """Pass a broken value: on to the next object that begins in the same column of its line.

        Where no line begins with the value, on to the next that begins with the same key. Raises
        UnreadableFileError where there is none of these.
        """
        start = re.compile(rf"\n{column}(?={{)") if column is not None else self._after_another()
        while start is not None:
            found = start.search(self._text, self._at + 1)
            if found is not None:
                self._at = found.end()
                return
            if self._is_cut:
                break
            self._at = max(self._at, len(self._text) - _LONGEST_START)
            self._is_cut = not self._more()
        if start is None and not self._is_cut:
            raise UnreadableFileError(
                "what follows the broken record cannot be told from it; write the file again, or "
                "each record on a line of its own"
            )
        self._at = len(self._text)

    def _after_another(self) -> re.Pattern[str] | None:
        """What stands before an object with the same first key as the one that is next."""
        key = _FIRST_KEY.match(self._text, self._at)
        return re.compile(rf"[,}}\]]\s*(?={{\s*{re.escape(key.group(1))}\s*:)") if key else None

    def skip_to_end(self) -> None:
        """Pass all that follows."""
        self._is_cut = True
        while self._read_all is False:
            self._at = len(self._text)
            self._more()
        self._at = len(self._text)

    def end(self) -> None:
        """Raises UnreadableFileError where the file ends before what it has begun."""
        if not self._is_cut:
            raise UnreadableFileError(
                "the file ends before its list of records does, so that some may be missing; get "
                "it again"
            )

    def _more(self) -> bool:
        """Read on, and drop what is passed; whether there was more."""
        kept = len(self._text) - self._at
        if kept > self._limit:
            raise UnreadableFileError(
                f"a record is larger than the limit of {self._limit / MEGABYTE:g} MB for one "
                "article, and nothing after it can be read; leave it out, or raise --max-megabytes"
            )
        text = ""
        while not text and not self._read_all:
            # As much again as is kept, so that a long value is parsed anew only a few times.
            raw = self._stream.read(max(_CHUNK, kept))
            self._read_all = not raw
            text = self._decoder.decode(raw, final=not raw)
        self._halves = self._halves or _HALVES.search(self._text[-_NEAR_END:] + text) is not None
        self._text = self._text[self._at :] + text
        self._at = 0
        return bool(text)

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        return error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _NEAR_END

    def _comma_before_end(self, pos: int) -> int | None:
        """Where a comma stands before the end of a list or object that the parser stumbled on."""
        comma = self._text.rfind(",", self._at, pos + 1)
        after = _BEFORE_END.match(self._text, comma + 1)
        return comma if comma >= 0 and after and after.end() > pos else None

    def _broken(self, message: str, pos: int) -> BrokenError:
        if self._read_all and (message.startswith("Unterminated") or pos >= len(self._text)):
            self._is_cut = True
            return BrokenError("it is cut off in the middle; get it again")
        return BrokenError(
            f"it is no valid JSON ({message}, {pos - self._at} characters into it); mend it"
        )


def _mended(value: Any) -> Any:
    """The value with a character wherever only half of one stands."""
    if isinstance(value, str):
        return _HALF.sub(_character, value) if not value.isascii() else value
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    return value


def _character(half: re.Match[str]) -> str:
    code = ord(half.group())
    if 0xDC80 <= code <= 0xDCFF:
        return bytes([code - 0xDC00]).decode("cp1252", "replace")
    return "\ufffd"
