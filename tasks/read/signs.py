"""By what the files of each format are told from others: by content first, then by name."""

from __future__ import annotations

import re
import zipfile

from tasks.read.source import Source

_PARQUET = (b"PAR1", b"PARE")  # In plain, and encrypted.
_ARROW = b"ARROW1\0\0"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN_DOCUMENT_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_TABLES = frozenset((".csv", ".tsv", ".tab", ".psv"))
_SHEETS = frozenset((".xlsx", ".xlsm", ".xlsb", ".xls"))

_JSON_SUFFIXES = frozenset((".json", ".jsonl", ".ndjson", ".jl", ".jsonlines", ".ldjson"))
# What no article begins with: `{"key":`, alone or as the first thing in lists.
_JSON = re.compile(r'[\[\s]*\{\s*"(?:[^"\\\n]|\\.)*"\s*:')
_PERHAPS_JSON = re.compile(r"\s*(?:[\[{]\s*[\[{\"'\]}]|[\[{]\s*$)")
_GZIP = b"\x1f\x8b"
# What may stand before a page's first element: marks, white space, declarations and comments.
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--(?:(?!-->).){0,4000}-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
_MHTML_SUFFIXES = (".mhtml", ".mht")


def is_columnar(source: Source) -> bool:
    """Parquet or Arrow, by their first bytes."""
    return source.head.startswith((*_PARQUET, _ARROW))


def is_sheet(source: Source) -> bool:
    """A workbook, by what its archive holds; an old or protected one by its bytes and its name."""
    head = source.head
    if head.startswith(_OLE):
        return source.suffix in _SHEETS
    if not head.startswith(_ZIP):
        return False
    if _OPEN_DOCUMENT_SHEET in head[:200]:
        return True
    try:
        with source.seekable() as stream, zipfile.ZipFile(stream) as archive:
            return any(name.startswith("xl/workbook") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return source.suffix in _SHEETS


def is_delimited(source: Source) -> bool:
    """A table of delimited text: by its name, else where its first rows leave no doubt."""
    if source.suffix in _TABLES:
        return True
    from tasks.read.tables.sniffed import is_surely_a_table

    return is_surely_a_table(source)


def is_json(source: Source) -> bool:
    """JSON or JSON lines: by the beginning of an object, or of a list under a name of JSON."""
    from tasks.read.files.lines import wide_encoding

    text = source.head[:4096].decode(wide_encoding(source.head) or "utf-8-sig", "replace")
    text = text.removeprefix("\ufeff")
    if _JSON.match(text):
        return True
    return source.suffix in _JSON_SUFFIXES and _PERHAPS_JSON.match(text) is not None


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
