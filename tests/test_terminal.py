"""One door to the terminal: whatever a program prints, no text of an article steers it."""

import ast
import os
import pty
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.flows.conftest import PROGRAM

ROOT = Path(__file__).resolve().parents[1]
MODULES = [path for folder in ("tasks", "flows") for path in sorted((ROOT / folder).rglob("*.py"))]
# A start of a sequence in one byte, one in two, and a turn of the direction of writing.
HOSTILE = "\x9b31m\x1b]0;neu\x07\u202eanna"
ESCAPED = "\\x9b31m\\x1b]0;neu\\x07\\u202eanna"


def in_terminal(*arguments: str, cwd: Path | None = None) -> tuple[int, str]:
    """What a program started in a real terminal wrote to it, standard error included."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "120"},
        start_new_session=True,
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not part:
            break
        said += part
    os.close(ours)
    return program.wait(30), said.decode()


@pytest.mark.parametrize(
    "statement",
    [
        "print({0!r})",
        "print({0!r}, file=sys.stderr)",
        "sys.stderr.write({0!r})",
        "logging.getLogger('wortlaut').warning('rejected %s', {0!r})",
        "logging.getLogger('other').error({0!r})",
        "warnings.warn({0!r})",
        "raise ValueError({0!r})",
        "argparse.ArgumentParser().error({0!r})",
        "terminal.console().print({0!r})",
        "terminal.console(stderr=True).print({0!r}, style='bold')",
        "logging.getLogger('x').addHandler(terminal.LogHandler(sys.__stderr__, styles={{}}));"
        "logging.getLogger('x').error({0!r})",
    ],
)
def test_no_way_of_saying_something_lets_a_text_steer_the_terminal(statement: str) -> None:
    program = (
        "import argparse, logging, sys, warnings; from tasks import terminal; terminal.guard(); "
        + statement.format(HOSTILE)
    )
    _, said = in_terminal("-c", program)
    if "style='bold'" in statement:
        assert said.startswith("\x1b[1m")
        said = said.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert "\\x9b31m\\x1b]0;neu" in said
    assert "\\u202eanna" in said
    assert not [char for char in said if char in HOSTILE and not char.isprintable()]


def test_a_message_of_the_log_is_one_line() -> None:
    program = (
        "import logging; from tasks import terminal; terminal.guard(); "
        "logging.getLogger('wortlaut').error('rejected %s', 'a\\nwortlaut: done')"
    )
    assert in_terminal("-c", program)[1].splitlines() == ["rejected a\\nwortlaut: done"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse folder whose file has one hostile row."""
    folder = tmp_path_factory.mktemp("hostile")
    with duckdb.connect(folder / "wortlaut.duckdb") as connection:
        connection.execute("create table names (name varchar, words varchar[])")
        connection.execute("insert into names values ($1, [$1])", [HOSTILE])
    return folder


@pytest.mark.parametrize("form", ["table", "line", "csv", "json", "jsonl", "markdown"])
def test_every_form_of_a_result_is_escaped_on_a_terminal(hostile: Path, form: str) -> None:
    asked = ("sql", "--warehouse", str(hostile), "--format", form, "select * from names")
    status, said = in_terminal(*PROGRAM[1:], *asked)
    assert status == 0
    assert ("\\u202eanna" in said) and ("31m" in said)
    assert all(char.isprintable() or char in "\r\n" for char in said)


def test_data_for_a_program_is_exact(hostile: Path) -> None:
    def piped(form: str) -> str:
        asked = ["sql", "--warehouse", str(hostile), "--format", form, "select name from names"]
        return subprocess.run([*PROGRAM, *asked], capture_output=True, check=True, text=True).stdout

    assert piped("csv") == f"name\n{HOSTILE}\n"
    assert (
        piped("json")
        == '[{"name":"'
        + HOSTILE.replace("\x1b", "\\u001b")
        .replace("\x9b", "\\u009b")
        .replace("\x07", "\\u0007")
        .replace("\u202e", "\\u202e")
        + '"}]\n'
    )
    assert HOSTILE in piped("markdown")
    assert ESCAPED in piped("table")


def test_a_reader_that_stops_reading_is_no_error(hostile: Path) -> None:
    many = "select range, repeat('x', 100) from range(100000)"
    program = subprocess.Popen(
        [*PROGRAM, "sql", "--warehouse", str(hostile), "--format", "csv", many],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stdout.readline().startswith(b"range,")
    program.stdout.close()
    assert program.stderr is not None
    with program.stderr:
        assert program.stderr.read() == b""
    assert program.wait(30) == 141


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_goes_round_the_door(module: Path) -> None:
    if module.name == "terminal.py":
        return
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("__stdout__", "__stderr__"), node.lineno
            if node.attr == "buffer":
                assert ast.unparse(node.value) not in ("sys.stdout", "sys.stderr"), node.lineno
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called != "Console", node.lineno
            assert called != "os.write" or ast.unparse(node.args[0]) not in "12", node.lineno


@pytest.mark.parametrize(
    "arguments",
    [
        ["sql", "select * from range(100000)", "--format", "csv"],
        ["sql", "select * from names", "--format", "table"],
        ["completion", "bash"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_a_full_disk_is_one_sentence(hostile: Path, arguments: list[str]) -> None:
    if arguments[0] == "sql":
        arguments = [*arguments, "--warehouse", str(hostile)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("wortlaut: the output could not be written (No space left on device)")
