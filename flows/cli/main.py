"""The command line: which module a command is, and what holds for all of them."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial

from flows import environment
from flows.cli.limits import LimitError, check_limits
from flows.cli.parser import parser
from flows.cli.signals import on_interrupt, stoppable
from flows.cli.stopped import kept_by
from flows.cli.telemetry import remove_kept_reports
from tasks.console import terminal
from tasks.console.escape import shown

# Prefect and the language model take seconds to import: each command imports what it needs.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status.

    Signals are heard where this is the program, not where another one passes `arguments`.
    """
    terminal.guard()
    try:
        given = _given(arguments)
        command = partial(_command, given)
        # The service does not end at once: it hands its runs over.
        if arguments is not None or given.command == "serve":
            status = command()
        else:
            status = stoppable(command, kept=kept_by(given))
        sys.stdout.flush()
    except terminal.ReaderGoneError:
        return terminal.READER_GONE
    except terminal.OutputError as error:
        print(f"wortlaut: {error}", file=sys.stderr)
        return 1
    return status


def _given(arguments: Sequence[str] | None) -> argparse.Namespace:
    try:
        return parser().parse_args(arguments)
    except SystemExit:
        # --help and --version end here, and may have nowhere to go.
        sys.stdout.flush()
        raise


def _command(given: argparse.Namespace) -> int:
    if given.command in _LOOKED_AT_FIRST and not _accepted(given):
        return 1
    return _COMMANDS[given.command](given)


def _run(given: argparse.Namespace) -> int:
    if not _prepared(given, environment.prepare_single_run):
        return 1
    from flows.cli.run import run_nightly

    return run_nightly(given)


def _reannotate(given: argparse.Namespace) -> int:
    if not _prepared(given, environment.prepare_single_run):
        return 1
    from flows.cli.run import run_reannotate

    return run_reannotate(given)


def _serve(given: argparse.Namespace) -> int:
    if not _prepared(given, environment.prepare_service):
        return 1
    stop = threading.Event()
    on_interrupt(stop.set)
    from flows.cli.serve import serve

    return serve(given, stop)


def _login(given: argparse.Namespace) -> int:
    from flows.cli.login import print_login

    return print_login(given)


def _check(given: argparse.Namespace) -> int:
    environment.prepare()
    from flows.cli.check import print_check

    return print_check(given)


def _annotate(given: argparse.Namespace) -> int:
    environment.prepare()
    from flows.cli.annotate import annotate_paths

    return annotate_paths(given.paths, model=given.model)


def _sources(given: argparse.Namespace) -> int:
    from flows.cli.sources import print_sources

    return print_sources(given)


def _sql(given: argparse.Namespace) -> int:
    from flows.cli.sql import print_answers

    return print_answers(given)


def _why(given: argparse.Namespace) -> int:
    from flows.cli.why import print_why

    return print_why(given)


def _forget(given: argparse.Namespace) -> int:
    environment.prepare()
    from flows.cli.forget import print_forget

    return print_forget(given)


def _backup(given: argparse.Namespace) -> int:
    from flows.cli.backup import print_backup

    return print_backup(given)


def _report(given: argparse.Namespace) -> int:
    environment.prepare()
    from flows.cli.report import print_report

    return print_report(given)


def _sample(given: argparse.Namespace) -> int:
    from flows.cli.sample import copy_sample

    return copy_sample(given)


def _completion(given: argparse.Namespace) -> int:
    from flows.cli.completion import completion

    print(completion(parser(), given.shell))
    return 0


def _accepted(given: argparse.Namespace) -> bool:
    """Whether the command can be meant; says in one line why not."""
    environment.prepare()
    from flows.cli import preflight

    try:
        preflight.CHECKS[given.command](given)
    except preflight.REFUSALS as error:
        print(shown(f"wortlaut: {error}"), file=sys.stderr)
        return False
    return True


def _prepared(given: argparse.Namespace, prepare: Callable[..., None]) -> bool:
    try:
        check_limits()
        prepare(given.warehouse)
    except LimitError as error:
        print(f"wortlaut: {error}", file=sys.stderr)
        return False
    except OSError as error:
        print(
            f"wortlaut: the warehouse folder {given.warehouse} cannot be made "
            f"({error.strerror}); name another with --warehouse",
            file=sys.stderr,
        )
        return False
    if removed := remove_kept_reports(given.warehouse):
        print(
            f"wortlaut: removed what onnxruntime had kept for reports to Microsoft ("
            f"{', '.join(map(str, removed))}); nothing is reported any more",
            file=sys.stderr,
        )
    return True


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "serve": _serve,
    "login": _login,
    "reannotate": _reannotate,
    "check": _check,
    "sources": _sources,
    "annotate": _annotate,
    "sql": _sql,
    "why": _why,
    "forget": _forget,
    "backup": _backup,
    "report": _report,
    "sample": _sample,
    "completion": _completion,
}

# Those that take long to start or that make something; the others see for themselves.
_LOOKED_AT_FIRST = frozenset(("run", "serve", "reannotate", "check", "report", "forget"))

if __name__ == "__main__":
    raise SystemExit(main())
