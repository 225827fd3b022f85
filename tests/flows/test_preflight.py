"""What cannot be meant is refused in one line, before anything is started or made."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.cli.main import main

TOMORROW = (date.today() + timedelta(days=1)).isoformat()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with seeds in it, which is the present one."""
    (tmp_path / "seeds" / "m").mkdir(parents=True)
    (tmp_path / "seeds" / "m" / "config.cfg").touch()
    (tmp_path / "seeds" / "rat.txt").write_text("Der Rat tagte am Montag in Kiel.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def below(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["run", "--seeds", "fehlt"], "the seed folder"),
        (["run", "--seeds", "seeds/rat.txt"], "name a folder, such as the one that it lies in"),
        (["run", "--seeds", "a\0b"], "NUL character"),
        (["run", "--warehouse", "a\0b"], "NUL character"),
        (["run", "--since", TOMORROW], "no file can have been modified since"),
        (
            ["run", "--model", "fehlt"],
            "the folder of a spaCy pipeline, or its installed package",
        ),
        (["run", "--model", "."], "there is no language model in"),
        (["run", "--model", "seeds/m"], "no place for models"),
        (["run", "--runner", "dask", "--dask-scheduler", "tcp://x"], "no address of a Dask"),
        (["run", "--dask-scheduler", "tcp://127.0.0.1:8786"], "is for --runner dask"),
        (["run", "--warehouse", "seeds"], "name two folders"),
        (["serve", "--warehouse", "seeds"], "name two folders"),
        (["serve", "--seeds", "fehlt"], "the seed folder"),
        (["serve", "--seeds", "a\0b"], "NUL character"),
        (["serve", "--allow", "fehlt"], "the allowed folder"),
        (["serve", "--model", "seeds/m"], "no place for models"),
        (
            ["reannotate", "--warehouse", "TYPO"],
            "fill it with 'wortlaut run', or name another",
        ),
        (["reannotate", "--warehouse", "seeds"], "there is no warehouse in"),
        (["check", "--warehouse", "TYPO"], "fill it with 'wortlaut run', or name another"),
        (["check", "--warehouse", "seeds"], "there is no warehouse in"),
        (["check", "--seeds", "a\0b"], "NUL character"),
        (["report", "--warehouse", "TYPO"], "fill it with 'wortlaut run', or name another"),
        (["report", "--warehouse", "seeds"], "there is no warehouse in"),
        (
            ["forget", "--person", "Anna Berg", "--warehouse", "TYPO"],
            "fill it with 'wortlaut run', or name another",
        ),
        (["sql", "--warehouse", "TYPO", "select 1"], "there is no warehouse in"),
        (["sql", "--warehouse", "a\0b", "select 1"], "wortlaut: "),
        (["why", "--warehouse", "TYPO", "Anna Berg"], "there is no warehouse in"),
    ],
    ids=lambda value: " ".join(value).replace("\0", "NUL") if isinstance(value, list) else "",
)
def test_what_cannot_be_meant_is_one_line_and_makes_nothing(
    place: Path, command: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = below(place)
    assert main(command) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("wortlaut: ")
    assert said in line
    assert below(place) == before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("corrections.toml", "[[rename]]\nnoname = 1\n"),
        ("outlets.csv", "name;kind\nKüstenkurier;Zeitung\n"),
    ],
)
def test_a_file_of_yours_that_cannot_be_read_is_told_before_prefect_is_started(
    place: Path, file: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "warehouse").mkdir()
    (place / "warehouse" / file).write_text(text)
    before = below(place)
    assert main(["run"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert file in line
    assert below(place) == before


def test_looking_at_the_options_loads_no_library_that_starts_threads() -> None:
    code = (
        "import flows.cli.preflight, sys; from tasks.annotate.crew import Crew; "
        "Crew(runner='dask', workers=1).check(); "
        "print(*{'polars', 'duckdb', 'prefect'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# The other user need not be able to read this program: what it needs is imported before.
_AS_ANOTHER = """
import os, pwd, sys
from flows.cli import preflight, table, why
from flows.cli.main import main
nobody = pwd.getpwnam("nobody")
os.setgroups([])
os.setgid(nobody.pw_gid)
os.setuid(nobody.pw_uid)
for command in sys.argv[1:]:
    print("status", main(command.split()), file=sys.stderr)
"""


def test_another_user_is_told_in_one_line_whose_the_warehouse_is(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can be another user")
    folder = tmp_path / "warehouse"
    (folder / ".prefect").mkdir(parents=True)
    (folder / "wortlaut.duckdb").touch(mode=0o600)
    (tmp_path / "seeds").mkdir()
    for place in (tmp_path, *tmp_path.parents):
        if place.stat().st_mode & 0o005 != 0o005 and place != Path("/"):
            place.chmod(place.stat().st_mode | 0o005)
    where = f"--warehouse {folder}"
    commands = [
        f"run {where} --seeds {tmp_path}/seeds",
        f"serve {where} --seeds {tmp_path}/seeds",
        f"reannotate {where}",
        f"check {where} --seeds {tmp_path}/seeds",
        f"report {where}",
        f"forget {where} --person Anna",
        f"sql {where} from(articles)",
        f"why {where} Anna",
    ]
    for closed in (0o755, 0o700):
        folder.chmod(closed)
        done = subprocess.run(
            [sys.executable, "-P", "-c", _AS_ANOTHER, *commands],
            env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stderr.splitlines()
        assert len(said) == 2 * len(commands), done.stderr
        assert said[1::2] == ["status 1"] * len(commands)
        for line in said[::2]:
            assert line.startswith("wortlaut: ")
            assert "root's" in line
            assert "nobody" in line
            assert "--warehouse" in line
