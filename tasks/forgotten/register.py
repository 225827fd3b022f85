"""The register of what was forgotten: `forgotten.json` beside the warehouse file.

It holds a random key and keyed hashes (tasks/forgotten/keyed.py), is readable by its owner alone,
and outlives the warehouse file: what is made anew from the seed folder leaves out the same.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import replace
from pathlib import Path

from tasks.forgotten.keyed import NOBODY, Forgotten
from tasks.machine.ownership import owner_of

FILE_NAME = "forgotten.json"
_LAYOUT = 1
_KEY_BYTES = 32


class RegisterError(RuntimeError):
    """The register is there and cannot be used; a run without it would bring back what left."""


class ForeignRegisterError(RegisterError):
    """The register is another user's (`owner`), who alone may read it."""

    def __init__(self, file: Path) -> None:
        self.owner = owner_of(file)
        super().__init__(
            f"{file}, which says what was forgotten, is {self.owner}'s, who alone may read it; "
            f"run this as {self.owner} or as root"
        )


def read_forgotten(folder: Path) -> Forgotten:
    """The register of a warehouse folder; without one, nothing is forgotten.

    A key without marks is made where there is none yet, in memory alone: paths of articles that
    leave are hidden by it, so `keep_key` writes it before the first one does. Raises RegisterError.
    """
    file = folder / FILE_NAME
    try:
        written = json.loads(file.read_text("utf-8"))
        if written["layout"] != _LAYOUT:
            raise RegisterError(
                f"{file} was written by a newer release of Wortlaut; update it before the next run"
            )
        return Forgotten(
            key=bytes.fromhex(written["key"]),
            names=frozenset(written["names"]),
            articles=frozenset(written["articles"]),
            asked=frozenset(written["asked"]),
            pending=bool(written["pending"]),
        )
    except FileNotFoundError:
        return replace(NOBODY, key=secrets.token_bytes(_KEY_BYTES))
    except PermissionError as error:
        raise ForeignRegisterError(file) from error
    except OSError as error:
        raise RegisterError(
            f"{file}, which says what was forgotten, cannot be read ({error.strerror}); check "
            "the disk: without it, what was forgotten would be loaded again"
        ) from error
    except (ValueError, LookupError, TypeError) as error:
        raise RegisterError(
            f"{file}, which says what was forgotten, cannot be read ({error}); put it back from a "
            "backup: without it, what was forgotten would be loaded again"
        ) from error


def write_forgotten(folder: Path, forgotten: Forgotten) -> None:
    """Replace the register in one step; it is on disk afterwards."""
    file = folder / FILE_NAME
    building = folder / f".{FILE_NAME}.new"
    building.unlink(missing_ok=True)
    written = {
        "layout": _LAYOUT,
        "key": forgotten.key.hex(),
        "names": sorted(forgotten.names),
        "articles": sorted(forgotten.articles),
        "asked": sorted(forgotten.asked),
        "pending": forgotten.pending,
    }
    descriptor = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        json.dump(written, opened, indent=1)
        opened.flush()
        os.fsync(opened.fileno())
    building.replace(file)


def keep_key(folder: Path, forgotten: Forgotten) -> None:
    """Have the register's key on disk, where it is not yet."""
    if not (folder / FILE_NAME).exists():
        write_forgotten(folder, forgotten)
