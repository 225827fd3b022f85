"""Properties of reading: whatever the bytes, an article with valid spans or a reason."""

import time
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasks.text.article import Article
from tasks.text.header import read_header
from tasks.text.ids import make_id
from tasks.text.marks import find_marks, stray_closings
from tasks.text.paragraphs import paragraph_spans
from tasks.text.parse import parse
from tasks.text.restore import content_id, with_blocks

GERMAN = "Der Rat tagte am Montag in Kiel. „Wir bauen das“, sagte Anna Berg dem Rat. "
# Pieces of which odd files are made, so that chance comes upon what matters.
PIECES = st.sampled_from(
    [
        GERMAN, "\n", "\n\n", "\r", " ", "\t", "date ", " date 2021-03 ", "date: 2021-02-30\n",
        "Titel: ", 'title: "x"\n', "---\n", "---", "Quelle:", "Autor: A. Berg\n", "2021", "9999-99",
        "\ufeff", "\ufffd", "\u200b", "\u202e", "\u0308", "\x85", "\u2028", "Ã¼", "â€œ", "😀",
        "„", "“", "”", "‚", "‘", "’", "»", "«", "›", "‹", '"', "'", ":", "...", "Foto: dpa",
        "(links)", "+++ 14.05 Uhr +++", "- ", "1. ", "Frage: Wer?", "<p>", "\\", "\0", "\x1b",
    ]
)  # fmt: skip
CONTENTS = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)
ENCODINGS = st.sampled_from(
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "cp1252"]
)


def check(raw: bytes) -> None:
    """What holds of every reading."""
    article = parse(raw)
    if not isinstance(article, Article):
        assert article.reason
        assert len(article.reason) < 500
        return
    assert article == parse(raw), "the same for the same bytes"
    assert "\r" not in article.text
    assert article.text.encode()
    assert (article.published_on is None) == (article.date_precision == "unknown")
    assert article.published_on is None or article.published_on >= date(1605, 1, 1)
    assert article.article_id == content_id(article)
    assert article == with_blocks(article)
    assert article.remark is None or len(article.remark) < 500
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end <= len(article.text)
        assert not article.text[block.start].isspace()
        assert not article.text[block.end - 1].isspace()
        last = block.end


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_rejected(raw: bytes) -> None:
    check(raw)


@settings(max_examples=300, deadline=None)
@given(CONTENTS, ENCODINGS)
@example("Titel: Ã¼\n\n" + GERMAN, "utf-8")
@example("---\n---\n---\n" + GERMAN, "utf-16")
@example("date 2021-03\n\n\n\ndate: 2020\n" + GERMAN, "utf-32")
def test_any_content_in_any_encoding_is_read_or_rejected(content: str, encoding: str) -> None:
    check(content.encode(encoding, "ignore"))
    check((content + GERMAN * 5).encode(encoding, "ignore"))


@settings(deadline=None)
@given(st.data(), CONTENTS)
def test_a_damaged_byte_spoils_no_more_than_its_file(data: st.DataObject, content: str) -> None:
    raw = bytearray((content + GERMAN).encode())
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    check(bytes(raw))


@settings(max_examples=300, deadline=None)
@given(CONTENTS)
def test_a_header_ends_within_its_file_and_reading_it_twice_gives_the_same(content: str) -> None:
    header = read_header(content)
    assert 0 <= header.start_of_text <= len(content)
    assert header == read_header(content)
    for value in (header.title, header.source, header.author):
        assert value is None or (value == value.strip() and "\n" not in value and value)
    assert header.published.on is None or header.remark is None


MARKS = st.lists(
    st.sampled_from(
        ["„", "“", "”", "‟", '"', "»", "«", "‚", "‘", "’", "'", "›", "‹", " ", "a", "s", "5", ".",
         ",", "(", ")", "\n", "\n\n", "„\n\n„", "\u200b", "ß", "…", "…“", "–"]
    )
    | st.text(max_size=2),
    max_size=120,
).map("".join)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(MARKS)
@example("„a\n\n„b „c“\n\nd“")
@example("»„»\n\n»„")
def test_any_marks_give_stretches_that_nest_and_stay_in_their_paragraphs(text: str) -> None:
    paragraphs = list(paragraph_spans(text))
    found = find_marks(text)
    for number, one in enumerate(found):
        assert one.spans
        for start, end in one.spans:
            assert any(first <= start < end <= last for first, last in paragraphs)
        assert list(one.spans) == sorted(set(one.spans))
        if one.parent is None:
            assert one.depth == 0
        else:
            around = found[one.parent]
            assert one.parent < number
            assert around.closed
            assert one.depth == around.depth + 1
            assert around.start <= one.start < around.end
    strays = stray_closings(text, paragraphs)
    assert strays == sorted(set(strays))
    assert all(0 <= at < len(text) for at in strays)


@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), min_size=1, max_size=5).map("".join))
def test_no_repeated_piece_takes_more_than_fifty_microseconds_a_character(piece: str) -> None:
    content = (piece * 40_000)[:40_000]
    started = time.process_time()
    parse((GERMAN + content).encode("utf-8", "ignore"))
    find_marks(content)
    read_header(content)
    assert time.process_time() - started < 40_000 * 50e-6


@given(st.lists(st.text() | st.none() | st.integers()))
def test_any_parts_make_an_identifier(parts: list[str | int | None]) -> None:
    assert len(make_id(*parts)) == 16
