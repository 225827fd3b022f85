"""Step 2: the files that are new or different become articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from tasks.ledger.files import FoundFile, SeedFile
from tasks.ledger.leaving import Dated
from tasks.machine.bulk import in_bulk
from tasks.read.file_reader import FileReader
from tasks.read.hints import HintsOf, Unhinted
from tasks.read.known import Known
from tasks.text.article import Article

_UNHINTED = Unhinted()


@dataclass(frozen=True, slots=True)
class Parsed:
    """All files that are still there, each selected one with its article or its reason.

    `articles` has those that had to be read, by `article_id`.
    """

    files: tuple[FoundFile, ...]
    articles: Mapping[str, Dated]


def parse(
    found: list[FoundFile],
    ledger: Mapping[str, SeedFile],
    *,
    seeds: Path,
    max_bytes: int,
    today: date,
    put: Callable[[Article], object],
    hints: HintsOf = _UNHINTED,
) -> Parsed:
    """Read what the ledger does not know yet, as a Prefect task."""
    # Quoted: Prefect would look for futures in every field of every file, which takes seconds.
    files: Any = quote(found)
    known: Any = quote(ledger)
    told: Any = quote(hints)
    return _parse(files, known, seeds=seeds, max_bytes=max_bytes, today=today, put=put, hints=told)


@task(
    name="parse",
    task_run_name="parse new and changed files",
    cache_policy=NO_CACHE,
    persist_result=False,
)
def _parse(
    found: list[FoundFile],
    ledger: Mapping[str, SeedFile],
    *,
    seeds: Path,
    max_bytes: int,
    today: date,
    put: Callable[[Article], object],
    hints: HintsOf,
) -> Parsed:
    return parse_files(
        found, ledger, seeds=seeds, max_bytes=max_bytes, today=today, put=put, hints=hints
    )


def parse_files(
    found: Iterable[FoundFile],
    ledger: Mapping[str, SeedFile],
    *,
    seeds: Path,
    max_bytes: int,
    today: date,
    put: Callable[[Article], object],
    hints: HintsOf = _UNHINTED,
) -> Parsed:
    """Parse the files whose content differs from what the ledger says; pass the others on.

    Each article is handed to `put` as soon as it is made, also one that another takes the place of.
    A file of many records is followed by its records, of which those that say what they said before
    are passed on, too. An article dated after tomorrow (`today` is by the clock of this machine) is
    undated, with a remark. Its file is read again each time, for its day may have come.
    """
    with in_bulk():
        known = Known(ledger)
        files = [
            known.of_file(replace(file, read_with=hints.version_for(file.path))) for file in found
        ]
    reader = FileReader(known, seeds, max_bytes, hints, today, put)
    present: list[FoundFile] = []
    for file in files:
        too_large = file.article_id is not None and (file.size_bytes or 0) > max_bytes
        if file.selected and file.reason is None and (too_large or not file.is_loaded):
            present.extend(reader.read(file))
            continue
        present.append(file)
        if file.records is not None:
            present.extend(known.records_of(file.path))
        elif not file.is_loaded:
            present.extend(known.records_left_out(file.path))
    return Parsed(tuple(present), reader.articles)
