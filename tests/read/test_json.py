"""Files of JSON and what may be wrong with them; schemas have tests of their own."""

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.read.fields.body import NO_TEXT
from tasks.read.formats.json_articles import records
from tasks.read.hints import NO_HINTS, Hints
from tasks.read.json import values as json_values
from tasks.read.readers import format_of
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tests.read.json_sources import (
    PARAGRAPHS,
    TEXT,
    TITLE,
    names,
    read,
    reason,
    record,
    source_of,
    texts,
)

ARTICLE = {"id": "a1", "title": TITLE, "text": TEXT, "date": "2024-05-13"}
OTHER = {**ARTICLE, "id": "a2"}
THIRD = {**ARTICLE, "id": "a3"}
ALL = [ARTICLE, OTHER, THIRD]
LINES = [json.dumps(one, ensure_ascii=False) for one in ALL]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_text_that_is_only_parted_when_asked_repeats_its_title_no_more(times: int) -> None:
    said = [TITLE, *PARAGRAPHS] * times
    found = record({**ARTICLE, "text": "\n\n".join(said)})
    assert isinstance(found.text, str)
    assert texts(found) == said[1:]


def test_a_text_that_is_its_title_is_none() -> None:
    assert reason({**ARTICLE, "text": f" {TITLE}\n\n"}) == NO_TEXT


def test_one_object_is_the_article_that_the_file_is() -> None:
    found = record(ARTICLE)
    assert (found.name, found.title, found.published) == (None, TITLE, "2024-05-13")
    assert texts(found) == PARAGRAPHS


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(ALL),
        json.dumps(ALL, indent=2),
        "\n".join(LINES),
        "\r\n".join(LINES) + "\r\n\r\n",
        "\ufeff" + "\n".join(LINES),
        "".join(LINES),
        "\n".join(json.dumps(one, indent=4) for one in ALL),
        ",\n".join(LINES),
        "[" + ",\n".join(LINES) + ",\n]",
        "[" + "".join(f"{line}," for line in LINES) + "]",
        json.dumps({"total": 3, "articles": ALL}),
        json.dumps({"articles": ALL, "total": 3}, indent=1),
        json.dumps({"response": {"status": "ok", "results": ALL}}),
        json.dumps([{"items": ALL[:1]}, {"items": ALL[1:]}]),
        json.dumps({"hits": {"hits": [{"_index": "news", "_source": one} for one in ALL]}}),
        "\n".join(f'{{"index": {{"_id": "{one["id"]}"}}}}\n{json.dumps(one)}' for one in ALL),
        json.dumps({"data": [{"type": "article", "attributes": one} for one in ALL]}),
        json.dumps(ALL).encode("utf-16"),
        json.dumps(ALL, ensure_ascii=False).encode("utf-16-le"),
        "\n".join(LINES).encode("utf-16-be"),
        "\n".join(LINES).encode("cp1252"),
        json.dumps(ALL, ensure_ascii=False).encode("cp1252"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.txt"])
def test_articles_are_found_in_every_shape_of_file(content: Any, name: str) -> None:
    found = read(content, name)
    assert names(found) == ["a1", "a2", "a3"]
    assert all(isinstance(one, Record) and texts(one) == PARAGRAPHS for one in found)


def test_a_large_object_is_searched_for_its_lists_without_being_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_values, "_AT_ONCE", 100)
    content = {
        "meta": {"tags": ["x"], "of": [{"n": 1}] * 3},
        "Blatt": ALL[:2],
        "more": {"results": ALL[2:]},
    }
    assert names(read(content)) == ["a1", "a2", "a3"]
    assert texts(record(ARTICLE)) == PARAGRAPHS


def test_a_line_of_json_lines_is_named_though_it_stands_alone() -> None:
    assert names(read(LINES[0], "a.jsonl")) == ["a1"]
    assert names(read(LINES[0], "a.json")) == [None]
    assert names(read([ARTICLE])) == ["a1"]


def test_records_without_an_identifier_have_their_number() -> None:
    found = read([{"text": TEXT}, {"text": TEXT, "url": "https://blatt.example/1", "id": 7}])
    assert names(found) == ["1", "https://blatt.example/1"]


