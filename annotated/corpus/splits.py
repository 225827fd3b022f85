"""Which articles a model learns from, which choose among models, which measure."""

from __future__ import annotations

import hashlib
from typing import Literal

Split = Literal["train", "dev", "test"]

_DEV_SHARE = 0.10
_TEST_SHARE = 0.135


def split_of(name: str) -> Split:
    """The split of an article, by its name alone, so that new articles move no old one."""
    place = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) / 2**64
    if place < _TEST_SHARE:
        return "test"
    return "dev" if place < _TEST_SHARE + _DEV_SHARE else "train"
