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
# What a person may drop into the folder as one article, or as one file of a format that cannot be
# read in parts.
_WHOLE = 200 * MEGABYTE


class Source:
    """A file by its name, and a way to open it.

    `name` is the path below the seed folder, for a member of an archive its name within; a suffix
    of compression is left out. `open_bytes` gives a new stream of its bytes, uncompressed, at each
    call. `max_bytes` limits what is read at once.
    """

    def __init__(
        self, name: str, open_bytes: Callable[[], IO[bytes]], *, max_bytes: int = _WHOLE
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
        with self._open() as stream:
            raw = stream.read(self.max_bytes + 1)
        if len(raw) > self.max_bytes:
            raise UnreadableFileError(
                f"the file is larger than the limit of {self.max_bytes / MEGABYTE:g} MB for files "
                "of its kind, which are read at once; split it, or raise --max-megabytes"
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
