import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tasks.find.seed_folder import find_files
from tasks.ledger.selection import Selection


def reasons(seeds: Path) -> dict[str, str | None]:
    return {file.path: file.reason for file in find_files(seeds)}


def test_text_files_are_found_in_subfolders_and_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.TXT").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "README.md").write_text("c")
    (tmp_path / ".versteckt.txt").write_text("d")
    assert reasons(tmp_path) == {"b.txt": None, "sub/a.TXT": None}


def test_links_that_lead_nowhere_or_back_are_named_and_do_not_loop(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "zurueck").symlink_to(tmp_path)
    (tmp_path / "tot.txt").symlink_to(tmp_path / "fehlt.txt")
    (tmp_path / "selbst.txt").symlink_to(tmp_path / "selbst.txt")
    found = reasons(tmp_path)
    assert set(found) == {"sub/zurueck", "tot.txt", "selbst.txt"}
    assert "leads back" in str(found["sub/zurueck"])
    assert "leads nowhere" in str(found["tot.txt"])


def test_a_pipe_does_not_stop_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rohr.txt")
    assert "pipe" in str(reasons(tmp_path)["rohr.txt"])


def test_names_that_are_no_utf8_are_told_to_be_renamed(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text("x")
    ((name, reason),) = reasons(tmp_path).items()
    assert name == "caf\\xe9.txt"
    assert "rename" in str(reason)


def test_files_that_are_not_selected_are_listed_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("sub/bundestag.txt", "sub/b.txt", "c.txt"):
        (tmp_path / name).write_text(name)
    files = find_files(tmp_path, selection=Selection(pattern="sub/*tag*"))
    assert {file.path: file.selected for file in files} == {
        "c.txt": False,
        "sub/b.txt": False,
        "sub/bundestag.txt": True,
    }
    assert [file.content_hash is None for file in files] == [True, True, False]


def test_files_are_selected_by_the_local_day_of_their_last_change(tmp_path: Path) -> None:
    day = datetime(2024, 5, 1, 0, 0, 1)
    for name, moment in (("new.txt", day), ("old.txt", day - timedelta(seconds=2))):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (0, moment.timestamp()))
    (tmp_path / "tot.txt").symlink_to(tmp_path / "fehlt.txt")
    files = find_files(tmp_path, selection=Selection(since=day.date()))
    assert [file.path for file in files if file.selected] == ["new.txt", "tot.txt"]


def test_a_missing_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="does not exist; create it or name another"):
        find_files(tmp_path / "fehlt")
