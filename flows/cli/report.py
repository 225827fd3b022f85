"""`wortlaut report`: the report of the published warehouse, without Prefect."""

from __future__ import annotations

import argparse
import sys
import webbrowser
from datetime import UTC, datetime

from flows.cli.signals import heard_by_children
from flows.failure import MachineError, told_plainly
from tasks.report.report import write_report
from tasks.store.query import QueryError


def print_report(options: argparse.Namespace) -> int:
    """Write the report and print where it lies; one line on standard error and 1 otherwise."""
    warehouse = options.warehouse.resolve()
    try:
        with told_plainly():
            written = write_report(warehouse, made_at=datetime.now(UTC).replace(tzinfo=None))
    except (QueryError, MachineError) as error:
        print(f"wortlaut: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    print(written.path)
    if options.open:
        with heard_by_children():
            opened = webbrowser.open(written.path.as_uri())
        if not opened:
            print("wortlaut: no browser was found here; open that file in one", file=sys.stderr)
    return 0
