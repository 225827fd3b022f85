"""The published file in the oldest DuckDB that we say reads it, from the package index."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tasks.model.build import PROJECT

OLDEST = "1.0.0"
READ = """
import duckdb, json, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
relations = connection.execute(
    "select schema_name, table_name, comment from duckdb_tables()"
    " union all select schema_name, view_name, comment from duckdb_views() where not internal"
    " order by all"
).fetchall()
rows = [
    connection.execute(f'select count(*) from "{schema}"."{name}"').fetchall()[0][0]
    for schema, name, _ in relations
]
answers = [len(connection.execute(open(path).read()).fetchall()) for path in sys.argv[2:]]
print(json.dumps([duckdb.__version__, relations, rows, answers]))
"""


@pytest.fixture(scope="module")
def old_client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with that DuckDB alone; skips where it cannot be had (no network, no wheel)."""
    folder = tmp_path_factory.mktemp("old")
    options = ["--quiet", "--no-deps", "--only-binary=:all:", "--retries=0", "--timeout=15"]
    command = [sys.executable, "-m", "pip", "install", *options, f"--target={folder}"]
    installed = subprocess.run([*command, f"duckdb=={OLDEST}"], capture_output=True, text=True)
    if installed.returncode:
        pytest.skip(f"DuckDB {OLDEST} cannot be installed here")
    return folder


def read(warehouse: Path, **environment: str) -> list[object]:
    examples = [str(path) for path in sorted(PROJECT.glob("examples/*.sql"))]
    completed = subprocess.run(
        [sys.executable, "-c", READ, str(warehouse), *examples],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, completed.stderr
    found: list[object] = json.loads(completed.stdout)
    return found


def test_the_oldest_client_reads_every_table_comment_and_macro_as_the_present_one_does(
    old_client: Path, sample_warehouse: Path
) -> None:
    old = read(sample_warehouse, PYTHONPATH=str(old_client))
    new = read(sample_warehouse)
    assert (old[0], new[0]) == (OLDEST, duckdb.__version__)
    assert old[1:] == new[1:]


def test_no_stored_macro_names_the_catalog(sample_warehouse: Path) -> None:
    with closing(duckdb.connect(sample_warehouse, read_only=True)) as connection:
        found = connection.execute(
            "select macro_definition from duckdb_functions()"
            " where database_name = current_database() and schema_name = 'main'"
        ).fetchall()
    assert len(found) == 3
    assert not any("wortlaut" in definition for (definition,) in found)
