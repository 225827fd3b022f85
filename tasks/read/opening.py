"""Files of the seed folder opened as sources, unpacked where they are compressed.

What is unpacked is bounded: a few bytes may unpack to more than a disk holds.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, cast

import zstandard

from tasks.find.seed_bytes import Unread, open_named, open_seed
from tasks.read.record import UnreadableFileError
from tasks.read.source import MEGABYTE, WHOLE, Source


def _unpack_zstandard(raw: IO[bytes]) -> IO[bytes]:
    reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
    return cast(IO[bytes], reader)


def _unpacking(opening: Callable[..., object]) -> Callable[[IO[bytes]], IO[bytes]]:
    return lambda raw: cast(IO[bytes], opening(raw, "rb"))


# By the first bytes: gzip (RFC 1952), bzip2, xz, Zstandard (RFC 8878).
_PACKED = (
    (b"\x1f\x8b", ".gz", _unpacking(gzip.open)),
    (b"BZh", ".bz2", _unpacking(bz2.open)),
    (b"\xfd7zXZ\x00", ".xz", _unpacking(lzma.open)),
    (b"\x28\xb5\x2f\xfd", ".zst", _unpack_zstandard),
)
_LONGEST_MAGIC = max(len(magic) for magic, _, _ in _PACKED)
_DAMAGED = (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError)
# Text packs to a tenth, tables of it to a hundredth.
_MOST_RATIO = 250
_UNBOUNDED = 64 * MEGABYTE
_CHUNK = 1 << 20


def open_in(seeds: Path, name: str) -> Source:
    """The file of this name below the seed folder.

    Opening and reading it raise UnreadableFileError where the operating system refuses it, where
    it leads out of the folder, or where what is packed is damaged or unpacks to too much.
    """
    return unpacked(name, partial(_opened, open_seed, seeds, name))


def open_at(path: Path) -> Source:
    """A file that a person has named, wherever it lies; pipes are read whole.

    Raises as `open_in` does.
    """
    if path.exists() and not path.is_file():
        with _opened(open_named, path) as pipe:
            return from_bytes(path.name, pipe.read())
    return unpacked(path.name, partial(_opened, open_named, path))


def from_bytes(name: str, raw: bytes) -> Source:
    """What came through a pipe."""
    return unpacked(name, partial(io.BytesIO, raw))


def bounded(
    stream: IO[bytes], packed_bytes: Callable[[], int], *, below: IO[bytes] | None = None
) -> IO[bytes]:
    """The stream, which ends with UnreadableFileError where it is damaged or a bomb.

    `packed_bytes` says how much was read of what it unpacks; `below` is what is closed with it.
    """
    return cast(IO[bytes], io.BufferedReader(_Bounded(stream, packed_bytes, below), _CHUNK))


def _opened(opening: Callable[..., IO[bytes] | Unread], *place: object) -> IO[bytes]:
    file = opening(*place)
    if isinstance(file, Unread):
        raise UnreadableFileError(file.reason or f"the file is {file.kind}; try again")
    return file


def unpacked(name: str, open_bytes: Callable[[], IO[bytes]], *, max_bytes: int = WHOLE) -> Source:
    """A source of what the stream that is opened holds, or of what is packed in that."""
    with open_bytes() as stream:
        magic = stream.read(_LONGEST_MAGIC)
    for sign, suffix, unpack in _PACKED:
        if magic.startswith(sign):
            path = PurePosixPath(name)
            inner = str(path.with_suffix("")) if path.suffix.lower() == suffix else name
            return Source(inner, partial(_unpack, open_bytes, unpack), max_bytes=max_bytes)
    return Source(name, open_bytes, max_bytes=max_bytes)


def _unpack(
    open_bytes: Callable[[], IO[bytes]], unpack: Callable[[IO[bytes]], IO[bytes]]
) -> IO[bytes]:
    raw = open_bytes()
    return bounded(unpack(raw), raw.tell, below=raw)


class _Bounded(io.RawIOBase):
    """A stream of unpacked bytes, counted."""

    def __init__(
        self, stream: IO[bytes], packed_bytes: Callable[[], int], below: IO[bytes] | None
    ) -> None:
        self._stream = stream
        self._below = below
        self._packed_bytes = packed_bytes
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            read = self._stream.read(len(buffer))
        except _DAMAGED as error:
            raise UnreadableFileError(
                f"what is packed in it is damaged or cut off ({error or 'it ends too early'}); "
                "copy the file anew"
            ) from error
        buffer[: len(read)] = read
        self._given += len(read)
        if self._given > _UNBOUNDED and self._given > _MOST_RATIO * self._packed_bytes():
            raise UnreadableFileError(
                f"it unpacks to more than {_MOST_RATIO} times its size, as no text does; unpack "
                "it yourself if it is meant"
            )
        return len(read)

    def close(self) -> None:
        self._stream.close()
        if self._below is not None:
            self._below.close()
        super().close()
