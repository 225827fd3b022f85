"""The SQL models of `sql/`, built and tested by dbt on one warehouse file.

dbt runs in a process of its own. Inside ours it would change the working directory and the
environment under every other thread, and hold the file's lock until it is told not to; all it
would save is the import, which a nightly run pays once either way.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tasks.model.reports_version import PROJECT, reports_version
from tasks.store.connection import DatabaseError, connect
from tasks.store.refusals import refusal_in
from tasks.store.warehouse import WarehouseError

_PROGRAM = Path(__file__).with_name("dbt_process.py")
_FAILED = frozenset(("error", "fail", "runtime error"))
_TESTS = frozenset(("test", "unit_test"))
# Whatever of the caller's settings would change what dbt builds, or its warnings into errors.
_FOREIGN_SETTINGS = ("DBT_", "PYTHONWARNINGS")
_VALUE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What one build did: numbers of models built and tests passed, and a sentence a failure."""

    models: int
    tests: int
    failures: tuple[str, ...]
    seconds: float


def build_models(database: Path, *, log_dir: Path, unit_tests: bool = False) -> BuildResult:
    """Run `dbt build` on a file that nobody else has open; return what failed, if anything.

    The log and dbt's cache of the parsed project go to `log_dir`, which one build at a time may
    use. `unit_tests` also runs the models on their made-up rows, which tests the SQL and not the
    warehouse. Raises WarehouseError when dbt does not get as far as building, OSError or
    MemoryError where the machine refused what it needed.
    """
    return _run(database, "build", log_dir=log_dir, unit_tests=unit_tests)


def test_models(database: Path, *, log_dir: Path) -> BuildResult:
    """Run `dbt test`: the same tests on the models that the file holds, none of which is built."""
    return _run(database, "test", log_dir=log_dir, unit_tests=False)


def _run(database: Path, command: str, *, log_dir: Path, unit_tests: bool) -> BuildResult:
    started = time.perf_counter()
    log_dir = log_dir.resolve()
    log_dir.mkdir(parents=True, exist_ok=True)
    results_file = log_dir / "target" / "results.json"
    results_file.unlink(missing_ok=True)
    forget_other_sql(log_dir / "target", reports_version())
    with _link_to(database, log_dir) as link:
        completed = subprocess.run(
            _command(command, log_dir, results_file, unit_tests=unit_tests),
            env=_environment(link),
            cwd=log_dir,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if not results_file.exists():
        said = " ".join(completed.stdout.split()) or f"it ended with status {completed.returncode}"
        raise refusal_in(said, database) or WarehouseError(
            f"dbt could not build the SQL models: {said}"
        )
    results = json.loads(results_file.read_text(encoding="utf-8"))
    for failed in (result for result in results if result["status"] == "error"):
        refusal = refusal_in(str(failed["message"]), database)
        if refusal is not None:
            raise refusal
    succeeded = [_kind(result) for result in results if result["status"] in ("success", "pass")]
    return BuildResult(
        models=succeeded.count("model"),
        tests=sum(kind in _TESTS for kind in succeeded),
        failures=tuple(_failures(results, database)),
        seconds=time.perf_counter() - started,
    )


@contextmanager
def _link_to(database: Path, log_dir: Path) -> Iterator[Path]:
    """A link to the file, for dbt's profile; removed at the end.

    It has the file's own name: DuckDB calls the catalog after the file that the link leads to, dbt
    after the path that it was given. dbt reads that path like an address on the web, which ends at
    a `#`: below such a folder the link lies elsewhere.
    """
    with ExitStack() as stack:
        folder = log_dir
        if "#" in str(log_dir):
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="wortlaut-")))
        link = folder / database.name
        link.unlink(missing_ok=True)
        link.symlink_to(database.resolve())
        stack.callback(link.unlink, missing_ok=True)
        yield link


def forget_other_sql(target: Path, version: str) -> None:
    """Remove dbt's cache of the parsed project where it was made of other SQL, or by another dbt.

    dbt looks for changed files itself, but was seen to join a new model with the old description
    of its columns, which fails its contract.
    """
    made_of = target / "made-of"
    if not made_of.exists() or made_of.read_text(encoding="utf-8") != version:
        (target / "partial_parse.msgpack").unlink(missing_ok=True)
        target.mkdir(exist_ok=True)
        made_of.write_text(version, encoding="utf-8")


def _command(command: str, log_dir: Path, results_file: Path, *, unit_tests: bool) -> list[str]:
    return [
        sys.executable,
        "-P",
        str(_PROGRAM),
        str(os.getpid()),
        str(results_file),
        "--quiet",
        "--no-use-colors",
        "--no-send-anonymous-usage-stats",
        "--no-version-check",
        "--no-write-json",
        "--log-level-file=info",
        f"--log-path={log_dir}",
        command,
        f"--project-dir={PROJECT}",
        f"--profiles-dir={PROJECT}",
        f"--target-path={log_dir / 'target'}",
        *(() if unit_tests else ("--exclude-resource-type=unit_test",)),
    ]


def _environment(database: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN_SETTINGS)
    }
    return {**kept, "WORTLAUT_DATABASE": str(database), "DO_NOT_TRACK": "1"}


def _failures(results: Sequence[Mapping[str, Any]], database: Path) -> Iterator[str]:
    """A sentence for each failed test or model, with the first row that a test objects to.

    What dbt skips after a failure is not listed: it is its consequence.
    """
    for result in results:
        if result["status"] in _FAILED:
            name = result["unique_id"].split(".")[2]
            message = " ".join(str(result["message"] or result["status"]).split())
            row = _first_row(result, database)
            yield f"{_kind(result)} {name}: {message}" + (f", for example {row}" if row else "")


def _first_row(result: Mapping[str, Any], database: Path) -> str:
    if _kind(result) != "test" or not result.get("compiled_code"):
        return ""
    try:
        with closing(connect(database, read_only=True)) as connection:
            cursor = connection.execute(result["compiled_code"])
            names = [column[0] for column in cursor.description or ()]
            row = cursor.fetchone() or ()
    except DatabaseError:
        return ""  # The test itself is broken; dbt's message says how.
    return ", ".join(
        f"{name} {str(value)[:_VALUE_LENGTH]!r}" for name, value in zip(names, row, strict=False)
    )


def _kind(result: Mapping[str, Any]) -> str:
    return str(result["unique_id"].split(".")[0])
