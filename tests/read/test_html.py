"""A publisher's page becomes its article: text without boxes, and what the page says of it."""

import io
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.moulds import Page, mould_names, ten_pages
from benchmarks.pages import alone, score
from tasks.read.hints import NO_HINTS, Hints
from tasks.read.paragraph import Paragraph
from tasks.read.readers import format_of
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tests.read.pages import BODY, LEAD, PARAGRAPHS, page, said

PAGES = ten_pages()


def source(raw: bytes, name: str = "seite.html") -> Source:
    return Source(name, lambda: io.BytesIO(raw))


def read(
    raw: bytes | str, *, name: str = "seite.html", hints: Hints = NO_HINTS
) -> Record | Unreadable:
    given = source(raw.encode() if isinstance(raw, str) else raw, name)
    form = format_of(given)
    assert form is not None
    (found,) = form.records(given, hints)
    return found


def record(raw: bytes | str, *, name: str = "seite.html", hints: Hints = NO_HINTS) -> Record:
    found = read(raw, name=name, hints=hints)
    assert isinstance(found, Record), found
    return found


def reason(raw: bytes | str, name: str = "seite.html") -> str:
    found = read(raw, name=name)
    assert isinstance(found, Unreadable), found
    return found.reason


def texts(found: Record) -> list[str]:
    return [paragraph.text for paragraph in found.paragraphs]


@pytest.mark.parametrize("made", PAGES, ids=[one.mould for one in PAGES])
def test_a_page_of_each_mould_gives_its_text_and_nothing_else(made: Page) -> None:
    found = record(made.html)
    known = "\n".join(made.paragraphs)
    ours = score("\n".join(texts(found)), known)
    assert ours.f1 >= 0.97
    assert ours.f1 >= score(alone(made), known).f1
    assert found.name is None
    assert found.title == made.title
    assert found.published == made.published


def test_over_all_moulds_more_is_read_than_by_the_library_alone() -> None:
    ours = [
        score("\n".join(texts(record(one.html))), "\n".join(one.paragraphs)).f1 for one in PAGES
    ]
    library = [score(alone(one), "\n".join(one.paragraphs)).f1 for one in PAGES]
    assert sum(ours) > sum(library)


def test_a_page_says_who_wrote_it_where_and_about_what() -> None:
    found = record(PAGES[0].html)
    assert found.authors == ("Jette Carstens",)
    assert (found.outlet, found.section) == ("Altenweser Bote", "Lokales")
    assert found.tags == ("Altenweser", "Stadtrat")
    assert found.url == PAGES[0].url
    assert (found.agency, found.remark) == (None, None)


def test_subheadings_are_told_from_paragraphs() -> None:
    found = record(page(body=f"{BODY}<h2>Was nun folgt</h2>{BODY.replace('Rat', 'Kreis')}"))
    assert [one.text for one in found.paragraphs if one.kind == "subheading"] == ["Was nun folgt"]


def test_questions_in_bold_stay_and_line_breaks_divide_them_from_answers() -> None:
    asked = "<p><strong>Frau Rohde, was ändert sich?</strong><br>Vieles, und zwar für alle.</p>"
    found = texts(
        record(page(body=f"{BODY}{asked}{asked.replace('ändert', 'bleibt')}{BODY[:60]}</p>"))
    )
    at = found.index("Frau Rohde, was ändert sich?")
    assert found[at + 1] == "Vieles, und zwar für alle."


