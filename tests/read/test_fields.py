"""What stands in the fields of an article, alike for all formats."""

import pytest

from tasks.read.fields.body import with_above, without_title
from tasks.read.fields.plain import parted
from tasks.read.fields.title import without_outlet
from tasks.read.paragraph import Paragraph

TEXT = (
    Paragraph("Der Hafen wird tiefer, sagt Ute Groß."),
    Paragraph("Kiel"),
    Paragraph("Im Mai wird gebaggert."),
)


@pytest.mark.parametrize(
    ("above", "kept"),
    [
        ("Der Hafen wird tiefer", False),
        ("Im Mai wird gebaggert.", False),
        ("Kiel", False),
        ("Hafen", True),
        ("Der Hafen wird breiter", True),
    ],
)
def test_what_stands_above_a_text_is_said_once(above: str, kept: bool) -> None:
    kicker = Paragraph(above, "kicker")
    assert with_above([kicker], TEXT) == ((kicker, *TEXT) if kept else TEXT)


@pytest.mark.parametrize(
    ("title", "outlet", "expected"),
    [
        ("Mehr Sand – Küstenblatt", "Küstenblatt", "Mehr Sand"),
        ("Mehr Sand | kuestenblatt", "https://www.kuestenblatt.example/", "Mehr Sand"),
        ("Mehr Sand • KÜSTENBLATT", "Küstenblatt", "Mehr Sand"),
        ("Mehr Sand für das Küstenblatt", "Küstenblatt", "Mehr Sand für das Küstenblatt"),
        ("Mehr Sand - ein Küstenblatt", "Küstenblatt", "Mehr Sand - ein Küstenblatt"),
    ],
)
def test_the_outlet_behind_a_title_is_none_of_it(title: str, outlet: str, expected: str) -> None:
    assert without_outlet(title, outlet) == expected


def test_a_title_that_is_repeated_with_other_marks_is_said_once() -> None:
    assert without_title(TEXT, "„Der Hafen wird tiefer“, sagt Ute Groß") == TEXT[1:]
    assert without_title(TEXT, "Hafen") == TEXT
    assert without_title(TEXT, None) == TEXT


@pytest.mark.parametrize(
    "raw", ["Ein\nSatz.\n \nNoch einer.", "<p>Ein Satz.</p><p>Noch einer.</p>"]
)
def test_a_text_of_an_agency_is_parted_by_blank_lines_or_mark_up(raw: str) -> None:
    assert [part.text for part in parted(raw)] == ["Ein Satz.", "Noch einer."]
