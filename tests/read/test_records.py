"""A file of many records: each is known by itself, and read anew where it says something else."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tasks.find.seed_folder import find_files
from tasks.ledger.files import FoundFile, SeedFile
from tasks.ledger.ledger import LoadPlan, plan_load
from tasks.ledger.selection import Selection
from tasks.ledger.unit import as_known, as_written, file_of, parts, unit
from tasks.read.hints import Hints
from tasks.read.paragraph import Paragraph
from tasks.read.record import Record, UnreadableFileError
from tasks.read.source import Source
from tasks.read.task import Parsed, parse_files
from tasks.text.article import Article

TODAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 1, 3, 30)
MOST = 1_000_000
TEXTS = {
    "bruecke": "Die Brücke über die Weser bleibt bis zum Herbst gesperrt. „Wir warten auf das "
    "Gutachten“, sagte Bürgermeisterin Eva Kern am Freitag im Rathaus der Stadt.",
    "faehre": "Zum letzten Mal hat am Sonntag die Fähre nach Seebüll abgelegt. „Dreißig Jahre, und "
    "nie ein Unfall“, sagte Kapitän Olaf Brandt am Hafen.",
    "kita": "Die Gebühren für die Kitas sinken im Sommer. „Das entlastet Familien“, sagte die "
    "Stadträtin Ute Groß am Montag vor dem Rat der Stadt.",
}


class Archive:
    """A seed folder and what the ledger and the warehouse know after each night."""

    def __init__(self, seeds: Path) -> None:
        self.seeds = seeds
        self.ledger: dict[str, SeedFile] = {}
        self.articles: dict[str, str] = {}
        self.texts: dict[str, str] = {}

    def put(self, article: Article) -> None:
        self.texts[article.article_id] = article.text

    def write(self, name: str, texts: Mapping[str, str], more: Iterable[object] = ()) -> None:
        records = [{"id": key, "title": key.title(), "text": text} for key, text in texts.items()]
        lines = [json.dumps(record) for record in (*records, *more)]
        (self.seeds / name).write_text("\n".join(lines) + "\n", "utf-8")

    def read(self, **selected: str) -> Parsed:
        found = find_files(self.seeds, selection=Selection(**selected))
        return parse_files(
            found, self.ledger, seeds=self.seeds, max_bytes=MOST, today=TODAY, put=self.put
        )

    def night(self, *, prune: bool = False, **selected: str) -> tuple[Parsed, LoadPlan]:
        parsed = self.read(**selected)
        plan = plan_load(parsed.files, self.ledger, self.articles, run_id="r", now=NOW, prune=prune)
        self.ledger |= {row.path: row for row in plan.rows}
        for article in plan.remove:
            del self.articles[article]
        self.articles |= plan.load | plan.move
        return parsed, plan


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def by_path(files: Iterable[FoundFile]) -> dict[str, FoundFile]:
    return {file.path: file for file in files}


def test_each_record_is_an_article_and_the_file_is_none(archive: Archive) -> None:
    archive.write("a.jsonl", TEXTS)
    parsed, plan = archive.night()
    files = by_path(parsed.files)
    assert files["a.jsonl"].records == 3
    assert files["a.jsonl"].article_id is None
    assert set(archive.articles.values()) == {f"a.jsonl//{key}" for key in TEXTS}
    assert {row.path: row.status for row in plan.rows} == dict.fromkeys(files, "loaded")
    assert (plan.counts.found, plan.counts.records, plan.counts.rejected) == (1, 3, 0)


def test_of_many_records_the_one_that_changed_is_made_anew(archive: Archive) -> None:
    archive.write("a.jsonl", TEXTS)
    archive.night()
    before = dict(archive.articles)
    archive.write("a.jsonl", TEXTS | {"faehre": TEXTS["faehre"] + " Er geht in Rente."})
    parsed, plan = archive.night()
    assert len(parsed.articles) == 1
    assert list(plan.load.values()) == ["a.jsonl//faehre"]
    assert {before[article] for article in plan.remove} == {"a.jsonl//faehre"}


def test_a_file_that_has_not_changed_is_not_read(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("a.jsonl", TEXTS)
    archive.night()
    monkeypatch.setattr("tasks.read.items.Reading.items", lambda _: pytest.fail("read again"))
    parsed, plan = archive.night()
    assert not parsed.articles
    assert not plan.changes_rows
    assert plan.counts.records == 3


def test_a_record_that_cannot_be_read_is_a_row_and_is_tried_again(archive: Archive) -> None:
    archive.write("a.jsonl", TEXTS, [{"id": "leer", "title": "Leer", "text": ""}])
    _, plan = archive.night()
    assert archive.ledger["a.jsonl//leer"].status == "rejected"
    assert "no text" in str(archive.ledger["a.jsonl//leer"].reason)
    assert archive.ledger["a.jsonl"].status == "loaded"
    assert (plan.counts.records, plan.counts.records_rejected) == (4, 1)
    parsed, plan = archive.night()
    assert not parsed.articles
    assert not plan.changes_rows
    assert plan.counts.records_rejected == 1


def test_a_file_that_breaks_off_gives_what_stands_before_and_keeps_what_it_gave(
    archive: Archive,
) -> None:
    packed = archive.seeds / "a.jsonl.gz"
    archive.write("a.jsonl", TEXTS)
    whole = (archive.seeds / "a.jsonl").read_bytes()
    (archive.seeds / "a.jsonl").unlink()
    packed.write_bytes(gzip.compress(whole))
    archive.night()
    assert len(archive.articles) == 3
    packed.write_bytes(gzip.compress(whole)[:-20])
    archive.night(prune=True)
    assert len(archive.articles) == 3


def test_a_file_that_breaks_off_after_its_first_record_gives_that(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(source: Source, hints: Hints) -> Iterator[Record]:
        yield Record("bruecke", (Paragraph(TEXTS["bruecke"]),))
        raise UnreadableFileError("it is cut off; copy it anew")

    monkeypatch.setattr("tasks.read.formats.json_articles.records", broken)
    archive.write("a.jsonl", TEXTS)
    archive.night()
    assert list(archive.articles.values()) == ["a.jsonl//bruecke"]
    assert "cut off" in str(archive.ledger["a.jsonl"].reason)


def test_a_record_that_is_gone_leaves_only_with_prune(archive: Archive) -> None:
    archive.write("a.jsonl", TEXTS)
    archive.night()
    archive.write("a.jsonl", {key: text for key, text in TEXTS.items() if key != "kita"})
    archive.night()
    assert archive.ledger["a.jsonl//kita"].status == "gone"
    assert len(archive.articles) == 3
    archive.night(prune=True)
    assert len(archive.articles) == 2


def test_files_that_are_not_looked_at_keep_their_records(archive: Archive) -> None:
    archive.write("a.jsonl", TEXTS)
    archive.night()
    archive.write("b.jsonl", {"neu": TEXTS["kita"] + " Am Dienstag tagt er wieder."})
    _, plan = archive.night(prune=True, pattern="b.jsonl")
    assert len(archive.articles) == 4
    assert not plan.remove
    assert {row.path for row in plan.rows} == {"b.jsonl", "b.jsonl//neu"}


def test_one_article_in_two_files_is_loaded_once(archive: Archive) -> None:
    archive.write("a.jsonl", TEXTS)
    archive.write("b.jsonl", {"noch-einmal": TEXTS["kita"]})
    text = {"kita": TEXTS["kita"]}
    archive.write("c.jsonl", text)
    _, plan = archive.night()
    assert archive.ledger["c.jsonl//kita"].reason == "same article as a.jsonl#kita"
    assert plan.counts.duplicate == 1


def test_of_two_versions_the_higher_counts_in_either_order(archive: Archive) -> None:
    def item(version: int, text: str) -> dict[str, object]:
        paragraph = f"<p>{text}</p>"
        return {
            "uri": "urn:news:1",
            "type": "text",
            "version": str(version),
            "versioncreated": "2024-05-03T14:05:00+02:00",
            "headline": "Brücke bleibt zu",
            "body_xhtml": paragraph,
        }

    old, new = item(1, TEXTS["bruecke"]), item(2, TEXTS["bruecke"] + " Das Land zahlt.")
    for name, pair in (("a.jsonl", [old, new]), ("b.jsonl", [new, old])):
        archive.write(name, {}, pair)
    parsed = archive.read()
    (article,) = parsed.articles
    assert "Das Land zahlt" in archive.texts[article]


def test_an_archive_holds_files_of_any_format(archive: Archive) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("rat/kita.txt", TEXTS["kita"])
        made.writestr("hafen.jsonl", json.dumps({"id": "f", "text": TEXTS["faehre"]}) + "\n")
        made.writestr("bild.jpg", b"\xff\xd8")
        made.writestr("innen.zip", b"PK\x03\x04")
        made.writestr(".versteckt.txt", TEXTS["bruecke"])
    (archive.seeds / "alles.zip").write_bytes(packed.getvalue())
    archive.night()
    statuses = {path: row.status for path, row in archive.ledger.items()}
    assert statuses == {
        "alles.zip": "loaded",
        "alles.zip//rat/kita.txt": "loaded",
        "alles.zip//hafen.jsonl#f": "loaded",
        "alles.zip//innen.zip": "rejected",
    }


@pytest.mark.parametrize("packed", [gzip.compress(b"\0" * 200_000_000, 1)])
def test_what_unpacks_to_more_than_any_text_is_not_unpacked(
    archive: Archive, packed: bytes
) -> None:
    (archive.seeds / "bombe.txt.gz").write_bytes(packed)
    archive.night()
    assert archive.ledger["bombe.txt.gz"].status == "rejected"


def test_a_file_that_grows_while_it_is_read_waits_with_its_records(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("a.jsonl", TEXTS)
    archive.night()
    archive.write("a.jsonl", TEXTS | {"neu": TEXTS["kita"] + " Am Dienstag tagt er wieder."})
    monkeypatch.setattr("tasks.read.file_reader.still_holds", lambda *_: False)
    parsed, plan = archive.night(prune=True)
    assert by_path(parsed.files)["a.jsonl"].growing
    assert not plan.changes_rows
    assert len(archive.articles) == 3


def test_other_hints_make_a_file_be_read_anew(archive: Archive) -> None:
    archive.write("a.jsonl", TEXTS)
    archive.night()
    known = archive.ledger["a.jsonl"]
    archive.ledger["a.jsonl"] = replace(known, read_with="other")
    _, plan = archive.night()
    assert [row.path for row in plan.rows] == ["a.jsonl"]


@pytest.mark.parametrize(
    ("path", "record"),
    [
        ("a.jsonl", None),
        ("a/b.jsonl", "1"),
        ("a.warc", "https://a.example/b//c#d"),
        ("a#b.csv", "#"),
    ],
)
def test_a_record_is_known_by_its_file_and_its_name(path: str, record: str | None) -> None:
    known = unit(path, record)
    assert parts(known) == (path, record)
    assert file_of(known) == path
    assert known in as_known(as_written(known))
