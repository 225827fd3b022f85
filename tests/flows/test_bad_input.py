"""One run over a seed folder that holds everything bad at once."""

import gzip
import os
import re
import socket
import stat
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from tests.flows.conftest import Runs

TEXT = (
    "Der Rat tagte am {}. Mai in Kiel. „Wir bauen das“, sagte Bürgermeisterin Anna Berg dem Rat.\n"
)
# What a row says of a file: its status and some words of its reason.
Row = tuple[str, str | None]


def article(number: int) -> str:
    return TEXT.format(number)


def fill(seeds: Path, outside: Path) -> dict[str, Row]:
    """Put one file of every kind into the folder; return the row that each leaves."""
    expected: dict[str, Row] = {}

    def put(name: str, content: bytes | str, status: str, reason: str | None = None) -> None:
        raw = content.encode() if isinstance(content, str) else content
        (seeds / name).parent.mkdir(parents=True, exist_ok=True)
        (seeds / name).write_bytes(raw)
        expected[name] = (status, reason)

    put("leer.txt", b"", "rejected", "is empty")
    put("leerzeichen.txt", b" \n\t\n", "rejected", "no words")
    put("kopf.txt", b"date: 2021-03\n", "rejected", "no words after the header")
    put("zeichen.txt", b"a", "rejected", "no words")
    put("zeile.txt", b"x" * 50_000_000, "rejected", "larger than the limit of 2 MB")
    put("marken.txt", article(1) + '"' * 100_000, "rejected", "100,000 characters without a space")
    put("null.txt", article(2) + "\0", "rejected", "binary content")
    put("kaputt.txt", article(3).encode() + b"\xff", "rejected", "damaged")
    put("rtf.txt", rb"{\rtf1 Der Rat tagte.}", "rejected", "not German")
    put("pdf.txt", b"%PDF-1.7 ", "rejected", "the PDF is damaged")
    put("gzip.txt", gzip.compress(article(4).encode()), "loaded")
    put("halb.txt.gz", gzip.compress(article(5).encode())[:-9], "rejected", "damaged or cut off")
    put("bild.txt", b"\x89PNG\r\n\x1a\n", "rejected", "a PNG picture")
    put("seite.txt", f"<html><script>{article(5)}</script>", "rejected", "no text of an article")
    put("english.txt", "The council met in Kiel on Monday and closed it.", "rejected", "English")
    put("utf16.txt", article(6).encode("utf-16"), "loaded")
    put("utf32.txt", article(7).encode("utf-32-le"), "loaded")
    put("latin.txt", article(8).encode("cp1252"), "loaded")
    put("mojibake.txt", article(9).encode().decode("latin-1"), "loaded", "repaired: UTF-8")
    put("0001.txt", f" date 0001 {article(10)}", "loaded", "'0001' cannot be one")
    put("9999.txt", f" date 9999 {article(11)}", "loaded", "'9999' cannot be one")
    put("30feb.txt", f"date: 2021-02-30\n\n{article(12)}", "loaded", "cannot be one")
    put("kuenftig.txt", f" date 2099-01 {article(13)}", "loaded", "is still to come")
    put("tief.txt", article(14) + "„Er: ‚So: " * 100 + "ja" + "‘ “ " * 100, "loaded")
    put("offen.txt", article(15) + '" ' * 1000, "loaded")
    put("unsichtbar.txt", article(16) + "\u200bא 👨‍👩‍👧 \ue000 e\u0301\u0301.", "loaded")
    put("gewendet.txt", article(23) + "\u202eא\u202c.", "loaded", "1 of U+202E, 1 of U+202C")
    put("markdown.txt", f"# Rat\n\n**{article(17)}** <img src=x onerror=alert(1)>", "loaded")
    put("endlos.txt", article(18).replace(".", " und") * 20, "loaded")
    put("a-erste.txt", article(19), "loaded")
    put("b-zweite.txt", article(19), "duplicate", "same article as a-erste.txt")
    put("x" * 251 + ".txt", article(20), "loaded")
    put("zwei\nZeilen 'und' \"Marken\".txt", article(21), "loaded")
    put("'); drop table articles; --.txt", article(22), "loaded")
    put("a..b..txt", article(23), "loaded")
    put("ordner.txt/innen.txt", article(24), "loaded")
    put("schon.txt", article(25), "loaded")
    for name in (".versteckt.txt", ".schon.txt.swp", "schon.txt~", "#schon.txt#", "bild.png"):
        (seeds / name).write_text(article(26))
    Path(os.fsdecode(os.fsencode(seeds) + b"/caf\xe9.txt")).write_text(article(26))
    expected["caf\\xe9.txt"] = ("rejected", "rename the file")
    outside.mkdir()
    (outside / "geheim.txt").write_text(article(27))
    for name, target, reason in (
        ("aussen.txt", outside / "geheim.txt", "leads out of the seed folder"),
        ("aussen", outside, "leads out of the seed folder"),
        ("geraet.txt", Path("/dev/zero"), "leads out of the seed folder"),
        ("tot.txt", Path("fehlt"), "leads nowhere"),
        ("kreis.txt", Path("kreis.txt"), "leads nowhere or in a circle"),
        ("schleife", Path(), "leads back"),
        ("seitwaerts", Path("ordner.txt"), "are read where they lie"),
    ):
        (seeds / name).symlink_to(target)
        expected[name] = ("rejected", reason)
    (seeds / "innen.txt").symlink_to("schon.txt")
    expected["innen.txt"] = ("loaded", None)
    expected["schon.txt"] = ("duplicate", "same article as innen.txt")
    os.mkfifo(seeds / "rohr.txt")
    expected["rohr.txt"] = ("rejected", "pipe, socket or device")
    with socket.socket(socket.AF_UNIX) as listening:
        home = Path.cwd()
        os.chdir(seeds)
        try:
            listening.bind("dose.txt")
        finally:
            os.chdir(home)
    expected["dose.txt"] = ("rejected", "pipe, socket or device")
    return expected


