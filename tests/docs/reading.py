"""A whole page, read from its first block to its last."""

from __future__ import annotations

from itertools import zip_longest

from tests.docs.page import blocks
from tests.docs.reader import Answer, PageError, Reader


def read(page: str, reader: Reader) -> list[Answer]:
    """Do everything that a page says, in its order; return what the commands answered."""
    answers: list[Answer] = []
    found = blocks(page)
    try:
        for block, after in zip_longest(found, found[1:]):
            if block.reason is None and not block.is_output:
                output = after if after is not None and after.is_output else None
                answers += reader.read(block, output)
    except PageError as error:
        raise PageError(f"line {block.line}: {error}") from error
    finally:
        reader.leave()
    return answers
