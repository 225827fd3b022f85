import logging
from pathlib import Path

import pytest

from flows.annotation import annotate
from tasks.annotate.batches import Bench
from tasks.annotate.crew import Crew
from tasks.annotate.shelf import Shelf
from tasks.annotate.staged import staged_frames
from tasks.text.article import Article
from tasks.text.parse import parse


def test_a_run_after_an_interruption_says_how_much_is_staged_already(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    texts = [f"Der Rat tagte am {day}. Mai in Kiel und sprach lange." for day in (1, 2)]
    articles = [one for one in map(parse, (t.encode() for t in texts)) if isinstance(one, Article)]
    ids = [article.article_id for article in articles]
    reasons = [(article, "not readable") for article in ids]
    bench = Bench(None, "model", tmp_path / "staging")
    bench.open().write(staged_frames([], reasons, model_version="model"))
    with caplog.at_level(logging.INFO, "wortlaut"), Shelf(tmp_path) as shelf:
        done = annotate(ids, shelf, bench, Crew(workers=1), batch_size=1)
    assert done.count == 0
    assert caplog.messages == ["2 of 2 articles are staged already"]


def test_no_more_processes_start_than_there_is_work_for() -> None:
    most = Crew(workers=4, at_most=True)
    sizes = {characters: most.for_texts(characters).workers for characters in (0, 49_000, 50_000)}
    assert sizes == {0: 1, 49_000: 1, 50_000: 2}
    assert most.for_texts(10_000_000).workers == 4
    assert Crew(workers=4).for_texts(0).workers == 4
    assert Crew(runner="dask", workers=4, at_most=True).for_texts(0).workers == 4
