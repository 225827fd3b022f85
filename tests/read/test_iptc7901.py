"""Messages of wires: header, text, and what below it speaks to editors."""

import textwrap

import pytest
from hypothesis import given, settings

from tasks.read.moment import moment_of
from tasks.read.record import Record, Unreadable
from tests.read.articles import BRIDGE, CLUB, Invented
from tests.read.reading import all_records, damaged, kind_of, only_sentences, read, reasons, texts


def message(
    article: Invented = BRIDGE,
    *,
    header: str = "bdt0123 4 vm 171 dpa 0456",
    below: str = "",
    sent: str = "031015 Mai 24",
    indent: str = "   ",
) -> str:
    """As a wire sends it: lines of 64 characters, paragraphs with an indent."""
    lines = [
        line
        for text in article.paragraphs
        for line in textwrap.wrap(text, 64, initial_indent=indent, break_on_hyphens=True)
    ]
    text = "\r\n".join(lines)
    return (
        f"\x01{header}\r\nBrücken/Verkehr/\r\n"
        f"\x02{article.title}\r\nVon {article.author}, dpa =\r\n"
        f"{text}\r\n{below}\x03\r\n{sent}\r\n\x04\r\n"
    )


def wire(*messages: str, encoding: str = "cp1252") -> bytes:
    return "".join(messages or (message(),)).replace("ı", "i").encode(encoding)


def test_a_message_becomes_an_article() -> None:
    [record] = all_records(wire(), "a.iptc")
    assert texts(record) == BRIDGE.paragraphs
    assert record.title == BRIDGE.title
    assert record.name == "bdt0123 031015 Mai 24"
    assert record.authors == ("Anna Reimers",)
    assert (record.agency, record.section) == ("dpa", "Vermischtes")
    assert record.tags == ("Brücken", "Verkehr")
    assert str(moment_of(record.published).published_at) == "2024-05-03 10:15:00+02:00"


def test_many_messages_stand_in_one_file() -> None:
    records = all_records(wire(message(), message(CLUB, header="bsd0007 3 sp 99")), "a.txt")
    assert [record.title for record in records] == [BRIDGE.title, CLUB.title]
    assert records[1].section == "Sport"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_its_bytes_may_be_of_any_usual_kind(encoding: str) -> None:
    assert texts(all_records(wire(encoding=encoding))[0]) == BRIDGE.paragraphs


def test_seven_bits_are_german() -> None:
    plain = message().replace("„", '"').replace("“", '"').replace("»", '"').replace("«", '"')
    seven = plain.translate(str.maketrans("ÄÖÜäöüß", "[\\]{|}~")).encode("ascii")
    [record] = all_records(seven)
    assert record.title == BRIDGE.title
    assert "Händler in der Nordstadt klagen über Einbußen" in texts(record)[3]


def test_paragraphs_may_be_parted_by_blank_lines_or_bare_line_feeds() -> None:
    blank = message(indent="").replace("benutzen.\r\n", "benutzen.\r\n\r\n")
    bare = message(indent="").replace("benutzen.\r\n", "benutzen.\n")
    for raw in (wire(blank), wire(bare)):
        assert texts(all_records(raw)[0])[0] == BRIDGE.paragraphs[0]


def test_what_is_for_editors_is_no_text() -> None:
    below = (
        "   dpa abc def\r\n# Notizblock\r\n## dpa-Kontakte\r\n- Autorin: Anna Reimers, "
        "+49 40 123456, <reimers@dpa.example>\r\n"
    )
    [record] = all_records(wire(message(below=below)))
    assert texts(record) == BRIDGE.paragraphs
    assert "123456" not in str(record)


def test_a_signature_is_no_text_and_a_sentence_with_dpa_is() -> None:
    assert texts(all_records(wire(message(below="dpa ni yyzz n1 mo\r\n")))[0]) == BRIDGE.paragraphs
    said = "   dpa liegt der Bericht vor.\r\n"
    assert texts(all_records(wire(message(below=said)))[0])[-1] == "dpa liegt der Bericht vor."


def test_a_message_that_breaks_off_spares_its_neighbours() -> None:
    raw = wire(message(), message(CLUB))
    given, why = read(raw[:-60])
    assert why is None
    assert isinstance(given[0], Record)
    assert isinstance(given[1], Unreadable) and "breaks off" in given[1].reason


def test_a_header_alone_has_no_text() -> None:
    assert "no text" in reasons(b"\x01bdt0123 4 pl 10\r\n\x02\x03\r\n")[0]


def test_signs() -> None:
    assert kind_of(wire(), "a.txt") == "IPTC 7901"
    assert kind_of(b"\x16\x16\r\n" + wire(), "a.txt") == "IPTC 7901"
    assert kind_of(b"bdt0123 4 pl 10 dpa", "a.iptc") is None


@settings(max_examples=60, derandomize=True, deadline=None)
@given(damaged(wire(message(), message(CLUB))))
def test_whatever_happens_to_a_wire_there_are_records_or_reasons(raw: bytes) -> None:
    if kind_of(raw, "a.txt") is not None:
        only_sentences(lambda: read(raw, "a.txt"))