@pytest.mark.parametrize("between", ["\n", ",\n", ", "])
def test_a_broken_record_leaves_its_neighbours(between: str) -> None:
    broken = LINES[1].replace('", "text"', '" "text"')
    content = between.join([LINES[0], broken, LINES[2]])
    if between != "\n":
        content = f"[{content}]"
    found = read(content)
    assert names(found) == ["a1", "!2", "a3"]
    assert isinstance(found[1], Unreadable)
    assert "no valid JSON (Expecting ',' delimiter" in found[1].reason


def test_a_record_that_is_cut_off_says_so_and_all_before_it_are_given() -> None:
    for content in ("\n".join(LINES)[:-20], json.dumps(ALL)[:-20], json.dumps(ALL, indent=1)[:-20]):
        found = read(content)
        assert names(found) == ["a1", "a2", "!3"]
        assert isinstance(found[2], Unreadable)
        assert "cut off" in found[2].reason


def test_a_list_that_ends_before_its_end_may_lack_records() -> None:
    found = read("[" + ",".join(LINES) + ",")
    assert names(found) == ["a1", "a2", "a3", "!!"]


def test_half_of_an_article_is_no_article() -> None:
    whole = json.dumps({"title": TITLE, "comments": [{"text": "Schade."}], "text": TEXT})
    assert names(read(whole[:-5])) == ["!None"]


def test_nan_control_characters_halves_and_keys_given_twice_do_no_harm() -> None:
    found = record(
        '{"text": "Eins.\tZwei\u0001 \\ud83d. \\ud83d\\ude00", "title": NaN, "id": Infinity}'
    )
    assert texts(found) == ["Eins.\tZwei\u0001 \ufffd. 😀"]
    assert found.title is None
    assert texts(record('{"text": "alt", "text": "neu"}')) == ["neu"]


def test_a_record_larger_than_the_limit_leaves_its_neighbours_in_json_lines() -> None:
    large = json.dumps({"id": "g", "text": "x" * 5000})
    found = read(f"{LINES[0]}\n{large}\n{LINES[2]}", "a.jsonl", max_bytes=1000)
    assert names(found) == ["a1", "!2", "a3"]
    found = read(
        f"[{LINES[0]},{json.dumps({'id': 'g', 'text': 'x' * 500_000})}]", max_bytes=100_000
    )
    assert names(found) == ["a1", "!!"]
    assert "larger than the limit" in str(found[1])


def test_deeply_nested_values_are_no_articles() -> None:
    found = read('{"a":' * 50_000 + "\n" + LINES[0], "a.jsonl")
    assert names(found) == ["!1", "a1"]
    assert "nested too deeply" in reason('{"a":' * 50_000)


def test_records_without_text_and_teasers_alone_say_so() -> None:
    teasers = ({"title": TITLE, "teaser": words} for words in ("Kurz.", ""))
    found = read([ARTICLE, {**ARTICLE, "text": None}, *teasers])
    assert names(found) == ["a1", "!a1", "!3", "!4"]
    assert "has no text" in found[1].reason  # type: ignore[union-attr]
    assert "has a teaser" in found[2].reason  # type: ignore[union-attr]
    assert "has no text" in found[3].reason  # type: ignore[union-attr]


def test_mixed_schemas_are_told_record_by_record() -> None:
    found = read([{"x": 1}, ARTICLE, {"maintext": TEXT, "url": "u"}, "text", 5, None])
    assert names(found) == ["!1", "a1", "u", "!4", "!5", "!6"]


def test_keys_that_cannot_be_told_are_named_with_the_lines_that_would_help() -> None:
    said = reason([{"nr": 1, "lage": {"kopf": "Kurz", "rumpf": TEXT}}], name="a/b.ndjson")
    assert said == (
        "it cannot be told which of the keys nr, lage.kopf, lage.rumpf holds the text; say it in "
        'three lines of sources.toml, as [[files]] | pattern = "*.ndjson" | '
        'columns = { text = "lage.rumpf", title = "…", published = "…" }'
    )


def test_a_file_of_keys_that_cannot_be_told_is_not_read_to_its_end() -> None:
    read_on = []

    class Counted(io.BytesIO):
        def readline(self, size: int | None = -1) -> bytes:
            read_on.append(1)
            return super().readline(size)

    raw = b'{"a": "b"}\n' * 10_000
    with pytest.raises(UnreadableFileError, match="which of the keys a "):
        list(records(Source("a.jsonl", lambda: Counted(raw)), NO_HINTS))
    assert len(read_on) < 1000


