"""`wortlaut sources`: a person looks at what files would give before anything is loaded."""

from pathlib import Path

import pytest

from flows.cli.main import main
from tests.read.tables import FERRY, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    seeds = tmp_path / "seeds"
    (seeds / "lokal").mkdir(parents=True)
    (seeds / "lokal" / "bote.csv").write_text(written(";"), "utf-8")
    (seeds / "faehre.txt").write_text(f"Titel: Die letzte Fähre\n\n{FERRY}", "utf-8")
    unknown = written(";", header=("nr", "wort"), rows=[("1", FERRY), ("2", "x")])
    (seeds / "fremd.csv").write_text(unknown, "utf-8")
    (seeds / "foto.jpg").write_bytes(b"\xff\xd8\xff")
    return seeds


def asked(
    capsys: pytest.CaptureFixture[str], folder: Path, *words: str
) -> tuple[int, list[str], str]:
    warehouse = folder.parent / "warehouse"
    places = ["--seeds", str(folder), "--warehouse", str(warehouse)]
    status = main(["sources", *words, *places])
    printed = capsys.readouterr()
    assert not warehouse.exists() or sorted(warehouse.iterdir()) == [warehouse / "sources.toml"]
    return status, printed.out.splitlines(), printed.err


def test_each_file_of_a_folder_tells_its_format_its_articles_and_the_first_of_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = asked(capsys, folder, str(folder))
    assert status == 0
    at = out.index(f"{folder}/lokal/bote.csv")
    assert out[at + 1 : at + 9] == [
        "  format: delimited table; 3 articles",
        "  the first article",
        "    title     Brücke bleibt zu",
        "    date      2024-05-03",
        "    outlet    Weserbote",
        "    authors   Jana Löw, Tim Ahrens",
        "    url       https://weserbote.example/1",
        "    blocks    1 headline, 2 paragraphs",
    ]
    assert out[at + 9].startswith("    text      Die Brücke über die Weser bleibt")
    assert out[-1] == (
        "3 files: 4 articles can be read; not read: 1 whole file; passed over: 1 .jpg"
    )


@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_the_terminal(
    folder: Path,
    width: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    _, out, _ = asked(capsys, folder, str(folder))
    assert max(len(line) for line in out if not line.startswith(str(folder))) <= width


def test_the_lines_that_would_help_can_be_copied_and_do_help(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = asked(capsys, folder, str(folder / "fremd.csv"))
    assert status == 1
    at = out.index("      [[files]]")
    lines = [line.strip() for line in out[at : at + 3]]
    assert lines == ["[[files]]", 'pattern = "fremd.csv"', 'columns = { text = "wort" }']
    (folder.parent / "warehouse").mkdir()
    (folder.parent / "warehouse" / "sources.toml").write_text("\n".join(lines), "utf-8")
    status, out, _ = asked(capsys, folder, str(folder / "fremd.csv"))
    assert status == 0
    assert "  format: delimited table, read as sources.toml says; 1 article, 1 not read" in out
    assert "  not read" in out


def test_a_pattern_means_the_path_below_the_seed_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.parent / "warehouse").mkdir()
    said = '[[files]]\npattern = "lokal/*.csv"\noutlet = "Bote"\ncolumns = { outlet = "ID" }\n'
    (folder.parent / "warehouse" / "sources.toml").write_text(said, "utf-8")
    _, out, _ = asked(capsys, folder, str(folder / "lokal" / "bote.csv"))
    assert "    outlet    wb-1" in out


def test_what_is_wrong_with_the_hints_is_said_before_anything_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.parent / "warehouse").mkdir()
    (folder.parent / "warehouse" / "sources.toml").write_text("[[files]]\nzone = 1\n", "utf-8")
    status, out, err = asked(capsys, folder, str(folder))
    assert (status, out) == (1, [])
    assert err == (
        "wortlaut: sources.toml, line 1: in [[files]], pattern is missing: which files it is of; "
        "docs/sources.md shows how to write it\n"
    )


def test_the_help_of_run_names_the_formats(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["run", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "Formats of article files: plain text (.txt), " in said
    assert "delimited table (.csv, .tsv" in said
