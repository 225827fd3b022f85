from datetime import datetime
from pathlib import Path

import pytest

from tasks.ledger.files import FoundFile, SeedFile
from tasks.ledger.origin import (
    OtherSeedsError,
    check_origin,
    others,
    read_origins,
    remember_origin,
)

NOW = datetime(2026, 1, 2, 3, 30)
ORIGIN = Path("/daten/artikel")
LEDGER = {
    path: SeedFile(path, path, 1, status, None, path, NOW, NOW, "r1")  # type: ignore[arg-type]
    for path, status in (("a.txt", "loaded"), ("2026/b.txt", "loaded"), ("2026/c.txt", "duplicate"),
                         ("alt/d.txt", "gone"))
}  # fmt: skip


def found(*paths: str) -> list[FoundFile]:
    return [FoundFile(path, path, 1) for path in paths]


@pytest.mark.parametrize(
    ("seeds", "paths", "where"),
    [
        (ORIGIN / "2026", ("b.txt", "c.txt"), "lies inside /daten/artikel"),
        (ORIGIN.parent, ("artikel/a.txt", "artikel/2026/b.txt"), "lies around /daten/artikel"),
    ],
)
def test_a_part_or_the_whole_of_the_folder_is_asked_for(
    seeds: Path, paths: tuple[str, ...], where: str
) -> None:
    with pytest.raises(
        OtherSeedsError, match=f"{seeds} {where}, .* 3 of the 3 files that .*--other-s"
    ):
        check_origin(seeds, [Path("/anderswo"), ORIGIN], found(*paths), LEDGER)


@pytest.mark.parametrize(
    ("seeds", "origins", "paths"),
    [
        (ORIGIN, [ORIGIN], ()),
        (ORIGIN, [Path("/anderswo"), ORIGIN, ORIGIN.parent], ()),
        (ORIGIN / "2026", [], ("b.txt",)),
        (Path("/anderswo"), [ORIGIN], ("neu.txt",)),
        (Path("/daten/artikel-neu"), [ORIGIN], ()),
        (ORIGIN.parent, [ORIGIN], ("a.txt", "2026/b.txt", "neu.txt")),
    ],
)
def test_the_same_folder_another_one_or_one_that_holds_the_files_is_not_asked_for(
    seeds: Path, origins: list[Path], paths: tuple[str, ...]
) -> None:
    check_origin(seeds, origins, found(*paths), LEDGER)


def test_a_folder_that_was_left_for_a_part_of_it_is_asked_for_again() -> None:
    with pytest.raises(OtherSeedsError, match="lies around"):
        check_origin(ORIGIN, [ORIGIN / "2026", ORIGIN], found("2026/b.txt"), LEDGER)


def test_a_folder_that_has_taken_the_place_of_the_others_is_the_only_one(tmp_path: Path) -> None:
    for name in ("a", "b"):
        remember_origin(tmp_path, tmp_path / name)
    remember_origin(tmp_path, tmp_path / "b", alone=True)
    assert read_origins(tmp_path) == (tmp_path / "b",)


def test_files_with_the_names_of_others_are_asked_for_where_most_are_others() -> None:
    elsewhere = Path("/anderswo")
    edited = FoundFile("a.txt", "edited", 1)
    with pytest.raises(OtherSeedsError, match=r"1 file in /anderswo \(such as a.txt\) .*--other-s"):
        check_origin(elsewhere, [ORIGIN], [edited, *found("neu.txt")], LEDGER)
    check_origin(elsewhere, [ORIGIN], [edited, *found("2026/b.txt")], LEDGER)
    check_origin(ORIGIN, [ORIGIN, elsewhere], [edited], LEDGER)


def test_another_folder_is_one_that_is_there_and_neither_above_nor_below(tmp_path: Path) -> None:
    seeds, part, other = tmp_path / "artikel", tmp_path / "artikel" / "2026", tmp_path / "archiv"
    part.mkdir(parents=True)
    other.mkdir()
    gone = tmp_path / "umgezogen"
    assert others(seeds, [seeds, part, tmp_path, gone, other]) == [other]


def test_the_folder_is_remembered_whatever_its_name(tmp_path: Path) -> None:
    assert read_origins(tmp_path) == ()
    for name in ("artikel", "mit \n Zeile", "caf\udce9"):
        remember_origin(tmp_path, tmp_path / name)
        assert read_origins(tmp_path)[0] == tmp_path / name
    assert len(read_origins(tmp_path)) == 3
    (tmp_path / ".seeds").write_bytes(b"\0")
    assert read_origins(tmp_path) == ()
