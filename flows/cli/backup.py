"""`wortlaut backup`: a copy of the warehouse, and how to put it back."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tasks.console.escape import shown
from tasks.machine.ownership import ownership
from tasks.store.backup import back_up
from tasks.store.warehouse import WarehouseError


def print_backup(options: argparse.Namespace) -> int:
    """Copy and print what; one line on standard error and 1 otherwise."""
    warehouse, destination = options.warehouse.resolve(), options.destination.absolute()
    try:
        files = back_up(warehouse, destination)
    except OSError as error:
        print(f"wortlaut: {shown(_refused(error, warehouse, destination))}", file=sys.stderr)
        return 1
    except WarehouseError as error:
        print(f"wortlaut: {shown(' '.join(str(error).split()))}", file=sys.stderr)
        return 1
    for file in files:
        print(f"{file}  {file.stat().st_size:,} bytes")
    return 0


def _refused(error: OSError, warehouse: Path, destination: Path) -> str:
    named = Path(os.fsdecode(error.filename)) if error.filename else destination
    whose = ownership(named) if isinstance(error, PermissionError) else ""
    if named.is_relative_to(warehouse):
        return (
            f"{named} cannot be read ({error.strerror}){whose}; nothing was copied: have the "
            "account that runs Wortlaut make the copy"
        )
    return (
        f"the copy cannot be written to {destination} ({error.strerror}){whose}; name another "
        "folder, on a disk with room, which you may write to"
    )
