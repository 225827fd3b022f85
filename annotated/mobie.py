"""MobIE: names in posts and news about traffic."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotated.formats import word_rows
from annotated.sentences import Sentence, make_sentence

_DOCUMENT = "-DOCSTART-"
# Its fine labels; what is missing here is no name (dates, triggers, numbers).
_LABELS = {
    "person": "PER",
    "organization": "ORG",
    "organization-company": "ORG",
    "org-position": "O",
    "location": "LOC",
    "location-city": "LOC",
    "location-stop": "LOC",
    "location-street": "LOC",
    "location-route": "LOC",
}


def sentences(folder: Path) -> list[Sentence]:
    """All parts, as PER, ORG and LOC; its places include stops, streets and routes."""
    return [one for part in ("train", "dev", "test") for one in _part(folder, part)]


def _part(folder: Path, part: str) -> Iterator[Sentence]:
    # A word may begin with "#" here.
    path = folder / "entities" / f"mobie-{part}.conll.gz"
    for rows in word_rows(path, 4, comment=None, separator=None):
        if rows[0][0] != _DOCUMENT:
            yield make_sentence([row[0] for row in rows], [_label(row[-1]) for row in rows])


def _label(theirs: str) -> str:
    position, _, kind = theirs.partition("-")
    label = _LABELS.get(kind, "O")
    return label if label == "O" else f"{position}-{label}"
