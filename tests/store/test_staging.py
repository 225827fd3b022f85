from pathlib import Path

import polars as pl
import pytest

from tasks.store.staging import SCHEMAS, Staging


def batch(*articles: str) -> dict[str, pl.DataFrame]:
    rows = [
        {
            "article_id": article,
            "date_precision": "unknown",
            "language": "de",
            "text": "Text",
            "char_count": 4,
            "token_count": 1,
            "model_version": "m",
        }
        for article in articles
    ]
    return {"articles": pl.DataFrame(rows, schema=SCHEMAS["articles"])}


def test_a_batch_lands_in_a_folder_named_after_its_articles(tmp_path: Path) -> None:
    staging = Staging(tmp_path, "m")
    first = staging.write(batch("a", "b"))
    assert staging.write(batch("b", "a")) == first
    assert staging.index() == ({"a": first, "b": first}, {})


def test_a_truncated_batch_is_forgotten_so_that_it_is_made_again(tmp_path: Path) -> None:
    staging = Staging(tmp_path, "m")
    folder = staging.write(batch("a"))
    file = folder / "articles.parquet"
    file.write_bytes(file.read_bytes()[:20])
    assert staging.index() == ({}, {})
    assert not folder.exists()


def test_what_a_failed_write_began_is_not_seen(tmp_path: Path) -> None:
    staging = Staging(tmp_path, "m")
    broken = batch("a") | {"mentions": pl.DataFrame({"wrong": [1]})}
    with pytest.raises(pl.exceptions.PolarsError):
        staging.write(broken)
    assert staging.index() == ({}, {})


def test_rejections_are_kept_with_their_reasons(tmp_path: Path) -> None:
    staging = Staging(tmp_path, "m")
    staging.write({"rejections": pl.DataFrame({"article_id": ["x"], "reason": ["because"]})})
    assert staging.index()[1] == {"x": "because"}


def test_a_mark_stays_when_the_work_does_not_end(tmp_path: Path) -> None:
    staging = Staging(tmp_path, "m")
    with staging.at_work("done"):
        pass
    with pytest.raises(RuntimeError), staging.at_work("died"):
        raise RuntimeError
    assert not staging.take_mark("done")
    assert staging.take_mark("died")
    assert not staging.take_mark("died")
