"""Our own annotation of who is quoted, in articles of Wikinews: offsets and names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_GOLD = Path(__file__).parent / "gold"


def gold_articles(split: str) -> Iterator[dict[str, Any]]:
    """The articles of a gold file."""
    with (_GOLD / f"speakers-{split}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def key_of(name: str) -> str:
    """A name as it is compared: without regard to capitals and spaces."""
    return " ".join(name.casefold().split())
