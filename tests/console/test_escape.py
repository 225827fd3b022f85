import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.summary import Summary
from tasks.console.escape import shown
from tasks.ledger.ledger import Counts
from tasks.store.warehouse import Totals
from tests.flows.conftest import PROGRAM


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Straße „x“.txt", "Straße „x“.txt"),
        ("zwei\nZeilen.txt", "zwei\\nZeilen.txt"),
        ("\x1b[2Jleer.txt", "\\x1b[2Jleer.txt"),
        ("\u202etxt.exe", "\\u202etxt.exe"),
        ("\udce9.txt", "\\udce9.txt"),
    ],
)
def test_a_name_is_printed_so_that_it_cannot_steer_a_terminal(name: str, printed: str) -> None:
    assert shown(name) == printed


@given(st.text())
def test_whatever_is_printed_stays_in_its_line(text: str) -> None:
    assert len(shown(text).splitlines()) <= 1
    shown(text).encode()


def test_names_of_rejected_files_cannot_write_into_the_summary_page() -> None:
    name = "a`|\n\n# Laden gescheitert <img src=x onerror=alert(1)>.txt"
    summary = Summary(
        run_id="1",
        published=Path("w.duckdb"),
        files=Counts(found=1, new=1, changed=0, gone=0, duplicate=0, rejected=1),
        annotated=0,
        articles=0,
        mentions=0,
        quotes=0,
        totals=Totals(0, 0, 0, 0),
        report="warehouse/report/index.html",
        rejected={name: "leer <b>"},
        newly_rejected=1,
        seconds={},
    )
    (line,) = [line for line in summary.markdown().splitlines() if "onerror" in line]
    assert line.count("`") == 2
    assert "<" not in line
    assert line.count(" | ") == 1


def test_a_file_whose_name_is_no_text_is_annotated_all_the_same(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(name)).write_bytes(b"")
    missing = os.fsencode(tmp_path) + b"/\x1b[2J.txt"
    done = subprocess.run(
        [*PROGRAM, "annotate", os.fsdecode(name), os.fsdecode(missing)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"caf\\xe9.txt: the file is empty" in done.stderr
    assert b"\x1b" not in done.stderr
