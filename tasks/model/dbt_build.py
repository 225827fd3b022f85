"""`dbt build` of the project in `sql/` on one warehouse file, and what dbt told of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasks.model.reports_version import PROJECT
from tasks.store.warehouse import WarehouseError

_PROGRAM = "tasks.model.dbt_process"
# Whatever of the caller's settings would change what dbt builds, or its warnings into errors.
_FOREIGN_SETTINGS = ("DBT_", "PYTHONWARNINGS")


@dataclass(frozen=True, slots=True)
class DbtBuild:
    """What dbt told: of each node, of each statement it sent, and which nodes wait for which."""

    results: list[dict[str, Any]]
    """Nodes with `id`, `status`, `message`, `config` and more, in the order in which they ended."""
    statements: list[tuple[str, str]]
    """A node's `id` (empty for what belongs to none) and a statement of SQL."""
    edges: list[tuple[str, str]]
    """Two nodes, the second of which dbt skips when the first fails."""


def dbt_build(database: Path, *, folder: Path, unit_tests: bool = False) -> DbtBuild:
    """Run it on a file that nobody else has open; dbt writes its log and its files to `folder`.

    It has a process of its own: in ours it would change the working directory and the environment,
    and hold the file's lock until it is told not to. Raises WarehouseError where dbt does not get
    as far as building.
    """
    told = folder / "told.json"
    told.unlink(missing_ok=True)
    target = folder / "target"
    completed = subprocess.run(
        [
            *(sys.executable, "-m", _PROGRAM, str(told)),
            *("--quiet", "--no-use-colors", "--no-send-anonymous-usage-stats"),
            *("--no-version-check", "--log-level-file=info", f"--log-path={folder}"),
            *("build", f"--project-dir={PROJECT}", f"--profiles-dir={PROJECT}"),
            f"--target-path={target}",
            *(() if unit_tests else ("--exclude-resource-type=unit_test",)),
        ],
        env=_environment(database),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if not told.exists():
        said = " ".join(completed.stdout.split()) or f"it ended with status {completed.returncode}"
        raise WarehouseError(f"dbt could not build the SQL models: {said}")
    parts = json.loads(told.read_text("utf-8"))
    graph = json.loads((target / "graph_summary.json").read_text("utf-8"))["with_test_edges"]
    return DbtBuild(
        results=parts["results"],
        statements=[(node, sql) for node, sql in parts["statements"]],
        edges=[
            (node["name"], graph[str(following)]["name"])
            for node in graph.values()
            for following in node.get("succ", ())
        ],
    )


def _environment(database: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN_SETTINGS)
    }
    return {**kept, "WORTLAUT_DATABASE": str(database), "DO_NOT_TRACK": "1"}
