"""What becomes of the fields of each schema of JSON."""

from pathlib import Path
from typing import Any

import pytest

from tasks.read.paragraph import Paragraph
from tasks.read.record import Record, Unreadable
from tests.read.json_sources import PARAGRAPHS, TEXT, TITLE, names, read, reason, record, texts

FILES = Path(__file__).parent / "files" / "json"
SUMMARY = "Nach dem Schaden am Antrieb bleibt die »Hilde« im Hafen. Die Insulaner sind verärgert."
URL = "https://www.beispielbote.example/inseln/faehre-suederoog-ruht.html"
AUTHORS = ("Merle Jansen", "Tom Öztürk")


def test_fundus_as_its_crawler_saves_it() -> None:
    found = record((FILES / "fundus.json").read_bytes())
    assert found.name == "1"
    assert found.title == "Fähre nach Süderoog ruht bis zum Herbst"
    assert found.published == "2024-05-13 17:42:05+02:00"
    assert (found.outlet, found.authors) == ("Beispielbote", AUTHORS)
    assert found.tags == ("Fähren", "Süderoog")
    assert found.remark is None
    assert found.paragraphs[0].text == SUMMARY
    assert found.paragraphs[3] == Paragraph("Landrätin verspricht Hilfe", "subheading")
    assert [one.kind for one in found.paragraphs] == [None, None, None, "subheading", None, None]
    assert found.paragraphs[5].text.endswith("vor dem Kreishaus protestieren.")


def test_fundus_by_attributes_that_were_asked_for() -> None:
    found = record(
        [
            {
                "title": TITLE,
                "plaintext": TEXT,
                "publishing_date": "2024-05-13 10:00:00",
                "publisher": "Beispielbote",
                "requested_url": URL,
                "free_access": False,
            }
        ]
    )
    assert (found.name, found.url, found.outlet) == (URL, URL, "Beispielbote")
    assert texts(found) == PARAGRAPHS
    assert found.remark is not None
    assert "not freely accessible" in found.remark


def test_a_summary_of_fundus_alone_is_a_teaser() -> None:
    body = {"summary": ["Kurz."], "sections": [{"headline": ["Nur Kopf"], "paragraphs": []}]}
    assert "it has a teaser" in reason({"title": TITLE, "body": body})
    assert "no text" in reason({"title": TITLE, "body": None, "publishing_date": None})


def test_news_please() -> None:
    found = record(
        [
            {
                "authors": ["Merle Jansen"],
                "date_download": "2024-05-14 08:00:00",
                "date_modify": "None",
                "date_publish": "2024-05-13 17:42:05",
                "description": SUMMARY,
                "language": "de",
                "maintext": "Erster Absatz.\nZweiter, mit < und &amp; im Text.",
                "source_domain": "www.beispielbote.example",
                "text": None,
                "title": f"{TITLE} | beispielbote.example",
                "url": URL,
            }
        ]
    )
    assert found.name == found.url == URL
    assert texts(found) == ["Erster Absatz.", "Zweiter, mit < und &amp; im Text."]
    assert (found.title, found.published) == (TITLE, "2024-05-13 17:42:05")
    assert (found.outlet, found.authors) == ("www.beispielbote.example", ("Merle Jansen",))
    assert "it has a teaser" in reason({"maintext": None, "description": SUMMARY})
    assert record({"maintext": TEXT, "date_publish": "None"}).published is None


def test_trafilatura_as_it_writes_json() -> None:
    raw = (FILES / "trafilatura.json").read_bytes()
    found = record(raw, name="a.jsonl")
    assert found.name == found.url == URL
    assert (found.title, found.published) == (
        "Fähre nach Süderoog ruht bis zum Herbst",
        "2024-05-13",
    )
    assert (found.outlet, found.section) == ("Beispielbote", "Inseln")
    assert (found.authors, found.tags) == (AUTHORS, ("Fähren", "Süderoog"))
    # The headline, which trafilatura repeats as the first line, is said once.
    assert len(found.paragraphs) == 6
    assert found.paragraphs[0].text == SUMMARY
    assert record(raw).name is None


def test_comments_of_readers_are_no_text_of_trafilatura() -> None:
    found = record({"text": "Der Text.", "raw_text": "Der Text.", "comments": "Unsinn!"})
    assert texts(found) == ["Der Text."]


