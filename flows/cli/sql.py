"""`wortlaut sql`: statements to the published warehouse, and their results."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from flows.cli.result import SINGLE, print_result
from tasks.store.query import QueryError, answers


def print_answers(options: argparse.Namespace) -> int:
    """Print the results one after another; return 1 where a statement is refused."""
    try:
        sql = _statements(options.statement)
        found = answers(options.warehouse, sql, single=options.format in SINGLE)
        for number, answer in enumerate(found):
            if number:
                print()
            print_result(answer.columns, answer.rows, options.format)
    except QueryError as error:
        sys.stdout.flush()
        print(f"wortlaut: {error}", file=sys.stderr)
        return 1
    return 0


def _statements(given: str) -> str:
    """What is to be run: the argument itself, or what a file or standard input holds.

    A file is what exists under this name; or what ends in .sql and is one word, as no SQL does.
    """
    try:
        if given == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        if _is_file(given):
            return Path(given).read_text("utf-8-sig")
    except OSError as error:
        raise QueryError(f"the file {given} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        what = "standard input" if given == "-" else f"the file {given}"
        raise QueryError(f"{what} is no text in UTF-8; save it as UTF-8") from error
    return given


def _is_file(given: str) -> bool:
    if given.lower().endswith(".sql") and len(given.split()) == 1:
        return True
    try:
        return Path(given).is_file()
    except (OSError, ValueError):  # longer than a name may be, or with a NUL
        return False
