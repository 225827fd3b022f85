"""A text with its spans as HTML, each character where it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_OUTERMOST_FIRST = {"quote": 0, "speaker": 1, "addressee": 2, "cue": 3, "mention": 4}


@dataclass(frozen=True, slots=True)
class Span:
    """One span of a text and the HTML element that is put around it.

    `kind` is quote, speaker, addressee, cue or mention; `key` the identifier of the quotation
    or mention. `attributes` stand on every fragment, `first` on the first one alone.
    """

    start: int
    end: int
    kind: str
    key: str
    tag: str
    attributes: Mapping[str, str]
    first: Mapping[str, str]


def highlight(text: str, spans: Sequence[Span]) -> Markup:
    """The text, escaped, with elements around the spans.

    The text of the result is the text. A span that another one cuts is closed there and opened
    again; its fragments have `data-<kind>` with the key in common.
    """
    return Markup("").join(_pieces(text, sorted(spans, key=_order)))


def _order(span: Span) -> tuple[int, int, int, str]:
    return span.start, -span.end, _OUTERMOST_FIRST[span.kind], span.key


def _pieces(text: str, spans: Sequence[Span]) -> Iterator[Markup]:
    bounds = sorted({0, len(text)} | {at for span in spans for at in (span.start, span.end)})
    opened: list[Span] = []
    waiting = list(reversed(spans))
    for start, end in zip(bounds, [*bounds[1:], len(text)], strict=True):
        again: list[Span] = []
        while any(span.end <= start for span in opened):
            last = opened.pop()
            yield Markup("</{}>").format(last.tag)
            if last.end > start:
                again.append(last)
        for span in reversed(again):
            yield _open(span, span.attributes)
            opened.append(span)
        while waiting and waiting[-1].start == start:
            span = waiting.pop()
            if span.end > start:
                yield _open(span, {**span.attributes, **span.first})
                opened.append(span)
        yield escape(text[start:end])


def _open(span: Span, attributes: Mapping[str, str]) -> Markup:
    named = {f"data-{span.kind}": span.key, **attributes}
    written = (Markup(' {}="{}"').format(name, value) for name, value in named.items())
    return Markup("<{}{}>").format(span.tag, Markup("").join(written))
