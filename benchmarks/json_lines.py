"""How fast JSON lines are read, and in how much memory, beside parsers of JSON alone.

The lines are short articles with title, text of a few paragraphs, date, address, outlet, section,
authors and tags. Alone means `json.loads`, or `orjson.loads`, of each line.
"""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

import orjson

from benchmarks.one_reading import Reading, read_apart, tell
from benchmarks.results import write_results
from tasks.read.formats import json_articles
from tasks.read.hints import NO_HINTS
from tasks.read.record import Record
from tasks.read.source import Source

_MODULE = "benchmarks.json_lines"
_TENTH = 10
_MOST_MEMORY = 1.1
_LEAST_SPEED = 0.7
_ROUNDS = 3
_SENTENCES = (
    "Die einzige Autofähre nach Süderoog fährt vorerst nicht mehr.",
    "„Vor Oktober wird das nichts“, sagte Reederin Antje Klöver am Montag in Lüttensiel.",
    "Betroffen sind rund 240 Menschen auf der Insel, dazu die Gäste von elf Höfen.",
    "Bürgermeister Jörn Petersen nannte die Lage „mehr als ärgerlich“.",
    "Der Kreis will nun einen Katamaran chartern, der zweimal am Tag übersetzt.",
    "„Meine Kühe geben jeden Tag 1.900 Liter“, sagte Milchbauer Hauke Brodersen und lachte.",
    "Am Mittwoch will er mit Nachbarn vor dem Kreishaus protestieren.",
    "Die Kreisverwaltung wollte sich dazu zunächst nicht äußern.",
)
_SENTENCES_A_PARAGRAPH = 3
_PARAGRAPHS = 4


def write_lines(path: Path, records: int) -> None:
    """A file of so many lines, the same at each run."""
    chosen = random.Random(7)
    with path.open("w", encoding="utf-8") as stream:
        for number in range(records):
            paragraphs = (
                " ".join(chosen.sample(_SENTENCES, _SENTENCES_A_PARAGRAPH))
                for _ in range(_PARAGRAPHS)
            )
            line = {
                "id": number,
                "title": f"Fähre nach Süderoog ruht, Tag {number}",
                "text": "\n\n".join(paragraphs),
                "date": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}T06:30:00+02:00",
                "url": f"https://www.beispielbote.example/inseln/{number}.html",
                "outlet": "Beispielbote",
                "section": "Inseln",
                "authors": ["Merle Jansen"],
                "tags": ["Fähren", "Süderoog"],
            }
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def ours(path: Path) -> int:
    """Read the lines as the program does; the number of articles."""
    found = json_articles.records(Source(path.name, lambda: path.open("rb")), NO_HINTS)
    return sum(isinstance(one, Record) for one in found)


def ours_parted(path: Path) -> int:
    """The same with every text parted into paragraphs, as those are that are new."""
    found = json_articles.records(Source(path.name, lambda: path.open("rb")), NO_HINTS)
    return sum(isinstance(one, Record) and len(one.paragraphs) > 0 for one in found)


def json_alone(path: Path) -> int:
    """`json.loads` of each line; the number of objects with a text."""
    with path.open("rb") as stream:
        return sum("text" in json.loads(line) for line in stream)


def orjson_alone(path: Path) -> int:
    """The same with the parser that the program uses for lines that are strictly JSON."""
    with path.open("rb") as stream:
        return sum("text" in orjson.loads(line) for line in stream)


READINGS: dict[str, Reading] = {
    "ours": ours,
    "ours_parted": ours_parted,
    "json_alone": json_alone,
    "orjson_alone": orjson_alone,
}


def measure(records: int) -> None:
    """Print and write records a second (the best of rounds in turn) and peak memory."""
    figures: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in (records // _TENTH, records):
            path = Path(folder) / f"{number}.jsonl"
            write_lines(path, number)
            rounds = [
                {name: read_apart(_MODULE, name, path) for name in READINGS} for _ in range(_ROUNDS)
            ]
            for name in READINGS:
                row = max(
                    (each[name] for each in rounds), key=lambda row: row["records_per_second"]
                )
                figures[f"{name}_{number}"] = row
                print(
                    f"{number:8,} records, {name:14} {row['records_per_second']:9,.0f} records a "
                    f"second, peak {row['peak_mb']:.1f} MB, {row['articles']:,.0f} articles"
                )
    many, parted, json_many, orjson_many = (figures[f"{name}_{records}"] for name in READINGS)
    share = many["records_per_second"] / json_many["records_per_second"]
    print(f"{share:.2f} of the speed of json.loads alone (to reach: {_LEAST_SPEED})")
    share = parted["records_per_second"] / json_many["records_per_second"]
    print(f"{share:.2f} of it where every text is new")
    share = many["records_per_second"] / orjson_many["records_per_second"]
    print(f"{share:.2f} of the speed of orjson.loads alone")
    growth = many["peak_mb"] / figures[f"ours_{records // _TENTH}"]["peak_mb"]
    print(f"{growth:.3f} of the memory at a tenth (at most {_MOST_MEMORY})")
    write_results("json_lines", {"records": records, "readings": figures})


if __name__ == "__main__":
    tell(READINGS)
