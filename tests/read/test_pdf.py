"""PDF: exports of press databases, one article, and what is not read."""

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from PIL import Image

from tests.read.articles import ALL, BRIDGE, Invented
from tests.read.reading import all_records, damaged, kind_of, only_sentences, read, reasons, texts

# The fonts that need no file have no others.
_PRINTED = str.maketrans({"„": '"', "“": '"', "–": "-", "ı": "i"})


def printed(article: Invented) -> Invented:
    return Invented(
        article.title,
        tuple(text.translate(_PRINTED) for text in article.paragraphs),
        article.author.translate(_PRINTED),
        *(article.day, article.section, article.url),
    )


PRINTED = tuple(map(printed, ALL))


class Pages(FPDF):
    """Pages with a running line at both edges."""

    above, below = "", "Seite {page} von {{nb}}"

    def header(self) -> None:
        if self.above:
            self.set_font("Helvetica", size=8)
            self.cell(0, 5, self.above, new_x="LMARGIN", new_y="NEXT")
            self.ln(6)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=8)
        self.cell(0, 5, self.below.format(page=self.page_no()), align="C")

    def line(self, text: str, size: float = 10, style: str = "", width: float = 0) -> None:
        self.set_font("Helvetica", style, size)
        self.multi_cell(width, size * 0.5, text, new_x="LMARGIN", new_y="NEXT", align="L")


def made(pages: FPDF) -> bytes:
    return bytes(pages.output())


def nexis(articles: tuple[Invented, ...] = PRINTED, *, times: int = 1) -> bytes:
    pages = Pages()
    pages.below = "Page {page} of {{nb}}"
    for article in articles:
        pages.above = article.title
        pages.add_page()
        pages.line(article.title, 14, "B")
        pages.line("Weserblatt")
        pages.line("3. Mai 2024 Freitag")
        pages.ln(5)
        pages.line("Copyright 2024 Weserblatt GmbH Alle Rechte vorbehalten")
        for line in (f"Section: {article.section}; S. 5", "Length: 512 words"):
            pages.line(line)
        pages.line(f"Byline: {article.author}")
        pages.line("Body", 10, "B")
        for text in article.paragraphs * times:
            pages.ln(4)
            pages.line(text)
        pages.ln(4)
        pages.line("Load-Date: May 4, 2024")
        pages.line("End of Document", 10, "B")
    return made(pages)


def described(article: Invented) -> tuple[str, ...]:
    day = ".".join(reversed(article.day.split("-")))
    return (
        f"Quelle: Weserblatt vom {day}, Nr. 103, Seite 5",
        f"Ressort: {article.section}",
        f"Autor: {article.author}",
        "ISSN: 1234-5678",
        f"Dokumentnummer: WESB_{article.day.replace('-', '')}",
        "Dauerhafte Adresse des Dokuments:",
        f"https://archiv.example/document/{article.day}",
        "Alle Rechte vorbehalten: (c) Weserblatt GmbH",
    )


def export(*, above: bool, articles: tuple[Invented, ...] = PRINTED) -> bytes:
    """As press archives print articles, with their description above or below."""
    pages = Pages()
    pages.above = "Pressearchiv - Ihre Auswahl"
    for article in articles:
        pages.add_page()
        if above:
            for line in described(article):
                pages.line(line)
            pages.ln(4)
        pages.line(article.title, 15, "B")
        for text in article.paragraphs:
            pages.ln(4)
            pages.line(text)
        if not above:
            pages.ln(6)
            for line in described(article):
                pages.line(line, 9)
    return made(pages)


def factiva(articles: tuple[Invented, ...] = PRINTED) -> bytes:
    pages = Pages()
    pages.below = "Seite {page} von {{nb}} © 2024 Factiva, Inc. Alle Rechte vorbehalten."
    pages.add_page()
    for article in articles:
        pages.line(article.section)
        pages.line(article.title, 10, "B")
        above = (article.author, "512 Wörter", "3. Mai 2024", "Weserblatt", "WESB", "5", "Deutsch")
        for line in (*above, "(c) 2024 Weserblatt GmbH"):
            pages.line(line)
        for text in article.paragraphs * 3:
            pages.ln(4)
            pages.line(text)
        pages.ln(4)
        pages.line(f"Dokument WESB0000{article.day.replace('-', '')}ek5300001")
        pages.ln(10)
    return made(pages)


def columns(*headlines: str, article: Invented = PRINTED[0]) -> bytes:
    """A newspaper's page of two columns with a headline across, or one above each."""
    pages = Pages()
    pages.add_page()
    if len(headlines) == 1:
        pages.line(headlines[0], 22, "B")
    top = pages.get_y() + 5
    half = [article.paragraphs[:2], article.paragraphs[2:]]
    for number, texts_ in enumerate(half):
        pages.set_left_margin(10 + 100 * number)
        pages.set_xy(10 + 100 * number, top)
        if len(headlines) > 1:
            pages.line(headlines[number], 18, "B", width=80)
        for text in texts_:
            pages.set_font("Helvetica", size=9)
            pages.multi_cell(80, 4.5, text, new_x="LMARGIN", new_y="NEXT", align="J")
            pages.ln(2)
    return made(pages)


