"""`make` hands folders on as they were meant, from the shell of a bare machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def make(arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Make in dash, as it is typed there, with the environment of this test."""
    dash = shutil.which("dash")
    if dash is None:
        pytest.skip("there is no dash here")
    return subprocess.run(
        [dash, "-c", f"make --assume-old=.venv/installed BIN={BIN} {arguments}"],
        cwd=ROOT,
        env=os.environ | {"HOME": str(home), "MAKEFLAGS": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("~/lager", "{home}/lager"),
        ("'~/mein lager'", "{home}/mein lager"),
        ("'{home}/zwei  Leerzeichen'", "{home}/zwei  Leerzeichen"),
        ("'{home}/fünf $(date) \"Lager\"'", '{home}/fünf $(date) "Lager"'),
        ("-lager", "{root}/-lager"),
        ("../lager", "{root.parent}/lager"),
    ],
)
def test_a_folder_is_the_one_that_was_meant(tmp_path: Path, given: str, meant: str) -> None:
    done = make(f"check WAREHOUSE={given.format(home=tmp_path)}", tmp_path)
    path = Path(meant.format(home=tmp_path, root=ROOT))
    assert done.returncode != 0
    said = f"there is no warehouse in {path}"
    assert said in done.stderr, done.stdout + done.stderr
    assert not path.exists()


def test_make_alone_says_what_it_can_do(tmp_path: Path) -> None:
    done = make("", tmp_path)
    assert done.returncode == 0
    for target in ("run", "serve", "test", "release", "clean"):
        assert f"  {target} " in done.stdout
    assert done.stdout == make("help", tmp_path).stdout
