"""Whatever lies in a seed folder, every file gets its due and its neighbours are read."""

import os
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.find.seed_folder import find_files
from tasks.ledger.files import FoundFile
from tasks.ledger.selection import Selection
from tasks.read.task import Parsed, parse_files
from tasks.text.article import Article

LIMIT = 1_000_000
NOBODY = 65534
TEXT = "Der Rat tagte am Montag in Kiel. „Wir bauen das“, sagte Anna Berg dem Rat.\n"


def found_in(seeds: Path, **options: float) -> dict[str, FoundFile]:
    """All files by path; the neighbour, which every test puts there, is read."""
    files = find_files(seeds, quiet_seconds=options.get("quiet_seconds", 0.0))
    found = {file.path: file for file in files}
    assert len(found) == len(files), "every path once"
    neighbour = found.pop("nachbar.txt")
    assert neighbour.content_hash is not None
    assert neighbour.reason is None
    return found


def parsed_in(seeds: Path, found: list[FoundFile]) -> tuple[Parsed, list[Article]]:
    """What parsing says of the files, and the articles that it made of them."""
    made: list[Article] = []
    today = date(2026, 11, 1)
    parsed = parse_files(found, {}, seeds=seeds, max_bytes=LIMIT, today=today, put=made.append)
    return parsed, made


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "nachbar.txt").write_text(TEXT)
    return folder


@pytest.fixture
def deep(seeds: Path) -> Iterator[Path]:
    """A folder that may be filled deeper than Python's own ways of removing it can go."""
    folder = seeds / "tief"
    folder.mkdir()
    yield folder
    subprocess.run(["rm", "-rf", folder], check=True)


