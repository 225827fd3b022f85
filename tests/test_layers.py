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


# The rooms of tasks/nlp, and from which of the others each may import. What lies beside the rooms
# (the line itself, the versions) may import from all of them.
ROOMS = {
    "layers": (),
    "german": ("layers",),
    "reading": ("layers", "german"),
    "phrases": ("layers", "german"),
    "quotations": ("layers", "german", "reading", "phrases"),
    "naming": ("layers", "german", "phrases"),
    "coreference": ("layers", "german", "reading", "naming"),
    "speakers": ("layers", "german", "phrases", "quotations"),
    "rows": ("layers", "phrases", "naming", "speakers"),
    "foreign": ("layers", "german", "phrases"),
}


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
        (("tasks/nlp", "tasks/link"), ("tasks.store", "tasks.report", "prefect")),
        (("tasks/link",), ("spacy",)),
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


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_from_its_neighbours_alone(room: str) -> None:
    allowed = {room, *ROOMS[room]}
    for module in modules(f"tasks/nlp/{room}"):
        for name in imports(module):
            _, nlp, *rest = (*name.split("."), "", "")
            if name.startswith("tasks.") and nlp == "nlp":
                assert rest[0] in allowed, (module, name)


def test_every_room_stands_in_the_table_and_what_it_may_import_is_used() -> None:
    found = {path.parent.name for path in modules("tasks/nlp") if path.parent.parent.name == "nlp"}
    assert found == ROOMS.keys()
    for room, others in ROOMS.items():
        names = (name for path in modules(f"tasks/nlp/{room}") for name in imports(path))
        used = {name.split(".")[2] for name in names if name.startswith("tasks.nlp.")}
        assert used - {room} == set(others), room


def test_duckdb_is_imported_by_the_store_alone() -> None:
    for module in modules("tasks"):
        if module.parent != ROOT / "tasks" / "store":
            assert "duckdb" not in set(imports(module)), module
