"""The SQL models of `sql/`, built and tested by dbt on one warehouse file."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasks.store.warehouse import WarehouseError

PROJECT = Path(__file__).resolve().parents[2] / "sql"
_DATABASE_VARIABLE = "WORTLAUT_DATABASE"
_FAILED = frozenset(("error", "fail", "runtime error"))


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What one build did: numbers of models and tests, and a sentence for each failure."""

    models: int
    tests: int
    failures: tuple[str, ...]
    seconds: float


def build_models(database: Path, *, log_dir: Path) -> BuildResult:
    """Run `dbt build` in this process on a file that nobody else has open.

    Building in this process takes about a quarter of what dbt's command line takes. The file's
    lock is given back before returning. Logs and dbt's cache go to `log_dir`. Raises
    WarehouseError when dbt does not get as far as building.
    """
    from dbt.cli.main import dbtRunner  # takes seconds to import

    started = time.perf_counter()
    log_dir.mkdir(parents=True, exist_ok=True)
    os.environ[_DATABASE_VARIABLE] = str(database)
    arguments = [
        "--quiet",
        "--no-use-colors",
        "--no-send-anonymous-usage-stats",
        "--no-version-check",
        "--log-level-file=info",
        f"--log-path={log_dir}",
        "build",
        f"--project-dir={PROJECT}",
        f"--profiles-dir={PROJECT}",
        f"--target-path={log_dir / 'target'}",
    ]
    try:
        outcome = dbtRunner().invoke(arguments)
    finally:
        _close_connections()
    if outcome.exception is not None:
        raise WarehouseError(
            f"dbt could not build the SQL models ({outcome.exception}); its log is in {log_dir}"
        ) from outcome.exception
    results = list(outcome.result or ())
    kinds = [_kind(result) for result in results]
    return BuildResult(
        models=kinds.count("model"),
        tests=kinds.count("test") + kinds.count("unit_test"),
        failures=tuple(_failures(results)),
        seconds=time.perf_counter() - started,
    )


def _failures(results: Iterable[Any]) -> Iterable[str]:
    for result in results:
        if str(result.status) in _FAILED:
            message = " ".join(str(result.message or "").split())
            yield f"{_kind(result)} {result.node.name}: {message}"


def _kind(result: Any) -> str:
    return str(result.node.resource_type)


def _close_connections() -> None:
    """Give back the file's lock: dbt keeps its connection for the next command."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.adapters.factory import reset_adapters

    DuckDBConnectionManager.close_all_connections()
    reset_adapters()
