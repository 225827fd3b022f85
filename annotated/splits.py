"""Which sentences are held back for measuring, fixed in files by their identifiers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_FOLDER = Path(__file__).parent / "held_back"


def held_back(corpus: str) -> frozenset[str]:
    """Identifiers of a corpus' sentences that nothing is trained or chosen on.

    Raises FileNotFoundError for a corpus of which nothing is held back.
    """
    lines = (_FOLDER / f"{corpus}.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def identifier(words: Iterable[str]) -> str:
    """The identifier of a sentence in a corpus that gives it none: a hash of its words."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:12]