@pytest.mark.parametrize(
    "statement",
    [
        '{"@type": "NewsArticle", "datePublished": "2024-03-12T08:30:00+01:00"}',
        '[{"@type": "WebSite"}, {"@type": ["Article"], '
        '"datePublished": "2024-03-12T08:30:00+01:00"}]',
        '{"@graph": [{"@type": "LiveBlogPosting", "datePublished": "2024-03-12T08:30:00+01:00"}]}',
        '// von Hand\n{"@type": "Article", "datePublished": "2024-03-12T08:30:00+01:00",}',
        '{"@type": "Article", "description": "eins\nzwei", '
        '"datePublished": "2024-03-12T08:30:00+01:00"}',
        '{"@type": "Article", "dateModified": "2024-05-01", '
        '"datePublished": "2024-03-12T08:30:00+01:00"',
    ],
)
def test_the_date_is_that_of_publication_in_whatever_json_a_system_writes(statement: str) -> None:
    assert record(page(head=said(statement))).published == "2024-03-12T08:30:00+01:00"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-03-12T08:30:00+01:00">',
        '<meta name="DC.date.issued" content="2024-03-12T08:30:00+01:00">',
        '<meta itemprop="datePublished" content="2024-03-12T08:30:00+01:00">',
        '<meta name="date" content="2024-03-12T08:30:00+01:00">',
    ],
)
def test_the_date_is_read_from_meta_elements(head: str) -> None:
    changed = '<meta property="article:modified_time" content="2024-09-01T00:00:00Z">'
    assert record(page(head=changed + head)).published == "2024-03-12T08:30:00+01:00"


def test_a_marked_time_is_the_date_where_nothing_else_is_and_a_seen_day_last() -> None:
    marked = page(below='<p><time datetime="2024-03-12T08:30">12. März</time></p>')
    assert record(marked).published == "2024-03-12T08:30"
    assert record(page(below="<p class=date>12.03.2024</p>")).published == "2024-03-12"


def test_a_day_gives_way_to_a_moment_of_that_day() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"Article",'
        '"datePublished":"2024-03-12"}</script>'
        '<meta property="article:published_time" content="2024-03-12T23:30:00+01:00">'
    )
    assert record(page(head=head)).published == "2024-03-12T23:30:00+01:00"


def test_an_agency_among_the_authors_is_no_person_nor_is_the_outlet() -> None:
    head = (
        '<meta property="og:site_name" content="Kernbacher Blatt">'
        '<script type="application/ld+json">{"@type":"Article","author":[{"name":"dpa"},'
        '{"name":"Von Ida Sommer und Jan Wolff"},{"name":"Kernbacher Blatt"},'
        '{"name":"post@blatt.example"},{"name":"AFP"}]}</script>'
    )
    found = record(page(head=head))
    assert found.authors == ("Ida Sommer", "Jan Wolff")
    assert found.agency == "dpa/AFP"


@pytest.mark.parametrize(
    "ending",
    [" | Kernbacher Blatt", " - kernbacher-blatt.example", " – Politik – Kernbacher Blatt"],
)
def test_the_title_does_not_name_the_outlet(ending: str) -> None:
    head = (
        '<meta property="og:site_name" content="Kernbacher Blatt">'
        f'<meta property="og:title" content="Rat streitet - und vertagt sich{ending}">'
    )
    assert record(page(head=head, title="Rat streitet - und vertagt sich")).title == (
        "Rat streitet - und vertagt sich"
    )


def test_a_headline_that_was_cut_for_search_engines_is_read_whole() -> None:
    head = said('{"@type":"Article","headline":"Rat streitet bis nach …"}')
    whole = "Rat streitet bis nach Mitternacht über die Brücke"
    assert record(page(head=head, title=whole)).title == whole


def test_entities_are_decoded_once() -> None:
    written = "<p>Der Betrieb M&uuml;ller &amp;amp; Sohn schweigt dazu beharrlich.</p>"
    found = record(page(body=f"{BODY}{written}{BODY[:80]}</p>"))
    assert "Der Betrieb Müller &amp; Sohn schweigt dazu beharrlich." in texts(found)


