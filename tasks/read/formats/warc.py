"""WARC (ISO 28500): pages as a crawler stored them, each an article of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tasks.read.files.characters import decoded
from tasks.read.formats.warc_tape import Tape
from tasks.read.hints import Hints
from tasks.read.page.reading import read_page
from tasks.read.page.tree import MOST_CHARACTERS
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_KINDS = WarcRecordType.response | WarcRecordType.resource
_OK = 200
_NEXT = re.compile(rb"\r\n\r\nWARC/1\.\d\r\n")


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The archive's pages in its order; `name` is the address, with a number where it comes again.

    What is no page (pictures, redirects, errors, requests, visits that found nothing new) is passed
    over. What is damaged is told, and reading goes on behind it. UnreadableFileError where the
    archive has no page at all, or ends too early.
    """
    with source.stream() as stream:
        yield from _Archive(stream, hints).records()


class _Archive:
    def __init__(self, stream: IO[bytes], hints: Hints) -> None:
        self._tape = Tape(stream)
        self._hints = hints
        # Times that an address came, by its hash: millions of addresses are too long to keep.
        self._times: dict[int, int] = {}
        self._pages = 0
        self._others = 0

    def records(self) -> Iterator[Record | Unreadable]:
        damaged: int | None = None
        while True:
            try:
                for found in self._until_damage():
                    if damaged is not None:
                        yield _told(damaged)
                        damaged = None
                    yield found
                break
            except _DamageError as damage:
                # Where the next record is damaged, too, it is one damage.
                damaged = damage.at if damaged is None else damaged
                if not self._tape.forward_to_record(after=damage.at):
                    break
        if damaged is not None:
            yield _told(damaged)
        if not self._pages:
            raise UnreadableFileError(
                f"the archive holds no pages ({self._others} other records); crawl the articles "
                "themselves"
            )

    def _until_damage(self) -> Iterator[Record | Unreadable]:
        """The pages up to a place where the archive cannot be read; raises _DamageError there."""
        begins = at = self._tape.begins
        # strict_mode off: line feeds alone end the lines of headers in some archives.
        archive = iter(
            ArchiveIterator(self._tape, parse_http=True, auto_decode="all", strict_mode=False)
        )
        while True:
            try:
                record = next(archive, None)
            # The library has few kinds of error for all that it cannot read.
            except (OSError, ValueError, EOFError) as error:
                raise _DamageError(at) from error
            if record is None:
                return
            at = begins + record.stream_pos
            self._tape.keep_from(at)
            found = self._read(record, at)
            if found is not None:
                yield found

    def _read(self, record: WarcRecord, at: int) -> Record | Unreadable | None:
        if not record.record_type & _KINDS or not _is_page(record):
            self._others += 1
            return None
        self._pages += 1
        address = record.headers.get("WARC-Target-URI", "") or ""
        address = address.strip("<>")
        name = self._name(address or (record.record_id or f"page {self._pages}"))
        try:
            raw = record.reader.read(MOST_CHARACTERS + 1)
        except (OSError, ValueError, EOFError):
            return Unreadable(name, "the page is damaged in the archive; fetch it again")
        if _NEXT.search(raw):
            # Its length reaches into the records behind it.
            raise _DamageError(at)
        if _is_cut(record, raw):
            return Unreadable(name, "the page is cut off in the archive; fetch it again")
        page = decoded(raw, self._hints.encoding or record.http_charset)
        return read_page(page, name=name, address=address or None)

    def _name(self, address: str) -> str:
        times = self._times[hash(address)] = self._times.get(hash(address), 0) + 1
        return address if times == 1 else f"{address} ({times})"


def _told(at: int) -> Unreadable:
    return Unreadable(
        f"byte {at}",
        f"the archive is damaged in or behind the record at byte {at:,}; it was read on from the "
        "next whole record, copy it again for what is missing",
    )


class _DamageError(Exception):
    """The archive cannot be read from this byte on."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def _is_page(record: WarcRecord) -> bool:
    """Whether a record is a page that was given, not moved, missing or something else."""
    if record.record_type == WarcRecordType.resource:
        kind = record.headers.get("Content-Type") or ""
        return kind.split(";")[0].strip().lower() in _PAGES
    if not record.is_http_parsed or record.http_headers.status_code != _OK:
        return False
    return (record.http_content_type or "").lower() in _PAGES


def _is_cut(record: WarcRecord, raw: bytes) -> bool:
    """Whether the page has fewer bytes than it was sent with."""
    if not raw:
        return True
    headers = record.http_headers if record.is_http_parsed else None
    if headers is None or headers.get("Content-Encoding") or headers.get("Transfer-Encoding"):
        return False
    length = headers.get("Content-Length") or ""
    return length.isdigit() and len(raw) < int(length)
