import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.article import Rejection
from tasks.text.encoding import decode

TEXT = (
    "Die Bürgermeisterin sagte: „Wir prüfen das.“ Später fügte sie hinzu – größer geht’s nicht.\n"
)


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
    ],
)
def test_the_usual_encodings_give_the_same_characters(raw: bytes) -> None:
    assert decode(raw) == TEXT


def test_decomposed_umlauts_stay_decomposed() -> None:
    decomposed = unicodedata.normalize("NFD", TEXT)
    assert decode(decomposed.encode()) == decomposed


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"%PDF-1.7 \xe2\xe3", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
        (TEXT.encode()[:-20] + b"\xff" + TEXT.encode(), "damaged"),
        (b"Stra\x81e", "neither"),
    ],
)
def test_what_is_no_text_is_rejected_by_name(raw: bytes, word: str) -> None:
    rejection = decode(raw)
    assert isinstance(rejection, Rejection)
    assert word in rejection.reason


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"])))
def test_utf8_text_without_control_characters_comes_out_as_it_went_in(text: str) -> None:
    text = text.lstrip("\ufeff")
    if not text.startswith(("PK", "GIF8", "%PDF", "{\\rtf")):
        assert decode(text.encode()) == text


@given(st.binary(max_size=200))
def test_any_bytes_become_text_or_a_reason(raw: bytes) -> None:
    decoded = decode(raw)
    assert isinstance(decoded, str) or decoded.reason
