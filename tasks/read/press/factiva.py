"""Documents of Factiva, by what the lines above and below their text say, whatever the file is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tasks.read.fields.authors import authors_of
from tasks.read.fields.body import or_unreadable
from tasks.read.paragraph import Paragraph
from tasks.read.press.line import Line, is_day
from tasks.read.record import Record, Unreadable
from tasks.read.wordlists import pairs_of


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(pattern for k, pattern in pairs_of("factiva") if k == key))


_WORDS, _DOCUMENT, _RIGHTS, _FOOTER, _LANGUAGE, _CODE, _HOUR = map(
    _pattern, ("words", "document", "rights", "footer", "language", "code", "hour")
)


def is_factiva(lines: Iterable[Line]) -> bool:
    """Whether lines are those of such a download: a number of words, and a document's number."""
    texts = [line.text for line in lines]
    return any(map(_DOCUMENT.match, texts)) and any(map(_WORDS.match, texts))


def is_label(text: str) -> bool:
    """Whether a line is a number of words, a document's number or a notice of rights."""
    return any(pattern.match(text) for pattern in (_WORDS, _DOCUMENT, _RIGHTS))


def articles(lines: Iterable[Line]) -> Iterator[Record | Unreadable]:
    """The documents in their order, each ending with its number."""
    held: list[Line] = []
    number = 0
    for line in lines:
        document = _DOCUMENT.match(line.text)
        if document is None:
            if not _FOOTER.match(line.text):
                held.append(line)
            continue
        number += 1
        head, body = parted(held)
        yield article(head, body, name=document["name"])
        held = []
    if any(_WORDS.match(line.text) for line in held):
        yield Unreadable(
            str(number + 1), "the document breaks off before its end; download it again"
        )


def article(head: Sequence[Line], body: Sequence[Line], *, name: str | None) -> Record | Unreadable:
    """A document of the lines above its text and those of its text.

    The lines above are section, headline, author, number of words, day, hour, source, its code,
    edition, page, language and rights, of which only number and day are always there.
    """
    texts = [line.text for line in head]
    words = next((n for n, text in enumerate(texts) if _WORDS.match(text)), len(texts))
    above, below = head[:words], texts[words + 1 :]
    heading = next((n for n, line in enumerate(above) if line.is_title), None)
    if heading is None:
        heading = _guessed_heading(above)
    day = next((text for text in below if is_day(text)), None)
    hour = next((text for text in below if _HOUR.match(text)), None)
    rest = [text for text in below if text != day and text != hour]
    return or_unreadable(
        Record(
            name=name,
            text=tuple(Paragraph(line.text, line.kind) for line in body),
            title=above[heading].text if above else None,
            published=" ".join(filter(None, (day, hour))) or None,
            outlet=rest[0] if rest and not _RIGHTS.match(rest[0]) else None,
            section=above[heading - 1].text if heading > 0 else None,
            authors=authors_of(" ; ".join(line.text for line in above[heading + 1 :])),
        )
    )


def is_rights(text: str) -> bool:
    """Whether a line is a notice of rights, the last above a text."""
    return _RIGHTS.match(text) is not None


def document_number(text: str) -> str | None:
    """The number of a line "Dokument …"."""
    found = _DOCUMENT.match(text)
    return found["name"] if found else None


def parted(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines above the text, and those of the text."""
    head = _head_length(lines)
    return lines[:head], lines[head:]


def _guessed_heading(above: Sequence[Line]) -> int:
    """Without mark-up the headline is the longest of the lines above: before it a section."""
    return max(range(len(above)), key=lambda n: len(above[n].text), default=0)


def _head_length(lines: Sequence[Line]) -> int:
    """How many lines stand above the text: up to the rights, else up to the language."""
    words = next((n for n, line in enumerate(lines) if _WORDS.match(line.text)), -1)
    near = range(words + 1, min(words + 13, len(lines)))
    for pattern in (_RIGHTS, _LANGUAGE, _CODE, _HOUR):
        found = [n for n in near if pattern.match(lines[n].text)]
        if found:
            return found[0] + 1
    return words + 1
