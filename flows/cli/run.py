"""`wortlaut run` and `reannotate`: a flow, once, with its messages on the terminal."""

from __future__ import annotations

import argparse
import logging
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import replace

from prefect.settings import PREFECT_HOME
from rich.text import Text

from flows.cli.arguments import options_given
from flows.nightly import nightly
from flows.options.declared import NightlyOptions, ReannotateOptions
from flows.reannotate import reannotate
from flows.service.server import prefect_server
from flows.stopwatch import all_seconds
from flows.summary import Summary, passed_over
from flows.unfinished import end_killed
from tasks.console import terminal
from tasks.console.escape import shown
from tasks.forget.records import erase_marked


def run_nightly(options: argparse.Namespace) -> int:
    """Run the nightly flow in this process; see `_run`."""
    given = options_given(NightlyOptions, options)
    return _run(lambda: nightly(**given), options, strict=options.strict)


def run_reannotate(options: argparse.Namespace) -> int:
    """Run the flow reannotate in this process; see `_run`."""
    given = options_given(ReannotateOptions, options)
    return _run(lambda: reannotate(**given), options)


def _run(flow: Callable[[], Summary], options: argparse.Namespace, *, strict: bool = False) -> int:
    """Print the flow's summary, or one clear line on standard error; return the exit status.

    With `strict`, files that were passed over make it 1.
    """
    _log_to_terminal()
    logging.getLogger("wortlaut").info("starting Prefect")
    erase_marked(options.warehouse)
    try:
        with prefect_server():
            end_killed(PREFECT_HOME.value())
            called = time.perf_counter()
            summary = flow()
            returned = time.perf_counter()
    except Exception as error:  # noqa: BLE001 - the last line of defence, said in one sentence
        if options.debug:
            traceback.print_exc()
        print(f"wortlaut: {_sentence(error)}", file=sys.stderr)
        return 1
    seconds = all_seconds(summary.seconds, called=called, returned=returned)
    print_summary(replace(summary, seconds=seconds))
    if strict and summary.files.passed_over:
        said = passed_over(summary.files)
        print(shown(f"wortlaut: published, but passed over {said}"), file=sys.stderr)
        return 1
    return 0


def _log_to_terminal() -> None:
    logger = logging.getLogger("wortlaut")
    handler = terminal.LogHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", datefmt="%H:%M:%S"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)


def print_summary(summary: Summary) -> None:
    """Label and value a row; on a terminal long values go on below themselves."""
    rows = [*summary.lines(), *(("rejected", f"{p}: {r}") for p, r in summary.rejected.items())]
    margin = max(len(label) for label, _ in rows) + 2
    if not terminal.is_terminal(sys.stdout):
        for label, value in rows:
            print(f"{label:<{margin}}{shown(value)}")
        return
    console = terminal.console()
    for label, value in rows:
        width = max(console.width - margin, 1)
        lines = Text(shown(value)).wrap(console, width, overflow="fold")
        for number, line in enumerate(lines):
            line.rstrip()
            head = Text(f"{'' if number else label:<{margin}}", style="bold")
            console.print(head + line, soft_wrap=True)


def _sentence(error: Exception) -> str:
    words = " ".join(str(error).split())
    return words or f"the run failed with {type(error).__name__}; --debug shows where"
