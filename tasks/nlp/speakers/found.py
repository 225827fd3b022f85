"""A speaker as it is found, before the rows of an article are made."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tasks.nlp.layers.vocabulary import Method


@dataclass(frozen=True, slots=True)
class Found:
    """Chain and mention that speak, or the number of a role that nobody has by name.

    `sure` is how surely the mention belongs to its chain.
    """

    chain: int | None
    mention: int
    role: int | None
    method: Method
    sure: float


def again(one: Found, method: Method, *, sure: float | None = None) -> Found:
    """The same speaker, found in another way."""
    return replace(one, method=method, sure=one.sure if sure is None else sure)
