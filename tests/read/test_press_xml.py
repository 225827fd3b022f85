"""WordPress exports, NITF, NewsML-G2 and the XML of trafilatura."""

import io
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

import pytest
import trafilatura
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.read.hints import NO_HINTS
from tasks.read.readers import format_of
from tasks.read.record import Record
from tasks.read.source import Source
from tests.read.articles import ALL, BRIDGE, CLINIC, CLUB, Invented
from tests.read.reading import all_records, damaged, kind_of, only_sentences, read, reasons, texts

WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Weserblatt</title><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login><![CDATA[areimers]]></wp:author_login>
<wp:author_email><![CDATA[reimers@weserblatt.example]]></wp:author_email>
<wp:author_display_name><![CDATA[Anna Reimers]]></wp:author_display_name></wp:author>
{items}
</channel></rss>"""


def wordpress_item(article: Invented = BRIDGE, body: str | None = None, **other: str) -> str:
    fields = {"status": "publish", "post_type": "post", "post_password": "", **other}
    more = "".join(f"<wp:{name}><![CDATA[{value}]]></wp:{name}>" for name, value in fields.items())
    return f"""<item><title><![CDATA[{article.title}]]></title><link>{article.url}</link>
<pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate><dc:creator><![CDATA[areimers]]></dc:creator>
<guid isPermaLink="false">https://weserblatt.example/?p={article.day[-2:]}</guid>
<content:encoded><![CDATA[{article.html if body is None else body}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_date><![CDATA[{article.day} 10:15:00]]></wp:post_date>
<wp:post_date_gmt><![CDATA[{article.day} 08:15:00]]></wp:post_date_gmt>{more}
<category domain="category" nicename="x"><![CDATA[{article.section}]]></category>
<category domain="post_tag" nicename="y"><![CDATA[Verkehr]]></category></item>"""


def wordpress(*items: str) -> bytes:
    return WXR.replace("{items}", "\n".join(items)).encode()


NITF = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.2/specification/dtd/nitf-3-2.dtd">
<nitf><head><title>Brücke</title>
<tobject><tobject.subject tobject.subject.type="Verkehr"/></tobject>
<docdata management-status="usable"><doc-id id-string="dpa:240503-99-1" regsrc="dpa"/>
<du-key key="1" version="3"/><urgency ed-urg="4"/><date.issue norm="20240503T101500+0200"/>
<key-list><keyword key="Brücken"/></key-list></docdata>
<pubdata name="Weserblatt" position.section="Lokales" date.publication="20240504"/></head>
<body><body.head><hedline><hl1>{title}</hl1><hl2>Händler fordern eine Fähre</hl2></hedline>
<note><body.content><p>Achtung: Neufassung, Rückfragen +49 40 1234</p></body.content></note>
<byline>Von <person>Anna Reimers</person>, dpa</byline><distributor>dpa</distributor>
<dateline><location>Altenweser</location></dateline>
<abstract><p>Was die Stadt nun vorhat.</p></abstract></body.head>
<body.content><block>{body}
<media media-type="image"><media-reference source="b.jpg">b.jpg</media-reference>
<media-caption>Die Weserbrücke im Winter.</media-caption>
<media-producer>Foto: J. Ohm</media-producer></media>
</block></body.content><body.end><tagline>dpa abc xx</tagline></body.end></body></nitf>"""


def nitf(article: Invented = BRIDGE) -> bytes:
    return NITF.replace("{title}", article.title).replace("{body}", article.html).encode()


def newsml_item(article: Invented = BRIDGE, *, body: str | None = None, **other: str) -> str:
    of = {"status": "usable", "class": "text", "version": "2", "embargoed": "", **other}
    embargo = f"<embargoed>{of['embargoed']}</embargoed>" if of["embargoed"] else ""
    inner = body or (
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>x</title></head><body><h1>{article.title}</h1>{article.html}</body></html>"
        "</inlineXML>"
    )
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2"
 guid="urn:newsml:dpa.com:20090101:{article.day}" version="{of["version"]}" xml:lang="de">
<itemMeta><itemClass qcode="ninat:{of["class"]}"/>
<provider qcode="nprov:dpa"><name>dpa</name></provider>
<versionCreated>{article.day}T10:15:00+02:00</versionCreated>{embargo}
<pubStatus qcode="stat:{of["status"]}"/></itemMeta>
<contentMeta><urgency>4</urgency><located type="x"><name xml:lang="de">Altenweser</name></located>
<creator literal="ar"/><creditline>dpa/lno</creditline><by>{article.author}</by>
<headline role="drol:sub">Zweite Zeile</headline>
<headline role="hltype:main">{article.title}</headline>
<genre qcode="genre:current"><name xml:lang="de">Bericht</name></genre>
<subject type="dpatype:category"><name xml:lang="en">local</name>
<name xml:lang="de">{article.section}</name></subject><keyword>Verkehr</keyword></contentMeta>
<contentSet>{inner}</contentSet></newsItem>"""


def newsml(*items: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">'
        f"<header><sent>2024-05-03T12:00:00Z</sent></header><itemSet>{''.join(items)}</itemSet>"
        "</newsMessage>"
    ).encode()


def newsml1(article: Invented = BRIDGE, *, status: str = "Usable", content: str = "") -> bytes:
    inner = content or nitf(article).decode().partition('.dtd">')[2]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE NewsML SYSTEM "http://www.iptc.org/std/NewsML/1.2/specification/NewsML_1.2.dtd">
<NewsML><NewsEnvelope><DateAndTime>20040503T120000Z</DateAndTime></NewsEnvelope><NewsItem>
<Identification><NewsIdentifier><ProviderId>dpa.com</ProviderId><NewsItemId>1</NewsItemId>
<RevisionId PreviousRevision="1" Update="A">2</RevisionId>
<PublicIdentifier>urn:newsml:dpa.com:20040503:1:2</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20040503T090000+0200</FirstCreated>
<ThisRevisionCreated>20040503T101500+0200</ThisRevisionCreated>
<Status FormalName="{status}"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>{article.title}</HeadLine><ByLine>{article.author}</ByLine>
<CreditLine>dpa</CreditLine><KeywordLine>Verkehr</KeywordLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="dpa"/></Provider></AdministrativeMetadata>
<ContentItem><DataContent>{inner}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>
""".encode()


def page(article: Invented = BRIDGE) -> str:
    return f"""<html lang="de"><head><title>{article.title} - Weserblatt</title>
<meta name="author" content="{article.author}"><meta property="og:site_name" content="Weserblatt">
<meta property="article:published_time" content="{article.day}T10:15:00+02:00">
<meta name="keywords" content="Brücke, Verkehr"><link rel="canonical" href="{article.url}"></head>
<body><article><h1>{article.title}</h1>{article.html}<h2>Was nun?</h2>
<p>Die Anwohner wollen sich am Montag im Gemeindehaus treffen und über die Folgen beraten.</p>
<table><tr><td>Jahr</td><td>Kosten</td></tr><tr><td>2023</td><td>3 Millionen</td></tr></table>
</article></body></html>"""


def extracted(form: str, article: Invented = BRIDGE) -> bytes:
    made = trafilatura.extract(
        page(article), output_format=form, with_metadata=True, url=article.url
    )
    assert made is not None
    return made.encode()


def test_wordpress_gives_published_posts_by_shown_names() -> None:
    [first, second] = all_records(wordpress(wordpress_item(), wordpress_item(CLUB)))
    assert texts(first) == BRIDGE.paragraphs
    assert texts(second) == CLUB.paragraphs
    assert first.name == "https://weserblatt.example/?p=03"
    assert first.authors == ("Anna Reimers",)
    assert first.outlet == "Weserblatt"
    assert first.published == "2024-05-03 08:15:00+00:00"
    assert (first.section, first.tags) == ("Lokales", ("Verkehr",))


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"status": "draft"}, "'draft'"),
        ({"status": "private"}, "'private'"),
        ({"status": "future"}, "'future'"),
        ({"post_password": "geheim"}, "password"),
        ({"post_type": "page"}, "'page'"),
    ],
)
def test_wordpress_tells_why_a_post_is_none(fields: dict[str, str], says: str) -> None:
    given, why = read(wordpress(wordpress_item(**fields), wordpress_item(CLUB)))
    assert why is None
    assert says in reasons(wordpress(wordpress_item(**fields)))[0]
    assert isinstance(given[1], Record)
    assert "geheim" not in str(given)


