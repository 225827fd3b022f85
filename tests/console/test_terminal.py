"""One door to the terminal: whatever a program prints, no text of an article steers it."""

import ast
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.flows.conftest import PROGRAM

ROOT = Path(__file__).resolve().parents[2]
MODULES = [path for folder in ("tasks", "flows") for path in sorted((ROOT / folder).rglob("*.py"))]
# A start of a sequence in one byte, one in two, and a turn of the direction of writing.
HOSTILE = "\x9b31m\x1b]0;neu\x07\u202eanna"
ESCAPED = "\\x9b31m\\x1b]0;neu\\x07\\u202eanna"


def in_terminal(*arguments: str, width: int = 120) -> tuple[int, str]:
    """What a program started in a real terminal wrote to it, standard error included."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": str(width)},
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
        "import argparse, logging, sys, warnings; from tasks.console import terminal; "
        "terminal.guard(); " + statement.format(HOSTILE)
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
        "import logging; from tasks.console import terminal; terminal.guard(); "
        "logging.getLogger('wortlaut').error('rejected %s', 'a\\nwortlaut: done')"
    )
    assert in_terminal("-c", program)[1].splitlines() == ["rejected a\\nwortlaut: done"]


# A bar while the log says something long and something short, then the summary of it all.
RUN = """
import logging, sys
from pathlib import Path
from uuid import UUID
from tasks.annotate import progress
from tasks.console import terminal
from tasks.ledger.ledger import Counts
from tasks.store.warehouse import Totals
from flows.summary import Summary
terminal.guard()
progress.update_progress_artifact = lambda *_, **__: None  # no server
from flows.cli import run
for name in (None, "prefect", "wortlaut"):
    logging.getLogger(name).handlers.clear()  # what Prefect was set up with
run._log_to_terminal()
logging.getLogger("prefect").addHandler(terminal.LogHandler(styles={}))
with progress.progress_bar() as bar:
    counting = progress.AnnotationProgress(3, UUID(int=0), bar)
    counting.advance(1)
    logging.getLogger("wortlaut").warning("rejected %s", "lang/" * 30)
    counting.advance(1)
    logging.getLogger("prefect").warning("slow")
    counting.advance(1)
logging.getLogger("wortlaut").info("loaded 3 articles")
run.print_summary(Summary(
    run_id="1", published=Path("warehouse", "w.duckdb"), report="report/index.html",
    files=Counts(found=4, new=4, changed=0, gone=0, duplicate=0, rejected=1),
    annotated=3, articles=3, mentions=2, quotes=1, totals=Totals(3, 2, 1, 1), newly_rejected=1,
    rejected={"a/leer.txt": "the file holds nothing that could be read; " + "write it anew " * 9},
    seconds={"start": 1.0, "find": 0.5}, undated=("a.txt", "b.txt"),
))
"""


def screen(written: str, *, width: int) -> list[str]:
    """The lines that a terminal shows once this has been written to it."""
    lines, row, column = [""], 0, 0
    for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|[^\x1b]", written):
        if part == "\r":
            column = 0
        elif part.endswith("A") and part[0] == "\x1b":
            row -= int(part[2:-1] or 1)
        elif part == "\x1b[2K":
            lines[row] = ""
        elif part[0] == "\x1b":
            assert part[-1] in "mhl", part
        else:
            if part == "\n" or column == width:
                row, column = row + 1, column if part == "\n" else 0
                lines += [""] * (row + 1 - len(lines))
            if part != "\n":
                lines[row] = f"{lines[row][:column]:<{column}}{part}{lines[row][column + 1 :]}"
                column += 1
    return [re.sub(r"\d\d:\d\d:\d\d", "00:00:00", line.rstrip()) for line in lines]


@pytest.mark.parametrize("width", [80, 120])
def test_lines_of_the_log_stand_above_the_bar_and_one_bar_stays(width: int) -> None:
    status, said = in_terminal("-c", RUN, width=width)
    assert status == 0, said
    shown = screen(said, width=width)
    long = f"00:00:00 rejected {'lang/' * 30}"
    above = [long[at : at + width] for at in range(0, len(long), width)]
    assert shown[: len(above) + 1] == [*above, "slow"]
    bar, loaded = shown[len(above) + 1 : len(above) + 3]
    assert re.fullmatch(r"annotate ━+ 3/3 [\d.]+ articles/s \d:\d\d:\d\d", bar)
    assert loaded == "00:00:00 loaded 3 articles"
    assert "annotated 3 of 3" not in said
    assert not [line for line in shown[len(above) + 3 :] if "━" in line]


def test_the_summary_on_a_terminal_hangs_below_its_labels() -> None:
    shown = screen(in_terminal("-c", RUN, width=80)[1], width=80)
    rows = shown[shown.index("00:00:00 loaded 3 articles") + 1 :]
    assert "undated    2 articles of this run (a.txt, b.txt)" in rows
    first = next(number for number, row in enumerate(rows) if row.startswith("rejected"))
    assert all(row.startswith(" " * 11) and row[11] != " " for row in rows[first + 1 : -1])
    words = " ".join(row[11:] for row in rows[first:-1])
    assert words == "a/leer.txt: the file holds nothing that could be read;" + " write it anew" * 9


def test_a_summary_for_a_pipe_has_a_line_a_value_without_blanks_at_the_end() -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "40"},
        capture_output=True,
        text=True,
        check=True,
    )
    labels = "files", "undated", "this run", "warehouse", "seconds", "published", "report"
    rows = done.stdout.splitlines()
    assert [row[:11].rstrip() for row in rows] == [*labels, "rejected"]
    assert [row for row in rows[:-1] if row != row.rstrip()] == []
    assert "annotated 3 of 3 articles" in done.stderr


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
