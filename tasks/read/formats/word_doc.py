"""Word documents of before 2007, and protected ones: nothing here can read them."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.read.files.office import ENCRYPTED
from tasks.read.hints import Hints
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source

_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """Raises UnreadableFileError that says what to do."""
    if _PACKAGE in source.whole():
        raise UnreadableFileError(ENCRYPTED)
    raise UnreadableFileError(
        "the document is in Word's format of before 2007 (.doc), which is not read; open it in a "
        "word processor, save it as .docx or as plain text and drop that"
    )