def test_the_article_of_several_in_json_is_that_of_the_page() -> None:
    head = (
        '[{"@type":"NewsArticle","url":"https://blatt.example/b","headline":"Anderes",'
        '"datePublished":"2023-01-01","author":{"name":"Uwe Fremd"},"image":"x"},'
        '{"@type":"NewsArticle","url":"https://blatt.example/a","datePublished":"2024-03-12"}]'
    )
    head = '<link rel="canonical" href="https://blatt.example/a">' + said(head)
    found = record(page(head=head))
    assert (found.published, found.authors) == ("2024-03-12", ())


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("cp1252", "gibt-es-nicht"),
        ("utf-8-sig", "windows-1252"),
        ("utf-16", "utf-16"),
    ],
)
def test_characters_are_right_whatever_is_declared(encoding: str, declared: str) -> None:
    said = "„Größe“ – das heißt für uns: 5 € mehr, sagte Bürgermeister Jörg Öztürk den Räten."
    raw = page(head=f'<meta charset="{declared}">', body=f"<p>{said}</p>{BODY}").encode(encoding)
    assert said in texts(record(raw))


def test_single_wrong_bytes_in_utf8_do_not_spoil_the_rest() -> None:
    raw = page(body=f"<p>Für die Brücke über die Weser stimmten öfter Mütter.</p>{BODY}").encode()
    found = texts(record(raw.replace("Mütter".encode(), "Mütter".encode("cp1252"))))
    assert "Für die Brücke über die Weser stimmten öfter Mütter." in found


