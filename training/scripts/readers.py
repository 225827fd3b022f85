"""Texts read in as many processes as there are cores, in their order."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain, islice
from typing import Any, TypeVar

_TOGETHER, _FEW = 10, 20

_Tools = TypeVar("_Tools")
_Text = TypeVar("_Text")
_Found = TypeVar("_Found")

# What this process reads with.
_tools: list[Any] = []


def read_all(
    texts: Iterable[_Text], open_: Callable[[], _Tools], read: Callable[[_Tools, _Text], _Found]
) -> Iterator[_Found]:
    """What `read` makes of each text, with what `open_` gives each process once.

    Both functions must be of a module, and what they return be made of arrays, not of tensors:
    torch would hold a file open for each.
    """
    texts = iter(texts)
    first = list(islice(texts, _FEW))
    if len(first) < _FEW:
        # Starting processes would take longer than so few texts do.
        tools = open_()
        yield from (read(tools, text) for text in first)
        return
    # One process a core; each must leave the other cores alone.
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(
        mp_context=multiprocessing.get_context("spawn"), initializer=_begin, initargs=(open_,)
    ) as pool:
        every = chain(first, texts)
        yield from pool.map(partial(_read, read), every, chunksize=_TOGETHER)


def _begin(open_: Callable[[], Any]) -> None:
    _tools[:] = [open_()]


def _read(read: Callable[[Any, Any], Any], text: Any) -> Any:
    (tools,) = _tools
    return read(tools, text)
