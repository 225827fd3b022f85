"""Linking names over ever larger warehouses: seconds and memory, as ratios.

    python -m benchmarks.linking [--articles 1000 10000 100000]

Articles are made up: two new names an article (200,000 in 100,000 articles), and beside them names
that are the more frequent the fewer they are, as in the news. Surnames are shared, every fourth
person appears by surname alone, and two in five have a role. The step runs in a process of its
own, twice: on a warehouse that was never linked, and on the same after it was.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from benchmarks.results import write_results
from tasks.resolve.linking import link_warehouse
from tasks.store.table import Table
from tasks.store.tables import TABLES
from tasks.store.warehouse import checkpoint, open_warehouse
from tasks.text.ids import make_id

_ROOT = Path(__file__).resolve().parents[1]
_NOW = datetime(2026, 1, 1)
_FIRST = date(2020, 1, 1)
_DAYS = 2000
_SURNAMES = 60_000
_GIVEN = 2000
_ROLES = ("minister", "außenminister", "landrat", "trainer", "sprecher", "richter", "autor")
_PLACES = (None, "us", "russland", "harz", "spd", "weserwerk")
_AT_ONCE = 5000
_FILLED = ("runs", "articles", "article_entities", "article_roles", "role_mentions", "mentions",
           "quotes", "article_speakers")  # fmt: skip
_SYLLABLES = ("ba", "ber", "dol", "fen", "gra", "hol", "ki", "lan", "mer", "nu", "rist", "sto",
              "tal", "ul", "wes", "zan")  # fmt: skip


def main() -> None:
    """Fill, link and measure each size; print a table and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_measure(options.measure)))
        return
    figures = []
    with tempfile.TemporaryDirectory(prefix="wortlaut-linking-") as folder:
        for count in options.articles:
            path = Path(folder) / f"{count}.duckdb"
            held = _fill(path, count)
            first, again = (_in_process(path) for _ in range(2))
            figures.append({"articles": count, **held, "first": first, "again": again})
            path.unlink()
    print(_table(figures))
    print(f"written to {write_results('linking', {'sizes': figures})}")


def _table(figures: Sequence[dict[str, Any]]) -> str:
    """The figures, each beside that of the size before."""
    lines = [
        f"{'articles':>10}{'names':>10}{'entities':>10}{'first, s':>10}{'again, s':>10}"
        f"{'CPU, s':>8}{'peak, MB':>10}{'times articles':>16}{'times CPU':>11}{'times MB':>10}"
    ]
    before = None
    for row in figures:
        first = row["first"]
        line = (
            f"{row['articles']:>10}{row['names']:>10}{first['entities']:>10}"
            f"{first['seconds']:>10.1f}{row['again']['seconds']:>10.1f}"
            f"{first['cpu_seconds']:>8.1f}{first['peak_mb']:>10.0f}"
        )
        if before is not None:
            line += (
                f"{row['articles'] / before['articles']:>16.0f}"
                f"{first['cpu_seconds'] / before['first']['cpu_seconds']:>11.1f}"
                f"{first['peak_mb'] / before['first']['peak_mb']:>10.1f}"
            )
        lines.append(line)
        before = row
    return "\n".join(lines)


def _in_process(path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.linking", "--measure", str(path)]
    finished = subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, check=True)
    measured: dict[str, float] = json.loads(finished.stdout)
    return measured


def _measure(path: Path) -> dict[str, float]:
    """Link the warehouse; seconds, peak memory of this process in MB, and entities.

    Processor seconds count all threads, and say more on a machine that does other work, too.
    """
    with open_warehouse(path) as connection:
        idle = _peak_mb()
        started, worked = time.perf_counter(), time.process_time()
        link_warehouse(connection, (), scratch=path.parent)
        seconds, cpu = time.perf_counter() - started, time.process_time() - worked
        ((entities,),) = connection.execute("select count(*) from main.entities").fetchall()
    return {
        "seconds": seconds,
        "cpu_seconds": cpu,
        "peak_mb": _peak_mb(),
        "idle_mb": idle,
        "entities": entities,
    }


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _fill(path: Path, count: int) -> dict[str, int]:
    """A warehouse with so many made-up articles, never linked; how many names it has."""
    articles = _articles(count)
    with open_warehouse(path) as connection, tempfile.TemporaryDirectory() as folder:
        _insert(connection, Path(folder), {"runs": [{"run_id": "r"}]})
        while batch := list(islice(articles, _AT_ONCE)):
            rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _FILLED}
            for article in batch:
                for name, found in article.items():
                    rows[name].extend(found)
            _insert(connection, Path(folder), rows)
        counted = "select count(distinct (name, label)), count(*) from main.article_entities"
        ((names, article_entities),) = connection.execute(counted).fetchall()
    checkpoint(path)
    return {"names": names, "article_entities": article_entities}


