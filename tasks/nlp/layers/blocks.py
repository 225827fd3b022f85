"""An article's blocks, and its stretches in quotation marks, on a spaCy `Doc`."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from tasks.nlp.layers.layer import Layer
from tasks.text.article import Block
from tasks.text.blocks import find_blocks
from tasks.text.marks import Marked, find_marks
from tasks.text.plain import Plain

BLOCKS: Layer[Block] = Layer("blocks", Block)
MARKS: Layer[Marked] = Layer("marks", Marked)
PLAIN: Layer[Plain] = Layer("plain", Plain)
"""One item: the words that the doc was made of, and where they stand in the article's text."""


def set_plain(doc: Doc, plain: Plain) -> None:
    """Put an article's own words on the doc that was made of them, with their blocks and marks."""
    PLAIN.write(doc, (plain,))
    set_blocks(doc, plain.blocks)


def plain_on(doc: Doc) -> Plain:
    """The words that the doc was made of; where nobody set them, its text is the article's."""
    if PLAIN.is_on(doc):
        return PLAIN.read(doc)[0]
    return Plain(doc.text, (), doc.text, ())


def set_blocks(doc: Doc, blocks: Iterable[Block]) -> None:
    """Put the article's blocks on its doc, and the stretches in marks that follow from them."""
    BLOCKS.write(doc, blocks)
    MARKS.write(doc, _marks(doc))


def blocks_of(doc: Doc) -> tuple[Block, ...]:
    """The doc's blocks; found anew from its text where nobody set them."""
    return BLOCKS.read(doc) if BLOCKS.is_on(doc) else find_blocks(doc.text)


def marks_of(doc: Doc) -> tuple[Marked, ...]:
    """The doc's stretches in marks; found anew from its text where nobody set them."""
    return MARKS.read(doc) if MARKS.is_on(doc) else _marks(doc)


def _marks(doc: Doc) -> tuple[Marked, ...]:
    return find_marks(doc.text, [(block.start, block.end) for block in blocks_of(doc)])
