"""The plain text of speeches in the Bundestag (20th term), without annotation."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path


def lines(folder: Path) -> Iterator[str]:
    """The lines of all speeches."""
    with lzma.open(folder / "text" / "bundestag20.txt.xz", "rt", encoding="utf-8") as found:
        yield from found
