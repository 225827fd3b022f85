"""Whether a published warehouse holds what it should."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory, gettempdir
from typing import Literal

from tasks.forgotten.keyed import Forgotten
from tasks.forgotten.register import FILE_NAME as REGISTER
from tasks.forgotten.register import ForeignRegisterError, read_forgotten
from tasks.ledger.files import FoundFile, SeedFile
from tasks.ledger.leaving import FORGOTTEN, stored_paths
from tasks.model.build import build_models, test_models
from tasks.model.reports_version import reports_version
from tasks.store.connection import Connection, DatabaseError
from tasks.store.generation import FILE_NAME, published_path
from tasks.store.last_run import last_versions
from tasks.store.ledger_rows import read_ledger
from tasks.store.statement import statements
from tasks.store.stored_articles import article_of
from tasks.store.warehouse import WarehouseError, is_as_declared, open_warehouse
from tasks.text.restore import content_id, is_redacted

Severity = Literal["error", "notice"]

_DAMAGED = "run the pipeline into a new warehouse folder and compare; please report this"
_CHUNK = 1000
# Reports that are built anew stand in the file beside those that it holds.
_COPIES = 2.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    An `error` means that the warehouse is damaged, a `notice` that a run is due. `count` says how
    many rows, files or articles it concerns; `example` is one of them. `compares_files` says that
    it holds for the folder alone that the last run read.
    """

    check: str
    severity: Severity
    count: int
    example: str
    advice: str
    compares_files: bool = False

    def row(self) -> dict[str, str | int]:
        """What is shown of it, by column."""
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS = ("check", "severity", "count", "example", "advice")
"""What is shown of a finding, in this order."""


_OLDER = Finding(
    "release",
    "notice",
    1,
    "the tables are those of another release, and were not tested",
    "run the nightly flow, which brings them up to date",
)


def inspect(
    folder: Path, found: Iterable[FoundFile], *, model_version: str, below: str = ""
) -> list[Finding]:
    """Check the warehouse published in `folder`, and compare it with the seed folder.

    `found` are the files of the seed folder, read, or of a folder `below` it. The published file is
    only read; the tests of the SQL models (spans, keys, references, accepted values, sums of the
    reports) run on a copy, with the reports that it holds where they were built with the present
    SQL. Raises WarehouseError when there is no warehouse or it is no DuckDB file, and RegisterError
    when the register of what was forgotten is damaged.
    """
    published = published_path(folder)
    if not published.exists():
        raise WarehouseError(f"there is no warehouse in {folder} yet; run the nightly flow first")
    with _room_for(published) as scratch:
        copy = Path(scratch) / FILE_NAME
        shutil.copyfile(published, copy)
        copy.chmod(0o600)
        with open_warehouse(copy, read_only=True) as connection:
            try:
                ledger = {
                    path: row
                    for path, row in read_ledger(connection).items()
                    if not below or path.startswith(f"{below}/")
                }
                findings = [
                    *_contents(connection),
                    *_models(connection, model_version),
                    *_compared(folder, found, ledger),
                ]
                present = is_as_declared(connection)
                of_this_sql = present and last_versions(connection).reports == reports_version()
            except DatabaseError as error:
                raise WarehouseError(
                    f"the tables of {published} cannot be read ({error}); {_DAMAGED}"
                ) from error
        if present:
            tested = (test_models if of_this_sql else build_models)(copy)
            findings.extend(
                Finding("tables", "error", 1, said, _DAMAGED) for said in tested.failures
            )
        else:
            findings.append(_OLDER)
    return sorted(findings, key=lambda finding: (finding.severity, finding.check))


@contextmanager
def _room_for(published: Path) -> Iterator[str]:
    """A folder for a copy: the system's for what is temporary, where it has room.

    Else one beside the published file, for whoever may write there. Raises WarehouseError where
    neither will do.
    """
    needed = round(_COPIES * published.stat().st_size)
    temporary = Path(gettempdir())
    if disk_usage(temporary).free >= needed:
        with TemporaryDirectory(prefix="wortlaut-check-") as folder:
            yield folder
        return
    beside = published.parent
    if not os.access(beside, os.W_OK) or disk_usage(beside).free < needed:
        raise WarehouseError(
            f"a check needs {needed / 1e6:.0f} MB of disk for a copy of the warehouse, more than "
            f"{temporary} has; free space there, or name another folder with TMPDIR=DIR"
        )
    with TemporaryDirectory(prefix=".check-", dir=beside) as folder:
        yield folder


def _contents(connection: Connection) -> Iterator[Finding]:
    """Articles whose title, date or text are not those that their identifier was made of.

    Those that somebody's name was taken out of are others for good, and are not compared.
    """
    (listed,) = statements("read_contents")
    cursor = connection.execute(listed)
    wrong: list[str] = []
    while rows := cursor.fetchmany(_CHUNK):
        articles = [(row[0], article_of(row)) for row in rows]
        wrong.extend(
            article_id
            for article_id, article in articles
            if content_id(article) != article_id and not is_redacted(article)
        )
    if wrong:
        yield Finding("contents", "error", len(wrong), f"article {wrong[0]}", _DAMAGED)


def _models(connection: Connection, model_version: str) -> Iterator[Finding]:
    (counted,) = statements("count_other_models")
    for version, articles in connection.execute(counted, {"present": model_version}).fetchall():
        yield Finding(
            "model versions",
            "notice",
            articles,
            f"annotated by {version}, the present model is {model_version}",
            "run the flow reannotate",
        )


def _compared(
    folder: Path, found: Iterable[FoundFile], ledger: Mapping[str, SeedFile]
) -> Iterator[Finding]:
    """Files that are not what the last run saw.

    The ledger hides paths of what was forgotten, and only the register tells which they are. Its
    owner alone may read it; whoever else checks is told that files were not compared.
    """
    try:
        forgotten = read_forgotten(folder)
    except ForeignRegisterError as error:
        yield Finding(
            "files not compared",
            "notice",
            len(ledger),
            f"{folder / REGISTER} is {error.owner}'s alone",
            f"run the check as {error.owner} to have the files compared, too",
        )
    else:
        yield from _files(found, ledger, forgotten)


def _files(
    found: Iterable[FoundFile], ledger: Mapping[str, SeedFile], forgotten: Forgotten
) -> Iterator[Finding]:
    files = list(found)
    names = stored_paths(files, ledger, forgotten)
    present = {names.get(file.path, file.path): file for file in files}
    known = {path: row for path, row in ledger.items() if row.status != "gone"}
    changed = [
        path
        for path, row in known.items()
        if path in present
        and present[path].content_hash != row.content_hash
        and row.reason != FORGOTTEN
    ]
    for what, paths in (
        ("files new since the last run", sorted(present.keys() - known.keys())),
        ("files changed since the last run", sorted(changed)),
        ("files gone since the last run", sorted(known.keys() - present.keys())),
    ):
        if paths:
            advice = "run the nightly flow"
            yield Finding(what, "notice", len(paths), paths[0], advice, compares_files=True)
