import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.find.seed_bytes import Digest, Unread, digest_of
from tasks.find.seed_folder import find_files
from tasks.find.stat_cache import StatCache, figures_of
from tasks.ledger.files import FoundFile
from tasks.ledger.selection import Selection

OLD = 1_700_000_000


class Folder:
    """A seed folder with its cache, scanned as if long after its files were last changed.

    The change time cannot be set, so it is the scan's clock that is put forward.
    """

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seeds = root / "seeds"
        self.seeds.mkdir(parents=True)
        self.cache = root / "warehouse" / ".cache" / "seed-stat.parquet"
        self.patch = monkeypatch

    def write(self, name: str, content: str) -> Path:
        path = self.seeds / name
        path.write_text(content)
        os.utime(path, (OLD, OLD))
        return path

    def scan(
        self,
        *,
        later: float = 60,
        rehash: bool = False,
        selection: Selection | None = None,
    ) -> tuple[dict[str, FoundFile], set[str]]:
        """Files by path, and the names of those that were read."""
        read: set[str] = set()
        now = time.time_ns() + int(later * 1e9)

        def spy(seeds: Path, name: str) -> Digest | Unread:
            read.add(name)
            return digest_of(seeds, name)

        with self.patch.context() as patch:
            patch.setattr("tasks.find.seed_folder.time.time_ns", lambda: now)
            patch.setattr("tasks.find.seed_folder.digest_of", spy)
            found = find_files(
                self.seeds,
                cache=self.cache,
                selection=selection or Selection(),
                rehash=rehash,
            )
        truth = find_files(self.seeds)
        for file, true in zip(found, truth, strict=True):
            assert file == true or not file.selected, "the cache decides nothing"
        return {file.path: file for file in found}, read


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    return Folder(tmp_path, monkeypatch)


def test_an_untouched_file_is_read_once(folder: Folder) -> None:
    folder.write("a.txt", "eins")
    assert folder.scan()[1] == {"a.txt"}
    assert folder.scan()[1] == set()


def test_other_content_of_the_same_size_and_time_is_noticed(folder: Folder) -> None:
    path = folder.write("a.txt", "eins")
    before, _ = folder.scan()
    time.sleep(0.02)
    path.write_text("zwei")
    os.utime(path, (OLD, OLD))
    after, read = folder.scan()
    assert read == {"a.txt"}
    assert after["a.txt"].content_hash != before["a.txt"].content_hash


def test_files_that_change_places_are_noticed(folder: Folder) -> None:
    one, two = folder.write("a.txt", "eins"), folder.write("b.txt", "zwei")
    before, _ = folder.scan()
    one.rename(folder.seeds / "c.txt")
    two.rename(one)
    (folder.seeds / "c.txt").rename(two)
    after, read = folder.scan()
    assert read == {"a.txt", "b.txt"}
    assert after["a.txt"].content_hash == before["b.txt"].content_hash


def test_a_file_that_takes_another_ones_place_is_noticed(folder: Folder) -> None:
    folder.write("a.txt", "eins")
    folder.scan()
    new = folder.write("neu.tmp", "zwei")
    new.replace(folder.seeds / "a.txt")
    assert folder.scan()[1] == {"a.txt"}


def test_a_file_behind_a_link_is_noticed(folder: Folder) -> None:
    for name in ("eins", "zwei"):
        folder.write(name, name)
    link = folder.seeds / "a.txt"
    link.symlink_to(folder.seeds / "eins")
    folder.scan()
    assert folder.scan()[1] == set()
    link.unlink()
    link.symlink_to(folder.seeds / "zwei")
    assert folder.scan()[1] == {"a.txt"}


def test_a_file_of_the_last_two_seconds_is_read_again(folder: Folder) -> None:
    folder.write("a.txt", "eins")
    assert folder.scan(later=0)[1] == {"a.txt"}
    assert folder.scan(later=60)[1] == {"a.txt"}
    assert folder.scan(later=60)[1] == set()


def test_time_stamps_ahead_of_the_clock_or_before_1970_are_not_trusted(folder: Folder) -> None:
    os.utime(folder.write("a.txt", "eins"), (OLD, time.time() + 3600))
    os.utime(folder.write("b.txt", "zwei"), (OLD, -1))
    folder.scan()
    assert folder.scan()[1] == {"a.txt", "b.txt"}


def test_time_stamps_beyond_64_bits_are_not_trusted() -> None:
    seen = os.stat_result(
        (0o100644, 7, 8, 1, 0, 0, 5, 0, 0, 0), {"st_mtime_ns": 2**70, "st_ctime_ns": 0}
    )
    frame = figures_of(["a.txt"], [seen])
    assert frame["mtime_ns"].to_list() == [None]
    with TemporaryDirectory() as folder:
        cache = StatCache(Path(folder, "cache.parquet"), Path(folder), started_ns=2**62)
        cache.write(frame, ["hash"])
        cache.read()
        assert cache.hashes(frame) == [None]