NINJS: dict[str, Any] = {
    "uri": "urn:newsml:agentur.example:20240513:4711",
    "type": "text",
    "version": "3",
    "versioncreated": "2024-05-13T17:42:05+02:00",
    "pubstatus": "usable",
    "usageterms": "Nur für Kunden.",
    "ednote": "Rückfragen an Herrn Geheim, Telefon 0123 456",
    "byline": "Von Merle Jansen, na, und Tom Öztürk",
    "headline": TITLE,
    "body_text": "Erster Absatz.\n\nZwischentitel\n\nZweiter Absatz.",
    "body_xhtml": "<p>Erster Absatz.</p><h2>Zwischentitel</h2><p>Zweiter Absatz.</p>",
    "infosources": [{"name": "na"}],
    "subject": [{"name": "Schifffahrt", "rel": "about"}, {"name": "Inseln"}],
    "located": "Lüttensiel",
    "associations": {"bild": {"type": "picture", "body_text": "Ein Schiff."}},
}


def ninjs_2() -> dict[str, Any]:
    moved = {"headline", "body_text", "body_xhtml", "byline"}
    return {
        **{key: value for key, value in NINJS.items() if key not in moved},
        "by": NINJS["byline"],
        "headlines": [{"role": "short", "value": "Fähre"}, {"role": "main", "value": TITLE}],
        "bodies": [
            {"role": "teaser", "contenttype": "text/html", "value": "<p>Kurz.</p>"},
            {"role": "main", "contenttype": "text/plain", "value": NINJS["body_text"]},
            {"role": "main", "contenttype": "application/xhtml+xml", "value": NINJS["body_xhtml"]},
        ],
    }


def ninjs_3() -> dict[str, Any]:
    capitals = {
        "versioncreated": "versionCreated",
        "pubstatus": "pubStatus",
        "usageterms": "usageTerms",
        "infosources": "infoSources",
        "ednote": "edNote",
    }
    item = {capitals.get(key, key): value for key, value in ninjs_2().items()}
    item["bodies"] = [
        {("contentType" if key == "contenttype" else key): held for key, held in body.items()}
        for body in item["bodies"]
    ]
    item["subjects"] = item.pop("subject")
    return item


@pytest.mark.parametrize("item", [NINJS, ninjs_2(), ninjs_3()], ids=["1", "2", "3"])
def test_ninjs_of_every_generation(item: dict[str, Any]) -> None:
    found = record([item])
    assert (found.name, found.version) == ("urn:newsml:agentur.example:20240513:4711", 3)
    assert (found.title, found.published) == (TITLE, "2024-05-13T17:42:05+02:00")
    assert (found.agency, found.authors) == ("na", AUTHORS)
    assert found.tags == ("Schifffahrt", "Inseln")
    assert found.paragraphs == (
        Paragraph("Erster Absatz."),
        Paragraph("Zwischentitel", "subheading"),
        Paragraph("Zweiter Absatz."),
    )
    assert "Geheim" not in str(found)


def test_what_ninjs_holds_beside_texts_is_told() -> None:
    picture = {"uri": "urn:1", "type": "picture", "versioncreated": "2024-05-13T17:42:05Z"}
    assert "its type is picture" in reason(picture)
    assert "it has a teaser" in reason({**picture, "type": "text", "description_text": "Kurz."})


PHONE = "+49 30 123 456 78"
DPA: dict[str, Any] = {
    "format": "digitalwires@0.9.1",
    "type": "composite",
    "entry_id": "uH8RURYrXee6",
    "urn": "urn:newsml:dpa.com:20090101:240513-99-4711",
    "version_created": "2024-05-13T17:42:05+02:00",
    "version": 2,
    "pubstatus": "usable",
    "embargoed": None,
    "kicker": "Verkehr",
    "headline": TITLE,
    "teaser": "Nach dem Schaden am Antrieb warten die Insulaner.",
    "byline": "Von Merle Jansen, dpa",
    "dateline": "Lüttensiel (dpa) - ",
    "article_html": '<section class="main"><p>Die F&auml;hre ruht.</p><h2>Kritik</h2>'
    "<p>«Mehr als ärgerlich», sagte Bürgermeister Jörn Petersen.</p></section>",
    "linkbox_html": "<section><ul><li>Verweis</li></ul></section>",
    "creditline": "dpa",
    "notepad": {
        "header_html": "<header><h3>Notizblock</h3></header>",
        "public_html": "<section><h4>Redaktionelle Hinweise</h4></section>",
        "nonpublic_html": f"<section><ul><li>Autorin: Erna Geheim, {PHONE}</li></ul></section>",
    },
    "ednotes": [{"role": "dpaednoterole:dpacontacts", "ednote": f"Erna Geheim, {PHONE}"}],
    "categories": [
        {"type": "dnltype:creator", "name": "geheim.erna"},
        {"type": "dnltype:dpasubject", "name": "Schifffahrt"},
        {"type": "dnltype:desk", "name": "vm"},
    ],
    "dpasubject_names": ["Schifffahrt"],
    "keyword_names": ["Inseln"],
    "desk_names": ["vm"],
    "rubric_names": [],
}


