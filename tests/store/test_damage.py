"""A warehouse file that is damaged, or of a newer release, and a disk that refuses."""

import errno
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
import pytest

from tasks.store.generation import (
    abandon_generation,
    begin_generation,
    publish_generation,
    published_path,
    working_generation,
)
from tasks.store.heal import NewerReleaseError
from tasks.store.query import QueryError
from tasks.store.reader import reader
from tasks.store.warehouse import WarehouseError, checkpoint, count_rows, open_warehouse

MEGABYTE = 1_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A warehouse folder with two generations of over a megabyte."""
    for name in ("eins", "zwei"):
        with working_generation(tmp_path, name) as working:
            with open_warehouse(working) as connection:
                connection.execute(f"create table {name} as select hash(x) from range(200000) t(x)")
            checkpoint(working)
            publish_generation(tmp_path, working)
    return tmp_path


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def alter(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[5000] ^= 1
    file.write_bytes(raw)


@pytest.mark.parametrize(
    "damage", [cut, alter, lambda file: file.write_text("kein DuckDB" * 999), Path.write_bytes]
)
def test_a_damaged_warehouse_is_named_with_what_to_do(
    folder: Path, damage: Callable[..., object]
) -> None:
    published = published_path(folder)
    published.resolve().chmod(0o644)
    damage(*(published.resolve(), b"")[: 2 if damage is Path.write_bytes else 1])
    before = folder / "generations" / "eins" / "wortlaut.duckdb"
    with (
        pytest.raises(WarehouseError, match="is damaged") as raised,
        working_generation(folder, "drei") as working,
        open_warehouse(working) as connection,
    ):
        connection.execute("select count(*) from zwei where hash(x) = 0").fetchall()
    assert f"put back the one before ({before})" in str(raised.value)
    assert f"a copy of {published}; " in str(raised.value)
    assert not list(folder.glob("generations/drei*"))
    published.unlink()
    published.symlink_to(before)
    with working_generation(folder, "vier") as working, open_warehouse(working) as connection:
        assert connection.execute("select count(*) from eins").fetchone() == (200_000,)
        assert count_rows(connection).articles == 0


def test_a_disk_that_is_full_while_the_warehouse_is_copied_keeps_nothing_of_it(
    folder: Path,
) -> None:
    with (
        pytest.raises(OSError, match=os.strerror(errno.EFBIG)),
        files_up_to(MEGABYTE),
        working_generation(folder, "drei"),
    ):
        pytest.fail("the copy is larger than a file may be")
    assert not list(folder.glob("generations/drei*"))


def test_a_disk_that_is_full_while_duckdb_writes_is_an_error_of_the_operating_system(
    folder: Path,
) -> None:
    working = begin_generation(folder, "drei")
    with (
        pytest.raises(OSError, match=os.strerror(errno.EFBIG)) as raised,
        files_up_to(working.stat().st_size + MEGABYTE),
        open_warehouse(working) as connection,
    ):
        connection.execute("create table drei as select hash(x) from range(2_000_000) t(x)")
    assert raised.value.errno == errno.EFBIG
    assert raised.value.filename == str(working)
    abandon_generation(working)


def test_the_warehouse_of_a_newer_release_is_left_alone(folder: Path) -> None:
    published = published_path(folder).resolve()
    published.chmod(0o644)
    with closing(duckdb.connect(published)) as connection:
        connection.execute("alter table main.quotes add column tone varchar")
    with (
        pytest.raises(NewerReleaseError, match=r"newer release .* 'tone'\); update Wortlaut"),
        working_generation(folder, "drei") as working,
        open_warehouse(working),
    ):
        pytest.fail("it can be opened")
    with pytest.raises(QueryError, match="another release"), reader(folder):
        pytest.fail("it can be read")
