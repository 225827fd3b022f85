"""The formats that are read, the most certain of its files first."""

from __future__ import annotations

from tasks.read import signs
from tasks.read.format import Format
from tasks.read.press import signs as press_signs
from tasks.read.source import Source

_ROOM = "tasks.read.formats"

FORMATS: tuple[Format, ...] = (
    Format("WARC", (".warc",), signs.is_warc, f"{_ROOM}.warc", streams=True),
    Format("Parquet", (".parquet",), signs.is_columnar, f"{_ROOM}.columnar", streams=True),
    Format(
        "workbook",
        (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
        signs.is_sheet,
        f"{_ROOM}.sheets",
    ),
    Format("Word document", (".docx", ".docm"), press_signs.is_docx, f"{_ROOM}.docx"),
    Format("OpenDocument text", (".odt",), press_signs.is_odt, f"{_ROOM}.odt"),
    Format("Word document before 2007", (".doc",), press_signs.is_word_doc, f"{_ROOM}.word_doc"),
    Format("PDF", (".pdf",), press_signs.is_pdf, f"{_ROOM}.pdf"),
    Format("RTF", (".rtf",), press_signs.is_rtf, f"{_ROOM}.rtf"),
    Format(
        "IPTC 7901", (".iptc", ".7901"), press_signs.is_iptc7901, f"{_ROOM}.iptc7901", streams=True
    ),
    Format(
        "WordPress export",
        (".xml", ".wxr"),
        press_signs.is_wordpress,
        f"{_ROOM}.wordpress",
        streams=True,
    ),
    Format("RSS or Atom", (".xml", ".rss", ".atom", ".rdf"), press_signs.is_feed, f"{_ROOM}.feed"),
    Format("NITF", (".xml", ".nitf"), press_signs.is_nitf, f"{_ROOM}.nitf", streams=True),
    Format("NewsML-G2", (".xml",), press_signs.is_newsml, f"{_ROOM}.newsml", streams=True),
    Format("NewsML 1", (".xml",), press_signs.is_newsml1, f"{_ROOM}.newsml1", streams=True),
    Format(
        "XML of trafilatura",
        (".xml", ".tei"),
        press_signs.is_trafilatura,
        f"{_ROOM}.trafilatura_xml",
        streams=True,
    ),
    Format(
        "JSON",
        (".json", ".jsonl", ".ndjson", ".jl"),
        signs.is_json,
        f"{_ROOM}.json_articles",
        streams=True,
    ),
    Format("MHTML", (".mhtml", ".mht"), signs.is_mhtml, f"{_ROOM}.mhtml"),
    Format(
        "HTML of Factiva", (".html", ".htm"), press_signs.is_factiva_html, f"{_ROOM}.factiva_html"
    ),
    Format(
        "HTML of LexisNexis", (".html", ".htm"), press_signs.is_nexis_html, f"{_ROOM}.nexis_html"
    ),
    Format("HTML", (".html", ".htm", ".xhtml"), signs.is_html, f"{_ROOM}.html"),
    Format("text of a press database", (".txt",), press_signs.is_press_text, f"{_ROOM}.press_text"),
    # Names alone make a table of a file here, so whatever is seen by its content comes before.
    Format(
        "delimited table",
        (".csv", ".tsv", ".tab", ".psv"),
        signs.is_delimited,
        f"{_ROOM}.delimited",
        streams=True,
    ),
)


def format_of(source: Source) -> Format | None:
    """What the file is taken for: the first format that says it is one; None where none does."""
    return next((form for form in FORMATS if form.is_this(source)), None)
