"""Every kind of bad content leaves an article, or a reason that its owner can act on."""

import codecs
import gzip
import io
import json
import time
import unicodedata
import zipfile
import zlib
from datetime import date

import pytest

from tasks.text.article import Article, Rejection
from tasks.text.parse import parse

SENTENCE = "Der Rat tagte am Montag in Kiel. „Wir bauen das“, sagte Bürgermeisterin Anna Berg. "
ARTICLE = SENTENCE + "Für die Brücke über den Fluss gibt es mehr Geld als früher, heißt es.\n"


def article_of(raw: bytes) -> Article:
    article = parse(raw)
    assert isinstance(article, Article), article
    for block in article.blocks:
        assert 0 <= block.start < block.end <= len(article.text)
        assert article.text[block.start : block.end].strip()
    return article


def reason_of(raw: bytes) -> str:
    rejection = parse(raw)
    assert isinstance(rejection, Rejection), rejection
    return rejection.reason


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", ARTICLE)
    return packed.getvalue()


def pdf() -> bytes:
    """A document as programs write it: characters, and compressed streams between them."""
    stream = zlib.compress(ARTICLE.encode() * 20)
    return (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n"
        + stream
        + b"\nendstream\nendobj\ntrailer\n%%EOF\n"
    )


CSV = f'''id;titel;text
1;Rat;"{ARTICLE.replace('"', '""')}"
2;Brücke;"{SENTENCE}"
'''


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "the file is empty"),
        (b" \t\r\n\n  ", "holds no words"),
        ("\ufeff\u200b\u2060\n".encode(), "holds no words"),
        (b"date: 2021-03\nTitel: Nichts\n", "holds no words after the header"),
        (b" date 2021-03 ", "holds no words after the header"),
        (b"a", "holds no words"),
        ("„".encode(), "holds no words"),
        (b'"' * 100_000, "holds no words"),
        (b"0 1 2 3 4 5", "holds no words"),
        ("😀👨‍👩‍👧‍👦".encode() * 100, "holds no words"),
        (b"\0" * 1000, "binary content"),
        (ARTICLE.encode() + b"\0" + ARTICLE.encode(), "binary content"),
        (ARTICLE.encode()[:90] + b"\xff\xfe" + ARTICLE.encode(), "damaged at byte 90"),
        (codecs.BOM_UTF16_LE + ARTICLE.encode("utf-16-le")[:-1], "damaged at byte"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8" + ARTICLE.encode("utf-16-le"), "damaged at byte 1"),
        (codecs.BOM_UTF32_BE + ARTICLE.encode("utf-32-be")[:-2], "damaged at byte"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF document"),
        (b"\n  %PDF-1.4\n1 0 obj", "a PDF document"),
        (pdf(), "a PDF document"),
        (b"HTTP/1.1 200 OK\n\n" + pdf(), "a PDF document"),
        ("%PDF-1.7\n".encode("utf-16"), "a PDF document"),
        (codecs.BOM_UTF8 + b"%!PS-Adobe-3.0\n", "a PostScript document"),
        (bytes(range(256)) * 20, "binary content"),
        (CSV.encode(), "a table of fields (CSV)"),
        (CSV.replace(";", "\t").encode("utf-16"), "a table of fields (CSV)"),
        (CSV.replace(";", ",").encode(), "a table of fields (CSV)"),
        (b"name,vorname\nBerg,Anna\nBlum,Ida\n", "a table of fields (CSV)"),
        (b"| Verein | Punkte |\n|---|---|\n| Kiel | 12 |\n| Bremen | 9 |\n", "a table of"),
        (json.dumps({"title": "Rat", "text": ARTICLE}).encode(), "JSON"),
        (json.dumps([{"title": "Rat", "text": ARTICLE}] * 2, indent=2).encode(), "JSON"),
        (("\n".join([json.dumps({"text": ARTICLE})] * 3)).encode(), "JSON"),
        (json.dumps({"text": ARTICLE * 9}).encode()[:-20], "JSON"),
        (json.dumps([ARTICLE, ARTICLE]).encode(), "JSON"),
        (b"date: 2021-03\n\n" + json.dumps({"text": ARTICLE}).encode(), "JSON"),
        ("Frühjahrshaushalt\n".encode(), "a single word (Frühjahrshaushalt)"),
        (unicodedata.normalize("NFD", "Brückenbau!").encode(), "a single word (Brückenbau)"),
        (b"date: 2021-03\n\nhttps://example.org/seite?a=1", "a single word"),
        (b"{\\rtf1\\ansi Der Rat tagte in Kiel.}", "an RTF document"),
        (codecs.BOM_UTF8 + b"{\\rtf1\\ansi Der Rat tagte.}", "an RTF document"),
        (zipped(), "a ZIP archive"),
        (gzip.compress(ARTICLE.encode()), "a gzip archive"),
        (b"BZh91AY&SY" + bytes(20), "a bzip2 archive"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "a 7-Zip archive"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"GIF89a\x01\0\x01\0", "a GIF picture"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "binary content"),
        (b"\x7fELF\x02\x01\x01", "a program"),
        (f"<!DOCTYPE html>\n<html><script>alert(1)</script>{ARTICLE}".encode(), "a web page"),
        (f"\n<HTML><body>{ARTICLE}</body>".encode(), "a web page"),
        (f'<?xml version="1.0"?><nitf>{ARTICLE}</nitf>'.encode(), "an XML document"),
        (b"The council met in Kiel on Monday and decided to close the bridge.", "English"),
        ("Le conseil s’est réuni lundi à Kiel et a décidé de fermer le pont.".encode(), "French"),
        ("اجتمع المجلس في كيل يوم الاثنين وقرر إغلاق الجسر.".encode(), "not German"),
        ("市议会星期一在基尔开会，决定关闭大桥。".encode(), "not German"),
        (SENTENCE.encode() + b"x" * 50_000, "50,000 characters without a space"),
        (SENTENCE.replace(" ", "").encode() * 50, "characters without a space"),
        (SENTENCE.encode() + b'"' * 100_000, "100,000 characters without a space"),
        (SENTENCE.encode() * 15_000, "more than the 1,000,000 that can be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_article_is_rejected_with_a_reason(raw: bytes, words: str) -> None:
    assert words in reason_of(raw)


@pytest.mark.parametrize(
    "text",
    [
        "Kanzlerin zurückgetreten",
        "EILMELDUNG\n\n+++ Rat stimmt für die Brücke +++",
        "Kiel – Bremen 2:1\nRostock – Lübeck 0:0\nEmden – Jena 1:3\nHalle – Gera 2:2",
        "Der DAX steht bei 18.234,50\nDer MDAX bei 25.123,40\nDer TecDAX bei 3.200,10",
        "Anna Berg, Bürgermeisterin, Kiel\nIda Blum, Ministerin, Mainz\nJan Voss, Wirt, Emden",
        "Wer kommt; wer geht.\nWer bleibt; wer redet.\nWer lacht; wer schweigt.",
        "\tDer Rat tagte.\n\tDie Brücke kommt.\n\tDas Geld reicht, sagte Anna Berg.",
        "[Anmerkung der Redaktion: Der Text wurde am Montag geändert.]\n\nDer Rat tagte in Kiel.",
        '"Der Rat tagte am Montag in Kiel und sprach lange über die Brücke."',
        "{Platzhalter} Der Rat tagte am Montag in Kiel.",
        "Das Format %PDF-1.7 ist neu, sagte Anna Berg. Es heißt %PDF-1.7, weil es das siebte ist.",
        "PAR1 heißt die Halle in Kiel, in der am Montag der Rat tagte.",
    ],
)
def test_short_articles_lists_and_tickers_are_no_tables(text: str) -> None:
    assert article_of(text.encode()).text == text


@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
def test_a_table_inside_an_article_does_not_make_it_one(delimiter: str) -> None:
    rows = ("Verein Punkte Tore", "Kiel 12 9:3", "Bremen 9 7:7", "Emden 3 2:8", "Jena 1 1:9")
    table = "\n".join(row.replace(" ", delimiter) for row in rows)
    article_of(f"{ARTICLE}\n{table}\n".encode())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("marked", [True, False])
def test_an_article_in_any_unicode_encoding_is_the_same_article(
    encoding: str, marked: bool
) -> None:
    mark = "\ufeff".encode(encoding) if marked else b""
    assert article_of(mark + ARTICLE.encode(encoding)) == article_of(ARTICLE.encode())


@pytest.mark.parametrize(
    ("wrong", "table"),
    [
        (ARTICLE.encode().decode("latin-1"), "Latin-1"),
        (ARTICLE.encode().decode("latin-1").encode().decode("latin-1"), "Latin-1"),
        (ARTICLE.replace("“", "”").replace("ß", "ss").encode().decode("cp1252", "replace"), ""),
        ("Für Öl, sagte Anna Berg, gibt es mehr Geld.".encode().decode("cp1252"), "Windows-1252"),
        (ARTICLE.encode().decode("mac_roman"), "Mac Roman"),
    ],
)
def test_mojibake_is_repaired_and_recorded_where_it_is_certain(wrong: str, table: str) -> None:
    article = article_of(wrong.encode())
    assert article.remark is not None
    if table:
        assert article.remark.startswith("repaired")
        assert table in article.remark
        assert "Ã" not in article.text
        assert "√" not in article.text
    else:
        assert article.text == wrong, "a character was lost, so nothing is certain"
        assert "loaded as it is" in article.remark


def test_a_repaired_article_is_the_article_that_it_was() -> None:
    repaired = article_of(f"Titel: Brücke\n\n{ARTICLE}".encode().decode("latin-1").encode())
    whole = article_of(f"Titel: Brücke\n\n{ARTICLE}".encode())
    assert repaired.article_id == whole.article_id
    assert repaired.title == "Brücke"


def test_mojibake_beside_right_umlauts_is_left_alone_and_remarked_upon() -> None:
    text = ARTICLE + "Aus ü wird dann „Ã¼“, sagte sie, und aus ä wird „Ã¤“.\n"
    article = article_of(text.encode())
    assert article.text == text
    assert article.remark is not None
    assert "wrongly encoded" in article.remark


def test_lost_characters_are_remarked_upon() -> None:
    article = article_of(ARTICLE.replace("ü", "\ufffd").encode())
    assert article.remark is not None
    assert "5 of its characters were lost" in article.remark


def test_characters_that_steer_what_is_shown_are_remarked_upon() -> None:
    text = ARTICLE + "Dann kam Anna\u202egreB, und\u009b31m alle\u202e schwiegen.\n"
    article = article_of(text.encode())
    assert article.text == text
    assert article.remark is not None
    assert "(2 of U+202E, 1 of U+009B); take them out" in article.remark
    harmless = article_of((ARTICLE + "Mer\u00adkel\u200b kam\tspät.\x0c\n\x1a").encode())
    assert harmless.remark is None


def test_right_german_is_never_repaired() -> None:
    for text in (ARTICLE, unicodedata.normalize("NFD", ARTICLE), "Größe: 5 m², 20 €, ½ Çay, Åre."):
        article = article_of((SENTENCE + text).encode())
        assert article.text == SENTENCE + text
        assert article.remark is None


@pytest.mark.parametrize(
    "oddity",
    [
        "\u200b\u200c\u200d\u2060\u00ad",
        "👨‍👩‍👧‍👦 🇩🇪",
        "u\u0308" + "\u0301" * 500,
        "\ue000\uf8ff\U000f0000",
        "\uffff\ufdd0",
        "\x1a",
        "\u2028\u2029\x0c",
        "<p class=\"a\">Text</p><script>alert('x')</script>",
        "# Überschrift\n\n**fett** [Wort](javascript:alert(1))\n\n```\ncode\n```",
        "“Wir gehen”, said he, ‘now’.",
        '"' * 1000,
        "„‚»›" * 400,
        "((((" * 400,
    ],
)
def test_oddities_within_a_german_text_stay_as_they_are(oddity: str) -> None:
    text = f"{SENTENCE}{oddity} {ARTICLE}"
    article = article_of(text.encode())
    assert article.text == text
    assert article.remark is None


@pytest.mark.parametrize("words", ["0001", "1604", "2101", "9999", "2021-13", "2021-02-30", "0000"])
def test_an_impossible_date_leaves_the_article_undated_with_a_remark(words: str) -> None:
    for raw in (f" date {words} {ARTICLE}", f"Datum: {words}\n\n{ARTICLE}"):
        article = article_of(raw.encode())
        assert article.published_on is None
        assert article.date_precision == "unknown"
        assert repr(words) in str(article.remark)


def test_a_date_of_nearly_a_megabyte_is_not_repeated_whole() -> None:
    article = article_of(b"date: " + b"9" * 900_000 + b"\n\n" + ARTICLE.encode())
    assert len(str(article.remark)) < 200


def test_a_date_to_come_is_taken_as_it_is() -> None:
    assert article_of(f" date 2099-12-31 {ARTICLE}".encode()).published_on == date(2099, 12, 31)


def test_a_row_of_marks_does_not_make_a_german_text_foreign() -> None:
    text = SENTENCE + "“ „ " * 20_000
    assert article_of(text.encode()).language == "de"
    article_of(("... " * 3000 + "\n\n" + ARTICLE).encode())


@pytest.mark.parametrize(
    "raw",
    [
        b"x" * 50_000_000,
        b" " * 50_000_000,
        "„".encode() * 15_000_000,
        b"Titel: " + b"a:" * 25_000_000,
        (SENTENCE * 600_000).encode(),
    ],
    ids=["letters", "spaces", "marks", "colons", "sentences"],
)
def test_fifty_megabytes_of_one_line_take_seconds(raw: bytes) -> None:
    started = time.perf_counter()
    assert reason_of(raw)
    assert time.perf_counter() - started < 20
