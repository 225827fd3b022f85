"""Hashes of the files of one folder, kept beside them: whether they are still as written.

`SHA256SUMS` has the format of `sha256sum`. It tells damage, not malice: whoever can change the
files can change it, too.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

_SUMS = "SHA256SUMS"


def write_checksums(folder: Path) -> None:
    """Note the hashes of all files in the folder."""
    names = sorted(file.name for file in folder.iterdir())
    (folder / _SUMS).write_text(_listed(folder, names), "utf-8")


def is_as_written(folder: Path) -> bool:
    """Whether the folder's files are those whose hashes were noted, to the last byte."""
    try:
        names = sorted(file.name for file in folder.iterdir() if file.name != _SUMS)
        return (folder / _SUMS).read_bytes() == _listed(folder, names).encode()
    except OSError:
        return False


def _listed(folder: Path, names: list[str]) -> str:
    return "".join(f"{_hash(folder / name)}  {name}\n" for name in names)


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
