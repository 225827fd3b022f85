"""The tables inside one warehouse file: made, read and changed in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, astuple, dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from tasks.ledger.leaving import Dated
from tasks.ledger.ledger import LoadPlan
from tasks.ledger.unit import parts, unit
from tasks.store.article_tables import ARTICLE_BLOCKS, ARTICLES
from tasks.store.connection import connect, quoted
from tasks.store.heal import bring_up_to_date
from tasks.store.ledger_rows import write_ledger
from tasks.store.ledger_tables import RUNS
from tasks.store.refusals import is_damage, refusal_in
from tasks.store.staging import ARTICLE_TABLES, table_files
from tasks.store.statement import run_all, statements, write_parquet
from tasks.store.tables import TABLES

# The oldest storage version that carries our types: DuckDB from 1.0 on reads the file.
STORAGE_VERSION = "v1.0.0"
# What DuckDB may hold while a night is loaded; it spills beyond, into the working folder.
_MEMORY = "500MB"


class WarehouseError(RuntimeError):
    """The warehouse file cannot be used, or a statement against it failed."""


class DamagedError(WarehouseError):
    """The warehouse file does not hold what was written into it."""


@dataclass(frozen=True, slots=True)
class Run:
    """One row of `runs`; the times are UTC."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    status: str
    files_found: int
    files_new: int
    files_changed: int
    files_gone: int
    files_duplicate: int
    files_rejected: int
    records_found: int
    records_rejected: int
    articles_loaded: int
    mentions_loaded: int
    quotes_loaded: int
    model_version: str
    code_version: str
    link_version: str
    reports_version: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Rows in the warehouse after a run."""

    articles: int
    mentions: int
    quotes: int
    entities: int


@contextmanager
def open_warehouse(path: Path, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the warehouse file, with all tables and columns of this release.

    Raises DamagedError when it is no DuckDB database or no whole one, also where that shows later;
    WarehouseError when it is held by another program or was made by a newer release; OSError and
    MemoryError where the operating system refuses what DuckDB needs.
    """
    try:
        if not path.exists() and not read_only:
            with closing(connect()) as maker:
                maker.execute(f"attach '{quoted(path)}' (storage_version '{STORAGE_VERSION}')")
        connection = connect(path, read_only=read_only)
    except duckdb.Error as error:
        raise _said(error, path) or WarehouseError(
            f"the warehouse file {path} cannot be opened: {error}"
        ) from error
    try:
        with closing(connection):
            if not read_only and not is_as_declared(connection):
                bring_up_to_date(connection)
            yield connection
    except duckdb.Error as error:
        said = _said(error, path)
        if said is None:
            raise
        raise said from error


def read_article_paths(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Where every article in the warehouse lies, as of tasks/ledger/unit.py, by `article_id`."""
    frame = pl.DataFrame(connection.sql("select article_id, path, record from main.articles"))
    columns = (frame[name].to_list() for name in ("article_id", "path", "record"))
    return {
        article_id: unit(path, record) for article_id, path, record in zip(*columns, strict=True)
    }


def read_article_dates(connection: duckdb.DuckDBPyConnection) -> dict[str, Dated]:
    """When every article of the warehouse was published, by `article_id`."""
    rows = connection.execute(
        "select article_id, published_on, date_precision from main.articles"
    ).fetchall()
    return {article: Dated(on, precision) for article, on, precision in rows}


def load(
    connection: duckdb.DuckDBPyConnection,
    plan: LoadPlan,
    batches: Mapping[str, Path],
    run: Run,
) -> Run:
    """Carry out the plan in one transaction; return the run with what it loaded.

    `batches` maps every article of `plan.load` to its staged batch. Names of what is loaded are
    not linked yet (tasks/resolve/task.py). On any error nothing is changed.
    """
    with TemporaryDirectory(dir=_folder_of(connection)) as folder:
        incoming = write_parquet(
            Path(folder) / "incoming.parquet",
            {"article_id": pl.String, "path": pl.String, "record": pl.String, "batch": pl.String},
            [
                (article, *parts(place), batches[article].name)
                for article, place in plan.load.items()
            ],
        )
        moving = write_parquet(
            Path(folder) / "moving.parquet",
            {"article_id": pl.String, "path": pl.String, "record": pl.String},
            [(article, *parts(place)) for article, place in plan.move.items()],
        )
        leaving = write_parquet(
            Path(folder) / "leaving.parquet",
            {"article_id": pl.String},
            [(article,) for article in sorted(plan.remove)],
        )
        connection.execute(f"set memory_limit = '{_MEMORY}'")
        connection.begin()
        try:
            # What has nothing to do is left out: each statement looks through whole tables.
            if plan.remove:
                run_all(connection, "remove_articles", {"leaving": leaving})
            if plan.move:
                run_all(connection, "move_articles", {"moving": moving})
            write_ledger(connection, plan, Path(folder))
            for table in (ARTICLES.name, ARTICLE_BLOCKS.name, *ARTICLE_TABLES):
                paths = table_files((batches[article] for article in plan.load), table)
                if paths:
                    values: dict[str, object] = {"staged": paths, "incoming": incoming}
                    if table == ARTICLES.name:
                        values |= {"run_id": run.run_id, "loaded_at": run.finished_at}
                    run_all(connection, f"load_{table}", values)
            loaded = _with_loaded_rows(connection, run) if plan.load else run
            names = ", ".join(asdict(loaded))
            marks = ", ".join("?" for _ in RUNS.columns)
            connection.execute(
                f"insert into main.runs ({names}) values ({marks})", list(astuple(loaded))
            )
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
        finally:
            connection.execute("reset memory_limit")
    return loaded


def count_rows(connection: duckdb.DuckDBPyConnection) -> Totals:
    """How many articles, mentions, quotes and entities the warehouse holds."""
    # All of them: DuckDB begins nothing else while a result has rows that nobody asked for.
    (row,) = connection.execute(statements("count_rows")[0]).fetchall()
    return Totals(*row)


def checkpoint(path: Path) -> None:
    """Move the file's write-ahead log into it, so that the file alone is complete."""
    with open_warehouse(path) as connection:
        connection.execute("force checkpoint")


def is_as_declared(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the file has the tables of this release, with its columns and comments alone."""
    held = connection.execute(statements("read_descriptions")[0]).fetchall()
    declared = {(table.name, None, f"Grain: {table.grain}.") for table in TABLES} | {
        (table.name, column.name, column.description)
        for table in TABLES
        for column in table.columns
    }
    names = {table.name for table in TABLES}
    return declared == {row for row in held if row[0] in names}


def _with_loaded_rows(connection: duckdb.DuckDBPyConnection, run: Run) -> Run:
    row = connection.execute(statements("count_loaded")[0], {"run_id": run.run_id}).fetchone()
    assert row is not None
    articles, mentions, quotes = row
    return Run(
        **{
            **asdict(run),
            "articles_loaded": articles,
            "mentions_loaded": mentions,
            "quotes_loaded": quotes,
        }
    )


def _folder_of(connection: duckdb.DuckDBPyConnection) -> Path:
    row = connection.execute(
        "select path from duckdb_databases() where database_name = current_database()"
    ).fetchone()
    assert row is not None
    return Path(row[0]).parent


def _said(error: duckdb.Error, path: Path) -> Exception | None:
    """The same in our words, where it is about the machine or a damaged file."""
    refusal = refusal_in(str(error), path)
    if refusal is None and is_damage(error):
        words = str(error).splitlines()[0]
        return DamagedError(f"the warehouse file {path} is damaged ({words})")
    return refusal
