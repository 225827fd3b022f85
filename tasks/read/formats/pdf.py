"""PDF: exports of press databases, and documents with one article.

Newspaper pages with several articles are not read: which column belongs to which headline is not
said in them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from tasks.read.files.office import ENCRYPTED
from tasks.read.hints import Hints
from tasks.read.press import document, exports, factiva, nexis
from tasks.read.press.line import Line, is_day
from tasks.read.press.printed import Printed, headlines, in_order, paragraphs, without_edges
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source

_NO_TEXT = (
    "the PDF holds pictures of pages and no text; run text recognition on it (OCR, in German) or "
    "get the articles as text"
)
_EMPTY = "the PDF holds no text; get the articles as text"
_UNMAPPED = (
    "the PDF does not say which letters its signs stand for, so its text cannot be read; run text "
    "recognition on it (OCR, in German) or get the articles as text"
)
_BROKEN = "the PDF is damaged; open it in a PDF viewer, save it again or get it anew"
_SEVERAL = (
    "the PDF is a page with several articles in columns, and it does not say which text belongs to "
    "which headline; export its articles one by one, or as text"
)
# Fewer letters a page are a scanner's stamp, not a text.
_FEWEST_LETTERS = 40
_UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08]|\(cid:\d+\)")
_UNKNOWN_SHARE = 0.05
# So many pages are read of one file: a year's articles of a paper have about as many.
_MOST_PAGES = 20_000
_NO_TITLE = re.compile(
    r"(?:Microsoft Word - .*|untitled|unbenannt|Do[ck]ument ?\d*|.*\.\w{3,4})", re.IGNORECASE
)
# pypdf logs what it repairs; its owner learns of it where a text is missing.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_BREAKS = (
    PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    OSError,
    EOFError,
    UnicodeError,
)


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """The document's articles, without the running lines of its pages."""
    with source.seekable() as stream:
        try:
            reader = PdfReader(stream)
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadableFileError(ENCRYPTED)
            pages = [_printed(page, number) for number, page in enumerate(_pages(reader))]
            has_pictures = not any(pages) and any(_has_pictures(page) for page in reader.pages)
            title = _title(reader)
        except _BREAKS as error:
            if isinstance(error, UnreadableFileError):
                raise
            raise UnreadableFileError(_BROKEN) from error
    _refuse_unread(pages, has_pictures=has_pictures)
    ordered = [in_order(page) for page in without_edges(pages, is_edge=exports.is_edge, kept=_said)]
    printed = [line for page, _ in ordered for line in page]
    lines = list(paragraphs(printed, alone=_said))
    if nexis.is_nexis(lines) or factiva.is_factiva(lines):
        yield from document.articles(lines)
    elif exports.is_export(lines):
        yield from exports.articles(lines)
    elif any(columns > 1 and headlines(page) > 1 for page, columns in ordered):
        raise UnreadableFileError(_SEVERAL)
    else:
        yield document.one_article(_titled(lines), title=title)


def _pages(reader: PdfReader) -> Iterator[Any]:
    if len(reader.pages) > _MOST_PAGES:
        raise UnreadableFileError(
            f"the PDF has {len(reader.pages):,} pages, more than the {_MOST_PAGES:,} that are read "
            "of one file; split it"
        )
    yield from reader.pages


def _said(text: str) -> bool:
    """Whether a line stands for itself: it says something of an article."""
    return (
        nexis.is_label(text)
        or factiva.is_label(text)
        or exports.is_description(text)
        or is_day(text)
    )


def _printed(page: Any, number: int) -> list[Printed]:
    """The page's lines in the order of the file."""
    found: list[Printed] = []
    held: list[str] = []
    at: tuple[float, float, float, bool] | None = None

    def close() -> None:
        nonlocal at
        text = " ".join("".join(held).split())
        held.clear()
        if text and at is not None:
            left, base, size, bold = at
            found.append(Printed(text, number, left, base, size, bold))
        at = None

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        nonlocal at
        place = _place(cm, tm, font, size)
        for n, part in enumerate(text.split("\n")):
            if n:
                close()
            if not part.strip():
                held.append(part)
                continue
            if at is not None and abs(at[1] - place[1]) > 0.6 * place[2]:
                close()
            held.append(part)
            at = at or place

    page.extract_text(visitor_text=visit)
    close()
    return found


def _place(cm: Any, tm: Any, font: Any, size: float) -> tuple[float, float, float, bool]:
    left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    base = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
    named = str(font.get("/BaseFont", "")) if font else ""
    return float(left), float(base), float(size * scale) or 1.0, "bold" in named.lower()


def _refuse_unread(pages: Sequence[Sequence[Printed]], *, has_pictures: bool) -> None:
    text = "".join(line.text for page in pages for line in page)
    if len(text) < _FEWEST_LETTERS:
        raise UnreadableFileError(_NO_TEXT if has_pictures else _EMPTY)
    if len(_UNKNOWN.findall(text)) > _UNKNOWN_SHARE * len(text):
        raise UnreadableFileError(_UNMAPPED)


def _has_pictures(page: Any) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    held = objects.get_object().values() if objects is not None else ()
    return any(one.get_object().get("/Subtype") == "/Image" for one in held)


def _title(reader: PdfReader) -> str | None:
    described = reader.metadata
    title = " ".join(str(described.title or "").split()) if described else ""
    return title if title and not _NO_TITLE.fullmatch(title) else None


def _titled(lines: list[Line]) -> list[Line]:
    """The lines with one headline: others in large letters are subheadings."""
    seen = False
    titled: list[Line] = []
    for line in lines:
        is_title = line.is_title and not seen
        seen = seen or line.is_title
        titled.append(Line(line.text, line.kind, is_title=is_title))
    return titled