def test_wordpress_attachments_pass_without_a_word() -> None:
    assert read(wordpress(wordpress_item(body="", post_type="attachment"))) == ([], None)


def test_wordpress_keeps_paragraphs_as_blank_lines_blocks_and_calls() -> None:
    body = (
        "<!-- wp:paragraph -->\nErster Absatz, sagte [sic] Ahlers.\n<!-- /wp:paragraph -->\n\n"
        'Zweiter\nAbsatz. [gallery ids="1,2"]\n\n'
        '[caption id="a" width="3"]<img src="b.jpg" /> Die Brücke [/caption]\n\n'
        '[embed]https://example.org/film[/embed]\n\n[vc_row el="x"]Dritter[/vc_row]'
    )
    [record] = all_records(wordpress(wordpress_item(body=body)))
    assert texts(record) == (
        "Erster Absatz, sagte [sic] Ahlers.",
        "Zweiter Absatz.",
        "Die Brücke",
        "Dritter",
    )
    assert record.paragraphs[2].kind == "caption"


def test_wordpress_is_read_in_parts() -> None:
    many = wordpress(*(wordpress_item(body=BRIDGE.html * 20) for _ in range(100)))
    source = Source("a.xml", lambda: io.BytesIO(many), max_bytes=1_000)
    form = format_of(source)
    assert form is not None and form.streams
    assert sum(1 for _ in form.records(source, NO_HINTS)) == 100


