"""Generations of the warehouse file, and how one becomes the published one.

`<folder>/wortlaut.duckdb` is a link to `generations/<run>/wortlaut.duckdb`. A run builds a new
generation beside the published one and then moves the link, in one atomic step. Readers that
have the old file open keep it; a write-ahead log that a careless client leaves lies beside
its own generation and cannot spoil the next.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tasks.store.published import FILE_NAME, published_path
from tasks.store.warehouse import DamagedError, WarehouseError

__all__ = [
    "FILE_NAME",
    "abandon_generation",
    "begin_generation",
    "publish_generation",
    "published_path",
    "working_generation",
]

_FOLDER = "generations"
_BUILDING = ".building"
# The generation before stays for readers that resolved the link just before it moved.
_KEPT = 2
_READ_ONLY = 0o444


def begin_generation(folder: Path, run_id: str) -> Path:
    """A private working file for this run: a copy of the published one, if there is one.

    Removes what killed runs have left. The file does not exist yet where nothing was published.
    Call while holding the warehouse lock.
    """
    generations = folder / _FOLDER
    generations.mkdir(parents=True, exist_ok=True)
    for leftover in generations.glob(f"*{_BUILDING}"):
        shutil.rmtree(leftover, ignore_errors=True)
    building = generations / f"{run_id}{_BUILDING}"
    building.mkdir()
    working = building / FILE_NAME
    published = published_path(folder)
    try:
        if published.exists():
            shutil.copyfile(published, working)
            _begin_to_sync(working)
    except BaseException:
        abandon_generation(working)
        raise
    return working


def abandon_generation(working: Path) -> None:
    """Forget a working file that is not going to be published."""
    shutil.rmtree(working.parent, ignore_errors=True)


@contextmanager
def working_generation(folder: Path, run_id: str) -> Iterator[Path]:
    """The working file of this run; forgotten when what happens inside fails.

    A DamagedError becomes a WarehouseError that says what to do with the published file, which
    the working file is a copy of.
    """
    working = begin_generation(folder, run_id)
    try:
        yield working
    except DamagedError as error:
        abandon_generation(working)
        raise WarehouseError(_damaged(folder, error)) from error
    except BaseException:
        abandon_generation(working)
        raise


def publish_generation(folder: Path, working: Path, *, keep: int = _KEPT) -> Path:
    """Make the working file the published one; return its new path.

    The file must be closed and hold no write-ahead log. After this call it is on disk
    (fsync of file, folders and link), and of the generations `keep` are left.
    """
    for side_file in working.parent.iterdir():
        if side_file.name == f"{FILE_NAME}.wal":
            raise RuntimeError(f"{working} was not checkpointed; its log is still beside it")
        if side_file != working:
            shutil.rmtree(side_file) if side_file.is_dir() else side_file.unlink()
    working.chmod(_READ_ONLY)
    _sync(working)
    generation = working.parent.with_name(working.parent.name.removesuffix(_BUILDING))
    working.parent.rename(generation)
    _sync(generation)
    _sync(generation.parent)
    link = folder / f".{FILE_NAME}.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(_FOLDER) / generation.name / FILE_NAME)
    link.replace(published_path(folder))
    _sync(folder)
    _remove_old(folder, generation, keep)
    return generation / FILE_NAME


def _remove_old(folder: Path, current: Path, keep: int) -> None:
    """Remove all but the newest generations; the published one is always among those kept."""
    others = sorted(
        (g for g in (folder / _FOLDER).iterdir() if g != current and g.suffix != _BUILDING),
        key=lambda g: g.stat().st_mtime_ns,
    )
    for old in others[: max(0, len(others) - (keep - 1))]:
        shutil.rmtree(old, ignore_errors=True)


def _damaged(folder: Path, error: DamagedError) -> str:
    published = published_path(folder)
    current = published.resolve().parent
    others = sorted(g / FILE_NAME for g in (folder / _FOLDER).glob("*") if g != current)
    before = f"put back the one before ({others[-1]}), or " if others else ""
    return (
        f"{error}: it is a copy of {published}; {before}move it away, then run again: articles are "
        "loaded anew from the seed folder, and what is staged is not annotated again"
    )


def _begin_to_sync(path: Path) -> None:
    """Have the file written to disk from now on, so that the one who syncs it waits less."""
    if hasattr(os, "posix_fadvise"):  # not on macOS
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
