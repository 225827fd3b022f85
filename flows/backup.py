"""`wortlaut backup`: a copy of the warehouse, and how to put it back."""

from __future__ import annotations

import argparse
import sys

from flows.failure import MachineError, told_plainly
from tasks.store.backup import back_up
from tasks.store.warehouse import WarehouseError


def print_backup(options: argparse.Namespace) -> int:
    """Copy and print what; one line on standard error and 1 otherwise."""
    try:
        with told_plainly():
            files = back_up(options.warehouse.resolve(), options.destination.absolute())
    except (WarehouseError, MachineError) as error:
        print(f"wortlaut: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    for file in files:
        print(f"{file}  {file.stat().st_size:,} bytes")
    return 0
