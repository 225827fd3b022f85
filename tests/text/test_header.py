import unicodedata
from datetime import date

import pytest

from tasks.text.header import Header, read_header

BODY = "Der Stadtrat hat am Abend beraten. Die Brücke bleibt gesperrt.\n"


def header_of(content: str) -> tuple[Header, str]:
    header = read_header(content)
    return header, content[header.start_of_text :]


@pytest.mark.parametrize(
    ("words", "on", "precision"),
    [
        ("2021-03", date(2021, 3, 1), "month"),
        ("2021-03-24", date(2021, 3, 24), "day"),
        ("2021", date(2021, 1, 1), "year"),
    ],
)
def test_a_date_may_stand_before_the_text_on_the_same_line(
    words: str, on: date, precision: str
) -> None:
    header, text = header_of(f" date {words} {BODY}")
    assert (header.published.on, header.published.precision) == (on, precision)
    assert text == BODY
    assert header.title is None


@pytest.mark.parametrize(
    ("line", "on", "precision"),
    [
        ("Datum: 24.03.2021", date(2021, 3, 24), "day"),
        ("Datum: 24. März 2021", date(2021, 3, 24), "day"),
        ("Datum: Mittwoch, 24. März 2021", date(2021, 3, 24), "day"),
        ("Datum: Mittwoch, 24.03.2021, 14:05 Uhr", date(2021, 3, 24), "day"),
        ("Stand: 24.03.2021", date(2021, 3, 24), "day"),
        ("date: März 2021", date(2021, 3, 1), "month"),
        ("DATE: 2021-03-24T06:30:00+01:00", date(2021, 3, 24), "day"),
        ("date: 24.3.2021, 10:15 Uhr", date(2021, 3, 24), "day"),
    ],
)
def test_dates_are_read_as_people_write_them(line: str, on: date, precision: str) -> None:
    header, text = header_of(f"{line}\n\n{BODY}")
    assert (header.published.on, header.published.precision) == (on, precision)
    assert text == BODY


def test_key_value_lines_name_title_date_source_and_author() -> None:
    header, text = header_of(
        f"Titel: Brücke bleibt zu\ndate: 2021-03-24\nQuelle: Tagblatt\nAutorin: A. Berg\n\n{BODY}"
    )
    assert header.title == "Brücke bleibt zu"
    assert header.source == "Tagblatt"
    assert header.author == "A. Berg"
    assert text == BODY


def test_front_matter_between_dashes_is_a_header() -> None:
    header, text = header_of(f'---\ntitle: "Brücke bleibt zu"\ndate: 2021\n---\n\n{BODY}')
    assert header.title == "Brücke bleibt zu"
    assert text == BODY


def test_a_short_first_line_before_a_blank_line_is_the_headline_and_stays_in_the_text() -> None:
    header, text = header_of(f"Brücke bleibt gesperrt\n\n{BODY}")
    assert header.title == "Brücke bleibt gesperrt"
    assert text.startswith("Brücke bleibt gesperrt\n\n")


def test_a_first_paragraph_that_ends_in_a_full_stop_is_no_headline() -> None:
    header, text = header_of(f"{BODY}\nMehr dazu morgen.\n")
    assert header.title is None
    assert text.startswith("Der Stadtrat")


def test_a_first_line_with_a_colon_that_is_no_known_key_belongs_to_the_text() -> None:
    content = "Landrätin: Wir bauen weiter.\nDie Arbeiten gehen voran.\n"
    header, text = header_of(content)
    assert text == content
    assert header.source is None


@pytest.mark.parametrize("words", ["2021-13", "2021-02-30", "0001", "2021-3-2-1"])
def test_a_date_that_cannot_be_leaves_the_article_undated_with_a_remark(words: str) -> None:
    header, text = header_of(f" date {words} {BODY}")
    assert text == BODY
    assert header.published.precision == "unknown"
    assert header.remark is not None
    assert words in header.remark
    assert "2021-03-24" in header.remark


def test_a_text_without_header_is_unchanged() -> None:
    content = "  Eingerückt beginnt der Text.\n\nUnd geht weiter.\n"
    header, text = header_of(content)
    assert text == content
    assert header.published.precision == "unknown"


def test_decomposed_umlauts_in_keys_and_dates_are_understood() -> None:
    header, text = header_of(
        unicodedata.normalize("NFD", f"Überschrift: Ärger\nDatum: 14. März 2023\n\n{BODY}")
    )
    assert header.published.on == date(2023, 3, 14)
    assert header.title == unicodedata.normalize("NFD", "Ärger")
    assert text == unicodedata.normalize("NFD", BODY)


def test_marks_within_a_title_stay() -> None:
    header, _ = header_of(f'Titel: Ministerin: "Das reicht"\n\n{BODY}')
    assert header.title == 'Ministerin: "Das reicht"'


def test_an_unknown_key_between_known_ones_is_passed_over_with_a_remark() -> None:
    header = read_header(
        "Titel: Rat tagt\nKategorie: Politik\nThema: Rat\nQuelle: Bote\n\nDer Rat."
    )
    assert (header.title, header.source) == ("Rat tagt", "Bote")
    assert "'Kategorie', 'Thema'" in str(header.remark)


@pytest.mark.parametrize("line", ["Kategorie: Politik", "Berg: Wir bauen das."])
def test_what_looks_like_a_key_with_no_known_one_below_is_text(line: str) -> None:
    content = f"Quelle: Bote\n{line}\nDer Rat tagte.\nQuelle: dpa\n"
    header = read_header(content)
    assert content[header.start_of_text :].startswith(line)
    assert header.remark is None


