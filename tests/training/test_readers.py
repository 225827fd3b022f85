"""Texts are read in their order, few of them without another process."""

import os
from collections.abc import Callable

import pytest

from training.scripts.readers import read_all


def opened() -> str:
    return "read"


def with_process(tools: str, text: int) -> tuple[str, int, int]:
    return tools, text, os.getpid()


@pytest.mark.parametrize(
    ("count", "elsewhere"), [(0, False), (3, False), (60, True)], ids=["none", "few", "many"]
)
def test_texts_are_read_in_their_order(count: int, elsewhere: bool) -> None:
    found = list(read_all(iter(range(count)), opened, with_process))
    assert [text for _, text, _ in found] == list(range(count))
    assert all(tools == "read" for tools, _, _ in found)
    assert {process != os.getpid() for *_, process in found} <= {elsewhere}


def test_what_cannot_be_read_is_not_passed_over() -> None:
    def broken(_: str, text: int) -> int:
        return 1 // text

    read: Callable[[str, int], int] = broken
    with pytest.raises(ZeroDivisionError):
        list(read_all([1, 0], opened, read))
