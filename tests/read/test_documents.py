"""Documents of word processors: Word, OpenDocument, RTF."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.dc import Title as OdtTitle
from odf.office import Annotation
from odf.opendocument import OpenDocumentText
from odf.style import Style
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import H, LineBreak, Note, NoteBody, P, S

from tasks.read.hints import NO_HINTS
from tasks.read.readers import format_of
from tasks.read.record import UnreadableFileError
from tasks.read.source import Source
from tests.read.articles import BRIDGE, CLINIC, CLUB, Invented
from tests.read.reading import all_records, damaged, kind_of, only_sentences, read, reasons, texts


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word(article: Invented = BRIDGE, *, heading: bool = True) -> bytes:
    made = docx.Document()
    made.core_properties.author = "Redaktion"
    made.core_properties.title = article.title
    made.sections[0].header.paragraphs[0].text = "Weserblatt"
    if heading:
        made.add_paragraph(article.title, style="Title")
    for text in article.paragraphs:
        made.add_paragraph(text)
    made.add_heading("Was nun?", level=2)
    made.add_paragraph("Der Rat\tberät am Montag.")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2023", "3 Millionen"
    made.add_paragraph("Die Brücke im Winter", style="Caption")
    return saved(made)


def open_document(article: Invented = BRIDGE) -> bytes:
    made = OpenDocumentText()
    made.meta.addElement(OdtTitle(text=article.title))
    style = Style(name="P1", family="paragraph", parentstylename="Title")
    made.automaticstyles.addElement(style)
    made.text.addElement(P(stylename=style, text=article.title))
    for text in article.paragraphs:
        made.text.addElement(P(text=text))
    noted = P(text="Der Rat")
    note = Note(noteclass="footnote")
    note.addElement(NoteBody())
    note.childNodes[0].addElement(P(text="Fußnote"))
    comment = Annotation()
    comment.addElement(P(text="Bitte prüfen"))
    for part in (note, comment, S(), LineBreak()):
        noted.addElement(part)
    noted.addText("berät am Montag.")
    made.text.addElement(H(outlinelevel=2, text="Was nun?"))
    made.text.addElement(noted)
    table = Table()
    table.addElement(TableColumn(numbercolumnsrepeated=2))
    row = TableRow()
    for words in ("2023", "3 Millionen"):
        cell = TableCell()
        cell.addElement(P(text=words))
        row.addElement(cell)
    table.addElement(row)
    made.text.addElement(table)
    return saved(made)


def rtf_words(text: str) -> str:
    """Characters as Word writes them: one byte of the code page, else by number."""

    def one(char: str) -> str:
        if char in "{}\\":
            return f"\\{char}"
        if char.isascii():
            return char
        try:
            return f"\\'{char.encode('cp1252')[0]:02x}"
        except UnicodeEncodeError:
            return f"\\u{ord(char)}?"

    return "".join(map(one, text))


def rtf(lines: tuple[str, ...] = (BRIDGE.title, *BRIDGE.paragraphs)) -> bytes:
    body = "\n".join(rf"{{\pard\plain\f0 {rtf_words(line)}\par}}" for line in lines)
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Helvetica;}}{\colortbl;\red0;}"
        rf"{{\info{{\title {rtf_words(lines[0])}}}{{\author Redaktion}}}}"
        r"{\header\pard Weserblatt\par}{\footer\pard Seite 1\par}" + body + "}"
    ).encode("ascii")


def nexis_lines(article: Invented) -> tuple[str, ...]:
    return (
        *(article.title, "Weserblatt", "3. Mai 2024 Freitag", "Copyright 2024 Weserblatt GmbH"),
        *(f"Section: {article.section}", "Length: 512 words", f"Byline: {article.author}", "Body"),
        *article.paragraphs,
        *("Load-Date: May 4, 2024", "End of Document"),
    )


def factiva_lines(article: Invented) -> tuple[str, ...]:
    return (
        *(article.section, article.title, article.author, "512 Wörter", "3. Mai 2024"),
        *("Weserblatt", "WESB", "5", "Deutsch", "(c) 2024 Weserblatt GmbH"),
        *article.paragraphs,
        f"Dokument WESB0000{article.day.replace('-', '')}ek5300001",
    )


def test_a_word_document_is_one_article() -> None:
    [record] = all_records(word(), "a.docx")
    assert record.title == BRIDGE.title
    assert texts(record) == (
        *BRIDGE.paragraphs,
        "Was nun?",
        "Der Rat berät am Montag.",
        "2023 | 3 Millionen",
        "Die Brücke im Winter",
    )
    assert [part.kind for part in record.paragraphs[4:]] == ["subheading", None, None, "caption"]
    assert (record.name, record.authors, record.published) == (None, (), None)


def test_its_title_may_stand_in_its_properties_alone() -> None:
    assert all_records(word(heading=False), "a.docx")[0].title == BRIDGE.title


def test_its_head_may_be_that_of_a_text_file() -> None:
    made = docx.Document()
    head = ("Titel: Brücke zu", "Datum: 3. Mai 2024", "Quelle: Weserblatt", "Autor: Anna Reimers")
    for line in (*head, *BRIDGE.paragraphs):
        made.add_paragraph(line)
    [record] = all_records(saved(made), "a.docx")
    assert texts(record) == BRIDGE.paragraphs
    assert (record.title, record.published, record.outlet) == (
        "Brücke zu",
        "2024-05-03",
        "Weserblatt",
    )
    assert record.authors == ("Anna Reimers",)


def test_a_document_of_many_chapters_gets_a_remark() -> None:
    made = docx.Document()
    for article in (BRIDGE, CLINIC, CLUB):
        made.add_paragraph(article.title, style="Heading 1")
        for text in article.paragraphs:
            made.add_paragraph(text)
    [record] = all_records(saved(made), "a.docx")
    assert record.remark is not None and "3 headings" in record.remark
    assert all_records(word(), "a.docx")[0].remark is None


def test_what_was_deleted_in_word_is_no_text() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Die Stadt sperrt ")
    run = made.add_paragraph("nicht ").runs[0]._r
    deleted = OxmlElement("w:del")
    deleted.append(run)
    paragraph._p.append(deleted)
    paragraph.add_run("die Brücke.")
    assert texts(all_records(saved(made), "a.docx")[0]) == ("Die Stadt sperrt die Brücke.",)


def test_an_open_document_is_one_article() -> None:
    [record] = all_records(open_document(), "a.odt")
    assert record.title == BRIDGE.title
    assert texts(record) == (
        *BRIDGE.paragraphs,
        "Was nun?",
        "Der Rat berät am Montag.",
        "2023 | 3 Millionen",
    )
    assert record.paragraphs[4].kind == "subheading"


def test_an_rtf_document_is_one_article() -> None:
    [record] = all_records(rtf(), "a.rtf")
    assert record.title == BRIDGE.title
    assert texts(record) == BRIDGE.paragraphs


@pytest.mark.parametrize("lines", [nexis_lines, factiva_lines])
def test_rtf_of_press_databases_is_read_by_its_documents(lines: object) -> None:
    records = all_records(rtf((*lines(BRIDGE), *lines(CLINIC), *lines(CLUB))), "a.rtf")
    articles = (BRIDGE, CLINIC, CLUB)
    assert [record.title for record in records] == [article.title for article in articles]
    assert [texts(record) for record in records] == [article.paragraphs for article in articles]
    assert {record.outlet for record in records} == {"Weserblatt"}
    assert {record.published for record in records} <= {"3. Mai 2024", "3. Mai 2024 Freitag"}
    assert records[0].authors == ("Anna Reimers",)


def test_characters_that_rtf_writes_in_two_halves_are_whole() -> None:
    raw = rtf().replace(b"Altenweser", rb"\u-10179?\u-8704? \u-10179? Altenweser", 1)
    assert texts(all_records(raw, "a.rtf")[0])[0].startswith("😀 \ufffd Altenweser (dpa)")


def test_rtf_that_breaks_off_is_told() -> None:
    assert "breaks off" in reasons(rtf()[:-300], "a.rtf")[0]
    raw = rtf((*nexis_lines(BRIDGE), *nexis_lines(CLUB)))
    given, why = read(raw[:-500], "a.rtf")
    assert len(given) == 2 and why is not None
    assert [text for text in reasons(raw[:-500], "a.rtf") if "breaks off" in text] != []


def test_protected_documents_and_those_of_old_word_say_what_to_do() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    protected = ole + "EncryptedPackage".encode("utf-16-le")
    assert "save it as .docx" in reasons(ole, "a.doc")[0]
    assert "password" in reasons(protected, "a.docx")[0]
    assert kind_of(ole, "a.xls") == "workbook"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        parts.writestr("content.xml", b"\x01\x02")
        parts.writestr("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")
    assert "password" in reasons(stream.getvalue(), "a.odt")[0]


def test_a_document_that_would_grow_without_end_is_not_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", bytes(3_000_000))
    source = Source("a.docx", lambda: io.BytesIO(stream.getvalue()), max_bytes=1_000_000)
    form = format_of(source)
    assert form is not None
    with pytest.raises(UnreadableFileError, match="larger than the limit of 1 MB"):
        list(form.records(source, NO_HINTS))


def test_signs() -> None:
    assert kind_of(word(), "a.docx") == "Word document"
    assert kind_of(open_document(), "a.zip") == "OpenDocument text"
    assert kind_of(rtf(), "a.doc") == "RTF"
    assert kind_of(b"PK\x03\x04xl/workbook.xml", "a.xlsx") == "workbook"


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.one_of(damaged(word()), damaged(open_document()), damaged(rtf())))
def test_whatever_happens_to_a_document_there_are_records_or_reasons(raw: bytes) -> None:
    for name in ("a.docx", "a.odt", "a.rtf"):
        if kind_of(raw, name) in {"Word document", "OpenDocument text", "RTF"}:
            only_sentences(lambda name=name: read(raw, name))
