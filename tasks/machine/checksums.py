"""The files of a folder, and the hashes that say whether they are the ones written.

For the language model and for staged batches. `SHA256SUMS` lies in the folder in the format of
`sha256sum`, so `sha256sum --check SHA256SUMS` says the same. It tells damage, not malice: whoever
can change the files can change it, too.
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

CHECKSUMS = "SHA256SUMS"
# A model card is for people and may be edited.
_CARD = ".md"


class AlteredFileError(ValueError):
    """A file is not the one that was written."""


def write_checksums(folder: Path) -> Path:
    """Note the hash of every file of the folder but its card; return where."""
    noted = folder / CHECKSUMS
    noted.write_text(
        "".join(f"{_hash(folder / name)}  {name}\n" for name in _names(folder)), "utf-8"
    )
    return noted


def check_files(folder: Path) -> bool:
    """Compare the folder's files with their hashes; False where it has none.

    Raises AlteredFileError for the first file that is missing, altered, or not listed, and where
    the list itself cannot be read.
    """
    try:
        lines = (folder / CHECKSUMS).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise AlteredFileError(f"{CHECKSUMS} cannot be read ({error})") from error
    listed = {}
    for line in lines:
        expected, separator, name = line.partition("  ")
        path = PurePosixPath(name)
        if not separator or path.is_absolute() or ".." in path.parts:
            raise AlteredFileError(f"{CHECKSUMS} has a line that is none of its own: {line!r}")
        listed[name] = expected
    for name, expected in listed.items():
        try:
            found = _hash(folder / name)
        except OSError as error:
            raise AlteredFileError(f"{name} cannot be read ({error.strerror})") from error
        if found != expected:
            raise AlteredFileError(f"{name} is not the file that {CHECKSUMS} names")
    for name in _names(folder):
        if name not in listed:
            raise AlteredFileError(f"{name} is not named in {CHECKSUMS}")
    return True


def is_as_written(folder: Path) -> bool:
    """Whether the folder's files are those whose hashes were noted, to the last byte."""
    try:
        return check_files(folder)
    except AlteredFileError:
        return False


def _names(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != _CARD and path.name != CHECKSUMS
    )


def _hash(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
