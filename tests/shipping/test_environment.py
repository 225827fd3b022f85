"""An interrupted installation is not taken for a whole one."""

import subprocess
import sys
from pathlib import Path

from shipping.install import Environment

ROOT = Path(__file__).resolve().parents[2]


def has_pip(environment: Environment) -> bool:
    tried = subprocess.run([environment.python, "-m", "pip", "--version"], capture_output=True)
    return tried.returncode == 0


def test_what_an_interruption_left_is_made_anew_and_what_is_whole_stays(tmp_path: Path) -> None:
    environment = Environment(tmp_path / ".venv")
    leftover, installed = environment.folder / "halb", environment.folder / "installed"
    # Cut off while the environment itself was made: there is a Python, but no pip.
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment.folder], check=True)
    leftover.touch()
    environment.begin()
    assert has_pip(environment)
    assert not leftover.exists()
    # Whole: the next release goes on with it.
    environment.end()
    leftover.touch()
    environment.begin()
    assert leftover.exists()
    assert not installed.exists()
    # Cut off while packages were written: pip runs, but nobody knows which of them are whole.
    environment.begin()
    assert has_pip(environment)
    assert not leftover.exists()
    environment.end()
    assert installed.exists()


def test_make_takes_an_interrupted_installation_for_none() -> None:
    """`make` looks at one file alone, which is gone before the first package is touched."""
    wanted = subprocess.run(
        ["make", "--dry-run", "run", "BIN=.venv-none/bin"], cwd=ROOT, capture_output=True, text=True
    )
    assert "wortlaut run" in wanted.stdout
    newer = subprocess.run(
        ["make", "--dry-run", "--what-if=requirements.lock", "run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert "shipping/install.py" in newer.stdout


def test_an_old_python_is_told_in_one_sentence() -> None:
    program = (
        "import runpy, sys; sys.version_info = (3, 9); sys.version = '3.9.2 (Debian)'; "
        "runpy.run_path('shipping/install.py', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == (
        "Wortlaut needs Python 3.11 or newer, and this is 3.9.2; name one with "
        "make PYTHON=python3.12\n"
    )
