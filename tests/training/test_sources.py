import hashlib
from pathlib import Path

import pytest

from training.scripts.sources import find_problems

CONTENT = b"Anna\tB-PER\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "names.tsv").write_bytes(CONTENT)
    digest = hashlib.sha256(CONTENT).hexdigest()
    table = tmp_path / "sources.tsv"
    table.write_text(
        "file\tbytes\tsha256\tlicence\tsource\n"
        f"names.tsv\t{len(CONTENT)}\t{digest}\tCC BY 4.0\tthe names corpus\n",
        "utf-8",
    )
    return table


def test_all_is_well_where_the_files_are_the_right_ones(table: Path) -> None:
    assert list(find_problems(table.parent, table)) == []


@pytest.mark.parametrize("content", [CONTENT[:-1], CONTENT.replace(b"A", b"B")])
def test_another_file_is_told_in_one_sentence(table: Path, content: bytes) -> None:
    (table.parent / "names.tsv").write_bytes(content)
    [problem] = find_problems(table.parent, table)
    assert "names.tsv is not the file" in problem


def test_a_missing_file_is_told_in_one_sentence(table: Path) -> None:
    (table.parent / "names.tsv").unlink()
    [problem] = find_problems(table.parent, table)
    assert "names.tsv is missing" in problem
    assert "the names corpus" in problem
