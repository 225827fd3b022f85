import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.article import Block
from tasks.text.blocks import find_blocks
from tasks.text.plain import plain_of


def read(text: str) -> str:
    return plain_of(text, (Block(0, len(text), "paragraph"),)).text


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("Anna&nbsp;Berg &amp; Söhne", "Anna Berg & Söhne"),
        ("Anna\u00a0Berg", "Anna Berg"),
        ("Anna Mer\u00adtens", "Anna Mertens"),
        ('<a href="https://x.example/b">Anna Berg</a> kam', "Anna Berg kam"),
        ("Eins.<br>Zwei.", "Eins. Zwei."),
        ("Anna Mer-\ntens kam", "Anna Mertens kam"),
        ("Anna Berg-\nMertens kam", "Anna Berg-Mertens kam"),
        ("Nord-\nund Südsee", "Nord-\nund Südsee"),
        ("Das sagte Berg.[3] Sie ging.[4][5]", "Das sagte Berg. Sie ging."),
        ("Das sagte Berg.¹ Sie", "Das sagte Berg. Sie"),
        ("**Anna Berg** kam", "Anna Berg kam"),
        ("&lt;b&gt;Anna Berg&lt;/b&gt; kam", "Anna Berg kam"),
        ("## _Anna Berg_ kam", "Anna Berg kam"),
        ("![Brücke](https://x.example/b.jpg)Anna Berg", "Anna Berg"),
        ("Anna B.* schwieg", "Anna B. schwieg"),
        ("siehe [Anna Berg](https://x.example/b) hier", "siehe Anna Berg hier"),
    ],
)
def test_traces_of_a_page_are_not_read(stored: str, words: str) -> None:
    assert read(stored) == words


@pytest.mark.parametrize(
    "text",
    [
        "Lehrer*innen zahlen 3 < 4 Euro, 20 m² und 5 > 2.",
        "„[D]ie Zeit [...] ist um“, sagte sie [sic].",
        "AT&T; kauft S&P, K&L und Ost-West-Handel.",
        "Der Zugang anna_berg und #Brücke.",
        "(* 1950 in Kiel) und (*1950)",
    ],
)
def test_what_a_writer_wrote_is_read_as_it_is(text: str) -> None:
    assert read(text) == text


def test_what_is_not_the_article_is_not_read_and_all_else_is_found_again() -> None:
    text = "Kiel (dpa) - Der Rat tagte am Montag.\n\nAnzeige\n\nAnna Mer-\ntens ging nun. (dpa)\n"
    plain = plain_of(text, find_blocks(text))
    assert plain.text == "Der Rat tagte am Montag.\n\nAnna Mertens ging nun."
    assert [block.kind for block in plain.blocks] == ["paragraph", "paragraph"]
    start = plain.text.index("Mertens")
    assert text[slice(*plain.place(start, start + 7))] == "Mer-\ntens"
    start = plain.text.index("Rat")
    assert text[slice(*plain.place(start, start + 3))] == "Rat"


PIECES = [
    "Anna", " ", "\n", "\n\n", "&nbsp;", "&amp;", "<b>", "</b>", "<br>", "[1]", "-\n", "\u00ad",
    "Kiel (dpa) - ", "Anzeige", "Foto: dpa", ". ", "„", "“", "*", "\u00a0", "berg",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_every_character_that_is_read_has_its_place(text: str) -> None:
    plain = plain_of(text, find_blocks(text))
    before = 0
    for at, char in enumerate(plain.text):
        start, end = plain.place(at, at + 1)
        assert before <= start < end <= len(text)
        # What was cut is not read; what is read is there, or stands for a trace or a gap.
        assert text[start:end] == char or char in " \n&"
        before = start
    for block in plain.blocks:
        assert 0 <= block.start < block.end <= len(plain.text)