BOXES = {
    "list of links": """<div class="x1"><h3>Mehr</h3><ul>
        <li><a href="/1">Der Rat tagt wieder</a></li>
        <li><a href="/2">Die Brücke hält</a></li></ul></div>""",
    "link": '<p><a href="/1">Der Rat tagt wieder bis spät in die Nacht</a></p>',
    "teaser": """<div class="x2"><a href="/1"><h3>Der Rat tagt wieder</h3>
        <p>Warum es diesmal länger dauerte als sonst üblich.</p></a></div>""",
    "form": """<div class="x3"><p>Alle wichtigen Nachrichten am Abend in Ihrem Postfach.</p>
        <form><input type="email"></form></div>""",
    "name": """<div class="c-newsletter"><p>Alle wichtigen Nachrichten am Abend in Ihrem
        Postfach.</p></div>""",
    "hidden": """<div style="display: none"><p>Dieser Absatz ist für niemanden zu sehen, der
        liest.</p></div>""",
    "role": """<div role="complementary"><p>Wer ist der Mann, der die Brücke bauen will und nicht
        darf?</p></div>""",
    "caption": """<div class="pic"><img src="b.jpg"><p>Die Brücke am Morgen. Foto:
        Hinrichs</p></div>""",
    "words": """<p><strong>Lesen Sie auch:</strong> <a href="/1">Der Rat tagt wieder</a></p>""",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_boxes_amid_the_text_are_left_out(box: str) -> None:
    assert texts(record(page(body=BODY + box + BODY.replace("Rat", "Kreis")))) == texts(
        record(page(body=BODY + BODY.replace("Rat", "Kreis")))
    )


def test_no_paragraph_goes_because_its_class_is_named_like_a_box() -> None:
    body = BODY.replace("<p>", '<p class="teaser-text related share">')
    assert texts(record(page(body=body))) == texts(record(page(body=BODY)))


def test_a_lead_that_the_page_shows_apart_is_the_first_paragraph() -> None:
    found = record(page(below=f'<header><p class="q7">{LEAD}</p></header>'))
    assert found.paragraphs[0] == Paragraph(LEAD, "lead")
    assert texts(found).count(LEAD) == 1


def test_the_headline_and_lines_of_authors_are_no_paragraphs() -> None:
    head = '<meta name="author" content="Ida Sommer">'
    found = texts(
        record(page(head=head, below="<p>Von Ida Sommer</p><p>12.03.2024, 08:30 Uhr</p>"))
    )
    assert found == texts(record(page()))


def test_a_paywall_is_remarked_upon_and_rejected_where_only_a_teaser_is() -> None:
    cut = said('{"@type":"Article","isAccessibleForFree":"False"}')
    assert "subscribers" in str(record(page(head=cut)).remark)
    teaser = f'<meta name="description" content="{LEAD}">{cut}'
    assert "teaser" in reason(page(head=teaser, body=f"<p>{LEAD}</p>"))


def test_an_author_whom_only_the_page_shows_is_read() -> None:
    shown = page(below='<div class="c-byline__author">Von Ida Sommer, Altenweser</div>')
    assert record(shown).authors == ("Ida Sommer",)


def test_a_text_in_two_elements_that_look_alike_is_whole() -> None:
    """As page builders write it, of which the extraction finds the first alone."""
    halves = (PARAGRAPHS[:2], [*PARAGRAPHS[2:], *(f"Nummer {one}" for one in PARAGRAPHS)])
    parts = "".join(
        f'<div class="elementor-element elementor-widget elementor-widget-{kind}">'
        f'<div class="elementor-widget-container">{"".join(map("<p>{}</p>".format, half))}</div>'
        "</div>"
        for kind, half in zip(("theme-post-content", "text-editor"), halves, strict=True)
    )
    raw = page(body=f'<div data-elementor-type="single-post" class="elementor">{parts}</div>')
    assert texts(record(raw)) == [*halves[0], *halves[1]]


def test_a_short_first_paragraph_is_not_taken_for_a_byline() -> None:
    first = "<section class='service-hint'><p>Der Rat hat sich am Dienstag vertagt.</p></section>"
    assert len(texts(record(page(body=first + BODY)))) == 1 + len(PARAGRAPHS)


@pytest.mark.parametrize("end", [".", ""])
def test_a_paragraph_of_many_lines_takes_no_longer_than_many_paragraphs(end: str) -> None:
    lines = [f"Der Rat vertagte seine Sitzung zum {n}. Mal{end}" for n in range(20_000)]
    began = time.process_time()
    apart = record(page(body="".join(f"<p>{line}</p>" for line in lines)))
    between = time.process_time()
    together = record(page(body=f"<p>{'<br>'.join(lines)}</p>"))
    assert time.process_time() - between < 2 * (between - began)
    assert len(texts(apart)) == len(lines)
    assert texts(together) == (lines if end else [" ".join(lines)])


def test_what_readers_write_is_no_text_however_much_it_is() -> None:
    words = "Ich finde, dass der Rat hier richtig entschieden hat, nach {} Jahren des Wartens."
    letters = "".join(f'<div class="q"><p>{words.format(at)}</p></div>' for at in range(40))
    raw = (
        page()
        .replace('<div class="wrap">', "<article>")
        .replace("</div></div>", "</div></article>")
    )
    assert texts(record(raw.replace("</body>", f"<div>{letters}</div></body>"))) == list(PARAGRAPHS)


ITEM = (
    '<li><h3><a href="/{0}">Meldung Nummer {0} aus dem Kreis</a></h3><p>Was dort geschah.</p></li>'
)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (
            page(
                title="Seite nicht gefunden", body="<p>Leider gibt es diese Seite nicht mehr.</p>"
            ),
            "404",
        ),
        (
            page(title="Anmelden", body="<form><input name=user><button>Weiter</button></form>"),
            "log in",
        ),
        (
            page(
                title="Mit Werbung weiterlesen",
                body="<div class=cmp-box><p>Wir verarbeiten Daten mit unseren Partnern.</p></div>",
            ),
            "consent",
        ),
        (
            page(
                head='<meta property="og:type" content="website">',
                title="Nachrichten aus dem Kreis",
                body=f"<ul>{''.join(ITEM.format(at) for at in range(30))}</ul>",
            ),
            "lists articles",
        ),
        ("<html><body><div id=root></div><script>start()</script></body></html>", "no text"),
        ("<html></html>", "no text"),
    ],
)
def test_a_page_that_is_no_article_is_rejected_with_what_it_is(raw: str, words: str) -> None:
    assert words in reason(raw)


