"""An article's blocks on a spaCy `Doc`."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from tasks.text.article import Block
from tasks.text.blocks import find_blocks

_KEY = "blocks"


def set_blocks(doc: Doc, blocks: Iterable[Block]) -> None:
    """Put the blocks on the doc, in a form that `Doc.to_bytes` can carry."""
    doc.user_data[_KEY] = [[block.start, block.end, block.kind] for block in blocks]


def blocks_of(doc: Doc) -> tuple[Block, ...]:
    """The doc's blocks; found anew from its text where nobody set them."""
    stored = doc.user_data.get(_KEY)
    if stored is None:
        return find_blocks(doc.text)
    return tuple(Block(start, end, kind) for start, end, kind in stored)
