"""Documents of Nexis and LexisNexis, by the labels of their lines, whatever the file is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from tasks.read.fields.authors import authors_of
from tasks.read.fields.body import or_unreadable
from tasks.read.paragraph import Paragraph
from tasks.read.press.line import Line, is_day
from tasks.read.record import Record, Unreadable
from tasks.read.wordlists import pairs_of

_LABELS = {label: key for key, label in pairs_of("nexis")}
_LABELLED = re.compile(
    "(" + "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True)) + r")\s*(?::\s*(.*))?",
    re.DOTALL,
)
_ABOVE = frozenset({"section", "length", "byline", "highlight", "header"})
_BELOW = frozenset({"graphic", "subject", "below", "after"})
# In capitals they belong to older downloads, where nothing but they end a text.
_ENDS = frozenset({"graphic", "below"})
_SHARE = re.compile(r"\s*\(\d{1,3}\s?%\)")


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(pattern for k, pattern in pairs_of("nexis") if k == key))


_COUNT, _RIGHTS = map(_pattern, ("count", "rights"))


@dataclass(slots=True)
class _Document:
    """A document's lines by what they are."""

    above: list[Line] = field(default_factory=list)
    labelled: dict[str, list[str]] = field(default_factory=dict)
    body: list[Line] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    ended: bool = False
    counted: bool = False


def is_nexis(lines: Iterable[Line]) -> bool:
    """Whether lines are of such a download: documents have a length, and an end or a count."""
    keys = {_key(line.text) for line in lines}
    return "length" in keys and bool({"end", "count"} & keys)


def is_label(text: str) -> bool:
    """Whether a line begins with a label, is one, or counts documents."""
    return bool(_key(text))


def is_count(text: str) -> bool:
    """Whether a line counts the documents of an older download."""
    return _key(text) == "count"


def articles(lines: Iterable[Line], *, start: int = 1) -> Iterator[Record | Unreadable]:
    """The documents in their order, numbered from `start`; a list of them on the cover is none."""
    number = start - 1
    for document in _documents(lines):
        if not document.labelled and not document.counted:
            continue
        number += 1
        yield _article(document, number)


def _documents(lines: Iterable[Line]) -> Iterator[_Document]:
    held: list[Line] = []
    counted = False
    for line in lines:
        key = _key(line.text)
        if key == "count":
            if counted or any(_key(before.text) in _ABOVE for before in held):
                yield _parted(held, ended=True, counted=counted)
            held, counted = [], True
        elif key == "end":
            yield _parted(held, ended=True, counted=counted)
            held, counted = [], False
        else:
            held.append(line)
    # Older downloads mark no end.
    yield _parted(held, ended=counted, counted=counted)


def _parted(lines: Sequence[Line], *, ended: bool, counted: bool) -> _Document:
    document = _Document(ended=ended, counted=counted)
    has_body = any(_key(line.text) == "body" for line in lines)
    where, last = "above", ""
    for line in lines:
        key = _key(line.text)
        said = _said(line.text)
        if where == "above" and key in _ABOVE:
            document.labelled.setdefault(key, []).append(said)
            last = key
        elif where == "above" and key == "body":
            where = "body"
            if said:
                document.body.append(Line(said))
        elif where == "above" and not document.labelled:
            document.above.append(line)
        elif where == "above" and has_body:
            # A label's value on further lines.
            document.labelled[last].append(line.text)
        elif key in _BELOW and document.labelled and (where == "below" or _ends(key, line.text)):
            where, last = "below", key
            if key == "graphic" and said:
                document.captions.append(said)
            elif key == "subject":
                document.labelled.setdefault("subject", []).append(said)
        elif where == "below":
            if last == "graphic" and not _RIGHTS.search(line.text):
                document.captions.append(line.text)
        else:
            where = "body"
            document.body.append(line)
    return document


def _article(document: _Document, number: int) -> Record | Unreadable:
    above = [line for line in document.above if not _RIGHTS.search(line.text)]
    day = next((n for n in range(len(above) - 1, -1, -1) if is_day(above[n].text)), None)
    title, outlet, link = _title(above, day, counted=document.counted)
    name = _urn(link) or str(number)
    if not document.ended:
        return Unreadable(name, "the document breaks off before its end; download it again")
    labelled = document.labelled
    body = [line for line in document.body if not _RIGHTS.search(line.text)]
    texts = {line.text for line in body}
    paragraphs = [
        *(
            Paragraph(text, "lead")
            for text in labelled.get("highlight", ())
            if text and text not in texts
        ),
        *(Paragraph(line.text, line.kind) for line in body),
        *(Paragraph(text, "caption") for text in document.captions),
    ]
    record = Record(
        name=name,
        text=tuple(paragraphs) if body else (),
        title=title,
        published=above[day].text if day is not None else None,
        outlet=outlet,
        section=(_first(labelled, "section") or "").partition(";")[0].strip() or None,
        authors=authors_of(_first(labelled, "byline") or ""),
        tags=tuple(
            dict.fromkeys(
                _SHARE.sub("", tag).strip()
                for subject in labelled.get("subject", ())
                for tag in subject.split(";")
                if tag.strip()
            )
        ),
    )
    return or_unreadable(record, teaser=_first(labelled, "highlight"))


def _title(
    above: Sequence[Line], day: int | None, *, counted: bool
) -> tuple[str | None, str | None, str | None]:
    """Headline, source and the address behind the headline.

    Newer downloads have headline, source, day; older ones, which count their documents, source,
    day, headline.
    """
    if day is None:
        heading = next((line for line in reversed(above) if line.is_title), None)
        return (heading.text, None, heading.link) if heading else (None, None, None)
    if counted:
        below = [line for line in above[day + 1 :] if not is_day(line.text)]
        outlet = above[0].text if day > 0 else None
        return (below[-1].text if below else None), outlet, None
    before = above[:day]
    headings = [n for n, line in enumerate(before) if line.is_title]
    at = headings[-1] if headings else max(day - 2, 0)
    if at >= day:
        return None, None, None
    outlet = before[at + 1].text if at + 1 < day else None
    return before[at].text, outlet, before[at].link


def _urn(link: str | None) -> str | None:
    """The document's own number, as the address behind its headline has it."""
    found = parse_qs(urlsplit(link or "").query).get("id", [""])[0] if link else ""
    return found or None


def _first(labelled: dict[str, list[str]], key: str) -> str | None:
    return next((value for value in labelled.get(key, ()) if value), None)


def _key(text: str) -> str:
    """What a line is by its label; empty for running text."""
    text = text.strip()
    if _COUNT.fullmatch(text):
        return "count"
    found = _LABELLED.fullmatch(text)
    if found is None:
        return ""
    key = _LABELS[found[1]]
    # "Text" and "Body" stand alone on their line, as do the ends.
    return "" if key in {"body", "end"} and found[2] else key


def _ends(key: str, text: str) -> bool:
    """Whether a label ends a text: "Grafik: dpa" is a part of one, "Grafik" alone is not."""
    found = _LABELLED.fullmatch(text.strip())
    label, value = (found[1], found[2]) if found else ("", "")
    return label.isupper() or (key in _ENDS and not (key == "graphic" and value))


def _said(text: str) -> str:
    found = _LABELLED.fullmatch(text.strip())
    return (found[2] or "").strip() if found else ""