def test_dpa_digital_wires() -> None:
    found = record({"data": {"entries": [DPA]}})
    assert (found.name, found.version) == (DPA["urn"], 2)
    assert (found.title, found.published) == (TITLE, "2024-05-13T17:42:05+02:00")
    assert (found.agency, found.authors, found.section) == ("dpa", ("Merle Jansen",), "vm")
    assert found.tags == ("Schifffahrt", "Inseln")
    assert texts(found) == [
        "Verkehr",
        "Nach dem Schaden am Antrieb warten die Insulaner.",
        "Lüttensiel (dpa) - Die Fähre ruht.",
        "Kritik",
        "«Mehr als ärgerlich», sagte Bürgermeister Jörn Petersen.",
    ]
    assert found.paragraphs[3].kind == "subheading"


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"article_html": None},
        {"pubstatus": "canceled"},
        {"format": None, "headline": None, "teaser": None, "creditline": None},
        {"article_html": "", "teaser": "", "kicker": "", "byline": None, "dpasubject_names": None},
        {"urn": None, "entry_id": None, "desk_names": None, "keyword_names": None},
    ],
)
def test_what_dpa_gives_for_editors_alone_is_never_read(changed: dict[str, Any]) -> None:
    for found in read([{**DPA, **changed}]):
        assert not any(word in str(found) for word in ("Geheim", "geheim", "456", "Hinweise"))


@pytest.mark.parametrize("item", [NINJS, DPA], ids=["ninjs", "dpa"])
def test_an_article_that_may_not_appear_is_not_given(item: dict[str, Any]) -> None:
    for status in ("canceled", "withheld", "stat:withdrawn"):
        assert status.removeprefix("stat:") in reason({**item, "pubstatus": status})
    assert "holds it back until 2999-05-13" in reason(
        {**item, "embargoed": "2999-05-13T19:00:00+02:00"}
    )
    assert "no moment" in reason({**item, "embargoed": "heute abend"})
    assert record({**item, "embargoed": "2024-05-13T19:00:00+02:00"}).title == TITLE
    without = {key: value for key, value in item.items() if key != "pubstatus"}
    assert record(without).title == TITLE


def test_dpa_says_by_its_categories_that_an_article_is_canceled() -> None:
    status = {"type": "dnltype:pubstatus", "name": "canceled"}
    changed = {**DPA, "pubstatus": None, "categories": [status]}
    assert "canceled" in reason(changed)


def test_versions_of_one_name_are_given_with_their_version() -> None:
    found = read([DPA, {**DPA, "version": 10}, {**DPA, "version": "11"}])
    assert [one.version for one in found if isinstance(one, Record)] == [2, 10, 11]
    assert len(set(names(found))) == 1


def test_news_api_gives_teasers_and_says_so() -> None:
    content = {
        "status": "ok",
        "totalResults": 2,
        "articles": [
            {"source": {"id": None, "name": "Bote"}, "title": "A", "content": "Ein … [+812 chars]"},
            {"source": {"id": None, "name": "Bote"}, "title": "B", "description": "Kurz."},
        ],
    }
    found = read(content)
    assert names(found) == ["!1", "!2"]
    assert isinstance(found[0], Unreadable)
    assert "cut off by NewsAPI" in found[0].reason


