"""Universal NER: names of persons, organisations and places in the sentences of German PUD."""

from __future__ import annotations

from pathlib import Path

from annotated.formats import word_rows
from annotated.sentences import Sentence, make_sentence


def sentences(folder: Path) -> list[Sentence]:
    """All of them; the corpus has no other kind of name."""
    rows = word_rows(folder / "entities" / "uner-de-pud.iob2.gz", 3)
    return [make_sentence([row[1] for row in one], [row[2] for row in one]) for one in rows]
