"""Imports go one way, and only the modules that may know a library do."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# The rooms of tasks/, and from which of the others each imports. A stage's module `task.py` is what
# Prefect sees of it.
TASKS = {
    "console": (),
    "machine": ("console",),
    "text": (),
    "outlets": (),
    "nlp": ("machine", "text"),
    "link": ("nlp", "text"),
    "forgotten": ("link", "machine", "nlp", "text"),
    "ledger": ("console", "forgotten", "machine", "text"),
    "store": ("console", "ledger", "link", "machine", "nlp", "outlets", "text"),
    "find": ("ledger", "machine", "store"),
    "read": ("find", "ledger", "machine", "text"),
    "annotate": ("console", "forgotten", "link", "machine", "nlp", "store", "text"),
    "resolve": ("link", "machine", "outlets", "store"),
    "model": ("machine", "store"),
    "report": ("console", "store"),
    "check": ("find", "forgotten", "ledger", "model", "nlp", "store", "text"),
    "forget": (
        "annotate",
        "console",
        "forgotten",
        "ledger",
        "link",
        "machine",
        "model",
        "nlp",
        "outlets",
        "report",
        "resolve",
        "store",
        "text",
    ),
}

# The rooms of tasks/nlp. What lies beside the rooms (the line itself, the versions) may import from
# all of them.
NLP = {
    "layers": (),
    "german": ("layers",),
    "reading": ("layers", "german"),
    "phrases": ("layers", "german"),
    "quotations": ("layers", "german", "reading", "phrases"),
    "factuality": ("layers", "german", "reading", "quotations"),
    "naming": ("layers", "german", "phrases"),
    "coreference": ("layers", "german", "reading", "naming"),
    "speakers": ("layers", "german", "reading", "phrases", "quotations"),
    "rows": ("layers", "phrases", "naming", "speakers"),
    "foreign": ("layers", "german", "phrases"),
}

# The rooms of tasks/read. The stage lies beside them; of it they know what a reader takes and gives
# (source, hints, record), and the words of the press.
READ = {
    "files": (),
    "fields": (),
    "page": (),
    "tables": ("fields", "files"),
    "press": ("fields", "files"),
    "json": ("fields", "files", "tables"),
    "formats": ("fields", "files", "json", "page", "press", "tables"),
}

# The rooms of flows/. The flows themselves lie beside them, and import from their options alone.
FLOWS = {"options": (), "service": (), "cli": ("options", "service")}

# The repository itself; `tasks` and `flows` are what is shipped.
REPOSITORY = {
    "tasks": (),
    "flows": ("tasks",),
    "annotated": ("tasks",),
    "training": ("annotated", "tasks"),
    "benchmarks": ("annotated", "flows", "tasks"),
    "shipping": (),
    "tests": ("annotated", "benchmarks", "flows", "shipping", "tasks", "training"),
}

HOUSES: dict[str, Mapping[str, tuple[str, ...]]] = {
    "": REPOSITORY,
    "tasks": TASKS,
    "tasks.nlp": NLP,
    "tasks.read": READ,
    "flows": FLOWS,
}
ROOMS = [(house, room) for house, rooms in HOUSES.items() for room in rooms]

# Below them nothing knows the orchestrator.
WITH_PREFECT = ("annotate", "machine")


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def modules(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def rooms_used(house: str, room: str) -> set[str]:
    """The rooms of a house that one of them imports from, itself left out."""
    folder = ROOT / house.replace(".", "/")
    names = {name for path in modules(f"{folder}/{room}") for name in imports(path)}
    below = {name.removeprefix(f"{house}.").split(".")[0] for name in names if house in name}
    return {name for name in below if (folder / name).is_dir()} - {room}


@pytest.mark.parametrize(("house", "room"), ROOMS)
def test_a_room_imports_from_the_rooms_that_the_table_names(house: str, room: str) -> None:
    assert rooms_used(house, room) == set(HOUSES[house][room])


@pytest.mark.parametrize("house", HOUSES)
def test_every_room_stands_in_the_table_after_those_that_it_imports_from(house: str) -> None:
    folder = ROOT / house.replace(".", "/")
    assert {path.parent.name for path in folder.glob("*/__init__.py")} == set(HOUSES[house])
    rooms = list(HOUSES[house])
    for room, others in HOUSES[house].items():
        assert all(rooms.index(other) < rooms.index(room) for other in others), room


def test_the_readers_know_of_the_stage_what_they_take_and_give() -> None:
    beside = {path.stem for path in (ROOT / "tasks/read").glob("*.py")}
    known = {
        name.split(".")[2]
        for path in modules(*(f"tasks/read/{room}" for room in READ))
        for name in imports(path)
        if name.startswith("tasks.read.")
    }
    assert known & beside == {"hints", "paragraph", "record", "source", "wordlists"}


@pytest.mark.parametrize(
    ("folders", "forbidden"),
    [
        (("tasks", "flows", "annotated", "benchmarks"), ("torch",)),
        (("tasks/text", "tasks/link"), ("spacy",)),
        (("flows",), ("duckdb",)),
    ],
)
def test_no_module_imports_a_library_that_others_are_for(
    folders: tuple[str, ...], forbidden: tuple[str, ...]
) -> None:
    found = modules(*folders)
    assert found
    for module in found:
        for name in imports(module):
            assert not any(name == f or name.startswith(f"{f}.") for f in forbidden), (module, name)


def test_the_flows_know_neither_the_command_line_nor_the_service() -> None:
    for module in (ROOT / "flows").glob("*.py"):
        assert not any(name.startswith(("flows.cli", "flows.service")) for name in imports(module))


def test_prefect_is_imported_by_the_stages_alone() -> None:
    for module in modules("tasks"):
        known = module.name == "task.py" or module.parent.name in WITH_PREFECT
        if any(name.split(".")[0] == "prefect" for name in imports(module)):
            assert known, module


def test_duckdb_is_imported_by_the_store_alone() -> None:
    for module in modules("tasks"):
        if module.parent != ROOT / "tasks" / "store":
            assert "duckdb" not in set(imports(module)), module
