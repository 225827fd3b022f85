"""`wortlaut run`: the nightly flow, once, with its messages on the terminal."""

from __future__ import annotations

import argparse
import logging
import sys
import traceback

from rich.console import Console
from rich.table import Table

from flows.nightly import nightly
from flows.server import prefect_server
from tasks.summary import Summary


def run_once(options: argparse.Namespace) -> int:
    """Run the flow in this process; print its summary, or one clear line on standard error."""
    _log_to_terminal()
    logging.getLogger("wortlaut").info("starting Prefect")
    try:
        with prefect_server():
            summary = nightly(
                seeds=options.seeds,
                warehouse=options.warehouse,
                workers=options.workers,
                batch_size=options.batch_size,
                max_megabytes=options.max_megabytes,
                prune=options.prune,
                model=options.model,
                wait_seconds=options.wait,
            )
    except KeyboardInterrupt:
        print("wortlaut: stopped; what is staged is kept for the next run", file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - the last line of defence, said in one sentence
        if options.debug:
            traceback.print_exc()
        print(f"wortlaut: {_sentence(error)}", file=sys.stderr)
        return 1
    _print_summary(summary)
    return 0


def _log_to_terminal() -> None:
    logger = logging.getLogger("wortlaut")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", datefmt="%H:%M:%S"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)


def _print_summary(summary: Summary) -> None:
    console = Console(soft_wrap=True)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for label, value in summary.lines():
        table.add_row(label, value)
    console.print(table)
    for path, reason in summary.rejected.items():
        console.print(f"rejected   {path}: {reason}", highlight=False, markup=False)


def _sentence(error: Exception) -> str:
    words = " ".join(str(error).split())
    return words or f"the run failed with {type(error).__name__}; --debug shows where"
