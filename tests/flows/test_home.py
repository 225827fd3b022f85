"""No command looks into the home folder of the one who runs it, or leaves anything there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.conftest import PROGRAM, Night

ROOT = Path(__file__).resolve().parents[2]
# What a command that needs no Prefect imports; `flows/cli/main.py` imports it when it is asked for.
WITHOUT_PREFECT = (
    "annotate",
    "backup",
    "check",
    "completion",
    "forget",
    "login",
    "preflight",
    "report",
    "sample",
    "sources",
    "sql",
    "why",
)


def without_home(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if "PREFECT" not in name}
    return kept | {"HOME": str(home), "PYTHONPATH": str(ROOT)}


def test_commands_without_a_run_do_not_import_prefect() -> None:
    modules = ", ".join(f"flows.cli.{name}" for name in WITHOUT_PREFECT)
    code = f"import sys, {modules}; print('prefect' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("prepare", ["prepare_single_run", "prepare_service"])
def test_commands_with_a_run_have_prefect_keep_away_from_the_home(
    tmp_path: Path, prepare: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    code = (
        "import pathlib, sys; from flows import environment;"
        f"environment.{prepare}(pathlib.Path(sys.argv[1]));"
        "import flows.cli.run, flows.cli.serve;"
        "from prefect.settings import get_current_settings as now;"
        "print(now().home, now().profiles_path)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "lager")],
        env=without_home(home),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    state = tmp_path / "lager" / ".prefect"
    assert done.stdout.split() == [str(state), str(state / "profiles.toml")]
    assert list(home.iterdir()) == []


def test_commands_leave_nothing_in_the_home(tmp_path: Path, first_night: Night) -> None:
    home = tmp_path / "home"
    home.mkdir()
    seeds, warehouse = str(first_night.runs.seeds), str(first_night.runs.warehouse)
    for command in (
        ["check", "--seeds", seeds, "--warehouse", warehouse],
        ["backup", str(tmp_path / "copy"), "--warehouse", warehouse],
        ["report", "--warehouse", str(tmp_path / "copy")],
        ["annotate", str(next(first_night.runs.seeds.glob("*.txt")))],
    ):
        done = subprocess.run(
            [*PROGRAM, *command],
            env=without_home(home),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert list(home.iterdir()) == [], command
