"""`wortlaut forget`: what was removed where, and where copies outside may be."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.failure import MachineError, told_plainly
from flows.runs import new_run_id, now
from tasks.console.escape import shown
from tasks.console.plural import counted
from tasks.forget.asked_for import NothingFitsError
from tasks.forget.records import RecordsError
from tasks.forget.removal import Removed, Request, forget
from tasks.forget.users_files import lines_that_name
from tasks.forgotten.keyed import Forgotten
from tasks.forgotten.register import RegisterError
from tasks.link.corrections import CorrectionsError
from tasks.model.reports_version import reports_version
from tasks.outlets.table import OutletsError
from tasks.store.heal import NewerReleaseError
from tasks.store.lock import WarehouseBusyError
from tasks.store.warehouse import Run, WarehouseError

_SHOWN = 20
_ERRORS = (
    CorrectionsError,
    MachineError,
    NewerReleaseError,
    NothingFitsError,
    OutletsError,
    RecordsError,
    RegisterError,
    WarehouseBusyError,
    WarehouseError,
)


def print_forget(options: argparse.Namespace) -> int:
    """Remove and print what; one line on standard error and 1 where nothing was removed."""
    warehouse = options.warehouse.resolve()
    request = Request(tuple(options.article), tuple(options.person), options.again)
    try:
        with told_plainly(warehouse):
            removed, forgotten = forget(
                warehouse, request, seeds=options.seeds, run=_run(), say=_say
            )
    except _ERRORS as error:
        print(f"wortlaut: {shown(' '.join(str(error).split()))}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("wortlaut: stopped before it was finished; repeat the command", file=sys.stderr)
        return 130
    for label, value in _lines(removed):
        print(f"{label:<12} {value}")
    print("\nNot removed, because it is not ours to write or not ours to know:")
    for sentence in _elsewhere(removed, forgotten, warehouse, options.seeds, request):
        print(f"- {shown(sentence)}")
    return 0


def _run() -> Run:
    started = now()
    return Run(
        run_id=new_run_id(started),
        started_at=started,
        finished_at=started,
        status="completed",
        files_found=0,
        files_new=0,
        files_changed=0,
        files_gone=0,
        files_duplicate=0,
        files_rejected=0,
        records_found=0,
        records_rejected=0,
        articles_loaded=0,
        mentions_loaded=0,
        quotes_loaded=0,
        model_version="",
        code_version=importlib.metadata.version("wortlaut"),
        link_version="",
        reports_version=reports_version(),
    )


def _lines(removed: Removed) -> Iterator[tuple[str, str]]:
    before, after = removed.before, removed.after
    yield "articles", f"{removed.articles} removed, {removed.redacted} stay with bars (█) in place"
    # Who is named only in an article that leaves, or only by the person, leaves with it.
    names = before.entities - after.entities - removed.persons
    gone = [
        counted(before.mentions - after.mentions, "mention"),
        counted(before.quotes - after.quotes, "quote"),
        *([counted(removed.persons, "person")] if removed.persons else []),
        *([f"{counted(names, 'name')} that stood only there"] if names > 0 else []),
    ]
    said = f"{', '.join(gone[:-1])} and {gone[-1]} removed"
    yield "tables", f"{said}; the file was written anew"
    yield "generations", f"{removed.generations} removed, all but the new one"
    yield "staging", f"{counted(removed.staged, 'article')} removed"
    yield "report", "written anew"
    yield "Prefect", f"{removed.records} rows of former runs, logs and artifacts removed"
    if removed.left_behind:
        yield "leftovers", f"{counted(removed.left_behind, 'folder')} of killed programs removed"


def _elsewhere(
    removed: Removed, forgotten: Forgotten, warehouse: Path, seeds: Path, request: Request
) -> Iterator[str]:
    """Where it may still be, outside what this command may write."""
    for place in removed.corrections:
        yield f"{warehouse / place}: names somebody forgotten; runs leave it out, take it out"
    for place in lines_that_name(warehouse, forgotten, (*removed.paths, *request.articles)):
        if place not in removed.corrections:
            yield f"{warehouse / place}: names it; this command writes no files of yours"
    for path in _some([path for path in removed.paths if (seeds / path).exists()]):
        yield f"{seeds / path}: the article file is still there, yours to delete; runs heed this"
    for path in _some(removed.alone):
        yield f"{path}: has the surname of somebody whom nothing ties to this person"
    server = os.environ.get("PREFECT_API_URL")
    if server:
        yield f"the records of the Prefect server at {server}, which are not in this folder"
    yield "backups, exports and copies of the warehouse; programs that have the old file open"
    yield "the history of this terminal, and of chats and tickets in which the name was given"


def _some(paths: Sequence[str]) -> Iterator[str]:
    yield from paths[:_SHOWN]
    if len(paths) > _SHOWN:
        yield f"and {counted(len(paths) - _SHOWN, 'other')}"


def _say(text: str) -> None:
    print(f"wortlaut: {text}", file=sys.stderr)
