"""Name corpora as sentences of words, spaces and BIO labels."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.scripts import splits

_GERMEVAL = "germeval2014-test"

_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%…“”’»")
_NO_SPACE_AFTER = frozenset("([{„«‚$")


@dataclass(frozen=True)
class Sentence:
    """Words, whether white space follows each, and a BIO label for each."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    labels: tuple[str, ...]


def shared_folder() -> Path:
    """The folder with the corpora. Raises FileNotFoundError with what to do."""
    root = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("WORTLAUT_SHARED", root.parent / "shared")) / "corpora"
    if not folder.is_dir():
        raise FileNotFoundError(
            f"the corpora are not in {folder}; set WORTLAUT_SHARED to the folder that holds "
            "'corpora/' (training/README.md says where they come from)"
        )
    return folder


def germeval(folder: Path, *, held_back: bool) -> list[Sentence]:
    """GermEval 2014 test: outer level; derived and partial names count as no name."""
    ids = splits.held_back(_GERMEVAL)
    sentences = _germeval(folder / "entities" / f"{_GERMEVAL}.tsv.gz")
    return [one for one in sentences if (splits.identifier(one.words) in ids) == held_back]


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
                    yield make_sentence(words, labels)
                words, labels = [], []
                continue
            words.append(fields[1])
            label = fields[2].replace("OTH", "MISC")
            labels.append("O" if label.endswith(("deriv", "part")) else label)


def wikineural(folder: Path) -> list[Sentence]:
    """WikiNEuRal, German, both parts (silver)."""
    found = []
    for part in ("val", "test"):
        words: list[str] = []
        labels: list[str] = []
        path = folder / "entities" / f"wikineural-de-{part}.conllu.gz"
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in [*lines, "\n"]:
                fields = line.rstrip("\n").split("\t")
                if len(fields) < 3:
                    if words:
                        found.append(make_sentence(words, labels))
                    words, labels = [], []
                    continue
                words.append(fields[1])
                labels.append(fields[2])
    return found


# MobIE's fine labels; what is missing here is no name (dates, triggers, numbers).
_MOBIE = {
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


def mobie(folder: Path) -> list[Sentence]:
    """MobIE, all parts, as PER, ORG and LOC; its places include stops, streets and routes."""
    found = []
    for part in ("train", "dev", "test"):
        words: list[str] = []
        labels: list[str] = []
        path = folder / "entities" / f"mobie-{part}.conll.gz"
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in [*lines, "\n"]:
                fields = line.split()
                if len(fields) < 4 or fields[0] == "-DOCSTART-":
                    if words:
                        found.append(make_sentence(words, labels))
                    words, labels = [], []
                    continue
                position, _, kind = fields[-1].partition("-")
                label = _MOBIE.get(kind, "O")
                words.append(fields[0])
                labels.append(label if label == "O" else f"{position}-{label}")
    return found


def smartdata(folder: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Smartdata: raw text with (start, end, label) in characters; PER, ORG and LOC only."""
    with gzip.open(folder / "entities" / "smartdata.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["text"], [(s, e, label) for s, e, label, _ in row["entities"]]


def make_sentence(words: list[str], labels: list[str]) -> Sentence:
    """Guess where white space stood between the words of a tokenised corpus."""
    spaces = []
    open_ascii = False
    for number, word in enumerate(words):
        after = words[number + 1] if number + 1 < len(words) else ""
        space = bool(after) and after[0] not in _NO_SPACE_BEFORE and word[-1] not in _NO_SPACE_AFTER
        if word == '"':
            open_ascii = not open_ascii
            space = space and not open_ascii
        elif after == '"' and open_ascii:
            space = False
        if word == "»" or after == "«":  # German guillemets point inwards
            space = False if word == "»" else space
        if after and after[0] in "-/" and len(after) == 1 and word[-1].isalnum():
            space = True
        spaces.append(space)
    return Sentence(tuple(words), tuple(spaces), tuple(labels))
