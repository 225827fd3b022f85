"""The command line: `wortlaut run | annotate | sql`."""

from __future__ import annotations

import argparse
import importlib.metadata
import sys
from collections.abc import Sequence
from pathlib import Path

from flows import environment

SEEDS = Path("seeds")
WAREHOUSE = Path("warehouse")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    options = _parser().parse_args(arguments)
    status: int = options.command(options)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wortlaut", description="Who said what in German news, as SQL tables."
    )
    parser.add_argument(
        "--version", action="version", version=f"wortlaut {importlib.metadata.version('wortlaut')}"
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_run(commands.add_parser("run", help="read new articles and publish the warehouse, now"))
    _add_annotate(commands.add_parser("annotate", help="print what is found in article files"))
    _add_sql(commands.add_parser("sql", help="query the published warehouse"))
    return parser


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seeds", type=Path, default=SEEDS, metavar="DIR", help="article files")
    _add_warehouse(parser)
    parser.add_argument(
        "--workers", type=int, default=0, metavar="N", help="processes (default: one a core)"
    )
    parser.add_argument("--runner", choices=("process",), default="process")
    parser.add_argument(
        "--batch-size", type=int, default=64, metavar="N", help="articles a worker takes at a time"
    )
    parser.add_argument(
        "--max-megabytes", type=float, default=2.0, metavar="X", help="larger files are rejected"
    )
    parser.add_argument("--prune", action="store_true", help="remove articles whose file is gone")
    parser.add_argument(
        "--model", type=Path, metavar="DIR", help="another spaCy pipeline than the shipped one"
    )
    parser.add_argument(
        "--wait", type=float, default=0.0, metavar="SECONDS", help="wait for a run in progress"
    )
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    parser.set_defaults(command=_run)


def _add_annotate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="article file, folder, or - for standard input"
    )
    parser.add_argument(
        "--model", type=Path, metavar="DIR", help="another spaCy pipeline than the shipped one"
    )
    parser.set_defaults(command=_annotate)


def _add_sql(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("statement", metavar="SQL", help="one statement")
    _add_warehouse(parser)
    parser.add_argument("--format", choices=("table", "csv", "json", "markdown"), default="table")
    parser.set_defaults(command=_sql)


def _add_warehouse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--warehouse", type=Path, default=WAREHOUSE, metavar="DIR", help="folder of the warehouse"
    )


def _run(options: argparse.Namespace) -> int:
    try:
        environment.prepare_single_run(options.warehouse)
    except OSError as error:
        print(
            f"wortlaut: the warehouse folder {options.warehouse} cannot be made "
            f"({error.strerror}); name another with --warehouse",
            file=sys.stderr,
        )
        return 1
    from flows.run import run_once  # Prefect takes seconds to import; other commands need not wait

    return run_once(options)


def _annotate(options: argparse.Namespace) -> int:
    environment.prepare()
    from flows.annotate import annotate_paths

    return annotate_paths(options.paths, model=options.model)


def _sql(options: argparse.Namespace) -> int:
    from flows.table import print_frame
    from tasks.store.query import QueryError, query

    try:
        frame = query(options.warehouse, options.statement)
    except QueryError as error:
        print(f"wortlaut: {error}", file=sys.stderr)
        return 1
    print_frame(frame, options.format)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
