"""Articles in exports of press databases that describe them with lines such as "Quelle: … vom …".

Some print the description above each article, others below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tasks.read.fields.body import or_unreadable
from tasks.read.paragraph import Paragraph
from tasks.read.press.line import Line
from tasks.read.record import Record, Unreadable
from tasks.read.wordlists import pairs_of

_LABELS = {label: key for key, label in pairs_of("exports") if label[0] not in "^"}
_LABELLED = re.compile(
    "(" + "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True)) + r")\s*:\s*(.*)"
)
_ADDRESS = re.compile(r"https?://\S+")


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(
        "|".join(text for k, text in pairs_of("exports") if k == key and text[0] == "^")
    )


_DATED, _PAGE, _RIGHTS = map(_pattern, ("dated", "page", "rights"))


@dataclass(slots=True)
class _Described:
    """An article's lines, and what the lines above or below say of it."""

    said: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)


def is_export(lines: Iterable[Line]) -> bool:
    """Whether a line names a source with its day behind a label."""
    return any(_is_source(line.text) for line in lines)


def is_description(text: str) -> bool:
    """Whether a line describes an article, so that it is no part of a paragraph."""
    return _LABELLED.fullmatch(text) is not None or _DATED.match(text) is not None


def is_edge(text: str) -> bool:
    """Whether a line is the number of a page."""
    return _PAGE.fullmatch(text) is not None


def articles(lines: Sequence[Line]) -> Iterator[Record | Unreadable]:
    """The articles in their order."""
    kept = [line for line in lines if not _RIGHTS.match(line.text)]
    above = _stands_above(kept)
    for number, described in enumerate(_described(kept, above=above), 1):
        yield _article(described, number)


def _stands_above(lines: Sequence[Line]) -> bool:
    """Whether descriptions precede their articles: before the first is at most a headline."""
    first = next((n for n, line in enumerate(lines) if _is_source(line.text)), 0)
    before = [line for line in lines[:first] if not is_description(line.text)]
    return len(before) <= 1


def _described(lines: Sequence[Line], *, above: bool) -> Iterator[_Described]:
    current = _Described()
    within = False
    for number, line in enumerate(lines):
        label = _label(line.text)
        if label is None and within and _ADDRESS.fullmatch(line.text):
            label = ("url", line.text)
        if label is None and within and is_description(line.text):
            # The source once more, without its label.
            continue
        starts = label is not None and not within and _begins_block(lines, number)
        if starts:
            within = True
            if above and current.said:
                # A headline may stand above its description.
                headline = [current.lines.pop()] if _is_headline(current.lines) else []
                yield current
                current = _Described(lines=headline)
        if within and label is not None:
            key, value = label
            if value:
                current.said.setdefault(key, value)
            continue
        if within:
            within = False
            if not above:
                yield current
                current = _Described()
        if not (_DATED.match(line.text) and not current.lines):
            current.lines.append(line)
    if current.said:
        yield current


def _begins_block(lines: Sequence[Line], number: int) -> bool:
    """Whether a source stands among the labelled lines from here on."""
    for line in lines[number:]:
        if _label(line.text) is None and not is_description(line.text):
            return False
        if _is_source(line.text):
            return True
    return False


def _is_headline(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and lines[-1].is_title


def _article(described: _Described, number: int) -> Record | Unreadable:
    said, lines = described.said, described.lines
    source = _DATED.match(said.get("source", ""))
    title = next((line for line in lines[:3] if line.is_title), lines[0] if lines else None)
    return or_unreadable(
        Record(
            name=said.get("name") or said.get("url") or str(number),
            text=tuple(Paragraph(line.text, line.kind) for line in lines if line != title),
            title=title.text if title else None,
            published=source["day"] if source else None,
            outlet=source["outlet"] if source else None,
            url=said.get("url"),
            section=said.get("section"),
            authors=tuple(
                name.strip() for name in said.get("author", "").split(";") if name.strip()
            ),
            tags=tuple(tag.strip() for tag in said.get("tags", "").split(";") if tag.strip()),
        )
    )


def _is_source(text: str) -> bool:
    label = _label(text)
    return label is not None and label[0] == "source" and _DATED.match(label[1]) is not None


def _label(text: str) -> tuple[str, str] | None:
    found = _LABELLED.fullmatch(text)
    return (_LABELS[found[1]], found[2].strip()) if found else None
