"""RSS 0.9 to 2.0 and Atom, as feed readers and archives of feeds keep them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from tasks.read.fields.body import TEASER, or_unreadable
from tasks.read.fields.plain import line, parted
from tasks.read.files.prolog import prolog_and_root
from tasks.read.files.xml import ENTITIES
from tasks.read.hints import Hints
from tasks.read.paragraph import Paragraph
from tasks.read.record import Record, Unreadable, UnreadableFileError
from tasks.read.source import Source
from tasks.read.wordlists import pairs_of

_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL)
_BROKEN = "the feed is damaged; get it again from its source"
# What feedparser does not catch of broken feeds, such as halves of characters.
_BREAKS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
_TAIL = 4_096
# WordPress ends what it has shortened like this.
_SHORTENED = re.compile(r"(?:\[(?:…|\.\.\.)\]|\[&hellip;\])\W*\Z")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*")
_FOOTERS = tuple(re.compile(pattern) for key, pattern in pairs_of("feeds") if key == "footer")


def records(source: Source, hints: Hints) -> Iterator[Record | Unreadable]:
    """A feed's entries with their text; entries with a teaser alone have that reason.

    Nothing is fetched: of an entry counts what stands in the feed. A feed that was cut off gives
    the entries before the last.
    """
    raw = source.whole()
    prolog, _ = prolog_and_root(source.head)
    if "<!ENTITY" in prolog:
        raise UnreadableFileError(ENTITIES)
    try:
        # A stream: text would be taken for an address or a file's name.
        feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    except _BREAKS as error:
        raise UnreadableFileError(_BROKEN) from error
    cut_off = not _END.search(raw.replace(b"\0", b"")[-_TAIL:])
    entries: list[Mapping[str, Any]] = feed.entries[:-1] if cut_off else feed.entries
    outlet = _line(feed.feed.get("title"))
    for number, entry in enumerate(entries, 1):
        yield _record(entry, number, outlet)
    if cut_off:
        raise UnreadableFileError(
            f"the feed breaks off after {len(entries)} whole entries; get it again from its source"
        )
    if not entries:
        raise UnreadableFileError("the feed has no entries; delete it, or get it again")


def _record(entry: Mapping[str, Any], number: int, outlet: str | None) -> Record | Unreadable:
    paragraphs, shortened = _body(entry)
    name = _line(entry.get("id")) or _line(entry.get("link")) or str(number)
    if shortened:
        return Unreadable(name, TEASER)
    tags = (_line(tag.get("label") or tag.get("term")) for tag in entry.get("tags", ()))
    return or_unreadable(
        Record(
            name=name,
            text=paragraphs,
            title=_line(entry.get("title")),
            # Asked for in this order: feedparser warns where it gives one for the other.
            published=entry.get("published") or entry.get("updated"),
            outlet=_line(entry.get("source", {}).get("title")) or outlet,
            url=_line(entry.get("link")),
            authors=tuple(dict.fromkeys(_authors(entry))),
            tags=tuple(dict.fromkeys(filter(None, tags))),
        ),
        teaser=entry.get("summary"),
    )


def _authors(entry: Mapping[str, Any]) -> Iterator[str]:
    """Names without addresses of mail, of which feedparser knows only short domains."""
    listed = [author.get("name") for author in entry.get("authors", ())]
    for words in listed if len(listed) > 1 else [entry.get("author")]:
        name = _MAIL.sub("", _line(words) or "").strip(" ()<>,;")
        if name:
            yield name


def _body(entry: Mapping[str, Any]) -> tuple[tuple[Paragraph, ...], bool]:
    """The entry's paragraphs, and whether they are only the beginning."""
    contents = [part.get("value") or "" for part in entry.get("content", ()) if _is_text(part)]
    content = max(contents, key=len, default="")
    paragraphs = parted(content)
    while paragraphs and any(footer.search(paragraphs[-1].text) for footer in _FOOTERS):
        paragraphs = paragraphs[:-1]
    return paragraphs, bool(paragraphs and _SHORTENED.search(paragraphs[-1].text))


def _is_text(part: Mapping[str, Any]) -> bool:
    kind = part.get("type") or ""
    return kind.startswith("text/") or kind.endswith("xhtml+xml") or not kind


def _line(text: Any) -> str | None:
    if not isinstance(text, str):
        return None
    return line(text) or None
