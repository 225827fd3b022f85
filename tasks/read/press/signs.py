"""By what files of wires, feeds, press databases and word processors are told from others."""

from __future__ import annotations

import re

from tasks.read.files.prolog import decoded_head, prolog_and_root
from tasks.read.source import Source


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


def is_newsml1(source: Source) -> bool:
    """NewsML 1 by its root element."""
    return _root(source) == "NewsML"


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


_FACTIVA = re.compile(
    rb"class=.{1,2}article [a-z]{2}Article|\b[a-z]{2}ArticleParagraph\b|\b[a-z]{2}Headline\b['\"]"
    rb"|<title>\s*Factiva\b|<b>\s*HD\s*</b>.{0,20000}<b>\s*(?:WC|PD)\s*</b>",
    re.DOTALL,
)
_NEXIS = re.compile(rb"<a\s+name=\"?DOC_ID_\d", re.IGNORECASE)
_NEXIS_TEXT = re.compile(
    rb"^[ \t]*(?:Dokument[ ]\d+[ ]von[ ]\d+|\d+[ ]of[ ]\d+[ ]DOCUMENTS?|End[ ]of[ ]Document"
    rb"|Ende[ ]des[ ]Dokuments)[ \t]*\r?$",
    re.MULTILINE,
)
_NEXIS_LENGTH = re.compile(rb"^(?:Length|LENGTH|L.{1,2}nge|L.{1,2}NGE):[ ]*\d", re.MULTILINE)
_FACTIVA_TEXT = re.compile(
    rb"^Do[ck]ument[ ][A-Z0-9]{4,8}\d{8}[a-z0-9]{6,12}[ \t]*\r?$", re.MULTILINE
)
_FACTIVA_LENGTH = re.compile(rb"^[\d.,]+[ ](?:words|W.{1,2}rter)[ \t]*\r?$", re.MULTILINE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"


def is_factiva_html(source: Source) -> bool:
    """A page that Factiva wrote: its classes of articles and paragraphs, or its codes of fields."""
    return _is_page(source) and _FACTIVA.search(source.head) is not None


def is_nexis_html(source: Source) -> bool:
    """A page that LexisNexis wrote: anchors that number its documents."""
    return _is_page(source) and _NEXIS.search(source.head) is not None


def is_press_text(source: Source) -> bool:
    """Plain text that Nexis or Factiva wrote: a document's count, end or number, and its length."""
    head = source.head
    return b"\0" not in head[:64] and any(
        mark.search(head) and length.search(head)
        for mark, length in ((_NEXIS_TEXT, _NEXIS_LENGTH), (_FACTIVA_TEXT, _FACTIVA_LENGTH))
    )


def is_docx(source: Source) -> bool:
    """A ZIP container with Word's parts; of their names the first stand in the head."""
    head = source.head
    return head.startswith(_ZIP) and (b"word/" in head or source.suffix in {".docx", ".docm"})


def is_odt(source: Source) -> bool:
    """A ZIP container whose first part says that it is a text of OpenDocument."""
    return source.head.startswith(_ZIP) and (
        b"mimetypeapplication/vnd.oasis.opendocument.text" in source.head[:128]
        or source.suffix == ".odt"
    )


def is_rtf(source: Source) -> bool:
    """RTF by its first group."""
    return source.head.lstrip(b"\xef\xbb\xbf\0 \t\r\n").startswith(b"{\\rtf")


def is_pdf(source: Source) -> bool:
    """PDF by its mark, before which some programs write a little."""
    return b"%PDF-" in source.head[:1024]


def is_word_doc(source: Source) -> bool:
    """Word before 2007, or a protected document of today in the same container."""
    return source.head.startswith(_OLE) and source.suffix in {".doc", ".dot", ".docx", ".docm"}


def _is_page(source: Source) -> bool:
    head = source.head[:4096].lower()
    return b"<html" in head or b"<!doctype html" in head


def _root(source: Source) -> str | None:
    return prolog_and_root(source.head)[1]


def _says(source: Source, words: str) -> bool:
    return words in decoded_head(source.head)
