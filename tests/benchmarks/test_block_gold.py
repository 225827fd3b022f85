"""The annotation of blocks is whole, fits its pages, and holds none of their words."""

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from benchmarks.blocks import GOLD, PARTS, measure, pages
from tasks.text.article import BlockKind


def test_it_has_150_pages_of_which_a_fifth_is_held_back() -> None:
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    assert Counter(row["part"] for row in rows) == {"built": 120, "held_back": 30}
    assert len({row["id"] for row in rows}) == 150
    assert all(set(row) == {"id", "sha256", "part", "blocks"} for row in rows)


@pytest.mark.parametrize("part", PARTS)
def test_its_blocks_are_in_order_apart_and_of_known_kinds(part: str, shared: Path) -> None:
    for text, blocks in pages(part, shared / "corpora"):
        position = 0
        for start, end, kind in blocks:
            assert position <= start < end <= len(text)
            assert kind in get_args(BlockKind)
            position = end


@pytest.mark.parametrize("part", PARTS)
def test_the_recogniser_keeps_the_article(part: str, shared: Path) -> None:
    """The figures stand in docs/figures.toml; here is the least that may come of a change."""
    result = measure(part, shared / "corpora")
    assert result.kept >= 0.95
    assert result.left_out >= 0.6
