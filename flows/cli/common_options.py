"""Options that several commands have, declared once."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.cli import option_values as values

SEEDS = Path("seeds")
WAREHOUSE = Path("warehouse")


def add_work(parser: argparse.ArgumentParser) -> None:
    """Who annotates, with how many, and whether to wait."""
    parser.add_argument(
        "--workers",
        type=values.workers,
        default=0,
        metavar="N",
        help="processes (default: one a core)",
    )
    parser.add_argument(
        "--batch-size",
        type=values.batch_size,
        default=64,
        metavar="N",
        help="articles a worker takes at a time (default: %(default)s)",
    )
    parser.add_argument(
        "--runner",
        choices=("process", "dask"),
        default="process",
        help="this machine's cores, or a Dask cluster (default: %(default)s)",
    )
    parser.add_argument(
        "--dask-scheduler",
        default="",
        metavar="ADDRESS",
        help="of an existing cluster, such as tcp://10.0.0.5:8786 (default: a local one)",
    )
    parser.add_argument(
        "--wait",
        type=values.seconds,
        default=0.0,
        metavar="SECONDS",
        help="wait for a run in progress",
    )
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")


def add_seeds(parser: argparse.ArgumentParser) -> None:
    """The folder of the articles."""
    parser.add_argument(
        "--seeds",
        type=values.path,
        default=SEEDS,
        metavar="DIR",
        help=f"folder of the article files (default: {SEEDS})",
    )


def add_warehouse(parser: argparse.ArgumentParser) -> None:
    """The folder of the warehouse."""
    parser.add_argument(
        "--warehouse",
        type=values.warehouse,
        default=WAREHOUSE,
        metavar="DIR",
        help=f"folder of the warehouse (default: {WAREHOUSE})",
    )


def add_keep_days(parser: argparse.ArgumentParser) -> None:
    """For how long articles are kept."""
    parser.add_argument(
        "--keep-days",
        type=values.days,
        metavar="N",
        help="articles published, or where undated first seen, more days ago leave and stay away",
    )


def add_pattern(parser: argparse.ArgumentParser) -> None:
    """Only some files, by their path."""
    parser.add_argument(
        "--pattern",
        type=values.pattern,
        default="",
        metavar="GLOB",
        help="only files whose path matches, such as '2026-11/*'",
    )


def add_max_megabytes(parser: argparse.ArgumentParser) -> None:
    """How large a file may be."""
    parser.add_argument(
        "--max-megabytes",
        type=values.megabytes,
        default=2.0,
        metavar="X",
        help="larger files are rejected (default: %(default)g)",
    )


def add_model(parser: argparse.ArgumentParser) -> None:
    """Another model than the shipped one."""
    parser.add_argument(
        "--model",
        type=values.model,
        metavar="MODEL",
        help="another spaCy pipeline than the shipped one: its folder or its installed package",
    )
