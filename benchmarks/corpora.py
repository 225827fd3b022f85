"""Where the annotated corpora lie, and their held-back parts."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# GermEval's last 1,500 sentences: nothing was trained or chosen on them.
HELD_BACK = 1500
_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%…“”’»")
_NO_SPACE_AFTER = frozenset("([{„«‚$»")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, whether white space follows each, and a BIO label for each."""

    words: list[str]
    spaces: list[bool]
    labels: list[str]


def corpora_folder() -> Path:
    """The folder with the corpora; ends the program with one sentence where there is none."""
    root = Path(__file__).resolve().parents[1]
    folder = Path(os.environ.get("WORTLAUT_SHARED", root.parent / "shared")) / "corpora"
    if not folder.is_dir():
        sys.exit(f"the corpora are not in {folder}; set WORTLAUT_SHARED to the folder around them")
    return folder


def germeval_held_back() -> list[Sentence]:
    """The last 1,500 sentences of GermEval 2014 test, outer level.

    Derived (`LOCderiv`) and partial (`LOCpart`) names count as no name; OTH is our MISC.
    """
    path = corpora_folder() / "entities" / "germeval2014-test.tsv.gz"
    return list(_germeval(path))[-HELD_BACK:]


def _germeval(path: Path) -> Iterator[Sentence]:
    words: list[str] = []
    labels: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            fields = line.rstrip("\n").split("\t")
            if fields[0] == "#":
                continue
            if len(fields) < 3:
                if words:
                    yield Sentence(words, guess_spaces(words), labels)
                words, labels = [], []
                continue
            words.append(fields[1])
            label = fields[2].replace("OTH", "MISC")
            labels.append("O" if label.endswith(("deriv", "part")) else label)


def guess_spaces(words: list[str]) -> list[bool]:
    """Where white space stood between the words of a tokenised corpus, as far as can be told."""
    spaces = []
    is_open = False
    for number, word in enumerate(words):
        after = words[number + 1] if number + 1 < len(words) else ""
        space = bool(after) and after[0] not in _NO_SPACE_BEFORE and word[-1] not in _NO_SPACE_AFTER
        if word == '"':
            is_open = not is_open
            space = space and not is_open
        elif after == '"' and is_open:
            space = False
        spaces.append(space)
    return spaces