def test_wordpress_by_its_interface_for_programs() -> None:
    found = record(
        [
            {
                "id": 5,
                "date": "2024-05-13T17:42:05",
                "link": URL,
                "title": {"rendered": "„Hilde&#8220; &#8211; Fähre ruht"},
                "content": {
                    "rendered": "<p>Die F&auml;hre ruht.</p>\n<h2>Kritik</h2>\n<p>Nein.</p>"
                },
                "excerpt": {"rendered": "<p>Die Fähre …</p>"},
                "author": 4,
                "categories": [3],
                "tags": [],
            }
        ]
    )
    assert (found.name, found.title) == (URL, "„Hilde“ – Fähre ruht")
    assert found.paragraphs[1] == Paragraph("Kritik", "subheading")
    assert (found.authors, found.section, found.tags) == ((), None, ())


def test_schema_org_among_what_else_a_page_holds() -> None:
    found = record(
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebPage", "name": "Startseite"},
                {
                    "@type": "NewsArticle",
                    "@id": URL,
                    "headline": f"{TITLE} - Beispielbote",
                    "articleBody": TEXT,
                    "articleSection": ["Inseln"],
                    "author": [{"@type": "Person", "name": name} for name in AUTHORS],
                    "publisher": {"@type": "Organization", "name": "Beispielbote"},
                    "datePublished": "2024-05-13T17:42:05+02:00",
                    "keywords": "Fähren, Süderoog",
                },
            ],
        }
    )
    assert (found.name, found.title, found.outlet) == (URL, TITLE, "Beispielbote")
    assert (found.section, found.authors) == ("Inseln", AUTHORS)
    assert found.tags == ("Fähren", "Süderoog")


def test_feeds_in_json() -> None:
    found = record(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Beispielbote",
            "description": "Alles von den Inseln",
            "items": [
                {
                    "id": "7",
                    "url": URL,
                    "title": TITLE,
                    "content_html": "<p>Die Fähre ruht.</p>",
                    "summary": "Kurz.",
                    "date_published": "2024-05-13T17:42:05+02:00",
                    "authors": [{"name": "Merle Jansen"}],
                }
            ],
        }
    )
    assert (found.name, found.title, found.authors) == (URL, TITLE, ("Merle Jansen",))
    assert found.published == "2024-05-13T17:42:05+02:00"


def test_german_keys_and_what_databases_write() -> None:
    found = record(
        [
            {
                "_id": {"$oid": "6641f0"},
                "Überschrift": TITLE,
                "Vorspann": "Die Insulaner warten.",
                "Fließtext": PARAGRAPHS,
                "Datum": {"$date": {"$numberLong": "1715614925000"}},
                "Zeitung": "Beispielbote",
                "Ressort": "Inseln",
                "Autoren": "Merle Jansen und Tom Öztürk",
                "Schlagworte": ["Fähren"],
            }
        ]
    )
    assert (found.name, found.title, found.published) == ("6641f0", TITLE, 1715614925)
    assert texts(found) == ["Die Insulaner warten.", *PARAGRAPHS]
    assert (found.outlet, found.section, found.authors) == ("Beispielbote", "Inseln", AUTHORS)


def test_sections_have_headlines() -> None:
    sections = [{"heading": "Kritik", "paragraphs": ["Eins.", "Zwei."]}, {"text": "Drei."}]
    found = record({"title": TITLE, "content": sections})
    assert found.paragraphs == (
        Paragraph("Kritik", "subheading"),
        *map(Paragraph, ("Eins.", "Zwei.", "Drei.")),
    )


def test_scripts_and_whole_pages_are_no_text() -> None:
    found = record({"text": "<p>Gut.</p><script>boese()</script><p onclick='x()'>Auch.</p>"})
    assert texts(found) == ["Gut.", "Auch."]
    page = "<!DOCTYPE html><html><head></head><body><p>Text</p></body></html>"
    assert "whole web page" in reason({"title": TITLE, "html": page})


@pytest.mark.parametrize(
    ("title", "outlet", "expected"),
    [
        (f"{TITLE} | Beispielbote", "Beispielbote", TITLE),
        (f"{TITLE} - beispielbote.example", "https://www.beispielbote.example", TITLE),
        (f"{TITLE} – BEISPIEL-BOTE", "Beispiel Bote", TITLE),
        (f"{TITLE} – und keiner hilft", "Beispielbote", f"{TITLE} – und keiner hilft"),
        ("Beispielbote", "Beispielbote", "Beispielbote"),
    ],
)
def test_a_title_is_without_the_outlet(title: str, outlet: str, expected: str) -> None:
    assert record({"title": title, "text": TEXT, "publisher": outlet}).title == expected
