"""What a command asks for, looked at before anything is started or made.

Starting Prefect takes seconds and leaves its folder beside the warehouse: a mistyped folder must do
neither. The flows look at their own parameters again, as they are also started from the UI.

Imports no library that starts threads: `serve` has not said yet which of them hears of Ctrl-C.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from flows import parameters as form
from flows.parameters import ParameterError
from tasks.annotate.crew import Crew, CrewError
from tasks.link.corrections import CorrectionsError, read_corrections
from tasks.machine.ownership import ForeignFolderError, check_writable
from tasks.outlets.lists import read_outlets
from tasks.outlets.table import OutletsError
from tasks.read.hint_file import HintFileError, read_hint_file
from tasks.store.published import NoWarehouseError, check_published

REFUSALS = (
    CorrectionsError,
    CrewError,
    ForeignFolderError,
    HintFileError,
    NoWarehouseError,
    OutletsError,
    ParameterError,
)
"""What these functions raise, each with a sentence."""


def _run(given: argparse.Namespace) -> None:
    """Before `run`."""
    seeds = form.folder(given.seeds, "seed folder")
    warehouse = form.folder(given.warehouse, "warehouse folder", exists=False)
    form.check_apart(seeds, warehouse)
    form.model_folder(given.model, seeds=seeds)
    form.check_since(given.since, date.today())
    check_writable(warehouse)
    read_corrections(warehouse)
    read_outlets(warehouse)
    read_hint_file(warehouse)
    _crew(given)


def _reannotate(given: argparse.Namespace) -> None:
    """Before `reannotate`."""
    warehouse = form.folder(given.warehouse, "warehouse folder", exists=False)
    form.model_folder(given.model)
    form.check_window(given.published_from, given.published_until)
    check_published(warehouse)
    check_writable(warehouse)
    read_corrections(warehouse)
    read_outlets(warehouse)
    _crew(given)


def _serve(given: argparse.Namespace) -> None:
    """Before `serve`, whose runs look at the rest."""
    seeds = form.folder(given.seeds, "seed folder")
    warehouse = form.folder(given.warehouse, "warehouse folder", exists=False)
    form.check_apart(seeds, warehouse)
    form.model_folder(given.model, seeds=seeds)
    check_writable(warehouse)
    for other in given.allow:
        form.folder(other, "allowed folder")


def _check(given: argparse.Namespace) -> None:
    """Before `check`, which reads every seed file."""
    seeds = form.folder(given.seeds, "seed folder")
    check_published(form.folder(given.warehouse, "warehouse folder", exists=False))
    form.model_folder(given.model, seeds=seeds)


def _written_anew(given: argparse.Namespace) -> None:
    """Before `report` and `forget`, which change what is there."""
    warehouse = form.folder(given.warehouse, "warehouse folder", exists=False)
    check_published(warehouse)
    check_writable(warehouse)


def _crew(given: argparse.Namespace) -> None:
    if given.dask_scheduler and given.runner != "dask":
        raise ParameterError(
            "--dask-scheduler is for --runner dask, without which this machine annotates; name "
            "both, or neither"
        )
    scheduler = given.dask_scheduler or None
    Crew(runner=given.runner, workers=1, scheduler=scheduler).check()


CHECKS: dict[str, Callable[[argparse.Namespace], None]] = {
    "run": _run,
    "reannotate": _reannotate,
    "serve": _serve,
    "check": _check,
    "report": _written_anew,
    "forget": _written_anew,
}
"""By the name of the command."""