@contextmanager
def without_rights() -> Iterator[Path]:
    """A folder, and this process as a user who is not allowed everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "nachbar.txt").write_text(TEXT)
        am_root = os.geteuid() == 0
        if am_root:
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if am_root:
                os.seteuid(0)
            folder.chmod(0o755)


def test_a_link_out_of_the_seed_folder_is_not_read(seeds: Path, tmp_path: Path) -> None:
    secret = tmp_path / "geheim"
    secret.mkdir()
    (secret / "brief.txt").write_text(TEXT)
    (seeds / "datei.txt").symlink_to(secret / "brief.txt")
    (seeds / "ordner").symlink_to(secret)
    (seeds / "geraet.txt").symlink_to("/dev/zero")
    (seeds / "verwandt.txt").symlink_to(Path("..", "geheim", "brief.txt"))
    # A folder beside the seed folder whose name begins like its name.
    (tmp_path / "seeds-alt").mkdir()
    (tmp_path / "seeds-alt" / "a.txt").write_text(TEXT)
    (seeds / "alt.txt").symlink_to(tmp_path / "seeds-alt" / "a.txt")
    found = found_in(seeds)
    assert set(found) == {"datei.txt", "ordner", "geraet.txt", "verwandt.txt", "alt.txt"}
    for file in found.values():
        assert file.content_hash is None
        assert "leads out of the seed folder" in str(file.reason)


def test_a_link_to_a_file_inside_is_read(seeds: Path) -> None:
    (seeds / "link.txt").symlink_to("nachbar.txt")
    (seeds / "unter").mkdir()
    (seeds / "unter" / "link.txt").symlink_to(Path("..", "link.txt"))
    found = found_in(seeds)
    assert [file.reason for file in found.values()] == [None, None]
    assert len({file.content_hash for file in found.values()}) == 1


def test_a_seed_folder_that_is_itself_a_link_is_read(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(seeds)
    assert found_in(tmp_path / "link") == {}


def test_links_between_folders_do_not_multiply_their_files(seeds: Path) -> None:
    """Followed, thirty folders with two links each to the next would be a billion paths."""
    for number in range(30):
        (seeds / f"{number:02}").mkdir()
        for name in ("a", "b"):
            (seeds / f"{number:02}" / name).symlink_to(Path("..", f"{(number + 1) % 30:02}"))
    found = found_in(seeds)
    assert len(found) == 60
    assert all("delete the link" in str(file.reason) for file in found.values())


def test_folders_may_be_nested_as_deep_as_the_file_system_lets_them(
    seeds: Path, deep: Path
) -> None:
    here = os.open(deep, os.O_DIRECTORY)
    for _ in range(3000):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_DIRECTORY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    readable = Path(*["d"] * 1500, "tief.txt")
    (deep / readable).write_text(TEXT)
    found = found_in(seeds)
    assert found[f"{deep.name}/{readable}"].content_hash is not None
    (too_deep,) = (file for file in found.values() if file.reason is not None)
    assert "cannot be read (File name too long)" in str(too_deep.reason)


def test_a_folder_named_like_a_file_is_a_folder(seeds: Path) -> None:
    (seeds / "x.txt").mkdir()
    (seeds / "x.txt" / "innen.txt").write_text(TEXT)
    assert found_in(seeds).keys() == {"x.txt/innen.txt"}


def test_pipes_sockets_and_devices_are_named_and_not_waited_for(seeds: Path) -> None:
    os.mkfifo(seeds / "rohr.txt")
    home = Path.cwd()
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(seeds)  # The path of a socket is short.
        try:
            listening.bind("steckdose.txt")
        finally:
            os.chdir(home)
        names = {"rohr.txt", "steckdose.txt"}
        if os.geteuid() == 0:
            try:
                os.mknod(seeds / "null.txt", 0o020644, os.makedev(1, 3))
                names.add("null.txt")
            except PermissionError:  # In a container, root may not either.
                pass
        found = found_in(seeds)
    assert found.keys() == names
    assert all("pipe, socket or device" in str(file.reason) for file in found.values())


@pytest.mark.parametrize(
    "name",
    [
        "x" * 251 + ".txt",
        "ü" * 125 + "a.txt",
        "zwei\nZeilen.txt",
        " Leerzeichen .txt",
        "'einfach' \"doppelt\" `schräg`.txt",
        "a..b...txt",
        "*?[a].txt",
        "$(rm -rf x);|&.txt",
        "'); drop table articles; --.txt",
        "\x1b[31mrot\x07.txt",
        "\u202etxt.nehcsitram.txt",
        "{{ 1 + 1 }}.txt",
        "%s%n.TXT",
        "\\x41.txt",
        "-rf.txt",
    ],
)
def test_a_file_may_have_any_name_that_is_text(seeds: Path, name: str) -> None:
    (seeds / name).write_text(TEXT)
    assert found_in(seeds)[name].reason is None


def test_a_name_that_is_no_text_does_not_collide_with_its_escaped_form(seeds: Path) -> None:
    (seeds / "caf\\xe9.txt").write_text("eins")
    Path(os.fsdecode(os.fsencode(seeds) + b"/caf\xe9.txt")).write_text("zwei")
    found = found_in(seeds)
    assert found["caf\\xe9.txt"].reason is None
    assert "rename" in str(found["caf\\xe9.txt\\"].reason)


def test_files_in_a_folder_whose_name_is_no_text_are_named(seeds: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(seeds) + b"/caf\xe9"))
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    assert "rename" in str(found_in(seeds)["caf\\xe9/a.txt"].reason)


@pytest.mark.parametrize(
    "name",
    [
        ".a.txt", ".a.txt.swp", ".#a.txt", "#a.txt#", "a.txt~", "a.txt.bak", "a.txt.part",
        "a.txt.crdownload", "._a.txt", "4913", ".nfs0001", "a.md", "a.gz", "txt", "a.text",
    ],
)  # fmt: skip
def test_hidden_files_and_those_of_editors_and_browsers_are_passed_over(
    seeds: Path, name: str
) -> None:
    (seeds / name).write_text(TEXT)
    assert found_in(seeds) == {}


def test_what_may_not_be_opened_is_named() -> None:
    with without_rights() as seeds:
        (seeds / "zu.txt").write_text(TEXT)
        (seeds / "zu.txt").chmod(0)
        (seeds / "zu").mkdir()
        (seeds / "zu").chmod(0)
        found = found_in(seeds)
        (seeds / "zu").chmod(0o755)
    assert "the file cannot be read (Permission denied)" in str(found["zu.txt"].reason)
    assert "the folder cannot be read (Permission denied)" in str(found["zu"].reason)


def test_a_seed_folder_that_may_only_be_read_is_enough() -> None:
    with without_rights() as seeds:
        seeds.chmod(0o555)
        assert found_in(seeds) == {}


def test_a_file_that_is_growing_is_left_for_the_next_run(seeds: Path) -> None:
    growing = seeds / "waechst.txt"
    stop = threading.Event()

    def write() -> None:
        with growing.open("a") as file:
            while not stop.wait(0.05):
                file.write(TEXT)
                file.flush()

    growing.write_text(TEXT)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        file = found_in(seeds, quiet_seconds=0.3)["waechst.txt"]
    finally:
        stop.set()
        writer.join()
    assert (file.growing, file.selected, file.reason, file.content_hash) == (
        True,
        False,
        None,
        None,
    )
    time.sleep(0.05)
    file = found_in(seeds, quiet_seconds=0.3)["waechst.txt"]
    assert (file.growing, file.selected) == (False, True)
    assert file.content_hash is not None


def test_a_file_that_changes_between_find_and_parse_is_left_for_the_next_run(seeds: Path) -> None:
    (seeds / "neu.txt").write_text(TEXT)
    found = find_files(seeds)
    (seeds / "neu.txt").write_text(TEXT + "Und mehr.")
    parsed, _ = parsed_in(seeds, found)
    by_path = {file.path: file for file in parsed.files}
    assert by_path["neu.txt"].growing
    assert not by_path["neu.txt"].selected
    assert by_path["nachbar.txt"].article_id in parsed.articles
    assert len(parsed.articles) == 1


def test_a_file_that_vanishes_before_it_is_parsed_is_as_if_it_had_never_been(seeds: Path) -> None:
    (seeds / "weg.txt").write_text(TEXT + "Noch etwas.")
    found = find_files(seeds)
    (seeds / "weg.txt").unlink()
    parsed, _ = parsed_in(seeds, found)
    assert [file.path for file in parsed.files] == ["nachbar.txt"]
    assert len(parsed.articles) == 1


@pytest.mark.parametrize("step", ["datei", "ordner"])
def test_what_becomes_a_link_between_find_and_parse_leads_nowhere_outside(
    seeds: Path, tmp_path: Path, step: str
) -> None:
    (tmp_path / "geheim").mkdir()
    (tmp_path / "geheim" / "a.txt").write_text("Geheim ist, was im Brief an den Rat steht.\n")
    (seeds / "unter").mkdir()
    (seeds / "unter" / "a.txt").write_text(TEXT)
    found = find_files(seeds)
    (seeds / "unter" / "a.txt").unlink()
    if step == "datei":
        (seeds / "unter" / "a.txt").symlink_to(tmp_path / "geheim" / "a.txt")
    else:
        (seeds / "unter").rmdir()
        (seeds / "unter").symlink_to(tmp_path / "geheim")
    parsed, articles = parsed_in(seeds, found)
    assert "leads out of the seed folder" in str(parsed.files[1].reason)
    assert all("Geheim" not in article.text for article in articles)


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(seeds: Path) -> None:
    (seeds / "a.txt").write_text(TEXT)
    found = find_files(seeds)
    (seeds / "a.txt").unlink()
    os.mkfifo(seeds / "a.txt")
    parsed, _ = parsed_in(seeds, found)
    assert "pipe" in str(parsed.files[0].reason)


def test_fifty_megabytes_are_told_by_their_size_and_not_kept_in_memory(seeds: Path) -> None:
    with (seeds / "gross.txt").open("wb") as file:
        file.truncate(50_000_000)
    parsed, _ = parsed_in(seeds, find_files(seeds))
    assert "larger than the limit of 1 MB" in str(parsed.files[0].reason)


def test_oddities_can_be_selected_like_files(seeds: Path) -> None:
    (seeds / "tot.txt").symlink_to("fehlt")
    files = find_files(seeds, selection=Selection(pattern="nachbar*"))
    assert [(file.path, file.selected) for file in files] == [
        ("nachbar.txt", True),
        ("tot.txt", False),
    ]


names = st.binary(min_size=1, max_size=60).filter(
    lambda name: not {0, ord("/")} & set(name) and not name.startswith(b".")
)


@given(st.sets(names, max_size=8))
def test_any_names_give_one_row_each(chosen: set[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen:
            Path(folder, os.fsdecode(name + b".txt")).write_bytes(name)
        files = find_files(Path(folder))
    assert len({file.path for file in files}) == len(chosen)
    for file in files:
        file.path.encode()
        assert (file.reason is None) == (file.content_hash is not None)
