"""The SQL models of `sql/`, built and tested on one warehouse file.

What dbt would run was written down once (`compiled.py`) and is run here without dbt, whose own work
takes many times as long as DuckDB's.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from tasks.model.compiled import CATALOG, WORDS, Compiled, Node, read_compiled
from tasks.model.reports_version import PROJECT
from tasks.store.connection import Connection, DatabaseError, connect, quoted
from tasks.store.refusals import refusal_in
from tasks.store.warehouse import WarehouseError

_VALUE_LENGTH = 80
# Of a failed test dbt says how many rows it returned, and counts to one right.
_GOT = "Got {} result{}, configured to fail if != 0"
_RELATIONS = """
    select schema_name, table_name, 'table' from duckdb_tables()
    where database_name = current_database()
    union all
    select schema_name, view_name, 'view' from duckdb_views()
    where database_name = current_database()
"""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What one build did: numbers of models built and tests passed, and a sentence a failure."""

    models: int
    tests: int
    failures: tuple[str, ...]
    seconds: float


def build_models(database: Path) -> BuildResult:
    """Build and test all models on a file that nobody else has open; return what failed, if any.

    What comes after a failure is skipped. Raises WarehouseError when the file cannot be opened or
    the models are not compiled, OSError or MemoryError where the machine refused what it needed.
    """
    return _run(database, lambda node: True)


def test_models(database: Path) -> BuildResult:
    """Run all tests on the models that the file holds, none of which is built."""
    return _run(database, lambda node: node.kind == "test")


def _run(database: Path, chosen: Callable[[Node], bool]) -> BuildResult:
    started = time.perf_counter()
    compiled = read_compiled()
    try:
        with closing(connect(database)) as connection:
            builder = _Builder(connection, database)
            builder.prepare(compiled)
            for node in filter(chosen, compiled.nodes):
                builder.run(node)
    except DatabaseError as error:
        raise refusal_in(str(error), database) or WarehouseError(
            f"the SQL models could not be built: {error}"
        ) from error
    return BuildResult(
        models=builder.succeeded.count("model"),
        tests=builder.succeeded.count("test"),
        failures=tuple(builder.failures),
        seconds=time.perf_counter() - started,
    )


class _Builder:
    """One build: what of it succeeded, and what did not."""

    def __init__(self, connection: Connection, database: Path) -> None:
        self._connection = connection
        self._database = database
        catalog = connection.execute("select current_database()").fetchone()
        self._catalog = str(catalog[0] if catalog else CATALOG).replace('"', '""')
        self._present: dict[tuple[str, str], str] = {}
        # Nodes that failed, and those that wait for them.
        self._without: set[str] = set()
        self.succeeded: list[str] = []
        """The kind of each node that did."""
        self.failures: list[str] = []

    def prepare(self, compiled: Compiled) -> None:
        """Set DuckDB as the project's profile does, and make the schemas."""
        for statement in compiled.before:
            self._execute(statement)
        for schema, name, kind in self._connection.execute(_RELATIONS).fetchall():
            self._present[schema, name] = kind

    def run(self, node: Node) -> None:
        """Build or test it, unless what it waits for has failed."""
        if not self._without.isdisjoint(node.after):
            self._without.add(node.id)
            return
        try:
            failures = list(self._broken(node) if node.kind == "test" else self._made(node))
        except DatabaseError as error:
            refusal = refusal_in(str(error), self._database)
            if refusal is not None:
                raise refusal from error
            failures = [f"Runtime Error in {node.kind} {node.short} ({node.path}) {error}"]
        if failures:
            self._without.add(node.id)
            self.failures += [
                f"{node.kind} {node.short}: {' '.join(said.split())}" for said in failures
            ]
        else:
            self.succeeded.append(node.kind)

    def _made(self, node: Node) -> Iterator[str]:
        """Make the relation, in one transaction; yield what is wrong with it."""
        self._connection.begin()
        try:
            present = self._present.get((node.schema, node.name))
            if present is not None:
                self._execute(f'drop {present} "{CATALOG}"."{node.schema}"."{node.name}"')
            for statement in node.statements:
                self._execute(statement)
            if node.columns:
                yield from self._other_than_agreed(node)
            self._connection.commit()
        except DatabaseError:
            with suppress(DatabaseError):  # The first error says more than the second.
                self._connection.rollback()
            raise

    def _other_than_agreed(self, node: Node) -> Iterator[str]:
        found = {
            name: kind.casefold()
            for name, kind, *_ in self._execute(
                f'describe "{CATALOG}"."{node.schema}"."{node.name}"'
            ).fetchall()
        }
        for name in {**node.columns, **found}:
            agreed, is_now = node.columns.get(name), found.get(name)
            if agreed != is_now:
                yield (
                    f"its column {name} is {is_now or 'missing'}, "
                    f"and {agreed or 'missing'} by its contract ({node.path})"
                )

    def _broken(self, test: Node) -> Iterator[str]:
        """Yield how many rows break the rule, with the first of them."""
        query = test.statements[0]
        cursor = self._execute(query)
        row = cursor.fetchone()
        if row is None:
            return
        names = [column[0] for column in cursor.description or ()]
        example = ", ".join(
            f"{name} {str(value)[:_VALUE_LENGTH]!r}" for name, value in zip(names, row, strict=True)
        )
        counted = self._execute(f"select count(*) from (\n{query}\n)").fetchone()
        number = counted[0] if counted else 1
        yield f"{_GOT.format(number, '' if number == 1 else 's')}, for example {example}"

    def _execute(self, statement: str) -> Connection:
        return self._connection.execute(
            statement.replace(f'"{CATALOG}".', f'"{self._catalog}".').replace(
                f"'{WORDS}/", f"'{quoted(PROJECT)}/words/"
            )
        )
