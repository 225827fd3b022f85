"""What a run may use of what its parameters name: folders, models, days, Dask schedulers."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

from tasks.console.escape import shown
from tasks.machine.ownership import ownership
from tasks.nlp.reading.packages import is_model, no_model
from tasks.read.source import MEGABYTE

ALLOWED_ROOTS = "WORTLAUT_ALLOWED_ROOTS"
"""Environment variable: folders (separated like `PATH`) that parameters may name; unset: any."""

SEED_ROOTS = "WORTLAUT_SEED_ROOTS"
"""Environment variable: seed folders (separated likewise), in which no parameter may name a model;
`wortlaut serve` sets it."""

ALLOWED_SCHEDULERS = "WORTLAUT_DASK_SCHEDULERS"
"""Environment variable: Dask schedulers (separated by blanks) that parameters may name; unset: any.

A scheduler answers with code, so the service sets it even where it allows none.
"""

# What can be done about a folder that is missing.
_MISSING = {
    "seed folder": "create it or name another, or let 'wortlaut sample' make one with sample "
    "articles",
    "model folder": "name the folder of a spaCy pipeline, or its installed package",
}


class ParameterError(ValueError):
    """A parameter names something that a run cannot use."""


def to_bytes(megabytes: float) -> int:
    """Bytes of so many megabytes (of a million)."""
    return round(megabytes * MEGABYTE)


def check_warehouse_name(folder: Path) -> None:
    """Raise ParameterError for a warehouse folder below which DuckDB cannot write.

    It takes a question mark in a path for the start of options, a backslash for a slash, and
    paths for UTF-8.
    """
    path = str(folder)
    if any(mark in path for mark in "?\\") or _is_no_text(path):
        raise ParameterError(
            f"the warehouse folder cannot be {path}: the database has no names with a question "
            "mark, a backslash or bytes that are no UTF-8; rename that folder, or name another "
            "with --warehouse"
        )


def folder(given: Path, purpose: str, *, exists: bool = True) -> Path:
    """The folder, free of links and dots; raises ParameterError where it may not or cannot be used.

    `purpose` is what it is for ("seed folder"); with `exists` it must be there. It must lie in the
    allowed roots, which stand in the environment: a form can be filled in by anybody who reaches
    the UI, but the environment is the operator's. Nothing in the folder is read.
    """
    resolved = _resolved(given, purpose)
    if purpose == "warehouse folder":
        check_warehouse_name(resolved)
    allowed = [Path(root).resolve() for root in _roots(ALLOWED_ROOTS)]
    if allowed and not any(resolved.is_relative_to(root) for root in allowed):
        raise ParameterError(
            f"the {purpose} {_named(resolved)} is outside the folders that runs may use "
            f"({', '.join(map(str, allowed))}); name one inside, or have it allowed "
            "(wortlaut serve --allow DIR)"
        )
    mode = 0
    try:
        mode = resolved.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        raise ParameterError(
            f"the {purpose} {_named(resolved)} cannot be looked at: {error.strerror}"
            f"{ownership(resolved)}; name another, or have its owner let you in"
        ) from error
    if mode and not stat.S_ISDIR(mode):
        raise ParameterError(
            f"the {purpose} {_named(resolved)} is a file and no folder; name a folder, such as "
            f"the one that it lies in, {_named(resolved.parent)}"
        )
    if exists and not mode:
        raise ParameterError(
            f"the {purpose} {_named(resolved)} does not exist; "
            f"{_MISSING.get(purpose, 'create it or name another')}"
        )
    return resolved


def model_folder(given: Path | None, *, seeds: Path | None = None) -> Path | None:
    """The folder of a model, as `folder` has it; None where none is named.

    Whoever may put articles into a seed folder could put a model there: what lies in the one of
    this run (`seeds`, resolved) or in the one that the service was started with is refused.
    """
    if given is None:
        return None
    model = folder(given, "model folder")
    fillable = [Path(root).resolve() for root in _roots(SEED_ROOTS)]
    for place in (*fillable, *([] if seeds is None else [seeds])):
        if model.is_relative_to(place):
            raise ParameterError(
                f"the model folder {_named(model)} lies in the seed folder {place}, which is no "
                "place for models, since anybody may fill it; keep models elsewhere"
            )
    if not is_model(model):
        raise ParameterError(no_model(model))
    return model


def check_apart(seeds: Path, warehouse: Path) -> None:
    """Raise ParameterError where one folder is to hold both the articles and the warehouse."""
    if seeds == warehouse:
        raise ParameterError(
            f"{_named(seeds)} is named as seed folder and as warehouse folder; what a run writes "
            "would lie among the articles: name two folders"
        )


def check_since(since: date | None, today: date) -> None:
    """Raise ParameterError for a day to come, since which no file can have been modified."""
    if since is not None and since > today:
        raise ParameterError(
            f"no file can have been modified since {since}, for today is {today}; name today or a "
            "day before"
        )


def check_window(first: date | None, last: date | None) -> None:
    """Raise ParameterError where no day lies between the two."""
    if first is not None and last is not None and first > last:
        raise ParameterError(
            f"no article is published from {first} until {last}; name the earlier day first"
        )


def check_scheduler(address: str) -> None:
    """Raise ParameterError for a Dask scheduler that the operator has not named."""
    allowed = os.environ.get(ALLOWED_SCHEDULERS)
    if address and allowed is not None and address not in allowed.split():
        raise ParameterError(
            f"the Dask scheduler {address} is none that runs may use "
            f"({allowed or 'none is allowed'}); a scheduler decides what runs here, so have it "
            "allowed (wortlaut serve --dask-scheduler ADDRESS), or leave the field empty"
        )


def _resolved(given: Path, purpose: str) -> Path:
    try:
        return given.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        what = "it holds a NUL character" if "\0" in str(given) else " ".join(str(error).split())
        raise ParameterError(
            f"the {purpose} {_named(given)} cannot be a path ({what}); name another"
        ) from error


def _is_no_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return True
    return False


def _named(path: Path) -> str:
    return shown(str(path))


def _roots(variable: str) -> list[str]:
    return [root for root in os.environ.get(variable, "").split(os.pathsep) if root]
