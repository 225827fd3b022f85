"""One paragraph of an article as a reader gives it."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.text.article import BlockKind


@dataclass(slots=True)
class Paragraph:
    """A paragraph of plain text, without mark-up, and what its source says it is.

    `kind` is None where the source does not tell a headline from a caption; it is found by the
    text then (tasks/text/blocks.py).
    """

    text: str
    kind: BlockKind | None = None
