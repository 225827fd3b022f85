"""Kinds of blocks: found ones against our own annotation of 150 pages of the smartdata corpus.

    python -m benchmarks.blocks [--part built|held_back] [--wrong]

The annotation is that of `annotated/blocks.py`. The recogniser was built on `built` (120 pages),
its weights are learned from them and others; `held_back` (30) were annotated before it and read for
nothing else. Found kinds are compared word
by word: a gold block has the kind that most of its words got. Two shares tell what matters in the
end: words of the article that are kept, and words of what is not the article that are left out.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from annotated.blocks import pages, words_of
from annotated.folder import shared_folder
from tasks.text.article import NOT_THE_ARTICLE, BlockKind
from tasks.text.blocks import find_blocks

PARTS = ("built", "held_back")


@dataclass
class Measured:
    """Counts over the gold blocks of some pages."""

    pages: int = 0
    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    words: Counter[tuple[bool, bool]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def kept(self) -> float:
        """The share of the article's own words that are read."""
        return self._share(of=True)

    @property
    def left_out(self) -> float:
        """The share of the other words that are not read."""
        return self._share(of=False)

    def _share(self, *, of: bool) -> float:
        every = self.words[of, True] + self.words[of, False]
        return self.words[of, of] / every if every else 0.0

    def precision(self, kind: str) -> float | None:
        """Of the blocks that were given the kind, those that have it; None without any."""
        return self.right[kind] / self.found[kind] if self.found[kind] else None

    def recall(self, kind: str) -> float | None:
        """Of the blocks that have the kind, those that were given it; None without any."""
        return self.right[kind] / self.gold[kind] if self.gold[kind] else None


def measure(part: str, folder: Path) -> Measured:
    """Compare the pages of one part. Raises ValueError where a page is not the annotated one."""
    result = Measured()
    for page in pages(part, folder):
        text = page.text
        result.pages += 1
        found = find_blocks(text)
        for start, end, kind in page.blocks:
            tally: Counter[str] = Counter()
            for word_start, word_end in words_of(text, start, end):
                got = next(
                    (b.kind for b in found if b.start <= word_start and word_end <= b.end), "none"
                )
                tally[got] += 1
                read = got != "none" and got not in NOT_THE_ARTICLE
                result.words[kind not in NOT_THE_ARTICLE, read] += 1
            if not tally:
                continue
            got = tally.most_common(1)[0][0]
            result.gold[kind] += 1
            result.found[got] += 1
            result.right[kind] += got == kind
            if got != kind:
                result.wrong.append(f"{kind:18} {got:18} {text[start:end][:100]!r}")
    return result


def main() -> None:
    """Print both parts, or one."""
    options = argparse.ArgumentParser(description="Measure the kinds of blocks.")
    options.add_argument("--part", choices=PARTS)
    options.add_argument("--wrong", action="store_true", help="the blocks that got another kind")
    asked = options.parse_args()
    for part in (asked.part,) if asked.part else PARTS:
        result = measure(part, shared_folder())
        print(f"{part}: {result.pages} pages, {sum(result.gold.values())} blocks")
        print(f"  words of the article kept        {result.kept:.3f}")
        print(f"  words of other things left out   {result.left_out:.3f}")
        print(f"  {'kind':20}{'blocks':>7}{'precision':>11}{'recall':>8}")
        for kind in get_args(BlockKind):
            if result.gold[kind] or result.found[kind]:
                print(
                    f"  {kind:20}{result.gold[kind]:>7}{_shown(result.precision(kind)):>11}"
                    f"{_shown(result.recall(kind)):>8}"
                )
        if asked.wrong:
            print("\n".join(result.wrong))


def _shown(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


if __name__ == "__main__":
    main()
