"""What training reads: are all files there, and are they the ones of `sources.tsv`?

python -m training.scripts.sources
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from annotated.folder import shared_folder
from training.scripts.published_encoder import published_file

_TABLE = Path(__file__).resolve().parents[1] / "sources.tsv"


def main() -> None:
    """Say what is missing or another file, a line each; status 1 where anything is."""
    try:
        folder = shared_folder()
        published_file()
    except FileNotFoundError as error:
        sys.exit(f"training: {error}")
    if problems := list(find_problems(folder, _TABLE)):
        sys.exit("\n".join(f"training: {problem}" for problem in problems))


def find_problems(folder: Path, table: Path) -> Iterator[str]:
    """One sentence for every file of the table that is missing in the folder, or is another."""
    for line in table.read_text("utf-8").splitlines()[1:]:
        name, size, digest, _, source = line.split("\t")
        file = folder / name
        if not file.is_file():
            yield f"{file} is missing; it is made of {source} (training/README.md says how)"
        elif file.stat().st_size != int(size) or _digest(file) != digest:
            yield f"{file} is not the file that the model is made of; take it from {source} anew"


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


if __name__ == "__main__":
    main()
