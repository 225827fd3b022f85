"""Nights on files of several formats, with what becomes of each record."""

import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb

from flows.cli.main import main
from tests.flows.conftest import Runs

PAGE = """<!doctype html><html lang="de"><head><title>Hafen wird tiefer - taz.de</title>
<meta property="article:published_time" content="2024-05-04T00:30:00+02:00">
<link rel="canonical" href="https://taz.de/hafen"></head><body><nav>Start Politik</nav><article>
<h1>Hafen wird tiefer</h1>
<p>Der Bund bezahlt die tiefere Fahrrinne. „Das sichert tausend Stellen“, sagte Hafenchefin Ina
Brook am Freitag in Emden vor Arbeitern und Gästen.</p>
<p>Der Naturschutzbund will dagegen klagen. Der Fluss vertrage das nicht, sagte sein Sprecher Jan
Tamm nach der Feier am Kai.</p></article>
<aside><h3>Mehr zum Thema</h3><a href="/wetter">Das Wetter</a></aside></body></html>"""
BRIDGE = (
    "Die Brücke über die Weser bleibt bis zum Herbst gesperrt. „Wir warten auf das Gutachten“, "
    "sagte Bürgermeisterin Eva Kern am Freitag im Rathaus der Stadt."
)
FERRY = (
    "Zum letzten Mal hat am Sonntag die Fähre nach Seebüll abgelegt. „Dreißig Jahre, und nie ein "
    "Unfall“, sagte Kapitän Olaf Brandt am Hafen."
)


def lines(texts: Mapping[str, str]) -> bytes:
    articles = (
        {
            "url": f"https://www.spiegel.de/{name}",
            "title": name.title(),
            "date": "2024-05-03T14:05:00+02:00",
            "author": "Jana Löw",
            "section": "Lokales",
            "text": text,
        }
        for name, text in texts.items()
    )
    return gzip.compress("\n".join(map(json.dumps, articles)).encode())


def rows(published: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(published), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_nights_on_files_of_many_records(make_runs: Callable[[int], Runs]) -> None:
    runs = make_runs(0)
    archive = runs.seeds / "archiv.jsonl.gz"
    archive.write_bytes(lines({"bruecke": BRIDGE, "faehre": FERRY, "leer": ""}))
    (runs.seeds / "hafen.html").write_text(PAGE, "utf-8")
    first = runs.run()
    assert first.returncode == 0, first.stderr
    assert "2 found, 2 new" in first.stdout
    assert "records    3 found, 3 new, 1 rejected" in first.stdout
    assert "archiv.jsonl.gz#https://www.spiegel.de/leer: it has no text" in first.stderr
    assert rows(
        runs.published,
        "select path, record, title, outlet, section, authors, published_on::varchar, "
        "epoch(published_at)::bigint from main.articles order by title",
    ) == [
        (
            *("archiv.jsonl.gz", "https://www.spiegel.de/bruecke", "Bruecke", "Der Spiegel"),
            *("Lokales", ["Jana Löw"], "2024-05-03", 1_714_737_900),
        ),
        (
            *("archiv.jsonl.gz", "https://www.spiegel.de/faehre", "Faehre", "Der Spiegel"),
            *("Lokales", ["Jana Löw"], "2024-05-03", 1_714_737_900),
        ),
        (
            *("hafen.html", None, "Hafen wird tiefer", "die tageszeitung"),
            *(None, [], "2024-05-04", 1_714_775_400),
        ),
    ]
    wetter = "select count(*) from main.articles where contains(text, 'Wetter')"
    assert rows(runs.published, wetter) == [(0,)]
    spoken = "select count(*) from reports.quote_lines where outlet = 'Der Spiegel'"
    assert rows(runs.published, spoken) == [(2,)]

    archive.write_bytes(lines({"bruecke": BRIDGE + " Das Land zahlt.", "faehre": FERRY}))
    second = runs.run()
    assert second.returncode == 0, second.stderr
    assert "(1 article annotated)" in second.stdout
    assert rows(runs.published, "select record, status from main.seed_records order by record") == [
        ("https://www.spiegel.de/bruecke", "loaded"),
        ("https://www.spiegel.de/faehre", "loaded"),
        ("https://www.spiegel.de/leer", "gone"),
    ]
    assert rows(runs.published, "select count(*) from main.articles") == [(3,)]

    record = "archiv.jsonl.gz#https://www.spiegel.de/faehre"
    folders = ["--warehouse", str(runs.warehouse), "--seeds", str(runs.seeds)]
    assert main(["forget", "--article", record, *folders]) == 0
    third = runs.run()
    assert third.returncode == 0, third.stderr
    assert rows(runs.published, "select count(*) from main.articles") == [(2,)]
    forgotten = "select count(*) from main.seed_records where contains(record, 'faehre')"
    assert rows(runs.published, forgotten) == [(0,)]
