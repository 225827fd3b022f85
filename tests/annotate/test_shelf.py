import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.json_lines import write_lines
from tasks.annotate.shelf import Shelf
from tasks.find.seed_folder import find_files
from tasks.read.task import parse_files
from tasks.text.article import Article, Block

# As an article may hold it: also half of a surrogate pair, and every kind of line end.
TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
NAME = st.none() | TEXT
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=2))])
BLOCKS = st.builds(
    Block,
    st.integers(0, 9),
    st.integers(0, 9),
    st.sampled_from(["paragraph", "headline"]),
    st.sampled_from(["source", "text"]),
)
ARTICLES = st.builds(
    Article,
    article_id=st.sampled_from("abcd"),
    title=NAME,
    published_on=st.none() | st.dates(),
    date_precision=st.sampled_from(["day", "unknown"]),
    language=st.just("de"),
    source=NAME,
    author=NAME,
    text=TEXT,
    blocks=st.lists(BLOCKS, max_size=3).map(tuple),
    url=NAME,
    section=NAME,
    authors=st.lists(TEXT, max_size=3).map(tuple),
    agency=NAME,
    tags=st.lists(TEXT, max_size=3).map(tuple),
    published_at=st.none() | st.datetimes(timezones=ZONES),
    remark=NAME,
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Shelf(tmp_path) as shelf:
        yield shelf


@given(st.lists(ARTICLES, min_size=1))
def test_an_article_comes_back_as_it_was_put_there_last(
    tmp_path_factory: pytest.TempPathFactory, articles: list[Article]
) -> None:
    with Shelf(tmp_path_factory.getbasetemp()) as shelf:
        for article in articles:
            shelf.put(article)
            assert shelf.take([article.article_id]) == (article,)
        last = {article.article_id: article for article in articles}
        assert shelf.take(reversed(last)) == tuple(reversed(last.values()))
        assert [shelf.length(one) for one in last] == [len(one.text) for one in last.values()]


def test_nothing_lies_in_the_folder_that_a_killed_run_could_leave(
    shelf: Shelf, tmp_path: Path
) -> None:
    parse(shelf, lines(tmp_path / "seeds", 3))
    assert [path.name for path in tmp_path.iterdir()] == ["seeds"]


def test_what_is_read_does_not_stay_in_memory(shelf: Shelf, tmp_path: Path) -> None:
    few, many = lines(tmp_path / "few", 20), lines(tmp_path / "many", 2_000)
    parse(shelf, few)
    tracemalloc.start()
    try:
        parse(shelf, many)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # Of an article 1.5 kB stay, which say where it is and what the ledger is to know; it takes 3.5.
    assert most < 2_000 * 2_000


def lines(seeds: Path, records: int) -> Path:
    seeds.mkdir()
    write_lines(seeds / "a.jsonl", records)
    return seeds


def parse(shelf: Shelf, seeds: Path) -> None:
    today = date(2026, 11, 1)
    found = find_files(seeds)
    parsed = parse_files(found, {}, seeds=seeds, max_bytes=0, today=today, put=shelf.put)
    assert len(parsed.articles) == len(parsed.files) - 1
