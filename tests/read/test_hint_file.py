"""What people say of their sources, and what is said to them where it is wrong."""

from pathlib import Path

import pytest

from tasks.read.hint_file import HintFile, HintFileError, parse_hint_file, read_hint_file
from tasks.read.hints import NO_HINTS

SAID = """
# Export of the archive
[[files]]
pattern = "lokal/*.csv"
outlet = "Elbmarscher Bote"
zone = "Europe/Zurich"
date_format = "%d.%m.%Y"
delimiter = ";"
quote = "'"
header = true
encoding = "windows-1252"
columns = { text = "Volltext", title = "Titel", published = 3 }

[[files]]
pattern = "*.csv"
delimiter = "tab"
quote = ""
"""


def parsed(said: str) -> HintFile:
    return parse_hint_file(said.encode())


def test_the_first_pattern_that_fits_says_how_a_file_is_read() -> None:
    hints = parsed(SAID).hints_for("lokal/2024.csv")
    assert (hints.outlet, hints.zone, hints.date_format) == (
        "Elbmarscher Bote",
        "Europe/Zurich",
        "%d.%m.%Y",
    )
    assert (hints.delimiter, hints.quote, hints.header, hints.encoding) == (
        ";",
        "'",
        True,
        "cp1252",
    )
    assert dict(hints.columns) == {"text": "Volltext", "title": "Titel", "published": "3"}
    other = parsed(SAID).hints_for("sport/tief/2024.csv")
    assert (other.delimiter, other.quote, other.outlet) == ("\t", "", None)
    assert parsed(SAID).hints_for("lokal/2024.json") == NO_HINTS


def test_a_file_has_another_version_when_its_hints_are_others() -> None:
    one = parsed(SAID)
    mended = parsed(SAID.replace("Bote", "Zeitung"))
    assert one.version_for("lokal/a.csv") == parsed(SAID).version_for("lokal/b.csv")
    assert one.version_for("lokal/a.csv") != mended.version_for("lokal/a.csv")
    assert one.version_for("a.csv") == mended.version_for("a.csv") is not None
    assert one.version_for("a.json") is None


def test_a_pattern_that_is_worded_anew_changes_no_version() -> None:
    again = parsed(SAID.replace("lokal/*.csv", "lokal/**"))
    assert again.version_for("lokal/a.csv") == parsed(SAID).version_for("lokal/a.csv")


def test_a_folder_without_the_file_says_nothing(tmp_path: Path) -> None:
    assert read_hint_file(tmp_path) == read_hint_file(tmp_path / "none") == HintFile()
    (tmp_path / "sources.toml").write_text(SAID, "utf-8-sig")
    assert read_hint_file(tmp_path).hints_for("a.csv").delimiter == "\t"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            '[[files]]\npatern = "a"',
            "sources.toml, line 2: there is no 'patern' in [[files]]; did you mean 'pattern'?",
        ),
        (
            '[[files]]\npattern = "a"\nfarbe = 1',
            "line 3: there is no 'farbe' in [[files]]; its keys are pattern, outlet",
        ),
        ('[[files]]\n\n[[files]]\npattern = "a"', "line 1: in [[files]], pattern is missing"),
        (
            '[[files]]\npattern = "a"\n[[files]]\npattern = 3',
            "line 4: in [[files]], pattern is text, between quotation marks",
        ),
        ('[[files]]\npattern = ""', "line 2: in [[files]], pattern is empty"),
        (
            '[[files]]\npattern = "a"\nzone = "Berlin"',
            "line 3: in [[files]], zone is no time zone: 'Berlin'; one is 'Europe/Berlin'",
        ),
        ('[[files]]\npattern = "a"\nzone = "../etc"', "zone is no time zone"),
        (
            '[[files]]\npattern = "a"\ndate_format = "TT.MM.JJJJ"',
            "date_format says no year: 'TT.MM.JJJJ'",
        ),
        ('[[files]]\npattern = "a"\ndate_format = "%d.%m.%Q"', "date_format is no format of dates"),
        ('[[files]]\npattern = "a"\ndelimiter = ";;"', "delimiter is one character"),
        ('[[files]]\npattern = "a"\nheader = "ja"', "header is true or false"),
        ('[[files]]\npattern = "a"\nencoding = "ansi1"', "encoding is no encoding: 'ansi1'"),
        ('[[files]]\npattern = "a"\nencoding = "base64"', "encoding is no encoding"),
        (
            '[[files]]\npattern = "a"\ncolumns = { txt = "A" }',
            "line 3: in [[files]], columns has no field 'txt'; did you mean 'text'?",
        ),
        ('[[files]]\npattern = "a"\ncolumns = "A"', "columns is written as { text ="),
        (
            '[[files]]\npattern = "a"\ncolumns = { text = [] }',
            "columns names the column of text by its name or number",
        ),
        (
            '[[file]]\npattern = "a"',
            "sources.toml, line 1 has 'file', but all that it says stands below [[files]]",
        ),
        ('pattern = "a"', "sources.toml, line 1 has 'pattern'"),
        ('[files]\npattern = "a"', "write [[files]], in two brackets"),
        (
            "[[files]]\npattern = „a“",
            "not valid TOML: invalid value (at line 2, column 11); text "
            'stands between straight marks ("), not „',
        ),
        ("[[files]\n", "not valid TOML: "),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_with_its_line(said: str, sentence: str) -> None:
    with pytest.raises(HintFileError) as error:
        parsed(said)
    assert sentence in str(error.value)
    assert str(error.value).startswith("sources.toml")
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_utf_8_is_named() -> None:
    with pytest.raises(HintFileError, match=r"sources.toml is not UTF-8 \(byte 3\)"):
        parse_hint_file(b"# \xfc\n")
