"""The annotation of blocks is whole, fits its pages, and holds none of their words."""

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from annotated.blocks import GOLD, PARTS, pages
from benchmarks import blocks as measured
from tasks.text.article import BlockKind


def test_it_has_150_pages_of_which_a_fifth_is_held_back_and_others_to_learn_from() -> None:
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    parts = Counter(row["part"] for row in rows)
    assert parts == {"built": 120, "held_back": 30, "learned": 394}
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(set(row) == {"id", "sha256", "part", "blocks"} for row in rows)


@pytest.mark.parametrize("part", PARTS)
def test_its_blocks_are_in_order_apart_and_of_known_kinds(part: str, shared: Path) -> None:
    for page in pages(part, shared / "corpora"):
        position = 0
        for start, end, kind in page.blocks:
            assert position <= start < end <= len(page.text)
            assert kind in get_args(BlockKind)
            position = end


@pytest.mark.parametrize("part", measured.PARTS)
def test_the_recogniser_keeps_the_article(part: str, shared: Path) -> None:
    """The figures stand in docs/figures.toml; here is the least that may come of a change."""
    result = measured.measure(part, shared / "corpora")
    assert result.kept >= 0.95
    assert result.left_out >= 0.6
