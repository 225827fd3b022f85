"""What a file holds: one article, or records of which each is one, read one after the other."""

from __future__ import annotations

import hashlib
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from typing import IO

from tasks.find.passed_over import kind_of
from tasks.find.suffixes import is_article_file
from tasks.read.articles import article_of
from tasks.read.format import Format
from tasks.read.hints import Hints
from tasks.read.opening import bounded, unpacked
from tasks.read.readers import format_of
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tasks.text.article import Article, Rejection
from tasks.text.parse import parse

PLAIN = "plain text"
ARCHIVE = "ZIP"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a file, not yet made, or why it is none.

    `record` is its name in the file, None where the file is the article. `content_hash` is equal
    for records that say the same; None where nothing could be read. `read` makes the article.
    """

    record: str | None
    content_hash: str | None
    read: Callable[[], Article | Rejection]
    version: int | None = None


@dataclass(slots=True)
class Reading:
    """A file as it is read: `format` is what it is taken for.

    `most` is how many bytes a file that is one article of plain text may have. `passed_over`
    counts, once the items are read, the files of an archive that hold no articles.
    """

    source: Source
    hints: Hints
    most: int
    format: str = field(init=False)
    passed_over: Counter[str] = field(default_factory=Counter)
    _form: Format | None = field(init=False)

    def __post_init__(self) -> None:
        """Raises UnreadableFileError where the file cannot be opened."""
        self._form = format_of(self.source)
        is_zip = self._form is None and self.source.head.startswith(_ZIP)
        self.format = self._form.name if self._form else ARCHIVE if is_zip else PLAIN

    def items(self) -> Iterator[Item]:
        """The articles of the file in its order; raises UnreadableFileError where no more follow.

        A record of which the file has a higher version as well may come before or after it.
        """
        if self.format == ARCHIVE:
            yield from self._members()
        elif self._form is None:
            raw = self.source.up_to(self.most, "split it, or raise --max-megabytes")
            yield Item(None, hashlib.sha256(raw).hexdigest(), partial(parse, raw))
        else:
            with _in_our_words(self.format):
                records = self._form.records(self.source, self.hints)
                # No further ahead than it takes: what stands before a file breaks off is kept.
                ahead = list(islice(records, 1))
                if ahead and ahead[0].name is None:
                    ahead += islice(records, 1)
                    if len(ahead) == 1:
                        yield _item(ahead[0], None, self.hints)
                        return
                names = _Names()
                for record in chain(ahead, records):
                    yield _item(record, names.of(record), self.hints)

    def _members(self) -> Iterator[Item]:
        """Those of the files in an archive, in their order."""
        with _in_our_words(ARCHIVE), self.source.seekable() as stream:
            archive = zipfile.ZipFile(stream)
            for member in archive.infolist():
                path = member.filename
                if member.is_dir() or any(part.startswith((".", "__")) for part in path.split("/")):
                    continue
                if not is_article_file(path):
                    kind = kind_of(path.rpartition("/")[2])
                    self.passed_over.update([kind] if kind else ())
                    continue
                try:
                    yield from self._of_member(archive, member)
                except UnreadableFileError as error:
                    yield _rejected(path, str(error))

    def _of_member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Item]:
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableFileError("it is locked with a password; unpack it yourself")

        def opened() -> IO[bytes]:
            return bounded(archive.open(member), lambda: member.compress_size)

        reading = Reading(unpacked(member.filename, opened), self.hints, self.most)
        if reading.format == ARCHIVE:
            raise UnreadableFileError("it is an archive within an archive; unpack it yourself")
        for item in reading.items():
            name = member.filename if item.record is None else f"{member.filename}#{item.record}"
            yield Item(name, item.content_hash, item.read, item.version)


class _Names:
    """Names of the records of one file, each of its own."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._records = 0

    def of(self, record: Record | Unreadable) -> str:
        """The record's name or number, with another number behind it where that is taken.

        Of one name may be several versions of one record, which are told apart by their numbers.
        """
        self._records += 1
        own = name = record.name or str(self._records)
        if isinstance(record, Unreadable) or record.version is None:
            number = 1
            while own in self._given:
                number += 1
                own = f"{name} ({number})"
        self._given.add(own)
        return own


def _item(record: Record | Unreadable, name: str | None, hints: Hints) -> Item:
    if isinstance(record, Unreadable):
        return _rejected(name, record.reason)
    said = hashlib.sha256(repr(record).encode("utf-8", "surrogatepass")).hexdigest()
    return Item(name, said, partial(article_of, record, hints), record.version)


def _rejected(name: str | None, reason: str) -> Item:
    return Item(name, None, partial(Rejection, reason))


@contextmanager
def _in_our_words(format_name: str) -> Iterator[None]:
    """Whatever a library raises over a damaged file becomes one sentence."""
    try:
        yield
    except (UnreadableFileError, MemoryError):
        raise
    # Parsers of foreign formats raise whatever they meet in damaged files.
    except Exception as error:
        said = " ".join(str(error).split())[:200] or type(error).__name__
        raise UnreadableFileError(f"it cannot be read as {format_name} ({said})") from error