def rows(runs: Runs) -> dict[str, tuple[str, str | None]]:
    with duckdb.connect(runs.published.resolve(), read_only=True) as connection:
        found = connection.execute("select path, status, reason from main.seed_files").fetchall()
        return {path: (status, reason) for path, status, reason in found}


def count(runs: Runs, sql: str) -> int:
    with duckdb.connect(runs.published.resolve(), read_only=True) as connection:
        ((number,),) = connection.execute(sql).fetchall()
        return int(number)


def test_everything_bad_at_once_leaves_its_row_and_loads_its_neighbours(
    make_runs: Callable[[int], Runs], tmp_path: Path
) -> None:
    runs = make_runs(2)
    neighbours = {path.name: ("loaded", None) for path in runs.seeds.iterdir()}
    runs.warehouse = tmp_path / "ein 'Lager' \"mit\" {{ Marken }}; --"
    expected = neighbours | fill(runs.seeds, tmp_path / "aussen")
    old = time.time() - 60
    for path in runs.seeds.rglob("*.txt"):
        os.utime(path, (old, old), follow_symlinks=False)
    first = runs.run()
    assert first.returncode == 0, first.stderr
    found = rows(runs)
    assert found.keys() == expected.keys()
    for path, (status, words) in expected.items():
        assert found[path][0] == status, (path, found[path])
        assert (words or "") in (found[path][1] or ""), (path, found[path])
        if words is None:
            assert found[path][1] is None, (path, found[path])
    loaded = sum(status == "loaded" for status, _ in expected.values())
    assert count(runs, "select count(*) from main.articles") == loaded
    assert count(runs, "select count(*) from main.articles where text like '%27. Mai%'") == 0
    quoted = "select count(distinct article_id) from main.quotes where text like '%Wir bauen%'"
    assert count(runs, quoted) >= loaded - 4, "their quotations are found all the same"
    assert "\x1b" not in first.stdout + first.stderr
    undated = count(runs, "select count(*) from main.articles where date_precision = 'unknown'")
    said = (
        rf"undated +{undated} articles of this run \(.+, and {undated - 3} more; select path from "
        r"articles where date_precision = 'unknown'\); in all, 4 articles "
        r"whose header names a date that does not hold; 1 of these dates still to come"
    )
    assert re.search(said, first.stdout)

    second = runs.run()
    assert second.returncode == 0, second.stderr
    assert "0 new, 0 changed, 0 gone" in " ".join(second.stdout.split())
    assert "of this run" not in second.stdout
    assert rows(runs) == found
    assert_sane_permissions(runs.warehouse)


def assert_sane_permissions(warehouse: Path) -> None:
    """Nobody but its owner may write anything, and nothing gives its rights to who starts it."""
    for path in [warehouse, *warehouse.rglob("*")]:
        mode = path.lstat().st_mode
        if not stat.S_ISLNK(mode):
            assert not mode & 0o022, (path, oct(mode))
            assert not mode & 0o6000, (path, oct(mode))
