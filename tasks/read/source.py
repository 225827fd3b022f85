"""A file whose bytes are to be read, from its beginning and as often as a reader needs them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import PurePosixPath
from typing import IO

from tasks.read.record import UnreadableFileError

MEGABYTE = 1_000_000
HEAD = 65_536
WHOLE = 200 * MEGABYTE
"""The most bytes of a file that can only be read at once."""


class Source:
    """A file by its name, and a way to open it.

    `name` is the path below the seed folder, for a member of an archive its name within; a suffix
    of compression is left out. `open_bytes` gives a new stream of its bytes, uncompressed, at each
    call. `max_bytes` limits what is read at once.
    """

    def __init__(
        self, name: str, open_bytes: Callable[[], IO[bytes]], *, max_bytes: int = WHOLE
    ) -> None:
        self.name = name
        self.max_bytes = max_bytes
        self._open = open_bytes

    @property
    def suffix(self) -> str:
        """The last suffix of the name, in lower case and with its full stop; may be empty."""
        return PurePosixPath(self.name).suffix.lower()

    @cached_property
    def head(self) -> bytes:
        """The first 64 kB, or all where there is less."""
        with self._open() as stream:
            return stream.read(HEAD)

    def stream(self) -> IO[bytes]:
        """The bytes from the beginning, to be read in order; the caller closes it."""
        return self._open()

    def whole(self) -> bytes:
        """All bytes. Raises UnreadableFileError where there are more than `max_bytes`."""
        return self.up_to(self.max_bytes, "split it")

    def up_to(self, limit: int, advice: str) -> bytes:
        """All bytes. Raises UnreadableFileError, with this advice, where they are more."""
        with self._open() as stream:
            raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise UnreadableFileError(
                f"the file is larger than the limit of {limit / MEGABYTE:g} MB; {advice}"
            )
        return raw

    @contextmanager
    def seekable(self) -> Iterator[IO[bytes]]:
        """The bytes, to be read in any order; from the disk where they are compressed and many."""
        with self._open() as stream:
            if stream.seekable():
                yield stream
                return
            with tempfile.SpooledTemporaryFile(max_size=HEAD * 64) as copy:
                shutil.copyfileobj(stream, copy)
                copy.seek(0)
                yield copy
