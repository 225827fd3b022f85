"""Files dated ahead of the clock, over several nights."""

import shutil
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import duckdb
import pytest

from tasks.find.seed_folder import find_files
from tasks.ledger.files import SeedFile
from tasks.ledger.ledger import LoadPlan, plan_load
from tasks.read.task import parse_files
from tasks.report.period import choose_period
from tasks.report.question import ask, rows
from tasks.store.reader import reader
from tasks.text.article import Article
from tasks.text.parse import parse

LIMIT = 1000
TEXT = "Der Rat tagte am Montag in Kiel. „Wir bauen das“, sagte Anna Berg dem Rat.\n"
FRIDAY = date(2026, 11, 27)


@dataclass
class Nights:
    """What a run reads and plans on a day, and what the ledger keeps of it."""

    seeds: Path
    ledger: dict[str, SeedFile] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)
    read: dict[str, Article] = field(default_factory=dict)

    def put(self, article: Article) -> None:
        self.read[article.article_id] = article

    def on(self, today: date) -> LoadPlan:
        found = find_files(self.seeds)
        parsed = parse_files(
            found, self.ledger, seeds=self.seeds, max_bytes=LIMIT, today=today, put=self.put
        )
        at = datetime.combine(today, time(3, 30))
        plan = plan_load(parsed.files, self.ledger, self.articles, run_id=f"{today}", now=at)
        self.ledger |= {row.path: row for row in plan.rows}
        for article in plan.remove:
            del self.articles[article]
        self.articles |= {**plan.load, **plan.move}
        return plan

    def held(self) -> dict[str, date | None]:
        return {path: self.read[article].published_on for article, path in self.articles.items()}


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    """Two files of one article that is dated Monday, and one of an article of Thursday."""
    for name in ("montag.txt", "zz-kopie.txt"):
        (tmp_path / name).write_text(f" date 2026-11-30 {TEXT}")
    (tmp_path / "donnerstag.txt").write_text(f" date 2026-11-26 Am Donnerstag. {TEXT}")
    return Nights(tmp_path)


def test_a_file_dated_ahead_is_undated_until_its_day_has_come(nights: Nights) -> None:
    first = nights.on(FRIDAY)
    assert nights.held() == {"montag.txt": None, "donnerstag.txt": date(2026, 11, 26)}
    assert (first.counts.undated, first.counts.ahead) == (1, 1)
    second = nights.on(FRIDAY + timedelta(days=1))
    assert not second.changes_rows, "a night before that day changes nothing"
    assert (second.counts.undated, second.counts.ahead) == (1, 1)
    third = nights.on(FRIDAY + timedelta(days=2))
    assert nights.held()["montag.txt"] == date(2026, 11, 30)
    assert len(third.load) == len(third.remove) == 1
    assert (third.counts.undated, third.counts.ahead) == (0, 0)
    assert {row.status for row in nights.ledger.values()} == {"loaded", "duplicate"}
    assert {row.article_id for row in nights.ledger.values()} == nights.articles.keys()
    assert not nights.on(FRIDAY + timedelta(days=3)).changes_rows


def test_what_an_older_release_loaded_with_a_date_ahead_is_undated_by_the_next_run(
    nights: Nights,
) -> None:
    nights.on(FRIDAY)
    dated = parse((nights.seeds / "montag.txt").read_bytes())
    assert isinstance(dated, Article)
    (old,) = (article for article, path in nights.articles.items() if path == "montag.txt")
    nights.articles[dated.article_id] = nights.articles.pop(old)
    for path in ("montag.txt", "zz-kopie.txt"):
        nights.ledger[path].article_id = dated.article_id
    nights.ledger["montag.txt"].reason = "dated 2026-11-30, which was still to come on 2026-11-27"
    nights.on(FRIDAY + timedelta(days=1))
    assert dated.article_id not in nights.articles
    assert nights.articles[old] == "montag.txt"
    assert nights.held()["montag.txt"] is None


@pytest.mark.parametrize("wrong", [date(2031, 11, 1), date(2099, 12, 31)])
def test_a_stored_date_ahead_does_not_choose_the_report_s_period(
    march_warehouse: Path, tmp_path: Path, wrong: date
) -> None:
    shutil.copyfile(march_warehouse, tmp_path / "wortlaut.duckdb")
    with duckdb.connect(tmp_path / "wortlaut.duckdb") as connection:
        connection.execute(
            "insert into main.articles select * replace ('wrong' as article_id, ? as published_on,"
            " 'day' as date_precision) from main.articles limit 1",
            [wrong],
        )
    with reader(tmp_path) as asked:
        (chosen,) = rows(ask(asked, "choose_period"))
        period = choose_period(**chosen)
        assert (chosen["last_month"], period.until) == (date(2021, 4, 1), date(2021, 4, 1))
