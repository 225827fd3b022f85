"""Downloads of Factiva as pages: for reading, and with codes of fields."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.read.moment import moment_of
from tests.read.articles import ALL, BRIDGE, CLUB, Invented
from tests.read.reading import all_records, damaged, kind_of, only_sentences, read, reasons, texts

GERMAN = ("512 Wörter", "3. Mai 2024", "Deutsch", "Dokument")
ENGLISH = ("512 words", "3 May 2024", "German", "Document")


def number(article: Invented) -> str:
    return f"WESB0000{article.day.replace('-', '')}ek5300001"


def for_reading(articles: tuple[Invented, ...] = ALL, words: tuple[str, ...] = GERMAN) -> bytes:
    count, day, language, document = words

    def one(article: Invented) -> str:
        body = "".join(
            f'<p class="articleParagraph deArticleParagraph">\n{text}\n</p>'
            for text in article.paragraphs
        )
        above = (article.author, count, day, "04:15", "Weserblatt", "WESB", "Nord", "5", language)
        return (
            f'<div id="article-{number(article)}"><div class="article deArticle"><p>'
            f"<div>{article.section}</div>"
            f"<div id=\"hd\"><span class='deHeadline'>{article.title}</span></div>"
            + "".join(f"<div>{line}</div>" for line in above)
            + f"<div>(c) 2024 Weserblatt GmbH</div>{body}<p>{document} {number(article)}</p></p>"
            "</div></div><br/>"
        )

    made = "".join(map(one, articles))
    return (
        '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; '
        f'charset=utf-8"/><title>Factiva</title><style>p {{}}</style></head><body>{made}'
        "<div>© 2024 Factiva, Inc. Alle Rechte vorbehalten.</div></body></html>"
    ).encode()


def with_codes(article: Invented = BRIDGE) -> bytes:
    fields = {
        "SE": article.section,
        "HD": article.title,
        "BY": f"Von {article.author}",
        "WC": "512 Wörter",
        "PD": "3. Mai 2024",
        "ET": "04:15",
        "SN": "Weserblatt",
        "SC": "WESB",
        "LP": f"<p>{article.paragraphs[0]}</p>",
        "TD": "".join(f"<p>{text}</p>" for text in article.paragraphs[1:]),
        "NS": "gtrans : Verkehr | gcat : Politik",
        "AN": f"Dokument {number(article)}",
    }
    rows = "".join(f"<tr><td><b>{k}</b>&nbsp;</td><td>{v}</td></tr>" for k, v in fields.items())
    return (
        '<html><head><title>Factiva</title></head><body><div class="article deArticle">'
        f"<table>{rows}</table></div></body></html>"
    ).encode()


@pytest.mark.parametrize("words", [GERMAN, ENGLISH], ids=["German", "English"])
def test_each_document_becomes_an_article(words: tuple[str, ...]) -> None:
    records = all_records(for_reading(words=words), "a.html")
    assert [record.title for record in records] == [article.title for article in ALL]
    assert [texts(record) for record in records] == [article.paragraphs for article in ALL]
    record = records[0]
    assert record.name == number(BRIDGE)
    assert (record.outlet, record.section) == ("Weserblatt", "Lokales")
    assert record.authors == ("Anna Reimers",)
    assert str(moment_of(record.published).published_at) == "2024-05-03 04:15:00+02:00"


def test_codes_of_fields_say_the_same() -> None:
    [record] = all_records(with_codes(), "a.html")
    assert texts(record) == BRIDGE.paragraphs
    assert (record.title, record.outlet) == (BRIDGE.title, "Weserblatt")
    assert (record.name, record.section) == (number(BRIDGE), "Lokales")
    assert record.authors == ("Anna Reimers",)
    assert record.tags == ("Verkehr", "Politik")
    assert record.published == "3. Mai 2024 04:15"


def test_a_document_without_a_text_is_none() -> None:
    empty = Invented("Brücke", (), "Anna Reimers", "2024-05-03", "Lokales", "")
    given, why = read(for_reading((empty, CLUB)), "a.html")
    assert why is None and len(given) == 2
    assert "no text" in reasons(for_reading((empty, CLUB)), "a.html")[0]


def test_signs() -> None:
    assert kind_of(for_reading(), "a.html") == "HTML of Factiva"
    assert kind_of(with_codes(), "a.txt") == "HTML of Factiva"
    publisher = (
        '<html><body><div class="article"><p>Factiva, teilte Dow Jones mit.</p></div></body>'
    )
    assert kind_of(publisher.encode(), "a.html") == "HTML"


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.one_of(damaged(for_reading((BRIDGE, CLUB))), damaged(with_codes())))
def test_whatever_happens_to_a_download_there_are_records_or_reasons(raw: bytes) -> None:
    if kind_of(raw, "a.html") == "HTML of Factiva":
        only_sentences(lambda: read(raw, "a.html"))
