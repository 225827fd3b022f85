"""A copy of the warehouse that is whole, whatever runs and readers do meanwhile."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

from tasks.store.generation import FILE_NAME, published_path
from tasks.store.warehouse import WarehouseError, open_warehouse


def back_up(warehouse: Path, destination: Path) -> list[Path]:
    """Copy the published file, the register of the forgotten and the user's own files.

    A published file never changes, so the copy is of one generation, also when another one is
    published meanwhile. The folder appears whole or not at all, under a name that is not taken;
    staging, reports, caches and Prefect's records are not in it. What others may do with folder
    and files is as in the warehouse, so that they can go on when the copy is put back. Returns the
    files. Raises WarehouseError, and OSError where the disk refuses.
    """
    published = published_path(warehouse)
    if not published.exists():
        raise WarehouseError(f"there is no warehouse in {warehouse} yet; nothing was copied")
    if destination.exists() or destination.is_symlink():
        raise WarehouseError(f"{destination} is there already; name a folder that is not")
    if destination.resolve().is_relative_to(warehouse.resolve()):
        raise WarehouseError(
            f"{destination} lies in the warehouse folder {warehouse}, where 'wortlaut forget' "
            "would not find what it has to remove; name a folder elsewhere"
        )
    if not destination.parent.exists():
        raise WarehouseError(
            f"there is no folder {destination.parent} to put the copy into; make it, or name "
            "another"
        )
    building = destination.with_name(f".{destination.name}.building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(mode=0o700)
    try:
        copy = building / FILE_NAME
        with published.open("rb") as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        copy.chmod(_mode(published) | 0o600)
        for file in sorted(warehouse.iterdir()):
            is_own = file.is_file() and not file.is_symlink() and not file.name.startswith(".")
            if is_own and file.name != FILE_NAME and not _is_shipped(file):
                shutil.copy2(file, building / file.name)
        with open_warehouse(copy, read_only=True) as connection:
            connection.execute("select count(*) from main.runs").fetchone()
        building.chmod(_mode(warehouse) | 0o700)
        building.rename(destination)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return sorted(destination.iterdir())


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _is_shipped(file: Path) -> bool:
    """Whether it is the page that a clone has in its warehouse folder."""
    if file.name != "README.md":
        return False
    with file.open("rb") as page:
        return page.readline().rstrip() == b"# warehouse/"
