"""The formats that are read, the most certain of its files first."""

from __future__ import annotations

from tasks.read import signs
from tasks.read.format import Format
from tasks.read.source import Source

_ROOM = "tasks.read.formats"

FORMATS: tuple[Format, ...] = (
    Format("IPTC 7901", (".iptc", ".7901"), signs.is_iptc7901, f"{_ROOM}.iptc7901", streams=True),
    Format(
        "WordPress export", (".xml", ".wxr"), signs.is_wordpress, f"{_ROOM}.wordpress", streams=True
    ),
    Format("RSS or Atom", (".xml", ".rss", ".atom", ".rdf"), signs.is_feed, f"{_ROOM}.feed"),
    Format("NITF", (".xml", ".nitf"), signs.is_nitf, f"{_ROOM}.nitf", streams=True),
    Format("NewsML-G2", (".xml",), signs.is_newsml, f"{_ROOM}.newsml", streams=True),
    Format("NewsML 1", (".xml",), signs.is_newsml1, f"{_ROOM}.newsml1", streams=True),
    Format(
        "XML of trafilatura",
        (".xml", ".tei"),
        signs.is_trafilatura,
        f"{_ROOM}.trafilatura_xml",
        streams=True,
    ),
    Format("HTML of Factiva", (".html", ".htm"), signs.is_factiva_html, f"{_ROOM}.factiva_html"),
    Format("HTML of LexisNexis", (".html", ".htm"), signs.is_nexis_html, f"{_ROOM}.nexis_html"),
    Format("Word document", (".docx", ".docm"), signs.is_docx, f"{_ROOM}.docx"),
    Format("OpenDocument text", (".odt",), signs.is_odt, f"{_ROOM}.odt"),
    Format("PDF", (".pdf",), signs.is_pdf, f"{_ROOM}.pdf"),
    Format("RTF", (".rtf",), signs.is_rtf, f"{_ROOM}.rtf"),
    Format("text of a press database", (".txt",), signs.is_press_text, f"{_ROOM}.press_text"),
    Format("Word document before 2007", (".doc",), signs.is_word_doc, f"{_ROOM}.word_doc"),
)


def format_of(source: Source) -> Format | None:
    """What the file is taken for: the first format that says it is one; None where none does."""
    return next((form for form in FORMATS if form.is_this(source)), None)
