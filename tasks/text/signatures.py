"""Who wrote an article and which agency it is from, as header and blocks say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tasks.text.agencies import agencies_in
from tasks.text.article import Block
from tasks.text.plain import cuts
from tasks.text.signed import authors_in, is_picture_credit, names_in

_SIGNED = ("byline", "credit", "dateline")


def authors_of(author: str | None, text: str, blocks: Iterable[Block]) -> tuple[str, ...]:
    """The names of all that wrote, each once: those of the header, then those of the text."""
    found = [*names_in(author or "")] or ([author] if author else [])
    for words in _signed(text, blocks):
        found += authors_in(words)
    return tuple(dict.fromkeys(found))


def agency_of(source: str | None, text: str, blocks: Iterable[Block]) -> str | None:
    """The first agency that the text's marks name, else the header's source; no picture's."""
    for words in _signed(text, blocks):
        if not is_picture_credit(words):
            for name in agencies_in(words):
                return name
    return next(agencies_in(source or ""), None)


def _signed(text: str, blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind in _SIGNED:
            yield " ".join(cuts(text[block.start : block.end]).split())