def test_front_matter_may_hold_anything_up_to_its_fence() -> None:
    content = "---\nlayout: post\ntitle: Rat tagt\ncategories:\n  - Politik\n---\nDer Rat tagte.\n"
    header = read_header(content)
    assert header.title == "Rat tagt"
    assert content[header.start_of_text :] == "Der Rat tagte.\n"


def test_a_line_of_dashes_with_no_other_below_opens_no_front_matter() -> None:
    content = "---\nBerg: Wir bauen das.\n\nDer Rat tagte.\n"
    assert content[read_header(content).start_of_text :].lstrip("-\n").startswith("Berg: Wir")


@pytest.mark.parametrize(
    "line",
    [
        "24. März 2021",
        "24. März 2021.",
        "Mittwoch, 24. März 2021, 12:30 Uhr",
        "Mittwoch, 24.03.2021",
        "Mi., 24. März 2021",
        "Kiel, 24. März 2021",
        "2021-03-24",
        "2021-03-24T06:30:00+01:00",
        "24.3.2021 10.15",
        "24.03.2021 | 14:05",
        "24.3.21",
        "Mi., 24.03.21, 12:30 Uhr",
    ],
)
def test_a_line_that_is_a_date_and_nothing_else_dates_the_article(line: str) -> None:
    above, text = header_of(f"{line}\n\nBrücke bleibt zu\n\n{BODY}")
    assert (above.published.on, above.title) == (date(2021, 3, 24), "Brücke bleibt zu")
    assert text == f"Brücke bleibt zu\n\n{BODY}"
    below, text = header_of(f"Brücke bleibt zu\n\n{line}\n\n{BODY}")
    assert (below.published.on, below.title) == (date(2021, 3, 24), "Brücke bleibt zu")
    assert text == f"Brücke bleibt zu\n\n{line}\n\n{BODY}"
    right_below, text = header_of(f"Brücke bleibt zu\n{line}\n\n{BODY}")
    assert (right_below.published.on, right_below.title) == (date(2021, 3, 24), "Brücke bleibt zu")
    assert text == f"Brücke bleibt zu\n{line}\n\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "Von Anna-Lena Groß, 24. März 2021",
        "Von Dr. Eva Kern | 24.03.2021, 12:30 Uhr",
        "Der Küstenbote, 24. März 2021",
        "dpa – Mittwoch, 24. März 2021",
        "Kiel, Mi., 24.03.21",
    ],
)
def test_a_line_that_ends_in_the_day_behind_who_wrote_the_article_dates_it(line: str) -> None:
    for content in (
        f"{line}\n\nBrücke bleibt zu\n\n{BODY}",
        f"Brücke bleibt zu\n{line}\n\n{BODY}",
        f"Brücke bleibt zu\n\n{line}\n\n{BODY}",
    ):
        header, text = header_of(content)
        assert (header.published.on, header.title) == (date(2021, 3, 24), "Brücke bleibt zu")
        assert text == content


def test_a_date_below_the_line_that_says_who_wrote_the_article_dates_it() -> None:
    header, _ = header_of(f"Brücke bleibt zu\nvon Eva Kern\n24.03.2021\n\n{BODY}")
    assert (header.published.on, header.title) == (date(2021, 3, 24), "Brücke bleibt zu")


@pytest.mark.parametrize(
    "line",
    [
        "Was geschah am 24. März 2021",
        "Mauerfall: Rückblick, 24. März 2021",
        "Der Rat trat am Mittwoch, 24. März 2021, zurück",
        f"{'Der Rat und die Stadt ' * 5}, 24. März 2021",
    ],
)
def test_a_sentence_with_a_day_dates_nothing(line: str) -> None:
    for content in (f"{line}\n\n{BODY}", f"Brücke bleibt zu\n\n{line}\n\n{BODY}"):
        assert header_of(content)[0].published.precision == "unknown"


def test_a_line_that_is_a_month_and_nothing_else_dates_the_article() -> None:
    for content in (f"März 2021\n\n{BODY}", f"Brücke bleibt zu\nMärz 2021\n\n{BODY}"):
        published = read_header(content).published
        assert (published.on, published.precision) == (date(2021, 3, 1), "month")


@pytest.mark.parametrize("line", ["24. März 2021 trat der Rat zurück", "3.2021", "2021", "24.3"])
def test_a_line_that_only_begins_with_a_date_is_text(line: str) -> None:
    header, text = header_of(f"{line}\n\n{BODY}")
    assert header.published.precision == "unknown"
    assert text == f"{line}\n\n{BODY}"


def test_a_date_of_the_header_holds_against_one_in_the_text() -> None:
    header, _ = header_of(f"date: 2020-01-02\n\nBrücke bleibt zu\n\n24. März 2021\n\n{BODY}")
    assert header.published.on == date(2020, 1, 2)


@pytest.mark.parametrize("key", ["url", "Link"])
def test_the_address_of_the_page_is_kept(key: str) -> None:
    header, _ = header_of(f"{key}: https://bote.example/rat-tagt\nTitel: Rat tagt\n\n{BODY}")
    assert header.url == "https://bote.example/rat-tagt"
    marked, _ = header_of(f"{key}: <https://bote.example/rat-tagt>\n\n{BODY}")
    assert marked.url == header.url


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("Schlagwörter: Brücke, Weser; Verkehr", ("Brücke", "Weser", "Verkehr")),
        ('tags: ["Brücke", "Weser"]', ("Brücke", "Weser")),
        ("keywords: Brücke,, Brücke", ("Brücke",)),
        ("tags:", ()),
    ],
)
def test_section_and_keywords_are_read(line: str, tags: tuple[str, ...]) -> None:
    header = read_header(f"Ressort: Lokales\n{line}\nTitel: Brücke\n\nDer Rat tagte am Montag.\n")
    assert (header.section, header.tags, header.title) == ("Lokales", tags, "Brücke")
    assert header.remark is None
