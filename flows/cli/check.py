"""`wortlaut check`: what a check of the published warehouse finds, on the terminal."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from flows.cli.table import print_table
from flows.failure import MachineError, told_plainly
from tasks.check.inspection import COLUMNS, Finding
from tasks.check.verification import CheckError, check_warehouse, raise_for_errors
from tasks.console.escape import shown
from tasks.forgotten.register import RegisterError
from tasks.ledger.origin import read_origins
from tasks.nlp.version import ModelError
from tasks.store.warehouse import WarehouseError


def print_check(options: argparse.Namespace) -> int:
    """Print the findings; return 1 when the warehouse is damaged or there is none."""
    try:
        with told_plainly():
            findings = check_warehouse(
                options.warehouse.resolve(),
                options.seeds.resolve(),
                model=options.model,
            )
    except (MachineError, ModelError, RegisterError, WarehouseError) as error:
        return _said(error)
    origins = read_origins(options.warehouse)
    seeds = options.seeds.resolve()
    if origins and origins[0] in seeds.parents:
        said = f"the last run read {origins[0]}; only what lies in {seeds} was compared"
        print(shown(f"wortlaut: {said}"), file=sys.stderr)
    elif origins and origins[0] != seeds:
        findings = [_of_another_folder(finding) for finding in findings]
        said = f"the last run read {origins[0]}; --seeds names a folder to compare with"
        print(shown(f"wortlaut: {said}"), file=sys.stderr)
    if findings:
        print_table(COLUMNS, [tuple(finding.row().values()) for finding in findings])
    try:
        raise_for_errors(findings)
    except CheckError as error:
        return _said(error)
    print("the warehouse holds what it should")
    return 0


def _of_another_folder(finding: Finding) -> Finding:
    """What to do about files is another matter where the last run read other ones."""
    if not finding.compares_files:
        return finding
    return replace(finding, advice="name the folder that the last run read")


def _said(error: Exception) -> int:
    print(shown(f"wortlaut: {error}"), file=sys.stderr)
    return 1
