from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotated.corpus.article import MarkedBlock, Mention, Quotation
from annotated.corpus.marks import MarkError, read_marks, write_marks

WORDS = ["Dahl", "sagte", "{nichts}", "<und", "@ging", "nach", "Haus\\", "er", "am\nAbend", "spät"]


def texts() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


def test_marks_are_taken_out_and_their_spans_kept() -> None:
    marked = read_marks("{1+2f {1s <dahl Dahl>} {2c sagte},} {1 er komme}")
    assert marked.text == "Dahl sagte, er komme"
    assert marked.parts[1] == {"speaker": ((0, 4),), "frame": ((0, 11),), "quote": ((12, 20),)}
    assert marked.parts[2] == {"cue": ((5, 10),), "frame": ((0, 11),)}
    assert marked.mentions == (Mention(0, 4, "dahl", "name"),)


def test_a_mention_is_a_name_a_role_or_a_pronoun() -> None:
    forms = [
        one.form for one in read_marks("<a Eva Kern> <a~ die Ärztin> <a Ihre> <a sie>").mentions
    ]
    assert forms == ["name", "role", "pronoun", "pronoun"]


def test_pieces_with_only_white_space_between_are_one() -> None:
    assert read_marks("{1 Ja.}\n\n{1 Nein.} Dann {1 wieder}").parts[1]["quote"] == (
        (0, 10),
        (16, 22),
    )


def test_blocks_are_lines_or_pieces_of_them() -> None:
    marked = read_marks("@headline Brücke zu\nText. {@credit Foto: dpa}\n@byline Von Eva")
    assert [(marked.text[one.start : one.end], one.kind) for one in marked.blocks] == [
        ("Brücke zu", "headline"),
        ("Foto: dpa", "credit"),
        ("Von Eva", "byline"),
    ]


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("{1 offen", "never closed"),
        ("zu}", "closes nothing"),
        ("{1 <a b} c>", "must not cross"),
        ("{x was}", "is no mark"),
        ("@überschrift A", "no kind of block"),
        ("@schlagzeile A", "there are: headline"),
        ("{@schlagzeile A}", "there are: headline"),
        ("{1 }", "holds no words"),
        ("Ende\\", "lone"),
    ],
)
def test_what_is_wrong_with_marks_is_said(marked: str, words: str) -> None:
    with pytest.raises(MarkError, match=words):
        read_marks(marked)


@given(st.data())
def test_what_is_written_is_read_back(data: st.DataObject) -> None:
    text = data.draw(texts())
    borders = sorted({0, len(text), *(p for p, sign in enumerate(text) if sign == " ")})

    def span() -> tuple[int, int]:
        first, last = sorted(data.draw(st.lists(st.sampled_from(borders), min_size=2, max_size=2)))
        return (first + (text[first : first + 1] == " "), last) if first < last else (0, len(text))

    quotation = Quotation(1, "Direct", "Speech", "said", (), (span(),), cue=(span(),))
    other = replace(quotation, number=2, quote=(span(),), speaker=(span(),))
    mention = Mention(*span(), "dahl", "role")
    marked = read_marks(write_marks(text, (quotation, other), (mention,), ()))
    assert marked.text == text
    assert marked.parts == {
        1: {"quote": quotation.quote, "cue": quotation.cue},
        2: {"quote": other.quote, "cue": other.cue, "speaker": other.speaker},
    }
    covered = [place for one in marked.mentions for place in range(one.start, one.end)]
    assert covered == list(range(mention.start, mention.end))


def test_a_line_s_kind_is_written_before_the_marks_that_begin_it() -> None:
    blocks = (MarkedBlock(0, 4, "headline"),)
    written = write_marks("Dahl\nDahl", (), (Mention(0, 4, "a", "name"),), blocks)
    assert written == "@headline <a Dahl>\nDahl"
    assert read_marks(written).blocks == blocks
