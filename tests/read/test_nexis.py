"""Downloads of Nexis and LexisNexis, as Word documents and as pages."""

import io

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.read.moment import moment_of
from tests.read.articles import ALL, BRIDGE, CLINIC, CLUB, Invented
from tests.read.reading import all_records, damaged, kind_of, only_sentences, read, reasons, texts

GERMAN = {
    "day": "3. Mai 2024 Freitag",
    "Section": "Rubrik",
    "Length": "Länge",
    "Byline": "Autor",
    "Highlight": "Highlight",
    "Body": "Body",
    "Graphic": "Grafik",
    "Load-Date": "Ladedatum",
    "words": "Wörter",
    "end": "Ende des Dokuments",
}
ENGLISH = {key: key for key in GERMAN} | {
    "day": "May 3, 2024 Friday 10:15 AM GMT",
    "words": "words",
    "end": "End of Document",
}


def link(paragraph: DocxParagraph, text: str, address: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), relation)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    run.append(words)
    element.append(run)
    paragraph._p.append(element)


def nexis(
    articles: tuple[Invented, ...] = ALL, words: dict[str, str] = GERMAN, *, end: bool = True
) -> bytes:
    made = docx.Document()
    for line in (
        "Benutzername: wb",
        "Datum und Uhrzeit: 4. Mai 2024",
        f"Dokumente ({len(articles)})",
    ):
        made.add_paragraph(line)
    for number, article in enumerate(articles, 1):
        made.add_paragraph(f"{number}. {article.title}")
    made.add_table(rows=1, cols=2).rows[0].cells[0].text = "Inhaltstyp"
    for number, article in enumerate(articles, 1):
        link(
            made.add_paragraph(style="Heading 1"),
            article.title,
            "https://advance.lexis.com/api/document?collection=news&id=urn:contentItem:"
            f"6BXX-{number}&context=1",
        )
        made.add_paragraph("Weserblatt")
        made.add_paragraph(words["day"])
        made.add_paragraph("Deutschland-Ausgabe")
        made.add_paragraph("")
        made.add_paragraph("Copyright 2024 Weserblatt GmbH Alle Rechte vorbehalten")
        made.add_paragraph(f"{words['Section']}: {article.section}; {article.section}; S. 5")
        made.add_paragraph(f"{words['Length']}: 512 {words['words']}")
        made.add_paragraph(f"{words['Byline']}: Von {article.author} und Jens Ohm")
        made.add_paragraph(f"{words['Highlight']}: Was nun wird")
        made.add_paragraph(words["Body"])
        for text in article.paragraphs:
            made.add_paragraph(text)
        made.add_paragraph(words["Graphic"])
        made.add_paragraph("Blick vom Ufer (Foto: Ohm)")
        made.add_paragraph(f"{words['Load-Date']}: 4. Mai 2024")
        made.add_paragraph("Classification")
        made.add_paragraph("Subject: BRÜCKEN (90%); VERKEHR (75%)")
        if end:
            made.add_paragraph(words["end"])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def page(articles: tuple[Invented, ...] = ALL) -> bytes:
    """As LexisNexis wrote pages before Nexis Uni."""

    def document(number: int, article: Invented) -> str:
        def line(of: str, words: str) -> str:
            return f'<DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="{of}">{words}</SPAN></P></DIV>\n'

        return (
            f'<A NAME="DOC_ID_0_{number}"></A><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">'
            f"{number} of {len(articles)} DOCUMENTS</SPAN></P></DIV><BR>"
            + line("c3", "Weserblatt")
            + line("c3", "Freitag 3. Mai 2024")
            + line("c3", "Deutschlandausgabe")
            + line("c4", article.title)
            + line("c2", f"AUTOR: Von {article.author}")
            + line("c2", f"RUBRIK: {article.section}; S. 5")
            + line("c2", "LÄNGE: 512 Wörter")
            + "".join(
                f'<P CLASS="c9"><SPAN CLASS="c2">{text}</SPAN></P>' for text in article.paragraphs
            )
            + line("c2", "UPDATE: 4. Mai 2024")
            + line("c2", "SPRACHE: GERMAN; DEUTSCH")
            + line("c2", "GRAFIK: Blick vom Ufer")
            + line("c2", "PUBLICATION-TYPE: Zeitung")
            + line("c2", "Copyright 2024 Weserblatt GmbH<BR>Alle Rechte vorbehalten")
        )

    made = "".join(document(number, article) for number, article in enumerate(articles, 1))
    return f"<!DOCTYPE html><HTML><HEAD><TITLE>x</TITLE></HEAD><BODY>{made}</BODY></HTML>".encode()


