from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tasks.report.highlight import Span, highlight


class Reading(HTMLParser):
    """Where the elements of an HTML fragment lie in its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.covered: dict[str, set[int]] = {}
        self.firsts: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        key = next(value for name, value in attributes if name.startswith("data-"))
        self._open.append((tag, str(key)))
        if "id" in named:
            self.firsts.append(str(named["id"]))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, text: str) -> None:
        places = range(len(self.text), len(self.text) + len(text))
        for _, key in self._open:
            self.covered.setdefault(key, set()).update(places)
        self.text += text


def span(start: int, end: int, key: str, kind: str = "quote") -> Span:
    return Span(start, end, kind, key, "mark", {"class": "q"}, {"id": f"first-{key}"})


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=60)


@given(st.data(), texts)
def test_every_text_and_every_span_come_back_from_the_html(data: st.DataObject, text: str) -> None:
    pairs = data.draw(st.lists(st.tuples(*(st.integers(0, len(text)),) * 2), max_size=8))
    kinds = st.sampled_from(["quote", "cue", "speaker", "addressee", "mention"])
    spans = [
        span(min(pair), max(pair), str(number), data.draw(kinds))
        for number, pair in enumerate(pairs)
    ]
    reading = Reading(str(highlight(text, spans)))
    assert reading.text == text
    for one in spans:
        assert reading.covered.get(one.key, set()) == set(range(one.start, one.end))
    shown = [f"first-{one.key}" for one in spans if one.end > one.start]
    assert sorted(reading.firsts) == sorted(shown)


def test_what_looks_like_html_stays_text() -> None:
    text = "<script>alert(1)</script> & „x“"
    marked = str(highlight(text, [Span(0, 8, "quote", '"><b>', "mark", {"class": '"'}, {})]))
    assert "<script" not in marked
    assert "<b>" not in marked
    assert Reading(marked).text == text


def test_spans_that_cross_are_both_whole() -> None:
    reading = Reading(str(highlight("abcdef", [span(0, 4, "a"), span(2, 6, "b")])))
    assert reading.covered == {"a": {0, 1, 2, 3}, "b": {2, 3, 4, 5}}
