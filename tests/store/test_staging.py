from pathlib import Path

import polars as pl
import pytest

from tasks.store.staging import SCHEMAS, Mark, Staging, StagingError


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
    assert staging.index(["a", "b", "c"]) == ({"a": first, "b": first}, {})


@pytest.mark.parametrize("name", ["#1", "[ab]", "x*", "a?b", "50%", "'q'"])
def test_a_folder_may_be_called_like_a_pattern(tmp_path: Path, name: str) -> None:
    staging = Staging(tmp_path / name, "m")
    written = staging.write(batch("a"))
    assert staging.index(["a"]) == ({"a": written}, {})


@pytest.mark.parametrize("name", [*SCHEMAS, "SHA256SUMS"])
def test_a_batch_with_other_bytes_is_forgotten_so_that_it_is_made_again(
    tmp_path: Path, name: str
) -> None:
    staging = Staging(tmp_path, "m")
    whole = staging.write(batch("b"))
    for damage in (truncate, empty, alter, Path.unlink):
        folder = staging.write(batch("a"))
        (file,) = folder.glob(f"{name}*")
        damage(file)
        assert staging.index(["a", "b"]) == ({"b": whole}, {}), damage
        assert not folder.exists()


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def alter(file: Path) -> None:
    """One bit in the middle: most readers of Parquet do not notice."""
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)


def test_what_is_damaged_just_after_it_was_staged_ends_the_run_with_a_sentence(
    tmp_path: Path,
) -> None:
    staging = Staging(tmp_path, "m")
    assert staging.all_of([]) == ({}, {})
    truncate(staging.write(batch("a")) / "quotes.parquet")
    with pytest.raises(StagingError, match=r"1 of the articles just staged .* check the disk"):
        staging.all_of(["a"])


def test_what_a_failed_write_began_is_not_seen(tmp_path: Path) -> None:
    staging = Staging(tmp_path, "m")
    broken = batch("a") | {"mentions": pl.DataFrame({"wrong": [1]})}
    with pytest.raises(pl.exceptions.PolarsError):
        staging.write(broken)
    assert staging.index(["a"]) == ({}, {})


def test_rejections_are_kept_with_their_reasons(tmp_path: Path) -> None:
    staging = Staging(tmp_path, "m")
    staging.write({"rejections": pl.DataFrame({"article_id": ["x"], "reason": ["because"]})})
    assert staging.index(["x", "y"])[1] == {"x": "because"}


def test_a_mark_stays_when_the_work_does_not_end(tmp_path: Path) -> None:
    staging = Staging(tmp_path, "m")
    with staging.at_work("done"):
        pass
    with pytest.raises(RuntimeError), staging.at_work("died"):
        raise RuntimeError
    assert not staging.take_mark("done")
    assert staging.take_mark("died")
    assert not staging.take_mark("died")


def test_a_mark_says_at_which_article_and_whether_its_time_was_over(tmp_path: Path) -> None:
    staging = Staging(tmp_path, "m")

    def die_at(*begun: tuple[str, float]) -> Mark | None:
        with pytest.raises(RuntimeError), staging.at_work("batch") as begin:
            for article, seconds in begun:
                begin(article, seconds)
            raise RuntimeError
        assert staging.is_marked("batch")
        return staging.take_mark("batch")

    assert die_at() == Mark("", overdue=False)
    assert die_at(("a", 0), ("b", 60)) == Mark("b", overdue=False)
    assert die_at(("a", 60), ("b", 0)) == Mark("b", overdue=True)
    assert not staging.is_marked("batch")