def _insert(
    connection: duckdb.DuckDBPyConnection, folder: Path, rows: dict[str, list[dict[str, Any]]]
) -> None:
    for table in TABLES:
        if rows.get(table.name):
            file = folder / "rows.parquet"
            _frame(table, rows[table.name]).write_parquet(file)
            connection.execute(f"insert into main.{table.name} by name from '{file}'")


def _frame(table: Table, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """The rows, with something in the columns that do not matter here."""
    filling = {pl.String: "", pl.Int32: 0, pl.Int64: 0, pl.Float64: 0.9, pl.Datetime: _NOW}
    frame = pl.DataFrame(rows, schema=table.schema(), orient="row")
    return frame.with_columns(
        pl.col(column.name).fill_null(filling[type(frame.schema[column.name])])
        for column in table.columns
        if not column.nullable and type(frame.schema[column.name]) in filling
    )


def _articles(count: int) -> Iterator[dict[str, list[dict[str, Any]]]]:
    chance = random.Random(14)
    names = _different(lambda: _person(chance), 3 * count // 2)
    firms = _different(lambda: f"{_word(chance)}-{_word(chance)} AG", count // 2)
    for number in range(count):
        yield _article(number, chance, names, firms)


def _article(
    number: int, chance: random.Random, names: Sequence[str], firms: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    """One article: its own share of the names, some that many have, and a role without a name."""
    article_id = make_id("article", number)
    own = names[number * 3 // 2 : (number + 1) * 3 // 2]
    people = {*own, *(names[_rank(chance, len(names))] for _ in range(3))}
    organisations = {firms[number // 2], firms[_rank(chance, len(firms))]}
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _FILLED}
    rows["articles"].append(
        {
            "article_id": article_id,
            "published_on": _FIRST + timedelta(chance.randrange(_DAYS)),
            "date_precision": "day",
            "run_id": "r",
        }
    )
    for name in sorted(people | organisations):
        label = "PER" if name in people else "ORG"
        alone = label == "PER" and chance.random() < 0.25
        shown = name.split()[-1] if alone else name
        article_entity_id = make_id("article_entity", article_id, label, shown)
        mention_id = make_id("mention", article_id, shown)
        here = {"article_id": article_id, "article_entity_id": article_entity_id}
        rows["article_entities"].append(
            here
            | {
                "name": shown,
                "label": label,
                "gender": "unknown",
                "gender_source": "none",
                "is_full": not alone,
            }
        )
        rows["mentions"].append(
            here
            | {
                "mention_id": mention_id,
                "entity_id": article_entity_id,
                "label": label,
                "kind": "name",
            }
        )
        if label == "PER" and chance.random() < 0.4:
            role = _ROLES[len(name) % 6 + chance.randrange(2)]
            rows["article_roles"].append(
                here | {"role": role, "place": chance.choice(_PLACES), "mention_id": mention_id}
            )
        rows["quotes"].append({"quote_id": mention_id, "article_id": article_id})
        rows["article_speakers"].append(
            {
                "quote_id": mention_id,
                "mention_id": mention_id,
                "article_entity_id": article_entity_id,
            }
        )
    rows["role_mentions"].append(
        {
            "mention_id": make_id("role", article_id),
            "article_id": article_id,
            "role": chance.choice(_ROLES),
            "place": chance.choice(_PLACES),
            "gender": "unknown",
        }
    )
    return rows


def _different(make: Callable[[], str], count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[make()] = None
    return list(found)


def _rank(chance: random.Random, count: int) -> int:
    """A place in a list of so many: the first ones far more often than the last."""
    return min(int(count ** chance.random()), count) - 1


def _person(chance: random.Random) -> str:
    given = _word(random.Random(chance.randrange(_GIVEN)))
    # The commonest surname is that of one person in 250, as in Germany about.
    surname = int(_SURNAMES * chance.random() ** 2)
    return f"{given} {_word(random.Random(surname + _GIVEN))}"


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(3, 5))).capitalize()


if __name__ == "__main__":
    main()