def test_nexis_is_read_a_document_at_a_time() -> None:
    records = all_records(nexis(), "a.pdf")
    assert [record.title for record in records] == [article.title for article in PRINTED]
    assert [texts(record) for record in records] == [article.paragraphs for article in PRINTED]
    record = records[0]
    assert (record.outlet, record.section) == ("Weserblatt", "Lokales")
    assert record.authors == ("Anna Reimers",)
    assert record.published == "3. Mai 2024 Freitag"


def test_factiva_is_read_a_document_at_a_time() -> None:
    records = all_records(factiva(), "a.pdf")
    assert [record.title for record in records] == [article.title for article in PRINTED]
    assert [texts(record) for record in records] == [a.paragraphs * 3 for a in PRINTED]
    assert records[1].name == "WESB000020240221ek5300001"
    assert (records[1].section, records[1].outlet) == ("Gesundheit", "Weserblatt")


def test_a_text_goes_on_across_pages_without_their_running_lines() -> None:
    [record] = all_records(nexis(PRINTED[:1], times=6), "a.pdf")
    assert texts(record) == PRINTED[0].paragraphs * 6


@pytest.mark.parametrize("above", [True, False], ids=["above", "below"])
def test_archives_describe_their_articles_above_or_below(above: bool) -> None:
    records = all_records(export(above=above), "a.pdf")
    assert [record.title for record in records] == [article.title for article in PRINTED]
    assert [texts(record) for record in records] == [article.paragraphs for article in PRINTED]
    record = records[0]
    assert record.name == "WESB_20240503"
    assert (record.outlet, record.published) == ("Weserblatt", "03.05.2024")
    assert (record.section, record.authors) == ("Lokales", ("Anna Reimers",))
    assert record.url == "https://archiv.example/document/2024-05-03"


def test_a_page_with_one_headline_is_one_article_in_the_order_of_its_columns() -> None:
    [record] = all_records(columns(BRIDGE.title), "a.pdf")
    assert record.title == BRIDGE.title
    assert texts(record) == PRINTED[0].paragraphs
    assert record.name is None


def test_a_page_with_several_articles_is_not_read() -> None:
    assert "several articles" in reasons(columns("Brücke gesperrt", "Ohm rechnet"), "a.pdf")[0]


def test_a_figure_in_the_text_is_no_number_of_a_page() -> None:
    pages = Pages()
    pages.add_page()
    lines = (*PRINTED[0].paragraphs[:2], "2024", *PRINTED[0].paragraphs[2:])
    for text in lines:
        pages.line(text)
        pages.ln(5)
    assert texts(all_records(made(pages), "a.pdf")[0]) == lines


def test_words_parted_at_a_line_end_are_whole_in_the_text() -> None:
    pages = Pages()
    pages.add_page()
    pages.set_font("Helvetica", size=11)
    for line in (
        "Die Stadt sperrt die alte Weser-",
        "brücke bis zum Herbst, sagte der CDU-",
        "Politiker Jens Ohm. Hin-",
        "und Rückweg dauern lange.",
    ):
        pages.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    [record] = all_records(made(pages), "a.pdf")
    assert texts(record) == (
        "Die Stadt sperrt die alte Weserbrücke bis zum Herbst, sagte der CDU-Politiker Jens Ohm. "
        "Hin- und Rückweg dauern lange.",
    )


def test_pictures_of_pages_and_empty_pages_hold_no_text() -> None:
    scan, empty = Pages(), FPDF()
    scan.below = ""
    scan.add_page()
    scan.image(Image.new("L", (60, 80), 200), w=100)
    empty.add_page()
    assert "pictures of pages" in reasons(made(scan), "a.pdf")[0]
    assert "holds no text" in reasons(made(empty), "a.pdf")[0]


def test_a_password_is_asked_for_only_where_one_is_needed() -> None:
    for user, is_read in (("geheim", False), ("", True)):
        pages = Pages()
        pages.set_encryption("besitz", user)
        pages.add_page()
        for text in PRINTED[0].paragraphs:
            pages.line(text)
            pages.ln(3)
        given, why = read(made(pages), "a.pdf")
        assert bool(given) is is_read
        assert is_read or (why is not None and "password" in why)


def test_damaged_files_say_so() -> None:
    assert "damaged" in reasons(b"%PDF-1.7\nnichts", "a.pdf")[0]


def test_signs() -> None:
    assert kind_of(nexis(PRINTED[:1]), "a.txt") == "PDF"
    assert kind_of(b"Die PDF-Datei, sagte Berg.", "a.pdf") is None


@settings(max_examples=25, derandomize=True, deadline=None)
@given(damaged(export(above=True, articles=PRINTED[:1])))
def test_whatever_happens_to_a_pdf_there_are_records_or_reasons(raw: bytes) -> None:
    if kind_of(raw, "a.pdf") is not None:
        only_sentences(lambda: read(raw, "a.pdf"))
