"""By what the files of each format are told from others: by content first, then by name."""

from __future__ import annotations

import codecs
import re

from tasks.read.source import Source

_BYTE_ORDER = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAME = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)[\s/>]")
_SUBSET_END = re.compile(r"\]\s*>")


def is_wordpress(source: Source) -> bool:
    """An export of WordPress: RSS with fields of its own."""
    return _root(source) == "rss" and _says(source, "://wordpress.org/export/")


def is_feed(source: Source) -> bool:
    """RSS 0.9 to 2.0 or Atom."""
    match _root(source):
        case "rss":
            return True
        case "feed":
            return _says(source, "://www.w3.org/2005/Atom") or _says(source, "://purl.org/atom/")
        case "RDF":
            return _says(source, "://purl.org/rss/") or _says(source, "netscape.com/rdf/simple")
    return False


def is_nitf(source: Source) -> bool:
    """NITF by its root element."""
    return _root(source) == "nitf"


def is_newsml(source: Source) -> bool:
    """NewsML-G2 by its root element: an item, or a message with many."""
    return _root(source) in {"newsItem", "newsMessage", "packageItem"}


def is_trafilatura(source: Source) -> bool:
    """XML or TEI as trafilatura writes it."""
    root = _root(source)
    if root in {"TEI", "teiCorpus"}:
        return True
    return root in {"doc", "corpus", "docs"} and _says(source, "<main")


def is_iptc7901(source: Source) -> bool:
    """A message of a wire: a header after SOH, a text after STX; before them only line noise."""
    head = source.head.lstrip(b"\x00\x16\x7f\r\n ")
    return head[:1] == b"\x01" and b"\x02" in head[:2048]


def _root(source: Source) -> str | None:
    return prolog_and_root(source.head)[1]


def _says(source: Source, words: str) -> bool:
    return words in _decoded(source.head)


def prolog_and_root(head: bytes) -> tuple[str, str | None]:
    """What stands before the first element of XML, and that one's name without its prefix."""
    text = _decoded(head)
    at = 0
    while True:
        at += len(text[at:]) - len(text[at:].lstrip())
        if text.startswith("<?", at):
            end = text.find("?>", at) + 2
        elif text.startswith("<!--", at):
            end = text.find("-->", at) + 3
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end = _doctype_end(text, at)
        else:
            name = _NAME.match(text, at)
            return text[:at], name[1] if name else None
        if end <= at:
            return text, None
        at = end


def _decoded(head: bytes) -> str:
    for mark, encoding in _BYTE_ORDER:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    if head[:4] == b"<\0?\0":
        return head.decode("utf-16-le", "replace")
    if head[:4] == b"\0<\0?":
        return head.decode("utf-16-be", "replace")
    return head.decode("latin-1")


def _doctype_end(text: str, at: int) -> int:
    close, subset = text.find(">", at), text.find("[", at)
    if 0 <= subset < close:
        end = _SUBSET_END.search(text, subset)
        return end.end() if end else -1
    return close + 1
