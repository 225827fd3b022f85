"""XML of others: records one after another, and never more than what stands in the file itself."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from tasks.read.paragraph import Paragraph
from tasks.read.record import UnreadableFileError
from tasks.read.source import Source
from tasks.text.article import BlockKind

# Elements of lxml, which has no types.
Element = Any

ENTITIES = (
    "the file declares XML entities of its own, which may grow without end or name other files, "
    "and which are never resolved; write out what they stand for and delete the <!ENTITY …> lines"
)


def outermost(source: Source, names: frozenset[str]) -> Iterator[Element]:
    """The elements of these names (without namespace) that lie in no other of them, in order.

    Each is gone from memory when the next is asked for. Nothing is fetched and no entity resolved.
    Raises UnreadableFileError where the XML ends or breaks; what came before has been given then.
    """
    with source.stream() as stream:
        events = etree.iterparse(
            stream,
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            dtd_validation=False,
            attribute_defaults=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        within = 0
        checked = False
        try:
            for event, element in events:
                if not checked:
                    _refuse_entities(element)
                    checked = True
                if name_of(element) not in names:
                    # What lies between the records: nobody asks for it again.
                    if event == "end" and not within:
                        _forget(element)
                    continue
                within += 1 if event == "start" else -1
                if event == "end" and not within:
                    _write_out(element)
                    yield element
                    _forget(element)
        except etree.XMLSyntaxError as error:
            raise UnreadableFileError(_broken(error)) from error


def _refuse_entities(root: Element) -> None:
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise UnreadableFileError(ENTITIES)


def _write_out(element: Element) -> None:
    """Put the letters of HTML where a file names them (`&uuml;`), whose own DTD is never read."""
    for reference in list(element.iter(etree.Entity)):
        text = html.unescape(reference.text) + (reference.tail or "")
        before, parent = reference.getprevious(), reference.getparent()
        if before is not None:
            before.tail = (before.tail or "") + text
        else:
            parent.text = (parent.text or "") + text
        reference.tail = None
        parent.remove(reference)


def _forget(element: Element) -> None:
    element.clear(keep_tail=True)
    parent = element.getparent()
    # Not the element itself: the parser still hangs what follows on it.
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


def _broken(error: etree.XMLSyntaxError) -> str:
    line, _ = error.position if error.position else (0, 0)
    said = " ".join(str(error.msg or "it holds nothing").split()).split(", line")[0]
    return (
        f"the XML cannot be read beyond line {line} ({said}); the file was cut off, is in another "
        "encoding than it says, or is no XML; get it again from where it came from"
    )


def name_of(element: Element) -> str:
    """An element's name without its namespace; empty for what is none (a reference)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def below(element: Element, *names: str) -> Iterator[Element]:
    """All descendants of these names, in order."""
    return (found for found in element.iter() if name_of(found) in names)


def first(element: Element, *path: str) -> Element | None:
    """The first descendant of a name, in it the first of the next, and so on."""
    for name in path:
        if element is None:
            return None
        element = next(below(element, name), None)
    return element


def words_of(element: Element | None) -> str | None:
    """All text within, white space made single; None where there is none."""
    if element is None:
        return None
    return " ".join("".join(element.itertext()).split()) or None


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its name without namespace, stripped; None where it is missing or empty."""
    if element is None:
        return None
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return " ".join(next(found, "").split()) or None


def paragraphs(
    element: Element, blocks: Mapping[str, BlockKind | None], *, without: frozenset[str]
) -> tuple[Paragraph, ...]:
    """The text within by its block elements: `blocks` names them, with the kind of their text.

    A block without a kind has that of the block around it. Elements in `without` are left out;
    all others are part of the running text. Cells of a row are parted by ` | `.
    """
    return tuple(_Blocks(blocks, without).read(element))


_BREAKS = frozenset({"br", "lb"})
_CELLS = frozenset({"cell", "td", "th"})


class _Blocks:
    def __init__(self, blocks: Mapping[str, BlockKind | None], without: frozenset[str]) -> None:
        self._blocks = blocks
        self._without = without
        self._open: list[str] = []
        self._found: list[Paragraph] = []

    def read(self, element: Element) -> list[Paragraph]:
        self._walk(element, None)
        self._close(None)
        return self._found

    def _walk(self, element: Element, around: BlockKind | None) -> None:
        name = name_of(element)
        if not name or name in self._without:
            return
        kind = around
        if name in self._blocks:
            self._close(around)
            kind = self._blocks[name] or around
        elif name in _BREAKS:
            self._open.append("\n")
        elif name in _CELLS and "".join(self._open).strip():
            self._open.append(" | ")
        self._open.append(element.text or "")
        for child in element:
            self._walk(child, kind)
            self._open.append(child.tail or "")
        if name in self._blocks:
            self._close(kind)

    def _close(self, kind: BlockKind | None) -> None:
        text = " ".join("".join(self._open).split())
        self._open.clear()
        if text:
            self._found.append(Paragraph(text, kind))
