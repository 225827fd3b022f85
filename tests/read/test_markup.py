import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.read.fields.markup import has_markup, paragraphs_of, text_of
from tasks.read.paragraph import Paragraph


def texts(markup: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(markup)]


def test_blocks_are_paragraphs_and_headings_and_captions_have_their_kind() -> None:
    found = paragraphs_of(
        '<section class="main"><p>Die <b>Fähre</b> ruht.</p><h2>Neue Pläne</h2>'
        "<figure><img src='x.jpg'><figcaption><p>Die Fähre im Hafen. Foto: privat</p></figcaption>"
        "</figure><p>„Wir warten“, sagte Ida Klöver.</p></section>"
    )
    assert found == (
        Paragraph("Die Fähre ruht."),
        Paragraph("Neue Pläne", "subheading"),
        Paragraph("Die Fähre im Hafen. Foto: privat", "caption"),
        Paragraph("„Wir warten“, sagte Ida Klöver."),
    )


def test_a_caption_may_be_told_by_its_class_alone() -> None:
    found = paragraphs_of('<p>Text.</p><p class="wp-caption-text">Am Kai.</p>')
    assert found[1] == Paragraph("Am Kai.", "caption")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>eins<br>zwei</p>", ["eins\nzwei"]),
        ("<p>eins<br/>\n<br/>zwei</p>", ["eins", "zwei"]),
        ("<ul><li>eins<li>zwei</ul>", ["eins", "zwei"]),
        ("<table><tr><td>Ort</td><td>Tote</td></tr></table>", ["Ort | Tote"]),
        ("<pre>eins\n  zwei\n\ndrei</pre>", ["eins\nzwei", "drei"]),
        ("<p>Er sagte, <q>das <q>Wort</q> fiel</q>.</p>", ["Er sagte, „das ‚Wort‘ fiel“."]),
        ("lose Zeile\nderselbe Absatz\n\n<strong>neuer</strong> Absatz",
         ["lose Zeile derselbe Absatz", "neuer Absatz"]),
        ("<p> &nbsp; </p><p>\u200b</p><p>da</p>", ["da"]),
        ("<html><head><title>Name</title></head><body><p>da</p></body></html>", ["da"]),
        ("<p>offen<p>auch <b>offen", ["offen", "auch offen"]),
        ("", []),
        ("<!-- nichts -->", []),
    ],
)  # fmt: skip
def test_white_space_and_lines_are_those_that_a_browser_shows(
    markup: str, expected: list[str]
) -> None:
    assert texts(markup) == expected


def test_references_are_decoded_once() -> None:
    assert texts("<p>M&uuml;ller &amp; S&#246;hne, &amp;lt;b&amp;gt;</p>") == [
        "Müller & Söhne, &lt;b&gt;"
    ]


@pytest.mark.parametrize(
    "unread",
    [
        "<script>geheim()</script>",
        "<style>.geheim {}</style>",
        "<p hidden>geheim</p>",
        "<p style='display: none'>geheim</p>",
        "<span aria-hidden='true'>geheim</span>",
        "<aside>geheim</aside>",
        "<form><p>geheim</p></form>",
        "<iframe>geheim</iframe>",
        "<!-- geheim -->",
        "<?geheim?>",
    ],
)
def test_what_is_no_text_is_left_out(unread: str) -> None:
    assert " ".join(texts(f"<p>vorher</p>{unread}<p>nachher</p>")) == "vorher nachher"


def test_entities_of_a_dtd_are_neither_resolved_nor_fetched() -> None:
    bomb = (
        '<!DOCTYPE p [<!ENTITY a "hahaha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<p>vorher &b; &f; nachher</p>"
    )
    assert texts(bomb) == ["vorher &b; &f; nachher"]


def test_html_of_thousands_of_levels_has_no_paragraphs_rather_than_half_of_them() -> None:
    assert len(texts("<b>" * 1_000 + "tief")) == 1
    assert texts("<p>vorher</p>" + "<b>" * 10_000 + "tief") == []


def test_a_title_is_one_line() -> None:
    assert text_of("Die <i>Fähre</i><br>ruht &#8211; noch") == "Die Fähre ruht – noch"


@pytest.mark.parametrize("text", ["<p>a</p>", "a<br/>b", "A &amp; B", "&#8222;ja", "<H2 id='x'>"])
def test_markup_is_told(text: str) -> None:
    assert has_markup(text)


@pytest.mark.parametrize("text", ["3 < 5 und 7 > 2", "A & B", "<Name der Redaktion geändert>"])
def test_plain_text_with_angles_is_no_markup(text: str) -> None:
    assert not has_markup(text)


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<q>",
        "<br>",
        "<pre>",
        "<td",
        "hidden>",
        "&lt;",
        "&#0;",
        "\0",
        "ä",
        "\n\n",
        "<!--",
    ]
)


@settings(derandomize=True, max_examples=100)
@given(st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join))
def test_any_markup_has_paragraphs_without_blank_ones(markup: str) -> None:
    for text in texts(markup):
        assert text == text.strip()
        assert text