@pytest.mark.parametrize("words", [GERMAN, ENGLISH], ids=["German", "English"])
def test_each_document_becomes_an_article(words: dict[str, str]) -> None:
    records = all_records(nexis(words=words), "a.docx")
    assert [record.title for record in records] == [article.title for article in ALL]
    assert [texts(record) for record in records] == [
        ("Was nun wird", *article.paragraphs, "Blick vom Ufer (Foto: Ohm)") for article in ALL
    ]
    record = records[0]
    assert [part.kind for part in record.paragraphs] == ["lead", None, None, None, None, "caption"]
    assert record.name == "urn:contentItem:6BXX-1"
    assert record.outlet == "Weserblatt"
    assert record.section == "Lokales"
    assert record.authors == ("Anna Reimers", "Jens Ohm")
    assert record.tags == ("BRÜCKEN", "VERKEHR")
    assert str(moment_of(record.published).published.on) == "2024-05-03"


def test_a_download_of_one_document_has_no_cover() -> None:
    assert texts(all_records(nexis((CLUB,)), "a.docx")[0])[1:-1] == CLUB.paragraphs


def test_a_document_without_its_end_is_told_and_its_neighbours_are_read() -> None:
    given, why = read(nexis((BRIDGE,)), "a.docx")
    assert (len(given), why) == (1, None)
    whole, cut = docx.Document(io.BytesIO(nexis((BRIDGE, CLINIC)))), io.BytesIO()
    for paragraph in whole.paragraphs[-6:]:
        paragraph._p.getparent().remove(paragraph._p)
    whole.save(cut)
    given, why = read(cut.getvalue(), "a.docx")
    assert (len(given), why) == (2, None)
    assert "breaks off" in reasons(cut.getvalue(), "a.docx")[0]


def test_a_document_without_a_body_has_a_teaser_alone() -> None:
    empty = Invented("Brücke", (), "Anna Reimers", "2024-05-03", "Lokales", "")
    assert "teaser" in reasons(nexis((empty, CLUB)), "a.docx")[0]


def test_words_of_a_text_are_no_labels() -> None:
    said = Invented(
        CLUB.title,
        (
            "Update: Der Trainer geht.",
            "Autor: das ist er.",
            "Branche: Fußball",
            "Grafik: dpa",
            "Person",
            "Text: Uwe Schäfer.",
        ),
        *(CLUB.author, CLUB.day, CLUB.section, CLUB.url),
    )
    assert texts(all_records(nexis((said,)), "a.docx")[0])[1:-1] == said.paragraphs


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_pages_of_older_downloads_are_read(encoding: str) -> None:
    raw = page((BRIDGE, CLUB)).decode().replace("ı", "i").encode(encoding)
    [record, other] = all_records(raw, "a.html")
    assert texts(record) == (*BRIDGE.paragraphs, "Blick vom Ufer")
    assert (record.title, record.outlet, record.section) == (BRIDGE.title, "Weserblatt", "Lokales")
    assert record.authors == ("Anna Reimers",)
    assert record.published == "Freitag 3. Mai 2024"
    assert (record.name, other.name) == ("1", "2")
    assert other.title == CLUB.title


def test_signs() -> None:
    assert kind_of(nexis(), "a.docx") == "Word document"
    assert kind_of(nexis(), "a.bin") == "Word document"
    assert kind_of(page(), "a.html") == "HTML of LexisNexis"
    publisher = b'<html><head><title>LexisNexis</title></head><body><a name="x"></a></body></html>'
    assert kind_of(publisher, "a.html") == "HTML"


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.one_of(damaged(nexis((BRIDGE, CLUB))), damaged(page((BRIDGE, CLUB)))))
def test_whatever_happens_to_a_download_there_are_records_or_reasons(raw: bytes) -> None:
    for name in ("a.docx", "a.html"):
        if kind_of(raw, name) in {"Word document", "HTML of LexisNexis"}:
            only_sentences(lambda name=name: read(raw, name))
