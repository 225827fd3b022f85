"""A web archive gives its pages one by one, and goes on behind what is damaged."""

import gzip
import io
import uuid
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tasks.read.hints import NO_HINTS
from tasks.read.readers import format_of
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tests.read.pages import BODY, PARAGRAPHS, TITLE, page

# The library that writes the archives leaves its temporary files to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")

HTML = [("Content-Type", "text/html; charset=utf-8")]
PICTURE = [("Content-Type", "image/png")]


def response(
    address: str,
    payload: bytes,
    *,
    status: str = "200 OK",
    headers: list[tuple[str, str]] | None = None,
    kind: str = "response",
    zipped: bool = False,
) -> bytes:
    """One record as a crawler writes it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=zipped)
    http = StatusAndHeaders(status, headers or HTML, protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            address,
            kind,
            payload=io.BytesIO(payload),
            http_headers=http if kind != "resource" else None,
            warc_headers_dict={
                "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, address)}>",
                "WARC-Date": "2024-11-20T10:00:00Z",
            },
            warc_content_type="text/html" if kind == "resource" else "",
        )
    )
    return out.getvalue()


def article(number: int, *, zipped: bool = False) -> bytes:
    raw = page(title=f"Meldung {number}: {TITLE}").encode()
    length = [*HTML, ("Content-Length", str(len(raw)))]
    return response(f"https://blatt.example/{number}", raw, headers=length, zipped=zipped)


def read(raw: bytes, name: str = "crawl.warc") -> list[Record | Unreadable]:
    source = Source(name, lambda: io.BytesIO(raw))
    form = format_of(source)
    assert form is not None
    assert form.name == "WARC"
    return list(form.records(source, NO_HINTS))


def names(found: list[Record | Unreadable]) -> list[str]:
    return [str(one.name) for one in found if isinstance(one, Record)]


@pytest.mark.parametrize("zipped", [False, True])
def test_each_page_is_a_record_named_by_its_address(zipped: bool) -> None:
    raw = b"".join(article(number, zipped=zipped) for number in (1, 2, 3))
    found = read(raw, "crawl.warc.gz" if zipped else "crawl.warc")
    assert names(found) == [f"https://blatt.example/{number}" for number in (1, 2, 3)]
    first = found[0]
    assert isinstance(first, Record)
    assert first.title == f"Meldung 1: {TITLE}"
    assert [one.text for one in first.paragraphs] == list(PARAGRAPHS)
    assert first.url == "https://blatt.example/1"
    assert first.published is None, "the crawl's date is not the article's"


def test_an_address_that_comes_again_has_a_number() -> None:
    found = read(article(1) + article(2) + article(1))
    assert names(found)[2] == "https://blatt.example/1 (2)"


def test_what_is_no_page_is_passed_over() -> None:
    raw = b"".join(
        (
            article(1),
            response(
                "https://blatt.example/b.png", b"PNG", headers=[("Content-Type", "image/png")]
            ),
            response("https://blatt.example/alt", b"", status="301 Moved"),
            response("https://blatt.example/weg", page().encode(), status="404 Not Found"),
            response("https://blatt.example/1", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
            response("https://blatt.example/2", page().encode(), kind="resource"),
        )
    )
    assert names(read(raw)) == ["https://blatt.example/1", "https://blatt.example/2"]


def test_a_page_that_is_no_article_is_told_and_its_neighbours_are_read() -> None:
    listing = page(title="Seite nicht gefunden", body="<p>Leider nein.</p>").encode()
    found = read(article(1) + response("https://blatt.example/x", listing) + article(2))
    assert [type(one) for one in found] == [Record, Unreadable, Record]
    assert found[1].name == "https://blatt.example/x"


@pytest.mark.parametrize("how", ["gzip", "deflate", "chunked", "latin"])
def test_pages_are_read_as_they_were_sent(how: str) -> None:
    said = "Größer als gedacht, heißt es über die Brücke, sei der Ärger im Rat gewesen."
    raw = page(body=f"<p>{said}</p>{BODY}").replace("„", '"').replace("“", '"')
    payload, headers = raw.encode(), [*HTML]
    if how == "gzip":
        payload = gzip.compress(payload)
        headers.append(("Content-Encoding", "gzip"))
    elif how == "deflate":
        payload = zlib.compress(payload)
        headers.append(("Content-Encoding", "deflate"))
    elif how == "chunked":
        payload = b"%x\r\n%b\r\n0\r\n\r\n" % (len(payload), payload)
        headers.append(("Transfer-Encoding", "chunked"))
    else:
        payload = raw.encode("latin-1")
        headers = [("Content-Type", "text/html; charset=ISO-8859-1")]
    (found,) = read(response("https://blatt.example/1", payload, headers=headers))
    assert isinstance(found, Record)
    assert found.paragraphs[0].text == said


@pytest.mark.parametrize("zipped", [False, True])
def test_what_is_damaged_is_told_and_what_follows_is_read(zipped: bool) -> None:
    parts = [article(number, zipped=zipped) for number in (1, 2, 3, 4)]
    parts[1] = b"\x55" * len(parts[1])
    found = read(b"".join(parts), "crawl.warc.gz" if zipped else "crawl.warc")
    assert names(found) == [f"https://blatt.example/{number}" for number in (1, 3, 4)]
    told = [one for one in found if isinstance(one, Unreadable)]
    assert len(told) == 1
    assert "damaged" in told[0].reason


def test_a_length_that_reaches_into_the_next_record_loses_only_its_own() -> None:
    wrong = article(2).replace(b"Content-Length: ", b"Content-Length: 9", 1)
    found = read(article(1) + wrong + article(3) + article(4))
    assert names(found) == [f"https://blatt.example/{number}" for number in (1, 3, 4)]


def test_a_page_that_is_cut_off_is_told() -> None:
    found = read((article(1) + article(2))[:-300])
    assert names(found) == ["https://blatt.example/1"]
    assert isinstance(found[-1], Unreadable)
    assert "cut off" in found[-1].reason


def test_an_archive_without_pages_is_told() -> None:
    raw = response("https://blatt.example/b", b"PNG", headers=PICTURE)
    with pytest.raises(UnreadableFileError, match=r"no pages \(1 other"):
        read(raw)


def test_an_archive_is_read_as_it_comes() -> None:
    """The first page is given before the second is read; nothing holds the file."""
    reads = 0

    class Counted(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            nonlocal reads
            reads += 1
            return super().read(size)

    raw = b"".join(article(number) for number in range(60))
    source = Source("crawl.warc", lambda: Counted(raw))
    form = format_of(source)
    assert form is not None
    assert form.streams
    pages: Iterator[Record | Unreadable] = form.records(source, NO_HINTS)
    next(pages)
    before = reads
    assert sum(1 for _ in pages) == 59
    assert reads > before


@settings(max_examples=25, derandomize=True, deadline=None, database=None)
@given(st.booleans(), st.data())
def test_whatever_happens_to_an_archive_gives_records_or_reasons(
    zipped: bool, data: st.DataObject
) -> None:
    raw = bytearray(article(1, zipped=zipped) + article(2, zipped=zipped))
    start = data.draw(st.integers(0, len(raw)))
    if data.draw(st.booleans()):
        del raw[start:]
    else:
        raw[start : start + 30] = data.draw(st.binary(min_size=0, max_size=30))
    source = Source("crawl.warc.gz" if zipped else "crawl.warc", lambda: io.BytesIO(bytes(raw)))
    form = format_of(source)
    if form is None or form.name != "WARC":
        return
    try:
        found = list(form.records(source, NO_HINTS))
    except UnreadableFileError as error:
        assert str(error)
        return
    assert all(isinstance(one, Record | Unreadable) for one in found)
