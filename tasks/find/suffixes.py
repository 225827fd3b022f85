"""By their names: which files of a seed folder are meant to hold articles.

What a file is, its content decides when it is read (tasks/read/readers.py); a folder may hold
pictures and programs, of which nobody wants to hear that they are no articles. A test holds the
suffixes and the formats together.
"""

from __future__ import annotations

import os

ARTICLE_SUFFIXES = frozenset(
    (
        *(".txt", ".zip"),
        *(".csv", ".tsv", ".tab", ".psv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet"),
    )
)
PACKED_SUFFIXES = frozenset((".gz", ".bz2", ".xz", ".zst"))


def is_article_file(name: str) -> bool:
    """Whether a file of this name is meant to hold articles."""
    stem, suffix = os.path.splitext(name.lower())  # noqa: PTH122 - 100,000 names a night
    if suffix in PACKED_SUFFIXES:
        suffix = os.path.splitext(stem)[1]  # noqa: PTH122 - as above
    return suffix in ARTICLE_SUFFIXES
