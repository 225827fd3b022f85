"""A stretch of an article while its kind is looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from tasks.text.article import BlockKind

_ENDS = re.compile(r"[.!?…][\"“”«»‘’‹›)\]]*(?:\[\d+\])*\s*\Z")
_WITHIN = re.compile(r"[a-zäöüß)“\"«»][.!?]\s+[\"„»«(]?[A-ZÄÖÜ]")
# So long a line is a paragraph though no full stop ends it.
_LONG = 120
_FEWEST_WORDS = 4


@dataclass
class Unit:
    """`start` and `end` are characters; `kind` is None as long as nothing tells it.

    `cut` says that something was cut off before its words, as a dateline is.
    """

    start: int
    end: int
    words: str
    kind: BlockKind | None = None
    cut: bool = False

    @cached_property
    def key(self) -> str:
        """The words as they are compared."""
        return " ".join(self.words.split()).casefold()

    @cached_property
    def is_prose(self) -> bool:
        """Whether it is made of sentences."""
        count = len(self.words.split())
        if _ENDS.search(self.words):
            return count >= _FEWEST_WORDS
        return len(self.words) > _LONG or (
            count > _FEWEST_WORDS and bool(_WITHIN.search(self.words))
        )

    @cached_property
    def is_title(self) -> bool:
        """Whether it is one line that no full stop ends or parts; it may ask and call."""
        stopped = self.words.rstrip('"“”«»‘’‹›)]').endswith(".")
        stopped = stopped and not self.words.endswith("...")
        return not (stopped or "\n" in self.words or _WITHIN.search(self.words))

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return _ENDS.search(self.words) is not None

    @property
    def is_short_line(self) -> bool:
        """Whether it may head something."""
        stopped = self.words.endswith(".") and not self.words.endswith("...")
        return not (self.kind or self.is_prose or stopped or "\n" in self.words)