def test_a_page_that_is_nested_without_end_is_rejected() -> None:
    assert "nested" in reason("<html><body>" + "<div>" * 100_000 + "<p>Hallo</p>")


def test_no_entity_is_expanded_and_no_file_read(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("streng geheimes Kennwort", "utf-8")
    lines = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 9))
    doctype = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY a0 "lol">{lines}]>'
    raw = doctype + page(
        body=f"{BODY}<p>Hier steht &x; und auch noch &a8; im Satz.</p>{BODY[:90]}</p>"
    )
    text = " ".join(texts(record(raw)))
    assert "Kennwort" not in text
    assert "lollol" not in text


def test_a_saved_page_says_where_it_was_saved_from() -> None:
    comment = "<!-- saved from url=(0031)https://blatt.example/lokales/1 -->"
    assert (
        record(page().replace("<html>", f"{comment}\n<html>")).url
        == "https://blatt.example/lokales/1"
    )
    single = "<html><!--\n Page saved with SingleFile \n url: https://blatt.example/2 \n-->"
    assert record(page().replace("<html>", single)).url == "https://blatt.example/2"


def test_a_page_in_one_file_of_several_parts_is_read() -> None:
    raw = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://blatt.example/3\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="xx"\r\n\r\n'
        "--xx\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{page()}\r\n--xx\r\nContent-Type: image/png\r\n\r\nabc\r\n--xx--\r\n"
    )
    found = record(raw, name="seite.mhtml")
    assert found.url == "https://blatt.example/3"
    assert texts(found) == texts(record(page()))


@pytest.mark.parametrize(
    ("name", "raw", "is_taken_for"),
    [
        ("a.txt", "Der Rat hat <html> gesagt.", None),
        ("a.xml", "<?xml version='1.0'?><rss></rss>", "RSS or Atom"),
        ("b.txt", "", None),
    ],
)
def test_what_is_no_page_is_not_taken_for_one(
    name: str, raw: str, is_taken_for: str | None
) -> None:
    form = format_of(source(raw.encode(), name))
    assert (form and form.name) == is_taken_for


def test_the_owner_knows_the_encoding_better() -> None:
    raw = page(body=f"<p>Grüße aus dem Süden, schrieb der Bürgermeister.</p>{BODY}").encode(
        "mac_roman"
    )
    assert "Grüße aus dem Süden, schrieb der Bürgermeister." in texts(
        record(raw, hints=Hints(encoding="mac_roman"))
    )


@settings(max_examples=25, derandomize=True, deadline=None, database=None)
@given(st.sampled_from(mould_names()), st.data())
def test_whatever_happens_to_a_page_gives_a_record_or_a_reason(
    mould: str, data: st.DataObject
) -> None:
    raw = bytearray(next(one.html for one in PAGES if one.mould == mould))
    start = data.draw(st.integers(0, len(raw)))
    how = data.draw(st.sampled_from(["cut", "flip", "double", "nest"]))
    if how == "cut":
        del raw[start:]
    elif how == "flip":
        raw[start : start + 40] = data.draw(st.binary(min_size=0, max_size=40))
    elif how == "double":
        raw[start:start] = raw[: start // 2]
    else:
        raw[start:start] = (
            data.draw(st.sampled_from([b"<table>", b"<ul><li>", b"<b>", b"<!--"])) * 60
        )
    form = format_of(source(bytes(raw)))
    if form is None:
        return
    try:
        found = list(form.records(source(bytes(raw)), NO_HINTS))
    except UnreadableFileError as error:
        assert str(error)
        return
    for one in found:
        assert isinstance(one, Unreadable) or all(
            paragraph.text.strip() for paragraph in one.paragraphs
        )
