from collections import Counter
from pathlib import Path

from flows.summary import passed_over
from tasks.find.passed_over import in_order
from tasks.find.seed_folder import figures_below, find_files
from tasks.ledger.ledger import Counts


def test_files_that_are_not_read_are_counted_by_kind(tmp_path: Path) -> None:
    for name in (
        "eins.txt", "zwei.TXT", "a.jpg", "b.JPG", "c.pages", "brief", "Ende gut. Alles gut",
        "ordner/d.exe", "ordner/e.avi", "ordner/f.md",
        # Nobody misses these.
        ".versteckt.jpg", ".git/g.jpg", "eins.txt~", "#eins.txt#", ".eins.txt.swp", "h.txt.part",
        "README.md", "ordner/readme", "Thumbs.db", "i.tmp",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "verweis.jpg").symlink_to("a.jpg")
    expected = {
        ".jpg": 3, ".pages": 1, "without a suffix": 2, ".exe": 1, ".avi": 1, ".md": 1
    }  # fmt: skip
    counted: Counter[str] = Counter()
    assert len(find_files(tmp_path, passed_over=counted)) == 2
    assert counted == expected
    again: Counter[str] = Counter()
    figures_below(tmp_path, passed_over=again)
    assert again == expected
    said = passed_over(Counts(2, 2, 0, 0, 0, 0, passed_over=in_order(counted)))
    assert said == (
        "9 files (3 .jpg, 2 without a suffix, 1 .avi, 1 .exe, 1 .md, 1 of other kinds); "
        "wortlaut run --help lists what is read"
    )
