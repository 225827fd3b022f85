"""The compiled SQL models, as they lie in `sql/compiled.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from tasks.machine import shipped
from tasks.model.reports_version import PROJECT, digest_of_sql
from tasks.store.warehouse import WarehouseError

COMPILED = PROJECT / "compiled.json"
CATALOG = "wortlaut"
"""What the statements call the database that they run in, in quotes."""
WORDS = "sql/words"
"""What they call the folder of the word lists."""
_AGAIN = (
    "compile them again: python -m tasks.model.compile" if shipped.IN_A_CLONE else shipped.GET_AGAIN
)


@dataclass(frozen=True, slots=True)
class Node:
    """A seed, a model, a test or an operation of dbt's, and the SQL of it."""

    id: str
    """`kind.project.name`, as dbt calls it."""
    path: str
    """The file it is from, below the project."""
    after: tuple[str, ...]
    """Nodes without whose success this one is skipped."""
    statements: tuple[str, ...]
    """What makes the relation; or the query of a test, which returns the rows that break a rule."""
    schema: str = ""
    name: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The contract of a view: its columns in their order, and the type of each.

    A table is made with those of its contract."""

    @property
    def kind(self) -> str:
        """`seed`, `model`, `test` or `operation`."""
        return self.id.split(".")[0]

    @property
    def short(self) -> str:
        """Its name without project and hash."""
        return self.id.split(".")[2]


@dataclass(frozen=True, slots=True)
class Compiled:
    """All nodes, none before those that it comes after."""

    before: tuple[str, ...]
    """Statements that set DuckDB as the project's profile does, and make the schemas."""
    nodes: tuple[Node, ...]


def read_compiled() -> Compiled:
    """Read the file. Raises WarehouseError where it is missing, or was compiled from other SQL."""
    try:
        read = json.loads(COMPILED.read_text("utf-8"))
    except (FileNotFoundError, ValueError) as error:
        raise WarehouseError(f"{COMPILED} cannot be read ({error}); {_AGAIN}") from error
    if read["digest"] != digest_of_sql():
        raise WarehouseError(
            f"the SQL models in {PROJECT} have changed since they were compiled; {_AGAIN}"
        )
    return Compiled(
        before=tuple(read["before"]),
        nodes=tuple(
            Node(
                **{
                    **node,
                    "after": tuple(node["after"]),
                    "statements": tuple(node["statements"]),
                }
            )
            for node in read["nodes"]
        ),
    )
