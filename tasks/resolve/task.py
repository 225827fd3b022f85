"""Step 5: names are linked across all articles of the working copy, and outlets found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.link.corrections import FILE_NAME, Correction
from tasks.machine.retries import retrying
from tasks.outlets.outlets import Outlets
from tasks.resolve.linking import link_warehouse
from tasks.resolve.outlets import fill_outlets
from tasks.store.last_run import last_versions
from tasks.store.names import read_unused_corrections
from tasks.store.warehouse import Run, Totals, count_rows, open_warehouse


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the warehouse holds afterwards, and a sentence a correction that found nothing.

    `anew` says whether names were linked anew, or articles found to be of other outlets.
    """

    totals: Totals
    unused: tuple[str, ...]
    anew: bool


@task(
    name="resolve",
    task_run_name="link names across articles",
    cache_policy=NO_CACHE,
    persist_result=False,
    **retrying,
)
def resolve(
    working: Path,
    corrections: Sequence[Correction],
    outlets: Outlets,
    run: Run,
    *,
    changed: bool,
) -> Resolved:
    """Link the names of all articles anew, unless nothing has changed since the last run did.

    `changed` says whether this run has changed articles; rules and corrections are looked at here.
    Outlets are found anew first, which takes no more than to see whether a list has changed.
    """
    with open_warehouse(working) as connection:
        # The country of an outlet is evidence for names.
        found = fill_outlets(connection, outlets, scratch=working.parent)
        other = last_versions(connection, before=run.run_id).link != run.link_version
        anew = changed or found or other
        if anew:
            link_warehouse(connection, corrections, scratch=working.parent)
        unused = read_unused_corrections(connection)
        return Resolved(count_rows(connection), tuple(_sentences(unused)), anew)


def _sentences(unused: Sequence[tuple[int | None, str, str]]) -> Iterator[str]:
    for line, kind, message in unused:
        at = "" if line is None else f", line {line}"
        yield f"{FILE_NAME}{at}: {kind} does nothing, because {message}"
