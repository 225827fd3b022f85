"""Sources of JSON for tests, and what is read of them."""

import io
import json
from typing import Any

from tasks.read.hints import NO_HINTS, Hints
from tasks.read.readers import format_of
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source

TITLE = "Fähre nach Süderoog ruht"
TEXT = (
    "Die Autofähre fährt nicht. „Vor Oktober wird das nichts“, sagte Reederin Antje Klöver.\n\n"
    "Bürgermeister Jörn Petersen nannte das »mehr als ärgerlich«."
)
PARAGRAPHS = TEXT.split("\n\n")


def source_of(content: Any, name: str = "artikel.json", *, max_bytes: int = 10**7) -> Source:
    """A source of bytes, of text, or of anything else written as JSON."""
    if not isinstance(content, bytes | str):
        content = json.dumps(content, ensure_ascii=False)
    raw = content if isinstance(content, bytes) else content.encode()
    return Source(name, lambda: io.BytesIO(raw), max_bytes=max_bytes)


def read(
    content: Any, name: str = "artikel.json", hints: Hints = NO_HINTS, *, max_bytes: int = 10**7
) -> list[Record | Unreadable | str]:
    """The file's records; at the end why the rest cannot be read, if so."""
    source = source_of(content, name, max_bytes=max_bytes)
    form = format_of(source)
    assert form is not None
    assert form.name == "JSON"
    found: list[Record | Unreadable | str] = []
    try:
        found.extend(form.records(source, hints))
    except UnreadableFileError as error:
        found.append(str(error))
    return found


def record(content: Any, **options: Any) -> Record:
    """The one record of a file."""
    [found] = read(content, **options)
    assert isinstance(found, Record), found
    return found


def reason(content: Any, **options: Any) -> str:
    """Why the one record of a file is no article, or why the file is not read."""
    [found] = read(content, **options)
    assert not isinstance(found, Record)
    return found if isinstance(found, str) else found.reason


def names(found: list[Record | Unreadable | str]) -> list[str | None]:
    """What each is called, `!` before those that cannot be read; `!!` of the file."""
    return [
        "!!"
        if isinstance(one, str)
        else f"!{one.name}"
        if isinstance(one, Unreadable)
        else one.name
        for one in found
    ]


def texts(found: Record) -> list[str]:
    """The paragraphs' texts."""
    return [paragraph.text for paragraph in found.paragraphs]
