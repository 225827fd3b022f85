"""RSS and Atom: entries with their whole text, and why those with a teaser are none."""

import io
from datetime import UTC, datetime

import feedgenerator
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.read.articles import ALL, BRIDGE, CLINIC, Invented
from tests.read.reading import all_records, damaged, kind_of, only_sentences, read, reasons, texts


class WithContent(feedgenerator.Rss201rev2Feed):
    """RSS with `content:encoded`, as blogs and newsrooms write it."""

    def root_attributes(self) -> dict[str, str]:
        space = {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}
        return {**super().root_attributes(), **space}

    def add_item_elements(self, handler: object, item: dict[str, object]) -> None:
        super().add_item_elements(handler, item)
        if item.get("body"):
            handler.addQuickElement("content:encoded", item["body"])


class AtomWithContent(feedgenerator.Atom1Feed):
    def add_item_elements(self, handler: object, item: dict[str, object]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["body"], {"type": "html"})


def feed(
    kind: type = WithContent, *, body: bool = True, articles: tuple[Invented, ...] = ALL
) -> bytes:
    made = kind("Weserblatt", "https://weserblatt.example/", "Alles aus Altenweser", language="de")
    for article in articles:
        made.add_item(
            article.title,
            article.url,
            article.paragraphs[0][:80] + " …",
            author_name=article.author,
            author_email="redaktion@weserblatt.example",
            pubdate=datetime.fromisoformat(article.day).replace(hour=8, tzinfo=UTC),
            unique_id=f"wb-{article.day}",
            categories=(article.section, "Region"),
            body=article.html if body else None,
        )
    stream = io.BytesIO()
    made.write(stream, "utf-8")
    return stream.getvalue()


def test_rss_gives_every_entry_with_its_whole_text() -> None:
    records = all_records(feed())
    assert [record.title for record in records] == [article.title for article in ALL]
    assert [texts(record) for record in records] == [article.paragraphs for article in ALL]


def test_what_the_entry_says_of_itself_is_kept() -> None:
    record = all_records(feed())[0]
    assert record.name == "wb-2024-05-03"
    assert record.url == BRIDGE.url
    assert record.outlet == "Weserblatt"
    assert record.authors == ("Anna Reimers",)
    assert record.tags == ("Lokales", "Region")
    assert record.published == "Fri, 03 May 2024 08:00:00 +0000"


def test_an_address_of_mail_is_no_author() -> None:
    raw = feed().replace(b" (Anna Reimers)", b"")
    assert all_records(raw)[0].authors == ()


def test_atom_gives_its_content() -> None:
    records = all_records(feed(AtomWithContent))
    assert [texts(record) for record in records] == [article.paragraphs for article in ALL]
    assert records[0].authors == ("Anna Reimers",)
    assert records[0].published == "2024-05-03T08:00:00+00:00"


def test_atom_of_xhtml_is_read_by_its_elements() -> None:
    raw = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>WB</title>
    <entry><id>tag:1</id><title type="html">Klinik &amp;amp; Stadt</title>
    <updated>2024-02-21T10:00:00+01:00</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><h3>Kein Personal</h3>
    {CLINIC.html}</div></content></entry></feed>""".encode()
    [record] = all_records(raw)
    assert record.title == "Klinik & Stadt"
    assert texts(record) == ("Kein Personal", *CLINIC.paragraphs)
    assert record.paragraphs[0].kind == "subheading"


def test_rss_of_the_semantic_web_is_read() -> None:
    raw = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
    <channel rdf:about="https://weserblatt.example/"><title>Weserblatt</title></channel>
    <item rdf:about="{CLINIC.url}"><title>{CLINIC.title}</title><link>{CLINIC.url}</link>
    <dc:creator>{CLINIC.author}</dc:creator><dc:date>2024-02-21T10:00:00+01:00</dc:date>
    <content:encoded><![CDATA[{CLINIC.html}]]></content:encoded></item></rdf:RDF>""".encode()
    [record] = all_records(raw)
    assert texts(record) == CLINIC.paragraphs
    assert record.published == "2024-02-21T10:00:00+01:00"
    assert record.authors == (CLINIC.author,)


def test_a_teaser_alone_is_no_article() -> None:
    given, why = read(feed(body=False))
    assert why is None
    assert len(reasons(feed(body=False))) == len(given) == len(ALL)
    assert all("teaser" in reason for reason in reasons(feed(body=False)))


def test_a_text_that_wordpress_has_shortened_is_a_teaser() -> None:
    raw = feed().replace(b"am Wochenende.", b"[&amp;#8230;]")
    assert ["teaser" in reason for reason in reasons(raw)] == [True]


def test_what_blogs_add_below_is_left_out() -> None:
    below = (
        '&lt;p&gt;Der Beitrag &lt;a href="#"&gt;Weserbrücke&lt;/a&gt; erschien zuerst auf '
        "Weserblatt.&lt;/p&gt;"
    )
    raw = feed(articles=(BRIDGE,)).decode().replace("</content:", f"{below}</content:").encode()
    assert texts(all_records(raw)[0]) == BRIDGE.paragraphs


def test_a_feed_that_was_cut_off_gives_the_entries_before() -> None:
    raw = feed()
    given, why = read(raw[: raw.index(CLINIC.paragraphs[1][:20].encode())])
    assert [record.name for record in given] == ["wb-2024-05-03"]
    assert why is not None and "breaks off after 1 whole" in why


@pytest.mark.parametrize("between", [" - ", " | ", " – "])
def test_a_headline_has_no_outlet_behind_it(between: str) -> None:
    raw = feed().replace(BRIDGE.title.encode(), f"{BRIDGE.title}{between}Weserblatt".encode())
    assert all_records(raw)[0].title == BRIDGE.title
    raw = feed().replace(BRIDGE.title.encode(), "Ein Leben für das Weserblatt".encode())
    assert all_records(raw)[0].title == "Ein Leben für das Weserblatt"


def test_a_feed_may_have_two_bytes_a_letter() -> None:
    raw = feed().decode().replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")
    assert [texts(record) for record in all_records(raw)] == [a.paragraphs for a in ALL]


def test_a_wrong_encoding_is_seen_through() -> None:
    raw = feed(articles=(BRIDGE,)).decode().encode("cp1252")
    assert texts(all_records(raw)[0]) == BRIDGE.paragraphs


def test_half_a_character_is_told() -> None:
    raw = feed().replace(b"Weserblatt", b"&#xD800;", 1)
    assert "damaged" in reasons(raw)[0]


def test_entities_are_never_resolved() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    [reason] = reasons(bomb + b'<rss version="2.0"><channel/></rss>')
    assert "entities" in reason


def test_a_feed_without_entries_says_so() -> None:
    assert "no entries" in reasons(feed(articles=()))[0]


def test_signs() -> None:
    assert kind_of(feed()) == "RSS or Atom"
    assert kind_of(feed(), "feed.txt") == "RSS or Atom"
    assert kind_of(feed().decode().encode("utf-16")) == "RSS or Atom"
    assert kind_of(b"<feed><product/></feed>", "products.xml") is None
    assert kind_of(b"RSS ist tot, sagte Berg.", "a.rss") is None


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.one_of(damaged(feed()), damaged(feed(AtomWithContent))))
def test_whatever_happens_to_a_feed_there_are_records_or_reasons(raw: bytes) -> None:
    if kind_of(raw) == "RSS or Atom":
        only_sentences(lambda: read(raw))
