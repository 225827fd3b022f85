"""MHTML: a page that Chrome or Edge saved with its pictures in one file (RFC 2557)."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage

from tasks.read.files.characters import decoded
from tasks.read.hints import Hints
from tasks.read.page.reading import read_page
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source

_PAGES = ("text/html", "application/xhtml+xml")


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The page's article, or why it is none; UnreadableFileError where no page is in the file."""
    try:
        message = email.message_from_bytes(source.whole(), policy=email.policy.default)
        page = next((part for part in message.walk() if part.get_content_type() in _PAGES), None)
        raw = page.get_payload(decode=True) if isinstance(page, EmailMessage) else None
    # The standard library raises these for headers and parts that no system writes.
    except (MessageError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise UnreadableFileError(
            "the saved page is damaged; open it in a browser and save it again"
        ) from error
    if page is None or not isinstance(raw, bytes):
        raise UnreadableFileError("the file holds no page; save it again, as a web page")
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
    yield read_page(
        decoded(raw, hints.encoding or page.get_content_charset()), address=address.strip() or None
    )
