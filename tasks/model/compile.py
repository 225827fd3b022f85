"""The SQL that a night runs: what dbt makes of the project in `sql/`, written down.

    python -m tasks.model.compile

runs `dbt build` on an empty warehouse and writes the statements with which dbt filled it, and its
tests, to `sql/compiled.json`. A night runs that file (`tasks/model/build.py`) without dbt.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import networkx
import yaml

from tasks.model.compiled import CATALOG, COMPILED, WORDS
from tasks.model.dbt_build import DbtBuild, dbt_build
from tasks.model.reports_version import PROJECT, digest_of_sql
from tasks.store.warehouse import WarehouseError, open_warehouse

_WRITES = re.compile(r"(create|insert|copy|comment)\b", re.IGNORECASE)
_DBT_COMMENT = re.compile(r"^/\*.*?\*/", re.DOTALL)
# dbt builds beside what is there and renames; who replaces a relation in one transaction need not.
_BESIDE = "__dbt_tmp"
# What makes a test of ours fail: any row. Others would need other words of its failure.
_TEST: dict[str, str | None] = {
    **{"severity": "ERROR", "fail_calc": "count(*)", "warn_if": "!= 0", "error_if": "!= 0"},
    **{"where": None, "limit": None, "store_failures": None},
}
_KINDS = ("seed", "model", "test", "operation")


def compiled_from(build: DbtBuild) -> str:
    """The file's text. Raises WarehouseError where something failed, or is more than we can run."""
    failed = [
        f"{result['id']}: {result['message']}"
        for result in build.results
        if result["status"] not in ("success", "pass")
    ]
    if failed:
        raise WarehouseError(f"dbt could not build the SQL models: {'; '.join(failed)}")
    statements: dict[str, list[str]] = defaultdict(list)
    for node, sql in build.statements:
        plain = _DBT_COMMENT.sub("", sql).strip()
        if _WRITES.match(plain):
            statements[node].append(_portable(plain))
    results = {result["id"]: result for result in build.results}
    results = {key: results[key] for key in results if key.split(".")[0] in _KINDS}
    graph = networkx.DiGraph(
        (one, other) for one, other in build.edges if one in results and other in results
    )
    graph.add_nodes_from(key for key in results if not key.startswith("operation."))
    # Of the nodes that one waits for, those that do not wait for another of them.
    direct = networkx.transitive_reduction(graph)
    ordered = [
        *networkx.lexicographical_topological_sort(graph),
        *sorted(key for key in results if key.startswith("operation.")),
    ]
    profile = yaml.safe_load((PROJECT / "profiles.yml").read_text("utf-8"))["wortlaut"]
    settings = profile["outputs"][profile["target"]]["settings"]
    written = {
        "digest": digest_of_sql(),
        "before": [
            *(f"set {name} = '{value}'" for name, value in settings.items()),
            *sorted(set(statements[""])),
        ],
        "nodes": [
            _node(results[key], statements[key], sorted(direct.predecessors(key)))
            if key in direct
            else _node(results[key], statements[key], [])
            for key in ordered
        ],
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _node(result: dict[str, Any], statements: list[str], after: list[str]) -> dict[str, Any]:
    kind = result["id"].split(".")[0]
    config = result["config"]
    if kind == "test":
        other = {name for name, value in _TEST.items() if config.get(name) != value}
        if other:
            raise WarehouseError(f"the test {result['name']} sets {', '.join(sorted(other))}")
        statements = [result["compiled_code"].strip()]
    node = {"id": result["id"], "path": result["path"], "after": after, "statements": statements}
    if kind in ("seed", "model"):
        node |= {"schema": result["schema"], "name": result["name"]}
    if config["materialized"] == "view":
        node |= {"columns": result["columns"]}
    return node


def _portable(sql: str) -> str:
    """Without what is dbt's way, or this machine's."""
    sql = re.sub(r"from '[^']*/words/", f"from '{WORDS}/", sql, flags=re.IGNORECASE)
    sql = re.sub(r"\$;\s+comment on", "$;\ncomment on", sql)
    # dbt tells the beginning of a COPY, and that there might be more.
    return sql.removesuffix("...").strip().replace(_BESIDE, "")


def main() -> None:
    """Write the file anew."""
    with TemporaryDirectory(prefix="wortlaut-") as folder:
        # dbt calls the catalog after the file.
        database = Path(folder) / f"{CATALOG}.duckdb"
        with open_warehouse(database):
            pass
        build = dbt_build(database, folder=Path(folder))
    COMPILED.write_text(compiled_from(build), encoding="utf-8")


if __name__ == "__main__":
    main()
