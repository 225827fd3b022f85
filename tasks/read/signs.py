"""By what the files of each format are told from others: by content first, then by name."""

from __future__ import annotations

import re

from tasks.read.source import Source

_GZIP = b"\x1f\x8b"
# What may stand before a page's first element: marks, white space, declarations and comments.
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_MHTML_SUFFIXES = (".mhtml", ".mht")


def is_warc(source: Source) -> bool:
    """Records of a web archive, each with the format's version first."""
    return source.head.startswith(b"WARC/") or (
        source.head.startswith(_GZIP) and ".warc" in source.name.lower()
    )


def is_mhtml(source: Source) -> bool:
    """A message of several parts that says whence its page is, or is named as such."""
    head = source.head[:4096].lower()
    return b"multipart/related" in head and (
        b"snapshot-content-location:" in head or source.suffix in _MHTML_SUFFIXES
    )


def is_html(source: Source) -> bool:
    """A page from its first element, or a part of one by name; whatever the encoding."""
    head = source.head
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:4]:
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return _PAGE.match(head) is not None or (source.suffix in _PAGE_SUFFIXES and b"<" in head)
