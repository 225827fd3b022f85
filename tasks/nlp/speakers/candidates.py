"""Who may utter a quotation: whoever is named near it, or nobody who is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tasks.nlp.speakers.found import Found


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer to the question who speaks.

    `chain` is the chain of a name; None stands for nobody whom the article names. `found` is what
    the rules say of it, if they do.
    """

    chain: int | None
    found: tuple[Found, ...] = ()


def candidates(near: Iterable[int], found: list[Found]) -> Iterator[Candidate]:
    """Nobody first, then each chain with a name that is near, or that the rules found."""
    of_chain = {one.chain: one for one in found if one.chain is not None}
    yield Candidate(None, tuple(one for one in found if one.chain is None))
    for chain in sorted({*near, *of_chain}):
        yield Candidate(chain, (of_chain[chain],) if chain in of_chain else ())
