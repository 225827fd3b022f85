"""Central banks, which newspapers call by their names, by English ones and by short forms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tasks.link.spelling import fold
from tasks.link.wordlists import lines_of


@cache
def central_banks() -> Mapping[str, str]:
    """The name of each central bank by all its names, these folded, without blanks."""
    rows = (line.split("\t") for line in lines_of("central_banks.tsv"))
    return {fold(form): name for name, others in rows for form in (name, *others.split("; "))}