def test_hints_say_which_keys_hold_what() -> None:
    hints = Hints(
        columns={
            "text": "lage.rumpf",
            "title": "lage.kopf",
            "published": "zeit",
            "authors": "wer.name",
            "name": "nr",
        }
    )
    content = [
        {
            "nr": 17,
            "lage": {"kopf": TITLE, "rumpf": PARAGRAPHS},
            "zeit": 1715614925,
            "wer": [{"name": "Merle Jansen"}, {"name": "Tom Öztürk"}],
            "text": "Das ist es nicht.",
        }
    ]
    found = record(content, hints=hints)
    assert (found.name, found.title, found.published) == ("17", TITLE, 1715614925)
    assert found.authors == ("Merle Jansen", "Tom Öztürk")
    assert texts(found) == PARAGRAPHS


def test_hints_name_fields_of_known_schemas_too() -> None:
    found = record({"maintext": TEXT, "x.y": "Inseln"}, hints=Hints(columns={"section": "x.y"}))
    assert found.section == "Inseln"


def test_a_path_that_leads_nowhere_says_so() -> None:
    said = reason([{"kopf": "K", "rumpf": TEXT}], hints=Hints(columns={"text": "rumpf.text"}))
    assert said == (
        "sources.toml says that 'rumpf.text' holds the text, but there is no such key; the keys "
        "are kopf, rumpf"
    )


def test_an_encoding_that_is_none_says_so() -> None:
    assert "names the encoding 'klingon'" in reason(ARTICLE, hints=Hints(encoding="klingon"))
    raw = json.dumps(ARTICLE, ensure_ascii=False).encode("latin-1", "replace")
    assert record(raw, hints=Hints(encoding="latin-1")).title == TITLE


@pytest.mark.parametrize("content", ["[]", "{}", "[{}]", "[[]]"])
def test_json_without_a_record_says_so(content: str) -> None:
    assert isinstance(read(content)[0], str)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "[Update] Die Fähre ruht.\n\n{Foto: privat}"),
        ("a.txt", "{ „Ja“, sagte sie: }"),
        ("a.json", "Die Fähre ruht."),
        ("a.json", ""),
        ("a.txt", '["Das", sagte er, "gilt."]'),
    ],
)
def test_prose_is_no_json(name: str, content: str) -> None:
    form = format_of(source_of(content, name))
    assert form is None or form.name != "JSON"


VALID = [
    json.dumps(ALL, ensure_ascii=False).encode(),
    "\n".join(LINES).encode(),
    json.dumps({"a": {"b": ALL}}, indent=1).encode(),
]


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.sampled_from(VALID),
    st.lists(
        st.tuples(st.integers(0, 2000), st.sampled_from(b'[]{}",:\\\n\x00\xff9e')), max_size=4
    ),
    st.integers(0, 2500),
)
def test_any_damage_leaves_records_and_reasons(
    raw: bytes, flips: list[tuple[int, int]], cut: int
) -> None:
    damaged = bytearray(raw)
    for place, byte in flips:
        damaged[place % len(damaged)] = byte
    source = source_of(bytes(damaged[:cut]) if cut % 3 else bytes(damaged))
    try:
        for found in records(source, NO_HINTS):
            assert isinstance(found, Record | Unreadable)
            if isinstance(found, Record):
                assert found.paragraphs
                assert all(text.strip() for text in texts(found))
    except UnreadableFileError as error:
        assert str(error)


ANY_KEYS = ["text", "title", "body", "bodies", "headlines", "sections", "uri", "pubstatus", "urn"]
ANY_KEYS += [
    "article_html",
    "authors",
    "maintext",
    "raw_text",
    "content",
    "_source",
    "name",
    "date",
]
ANY_KEYS += ["categories", "version", "embargoed", "@graph", "articles", "publishing_date", "url"]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(ANY_KEYS),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(ANY_JSON)
def test_any_values_under_any_keys_leave_records_and_reasons(value: Any) -> None:
    source = source_of(json.dumps([value, {"article_html": value, "urn": value}]))
    try:
        assert all(isinstance(one, Record | Unreadable) for one in records(source, NO_HINTS))
    except UnreadableFileError as error:
        assert str(error)
