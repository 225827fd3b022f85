"""GermEval 2014: names of four kinds in sentences of news and Wikipedia."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotated import splits
from annotated.formats import word_rows
from annotated.sentences import Sentence, make_sentence

_NAME = "germeval2014-test"


def sentences(folder: Path, *, held_back: bool) -> list[Sentence]:
    """Its test part: outer level; derived and partial names count as no name."""
    ids = splits.held_back(_NAME)
    return [one for one in _all(folder) if (splits.identifier(one.words) in ids) == held_back]


def _all(folder: Path) -> Iterator[Sentence]:
    for rows in word_rows(folder / "entities" / f"{_NAME}.tsv.gz", 3):
        yield make_sentence([row[1] for row in rows], [_label(row[2]) for row in rows])


def _label(theirs: str) -> str:
    return "O" if theirs.endswith(("deriv", "part")) else theirs.replace("OTH", "MISC")
