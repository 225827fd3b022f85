"""WikiNEuRal: names in sentences of the German Wikipedia, annotated by programs (silver)."""

from __future__ import annotations

from pathlib import Path

from annotated.formats import word_rows
from annotated.sentences import Sentence, make_sentence


def sentences(folder: Path) -> list[Sentence]:
    """Both parts."""
    return [
        make_sentence([row[1] for row in rows], [row[2] for row in rows])
        for part in ("val", "test")
        for rows in word_rows(folder / "entities" / f"wikineural-de-{part}.conllu.gz", 3)
    ]
