"""Documents of word processors in a ZIP container: their parts, opened with care."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from tasks.read.record import UnreadableFileError
from tasks.read.source import MEGABYTE, Source

BROKEN = (
    "the document is damaged and cannot be unpacked; open it in a word processor and save it again"
)
ENCRYPTED = "the document is protected by a password; save it without one and drop it again"
_TEMPORARY = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


@contextmanager
def container(source: Source) -> Iterator[zipfile.ZipFile]:
    """The container's parts; every failure within is said in one sentence."""
    with source.seekable() as stream:
        try:
            with zipfile.ZipFile(stream) as parts:
                yield parts
        except UnreadableFileError:
            raise
        except RuntimeError as error:
            raise UnreadableFileError(ENCRYPTED) from error
        except _TEMPORARY as error:
            raise UnreadableFileError(BROKEN) from error


def part(parts: zipfile.ZipFile, name: str, *, max_bytes: int) -> Source | None:
    """A part as a source of its own, of so many bytes unpacked at most; None if it is missing."""
    try:
        described = parts.getinfo(name)
    except KeyError:
        return None
    if described.file_size > max_bytes:
        raise UnreadableFileError(
            f"the document's text is larger than the limit of {max_bytes / MEGABYTE:g} MB; split it"
        )
    raw = parts.read(described)
    return Source(name, lambda: io.BytesIO(raw), max_bytes=max_bytes)