def test_nitf_gives_text_without_notes_and_sources_of_pictures() -> None:
    [record] = all_records(nitf())
    assert texts(record) == (
        "Händler fordern eine Fähre",
        "Was die Stadt nun vorhat.",
        *BRIDGE.paragraphs,
        "Die Weserbrücke im Winter.",
    )
    kinds = [part.kind for part in record.paragraphs]
    assert (*kinds[:2], kinds[-1]) == ("subheading", "lead", "caption")
    assert record.title == BRIDGE.title
    assert record.name == "dpa:240503-99-1"
    assert (record.published, record.version) == ("20240503T101500+0200", 3)
    assert (record.outlet, record.section, record.agency) == ("Weserblatt", "Lokales", "dpa")
    assert record.authors == ("Anna Reimers",)
    assert record.tags == ("Brücken", "Verkehr")


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_what_its_source_withdraws_is_no_article(status: str) -> None:
    raw = nitf().replace(b'"usable"', f'"{status}"'.encode())
    assert status in reasons(raw)[0]
    assert status in reasons(newsml(newsml_item(status=status)))[0]


def test_newsml_gives_what_the_item_says() -> None:
    [record, _] = all_records(newsml(newsml_item(), newsml_item(CLINIC)))
    assert texts(record) == BRIDGE.paragraphs
    assert record.title == BRIDGE.title
    assert record.name == "urn:newsml:dpa.com:20090101:2024-05-03"
    assert (record.version, record.published) == (2, "2024-05-03T10:15:00+02:00")
    assert (record.outlet, record.agency, record.section) == ("dpa", "dpa/lno", "Lokales")
    assert record.authors == ("Anna Reimers",)
    assert record.tags == ("Bericht", "Lokales", "Verkehr")


def test_newsml_of_one_item_and_with_nitf_or_plain_text_inside() -> None:
    inner = "<inlineXML>" + nitf().decode().partition('.dtd">')[2] + "</inlineXML>"
    plain = '<inlineData contenttype="text/plain">' + "\n\n".join(CLUB.paragraphs) + "</inlineData>"
    with_nitf, with_text = newsml_item(body=inner), newsml_item(body=plain)
    assert BRIDGE.paragraphs[0] in texts(all_records(with_nitf.encode())[0])
    assert texts(all_records(with_text.encode())[0]) == CLUB.paragraphs


@pytest.mark.parametrize(
    "content",
    [
        "",
        f"<html><body>{BRIDGE.html}</body></html>",
        BRIDGE.html,
        escape(BRIDGE.html),
        "\n\n".join(BRIDGE.paragraphs),
    ],
    ids=["NITF", "page", "elements", "escaped", "plain"],
)
def test_newsml_1_gives_the_same(content: str) -> None:
    [record] = all_records(newsml1(content=content))
    assert texts(record)[:4] == BRIDGE.paragraphs
    assert (record.title, record.version) == (BRIDGE.title, 2)
    assert (record.outlet, record.agency) == ("dpa", "dpa")
    assert (record.authors, record.tags) == (("Anna Reimers",), ("Verkehr",))
    assert record.published == "20040503T101500+0200"
    for status in ("Canceled", "Embargoed"):
        assert "not to be used" in reasons(newsml1(status=status))[0]


def test_an_embargo_holds_until_its_moment() -> None:
    later = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    assert "holds it back until" in reasons(newsml(newsml_item(embargoed=later)))[0]
    assert all_records(newsml(newsml_item(embargoed="2024-05-03T06:00:00+02:00")))


