import stat
from pathlib import Path

import duckdb
import pytest

from flows.cli.main import main


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A warehouse folder as in a clone, which others may read, with a register in it."""
    folder = tmp_path / "lager"
    folder.mkdir()
    folder.chmod(0o755)
    with duckdb.connect(folder / "wortlaut.duckdb") as connection:
        connection.execute("create table runs (run_id varchar)")
    (folder / "wortlaut.duckdb").chmod(0o444)
    (folder / "forgotten.json").touch(mode=0o600)
    (folder / "README.md").write_text("# warehouse/\n\nMade by `wortlaut run`.\n")
    return folder


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


def test_a_backup_may_be_read_by_those_who_read_the_warehouse(
    warehouse: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    assert main(["backup", str(backup), "--warehouse", str(warehouse)]) == 0
    assert stat.S_IMODE(backup.stat().st_mode) == 0o755
    assert modes(backup) == {"wortlaut.duckdb": 0o644, "forgotten.json": 0o600}


def test_a_backup_cannot_lie_where_forget_would_not_find_it(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "link").symlink_to(warehouse)
    for inside in (warehouse / "inside", warehouse / "a" / "b", tmp_path / "link" / "inside"):
        assert main(["backup", str(inside), "--warehouse", str(warehouse)]) == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert "lies in the warehouse folder" in line
    assert modes(warehouse).keys() == {"wortlaut.duckdb", "forgotten.json", "README.md"}


@pytest.mark.parametrize("place", ["/proc/copy", "datei/copy"])
def test_a_backup_that_cannot_be_written_says_so_and_no_word_of_staging(
    warehouse: Path,
    tmp_path: Path,
    place: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "datei").touch()
    assert main(["backup", place, "--warehouse", str(warehouse)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("wortlaut: the copy cannot be written to ")
    assert "name another folder" in line
    assert "staged" not in line


def test_a_backup_makes_no_folders_above_its_own(
    warehouse: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(tmp_path / "platte" / "b"), "--warehouse", str(warehouse)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(
        f"wortlaut: there is no folder {tmp_path / 'platte'} to put the copy into"
    )
    assert not (tmp_path / "platte").exists()
