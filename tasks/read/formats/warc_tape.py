"""A stream that is read once, and from which reading can begin again at a record behind damage."""

from __future__ import annotations

import io
import re
from typing import IO

# Records begin with the version; in a file of gzip members each with the member's first bytes.
_RECORD = re.compile(rb"WARC/\d\.\d\r?\n|\x1f\x8b\x08[\x00-\x1f]")
_STEP = 1 << 16
# What is kept of what was read: the record at hand, so far as it is no film.
_KEPT = 4 << 20
_SIGN = 16


class Tape:
    """Bytes in order; `begins` is where in the file its present reading began."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._kept = bytearray()
        self._kept_at = 0
        self._ahead = b""
        self.begins = 0

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes; the library asks for them."""
        if self._ahead:
            part, self._ahead = self._ahead[:size], self._ahead[size:]
        else:
            part = self._stream.read(size)
        self._kept += part
        if len(self._kept) > 2 * _KEPT:
            self.keep_from(self._kept_at + len(self._kept) - _KEPT)
        return part

    def tell(self) -> int:
        """The place of the next byte, from where the present reading began."""
        return self._kept_at + len(self._kept) - self.begins

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Refused: a tape has no way back."""
        raise io.UnsupportedOperation("seek")

    def close(self) -> None:
        """Nothing: the stream belongs to who opened it."""

    def keep_from(self, at: int) -> None:
        """Forget what lies before this byte of the file."""
        cut = min(max(at - self._kept_at, 0), len(self._kept))
        del self._kept[:cut]
        self._kept_at += cut

    def forward_to_record(self, *, after: int) -> bool:
        """Begin a new reading at the first record behind a byte; False where none follows."""
        rest = bytes(self._kept[max(after + 1 - self._kept_at, 0) :]) + self._ahead
        place = max(after + 1, self._kept_at)
        while True:
            found = _RECORD.search(rest)
            if found is not None:
                self._ahead = rest[found.start() :]
                self.begins = self._kept_at = place + found.start()
                self._kept = bytearray()
                return True
            more = self._stream.read(_STEP)
            if not more:
                return False
            cut = max(len(rest) - _SIGN, 0)
            rest, place = rest[cut:] + more, place + cut