def test_pictures_and_packages_are_no_articles() -> None:
    package = '<packageItem guid="p"><groupSet/></packageItem>'
    assert "'picture'" in reasons(newsml(newsml_item(**{"class": "picture"})))[0]
    assert "<packageItem>" in reasons(newsml(package))[0]
    assert "no items" in reasons(newsml())[0]


@pytest.mark.parametrize("form", ["xml", "xmltei"])
def test_trafilatura_gives_its_text_and_fields(form: str) -> None:
    [record] = all_records(extracted(form))
    assert texts(record)[:4] == BRIDGE.paragraphs
    assert texts(record)[4] == "Was nun?"
    assert texts(record)[6:] == ("Jahr | Kosten", "2023 | 3 Millionen")
    assert record.paragraphs[4].kind == "subheading"
    assert record.title == BRIDGE.title
    assert record.published == "2024-05-03"
    assert (record.outlet, record.url, record.name) == ("Weserblatt", BRIDGE.url, BRIDGE.url)
    assert record.authors == ("Anna Reimers",)
    assert record.tags == ("Brücke", "Verkehr")


def test_documents_of_trafilatura_may_stand_in_one_file() -> None:
    raw = b"<corpus>" + b"".join(extracted("xml", article) for article in ALL) + b"</corpus>"
    assert [record.title for record in all_records(raw)] == [article.title for article in ALL]


EXAMPLES = {
    "WordPress export": wordpress(wordpress_item(), wordpress_item(CLUB)),
    "NITF": nitf(),
    "NewsML-G2": newsml(newsml_item(), newsml_item(CLINIC)),
    "NewsML 1": newsml1(),
    "XML of trafilatura": extracted("xml"),
}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_signs(kind: str) -> None:
    assert kind_of(EXAMPLES[kind], "a.txt") == kind
    assert kind_of(b"\n<!-- <rss> -->" + EXAMPLES[kind].partition(b"?>")[2]) in {kind, None}


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">',
        '<!ENTITY b SYSTEM "file:///etc/passwd">',
        '<!ENTITY % c SYSTEM "http://weserblatt.example/evil.dtd"> %c;',
    ],
)
def test_entities_are_never_resolved(kind: str, subset: str) -> None:
    raw = EXAMPLES[kind].decode()
    raw = raw[raw.index("<nitf") :] if kind == "NITF" else raw.rpartition("?>")[2].lstrip()
    root = raw[1:].split()[0].split(">")[0]
    bomb = f'<?xml version="1.0"?><!DOCTYPE {root} [{subset}]>{raw.replace("Altenweser", "&b;", 1)}'
    given, why = read(bomb.encode())
    assert given == []
    assert why is not None and ("entities" in why or "cannot be read" in why)


@pytest.mark.parametrize("kind", ["WordPress export", "NewsML-G2"])
def test_a_file_that_breaks_off_gives_what_came_before(kind: str) -> None:
    raw = EXAMPLES[kind]
    given, why = read(raw[: len(raw) - 300])
    assert len(given) == 1
    assert why is not None and "cannot be read beyond line" in why


def test_a_file_may_have_two_bytes_a_letter() -> None:
    raw = nitf().decode().replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")
    assert BRIDGE.paragraphs[1] in texts(all_records(raw)[0])


def test_another_encoding_than_it_says_is_said() -> None:
    raw = EXAMPLES["NITF"].decode().encode("cp1252")
    assert "encoding" in reasons(raw)[0]


def test_letters_of_html_are_written_out_where_a_file_has_a_dtd() -> None:
    raw = nitf().decode().replace("Brücke", "Br&uuml;cke").replace("„", "&bdquo;<em/>&sect;")
    [record] = all_records(raw.encode())
    assert record.title == BRIDGE.title
    assert texts(record)[3] == BRIDGE.paragraphs[1].replace("„", "„§")


def test_a_text_cannot_close_its_own_mark_up() -> None:
    body = escape("<script>alert(1)</script><p>Wahl</p>")
    item = newsml_item(body=f'<inlineData contenttype="text/html">{body}</inlineData>')
    assert texts(all_records(newsml(item))[0]) == ("Wahl",)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.sampled_from(sorted(EXAMPLES)).flatmap(lambda kind: damaged(EXAMPLES[kind])))
def test_whatever_happens_to_a_file_there_are_records_or_reasons(raw: bytes) -> None:
    if kind_of(raw) is not None:
        only_sentences(lambda: read(raw))