def test_a_clock_that_was_put_back_makes_no_file_old(folder: Folder) -> None:
    folder.write("a.txt", "eins")
    folder.scan()
    assert folder.scan(later=-60)[1] == {"a.txt"}


def test_everything_can_be_read_all_the_same(folder: Folder) -> None:
    folder.write("a.txt", "eins")
    folder.scan()
    assert folder.scan(rehash=True)[1] == {"a.txt"}
    assert folder.scan()[1] == set()


def test_a_file_that_is_gone_leaves_the_cache(folder: Folder) -> None:
    folder.write("a.txt", "eins")
    gone = folder.write("b.txt", "zwei")
    folder.scan()
    gone.unlink()
    folder.scan()
    assert pl.read_parquet(folder.cache).height == 1


def test_the_cache_tells_files_apart_without_their_names(folder: Folder) -> None:
    folder.write("nachruf-quintenberg.txt", "eins")
    folder.scan()
    assert folder.scan()[1] == set()
    assert "nachruf-quintenberg.txt" not in str(pl.read_parquet(folder.cache).to_dicts())


def test_files_that_are_not_selected_are_not_read_and_stay_known(folder: Folder) -> None:
    folder.write("a.txt", "eins")
    folder.write("b.txt", "zwei")
    folder.scan()
    folder.write("c.txt", "drei")
    found, read = folder.scan(selection=Selection(pattern="a*"))
    assert read == set()
    assert [file.selected for file in found.values()] == [True, False, False]
    assert folder.scan()[1] == {"c.txt"}


def test_a_cache_of_another_seed_folder_is_not_used(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("a.txt", "eins")
    folder.scan()
    other = Folder(tmp_path / "other", monkeypatch)
    other.cache = folder.cache
    (folder.seeds / "a.txt").rename(other.seeds / "a.txt")
    assert other.scan()[1] == {"a.txt"}


@pytest.mark.parametrize("keep", [0, 4, 100, -8, -1])
def test_a_truncated_cache_is_ignored_and_made_anew(folder: Folder, keep: int) -> None:
    folder.write("a.txt", "eins")
    folder.scan()
    whole = folder.cache.read_bytes()
    folder.cache.write_bytes(whole[:keep])
    assert folder.scan()[1] == {"a.txt"}
    assert folder.scan()[1] == set()


def test_a_cache_of_another_layout_is_ignored(folder: Folder) -> None:
    folder.write("a.txt", "eins")
    folder.scan()
    metadata = {
        k: v for k, v in pl.read_parquet_metadata(folder.cache).items() if k != "ARROW:schema"
    }
    frame = pl.read_parquet(folder.cache)
    for changed, words in (
        (frame.drop("inode"), metadata),
        (frame.with_columns(pl.col("size").cast(pl.String)), metadata),
        (frame.with_columns(content_hash=pl.lit(None, pl.String)), metadata),
        (frame, metadata | {"layout": "0"}),
        (frame, {}),
    ):
        changed.write_parquet(folder.cache, metadata=words)
        assert folder.scan()[1] == {"a.txt"}


def test_a_cache_that_cannot_be_written_does_not_stop_the_scan(folder: Folder) -> None:
    folder.write("a.txt", "eins")
    folder.cache.parent.parent.mkdir()
    folder.cache.parent.write_text("no folder")
    assert folder.scan()[1] == {"a.txt"}


def test_a_cache_that_is_a_folder_is_ignored(folder: Folder) -> None:
    folder.write("a.txt", "eins")
    folder.cache.mkdir(parents=True)
    assert folder.scan()[1] == {"a.txt"}
    assert list(folder.cache.parent.iterdir()) == [folder.cache]


stamps = st.integers(0, 3 * 10**9)


@given(started=stamps, modified=stamps, changed=stamps)
def test_no_file_is_trusted_that_may_have_changed_unseen(
    started: int, modified: int, changed: int
) -> None:
    second = 1_000_000_000
    seen = os.stat_result(
        (0o100644, 7, 8, 1, 0, 0, 5, 0, modified, changed),
        {"st_mtime_ns": modified * second, "st_ctime_ns": changed * second},
    )
    with TemporaryDirectory() as folder:
        file, seeds = Path(folder, "cache.parquet"), Path(folder)
        frame = figures_of(["a.txt"], [seen])
        StatCache(file, seeds, started_ns=started * second).write(frame, ["hash"])
        next_scan = StatCache(file, seeds, started_ns=started * second)
        next_scan.read()
        trusted = max(modified, changed) < started - 2
        assert next_scan.hashes(frame) == ["hash" if trusted else None]


def test_what_a_killed_scan_has_left_is_removed(folder: Folder) -> None:
    folder.write("a.txt", "eins")
    folder.scan()
    (folder.cache.parent / ".seed-stat.parquet.new").write_bytes(b"half")
    folder.scan()
    assert [path.name for path in folder.cache.parent.iterdir()] == ["seed-stat.parquet"]
