import threading
from pathlib import Path

import pytest

from tasks.report.publication import new_report, report_path


def write(warehouse: Path, text: str) -> None:
    with new_report(warehouse) as folder:
        (folder / "index.html").write_text(text)


def test_a_report_shows_when_it_is_whole_and_not_before(tmp_path: Path) -> None:
    write(tmp_path, "old")
    with new_report(tmp_path) as folder:
        (folder / "index.html").write_text("new")
        assert report_path(tmp_path).read_text() == "old"
    assert report_path(tmp_path).read_text() == "new"


def test_a_report_that_fails_leaves_the_one_before_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "old")
    with pytest.raises(ZeroDivisionError), new_report(tmp_path) as folder:
        (folder / "index.html").write_text("half")
        raise ZeroDivisionError
    assert report_path(tmp_path).read_text() == "old"
    assert len(list((tmp_path / ".reports").iterdir())) == 1


def test_what_a_killed_report_left_is_removed(tmp_path: Path) -> None:
    write(tmp_path, "old")
    (tmp_path / ".reports" / "killed").mkdir()
    (tmp_path / ".report.new").symlink_to("nowhere")
    write(tmp_path, "new")
    assert len(list((tmp_path / ".reports").iterdir())) == 1
    assert report_path(tmp_path).read_text() == "new"


def test_a_folder_that_somebody_made_there_is_kept_aside(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "mine.txt").write_text("mine")
    write(tmp_path, "new")
    assert report_path(tmp_path).read_text() == "new"
    (kept,) = list(tmp_path.glob("report-before-*/report/mine.txt"))
    assert kept.read_text() == "mine"


def test_a_reader_never_meets_half_a_report_while_many_are_written(tmp_path: Path) -> None:
    write(tmp_path, "0" * 1000)
    stop = threading.Event()

    def rewrite(mark: str) -> None:
        while not stop.is_set():
            write(tmp_path, mark * 1000)

    writers = [threading.Thread(target=rewrite, args=(mark,)) for mark in "ab"]
    for writer in writers:
        writer.start()
    met = set()
    for _ in range(2000):
        try:
            met.add(report_path(tmp_path).read_text())
        except FileNotFoundError:
            # The link was resolved, and its folder removed before the file was opened.
            continue
    stop.set()
    for writer in writers:
        writer.join()
    assert met <= {"0" * 1000, "a" * 1000, "b" * 1000}
    assert met & {"a" * 1000, "b" * 1000}
