"""Imports go one way, and only the modules that may know a library do."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def modules(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize(
    ("folders", "forbidden"),
    [
        (("tasks/text", "tasks/nlp", "tasks/store", "tasks/report"), ("prefect", "flows")),
        (("tasks/store", "tasks/nlp", "tasks/text"), ("tasks.report",)),
        (("tasks",), ("flows", "training", "benchmarks", "torch")),
        (("flows",), ("training", "benchmarks", "torch")),
        (("tasks/text",), ("tasks.nlp", "tasks.store", "spacy")),
        (("tasks/nlp",), ("tasks.store",)),
        (("tasks/text", "tasks/nlp", "flows"), ("duckdb",)),
    ],
)
def test_no_module_imports_what_lies_above_it(
    folders: tuple[str, ...], forbidden: tuple[str, ...]
) -> None:
    found = modules(*folders)
    assert found
    for module in found:
        for name in imports(module):
            assert not any(name == f or name.startswith(f"{f}.") for f in forbidden), (module, name)


def test_duckdb_is_imported_by_the_store_alone() -> None:
    for module in modules("tasks"):
        if module.parent != ROOT / "tasks" / "store":
            assert "duckdb" not in set(imports(module)), module
