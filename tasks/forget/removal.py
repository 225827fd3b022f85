"""Articles, and persons with their words, leave the warehouse and all that lies below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tasks.forget.asked_for import NothingFitsError, Wanted, look_up, look_up_again
from tasks.forget.erasure import (
    count_generations,
    remove_caches,
    remove_left_behind,
    remove_other_generations,
    rewrite,
    sweep_staging,
)
from tasks.forget.records import erase_history
from tasks.forget.redacted import Redacted, redact_stored
from tasks.forgotten.keyed import (
    HIDDEN,
    Forgotten,
    surname_spans,
    without_forgotten,
)
from tasks.forgotten.redact import blank_names
from tasks.forgotten.register import read_forgotten, write_forgotten
from tasks.ledger.files import SeedFile
from tasks.ledger.leaving import FORGOTTEN
from tasks.ledger.ledger import Counts, LoadPlan
from tasks.link.corrections import read_corrections
from tasks.link.version import link_version
from tasks.model.build import build_models
from tasks.outlets.lists import read_outlets
from tasks.report.report import write_report
from tasks.resolve.linking import link_warehouse
from tasks.resolve.outlets import fill_outlets
from tasks.store.connection import Connection
from tasks.store.generation import publish_generation, published_path, working_generation
from tasks.store.last_run import last_model
from tasks.store.ledger_rows import read_ledger
from tasks.store.lock import service_lock, warehouse_lock
from tasks.store.warehouse import (
    Run,
    Totals,
    WarehouseError,
    checkpoint,
    count_rows,
    load,
    open_warehouse,
    read_article_paths,
)

_NO_FILES = Counts(found=0, new=0, changed=0, gone=0, duplicate=0, rejected=0)


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be forgotten: articles and persons, or once more all that ever was (`again`)."""

    articles: Sequence[str] = ()
    persons: Sequence[str] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out, counted by place.

    `redacted`: articles that stay, with bars. `paths`: files of all these articles. `corrections`:
    places in corrections.toml that name somebody forgotten. `before` and `after`: rows.
    `persons`: those that were asked for, of the entities that are gone. `alone`: files of articles
    that have the surname of such a person, and nothing to say that it is hers.
    """

    articles: int
    redacted: int
    persons: int
    before: Totals
    after: Totals
    staged: int
    generations: int
    left_behind: int
    records: int
    paths: tuple[str, ...]
    corrections: tuple[str, ...]
    alone: tuple[str, ...]


def forget(
    warehouse: Path, request: Request, *, seeds: Path, run: Run, say: Callable[[str], None]
) -> tuple[Removed, Forgotten]:
    """Take it out of everything below the warehouse; `run` is the row of this publication.

    The register is written first and the published file replaced in one step, so a kill leaves
    the old file or the new one, and the command can be repeated. Raises NothingFitsError,
    WarehouseBusyError, WarehouseError, RecordsError, RegisterError, CorrectionsError and
    OutletsError.
    """
    if not published_path(warehouse).exists():
        raise WarehouseError(
            f"there is no warehouse in {warehouse}; name its folder with --warehouse"
        )
    with (
        warehouse_lock(warehouse),
        service_lock(warehouse),
        working_generation(warehouse, run.run_id) as working,
    ):
        corrections = read_corrections(warehouse)
        outlets = read_outlets(warehouse)
        run = replace(run, link_version=link_version(corrections.raw))
        with open_warehouse(working) as connection:
            wanted = _look_up(connection, warehouse, request, seeds)
            forgotten = replace(wanted.forgotten, pending=True)
            write_forgotten(warehouse, forgotten)
            say("taking it out of the tables, and linking the other names anew")
            before = count_rows(connection)
            redacted = redact_stored(connection, wanted, working.parent / "redacted")
            ledger = read_ledger(connection)
            plan = _plan(ledger, redacted, wanted, run)
            run = replace(run, model_version=last_model(connection))
            load(connection, plan, redacted.batches, run)
            kept, places = without_forgotten(corrections.all, forgotten)
            link_warehouse(connection, kept, scratch=working.parent)
            fill_outlets(connection, outlets, scratch=working.parent)
            after = count_rows(connection)
            articles = read_article_paths(connection)
        say("writing the file and its reports anew")
        rewrite(working)
        remove_caches(warehouse)
        built = build_models(working)
        if built.failures:
            raise WarehouseError(
                f"the warehouse without it does not pass its tests ({built.failures[0]}), so "
                "nothing was published; please report this"
            )
        checkpoint(working)
        staged = sweep_staging(warehouse, articles.keys() - redacted.paths.keys())
        generations = count_generations(warehouse)
        publish_generation(warehouse, working, keep=1)
        remove_other_generations(warehouse)
        say("writing the report anew")
        write_report(warehouse, made_at=run.finished_at)
        records = erase_history(warehouse)
        left_behind = remove_left_behind(warehouse)
        write_forgotten(warehouse, replace(forgotten, pending=False))
    return Removed(
        articles=len(wanted.articles),
        redacted=len(redacted.paths),
        persons=min(redacted.persons, max(0, before.entities - after.entities)),
        before=before,
        after=after,
        staged=staged,
        generations=generations,
        left_behind=left_behind,
        records=records,
        paths=tuple(_paths(ledger, wanted, redacted.paths)),
        corrections=places,
        alone=redacted.alone,
    ), forgotten


def _look_up(connection: Connection, warehouse: Path, request: Request, seeds: Path) -> Wanted:
    forgotten = read_forgotten(warehouse)
    if request.again:
        if not (forgotten.names or forgotten.articles or forgotten.pending):
            raise NothingFitsError(
                f"nothing was ever forgotten in {warehouse}, so nothing was changed; after "
                "restoring a backup, put forgotten.json of the former folder there first"
            )
        return look_up_again(connection, forgotten)
    return look_up(
        connection,
        forgotten,
        articles=request.articles,
        persons=request.persons,
        seeds=seeds,
    )


def _plan(ledger: Mapping[str, SeedFile], redacted: Redacted, wanted: Wanted, run: Run) -> LoadPlan:
    """Take the articles out, swap the redacted ones, and hide the paths that tell of either."""
    forgotten = wanted.forgotten
    staying = redacted.paths
    names = {
        path: forgotten.hidden(path)
        for path, row in ledger.items()
        if not path.startswith(HIDDEN)
        and (
            row.article_id in wanted.articles
            or forgotten.is_in_path(path)
            # A surname alone is the person's own in a file that names her.
            or (row.article_id in staying and any(surname_spans(path.title(), redacted.surnames)))
        )
    }
    rows = {path: _row(row, names, wanted, run) for path, row in ledger.items()}
    return LoadPlan(
        rows=tuple(row for path, row in rows.items() if row != ledger[path]),
        load={article: names.get(path, path) for article, path in staying.items()},
        move={
            row.article_id: names[path]
            for path, row in ledger.items()
            if path in names
            and row.status == "loaded"
            and row.article_id is not None
            and row.article_id not in staying
            and row.article_id not in wanted.articles
        },
        remove=frozenset(wanted.articles) | staying.keys(),
        counts=_NO_FILES,
        dropped=frozenset(names),
    )


def _row(row: SeedFile, names: Mapping[str, str], wanted: Wanted, run: Run) -> SeedFile:
    """The row as it is from now on; of a forgotten article's file it says no more than that."""
    path = names.get(row.path, row.path)
    if row.article_id in wanted.articles:
        gone = row.status == "gone"
        return replace(
            row,
            path=path,
            content_hash=None,
            size_bytes=None,
            status="gone" if gone else "rejected",
            reason=None if gone else FORGOTTEN,
            article_id=None,
            run_id=run.run_id,
        )
    reason = row.reason
    for named, hidden in names.items() if reason else ():
        reason = reason and reason.replace(named, hidden)
    return replace(row, path=path, reason=blank_names(reason, wanted.forgotten))


def _paths(
    ledger: Mapping[str, SeedFile], wanted: Wanted, redacted: Mapping[str, str]
) -> Iterator[str]:
    """The files that gave these articles, as far as their paths are known."""
    for path, row in sorted(ledger.items()):
        if row.article_id in wanted.articles or row.article_id in redacted:
            yield path
