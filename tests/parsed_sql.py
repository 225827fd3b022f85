"""What dbt has parsed of the SQL, for warehouses that are made in tests: parsed once a test run.

A newcomer's warehouse has nothing of it (tests/shipping/test_wheel.py). What dbt builds and tests
is the same; it takes some seconds of the processor less.
"""

import os
import shutil
from pathlib import Path

from tasks.model.build import build_models
from tasks.store.warehouse import open_warehouse
from tests.once import once_in

# The temporary folder of the test run (tests/conftest.py).
ROOT = "WORTLAUT_TESTS_ROOT"


def with_parsed_sql(log_dir: Path) -> Path:
    """The folder of a warehouse in which dbt works (`.dbt`), with the parsed SQL in it."""
    parsed = once_in(Path(os.environ[ROOT]), "parsed-sql", _parse)
    (log_dir / "target").mkdir(parents=True, exist_ok=True)
    for name in ("partial_parse.msgpack", "made-of"):
        shutil.copy(parsed / "log" / "target" / name, log_dir / "target" / name)
    return log_dir


def _parse(folder: Path) -> None:
    path = folder / "wortlaut.duckdb"
    with open_warehouse(path):
        pass
    build_models(path, log_dir=folder / "log")
