import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tasks.find import stat_cache
from tasks.find.seed_folder import find_files
from tasks.find.standstill import remember_standstill, standstill
from tasks.find.task import _CACHE
from tasks.ledger.ledger import Counts
from tasks.store.generation import begin_generation, publish_generation

READ_WITH = "1000"
STEP_NS = 100_000_000
COUNTS = Counts(found=3, new=3, changed=0, gone=0, duplicate=0, rejected=0)
STILL = replace(COUNTS, new=0)


@pytest.fixture(autouse=True)
def _quick_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that counts time in finer steps, so that tests need not wait for seconds."""
    monkeypatch.setattr(stat_cache, "_RACY_NS", STEP_NS)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Three files that were last changed some time ago."""
    folder = tmp_path / "seeds"
    (folder / "unter").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "unter/c.txt"):
        (folder / name).write_text(f"Text von {name}")
    age(folder)
    return folder


def age(folder: Path) -> None:
    """Wait until nobody could have changed the files within one step of the clock."""
    newest = max(path.stat().st_ctime for path in folder.rglob("*.txt"))
    time.sleep(max(0.0, newest + 2 * STEP_NS / 1e9 - time.time()))


def publish(seeds: Path, warehouse: Path, name: str = "eins", counts: Counts = COUNTS) -> None:
    """What a run does: scan, publish, remember."""
    scan(seeds, warehouse)
    working = begin_generation(warehouse, name)
    working.write_bytes(b"")
    publish_generation(warehouse, working)
    remember_standstill(seeds, warehouse, warehouse / _CACHE, counts, read_with=READ_WITH)


def scan(seeds: Path, warehouse: Path) -> None:
    warehouse.mkdir(exist_ok=True)
    find_files(seeds, cache=warehouse / _CACHE)


def test_a_folder_that_nobody_touched_stands_still(seeds: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    assert standstill(seeds, warehouse, read_with=READ_WITH) is None
    publish(seeds, warehouse)
    assert standstill(seeds, warehouse, read_with=READ_WITH) == STILL


def edit(seeds: Path) -> None:
    (seeds / "a.txt").write_text("Text von x.txt")


def edit_and_restore_the_time(seeds: Path) -> None:
    before = (seeds / "a.txt").stat()
    edit(seeds)
    os.utime(seeds / "a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))


def swap(seeds: Path) -> None:
    (seeds / "a.txt").rename(seeds / "x")
    (seeds / "b.txt").rename(seeds / "a.txt")
    (seeds / "x").rename(seeds / "b.txt")


@pytest.mark.parametrize(
    "change",
    [
        edit,
        edit_and_restore_the_time,
        swap,
        lambda seeds: (seeds / "a.txt").unlink(),
        lambda seeds: (seeds / "neu.txt").write_text("Neu."),
        lambda seeds: (seeds / "a.txt").rename(seeds / "d.txt"),
        lambda seeds: (seeds / "kreis.txt").symlink_to("kreis.txt"),
        lambda seeds: os.mkfifo(seeds / "rohr.txt"),
    ],
)
def test_every_change_ends_the_standstill(
    seeds: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    warehouse = tmp_path / "warehouse"
    publish(seeds, warehouse)
    change(seeds)
    assert standstill(seeds, warehouse, read_with=READ_WITH) is None


def test_an_edit_that_a_killed_run_has_seen_is_not_forgotten(seeds: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    publish(seeds, warehouse)
    edit(seeds)
    age(seeds)
    scan(seeds, warehouse)
    assert standstill(seeds, warehouse, read_with=READ_WITH) is None


def test_another_generation_folder_or_limit_is_no_standstill(seeds: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    publish(seeds, warehouse)
    assert standstill(seeds, warehouse, read_with="999") is None
    assert standstill(seeds / "unter", warehouse, read_with=READ_WITH) is None
    working = begin_generation(warehouse, "zwei")
    publish_generation(warehouse, working)
    assert standstill(seeds, warehouse, read_with=READ_WITH) is None


def test_rejected_files_and_young_ones_are_looked_at_again(seeds: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    publish(seeds, warehouse, counts=replace(COUNTS, rejected=1))
    assert standstill(seeds, warehouse, read_with=READ_WITH) is None
    edit(seeds)
    publish(seeds, warehouse, "zwei")
    assert standstill(seeds, warehouse, read_with=READ_WITH) is None


def test_a_damaged_memory_is_no_standstill(seeds: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    publish(seeds, warehouse)
    memory = warehouse / ".cache" / "standstill.parquet"
    whole = memory.read_bytes()
    for damaged in (b"", whole[:100], whole[: len(whole) // 2], b"x" * 500):
        memory.write_bytes(damaged)
        assert standstill(seeds, warehouse, read_with=READ_WITH) is None


def test_articles_dated_ahead_are_looked_at_again_every_night(seeds: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    publish(seeds, warehouse, counts=replace(COUNTS, undated=1, ahead=1))
    assert standstill(seeds, warehouse, read_with=READ_WITH) is None


def test_a_standstill_still_says_what_is_undated_and_what_is_passed_over(
    seeds: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "warehouse"
    publish(seeds, warehouse, counts=replace(COUNTS, undated=1))
    (seeds / "unter" / "bericht.jpg").touch()
    still = replace(STILL, undated=1, passed_over=((".jpg", 1),))
    assert standstill(seeds, warehouse, read_with=READ_WITH) == still
