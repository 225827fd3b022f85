"""Faults of disk, memory, files and clock: what is said, what stays published, what heals.

    python -m benchmarks.faults [--only WORD] [--keep DIR]

Each fault meets a real run over short articles, of which half are others than those published.
After it, the published file must be that of before or of after and sound, a run that failed must
have said one sentence with what to do, and once the fault is gone (or what the sentence says is
done) the next run must put everything right. Disks fill up on a small file system in memory, where
this account may mount one; else these faults are left out, and say so.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import psutil

from benchmarks.changing_seeds import ChangingSeeds
from benchmarks.results import write_results
from benchmarks.run_tree import Ended, RunTree, prefect_server
from benchmarks.soundness import leftovers_of
from benchmarks.work_folder import work_folder
from tasks.store.generation import published_path

# Kilobytes that are left on the disk, beside what it holds already.
_ROOMS = (0, 256, 3000, 4000, 5000, 6000, 8000, 12000, 16000)
_FILE_KILOBYTES = (64, 2000, 4000)
_MEMORY_MEGABYTES = (900, 1500, 2500)
_WORKER_MEGABYTES = (100, 400, 800, 1200)
_OLDER = Path(__file__).resolve().parents[1] / "tests" / "store" / "release_0_1.sql"
_SHIFT = "interval 400 days"


_Watch = Callable[[RunTree], None]
_During = Callable[[ChangingSeeds], AbstractContextManager[_Watch | None]]


@contextmanager
def _nothing(_seeds: ChangingSeeds) -> Iterator[None]:
    yield


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, and what the run is expected to do.

    `during` is entered before the run and left after it; what it yields is called with the
    running tree. `limits` is a line of shell before the run. `advice` are words of the sentence
    that a failing run must say; None where it must not fail. `repair` does what that sentence says.
    """

    name: str
    during: _During = _nothing
    limits: str = ""
    advice: str | None = None
    may_succeed: bool = False
    damages: bool = False
    repair: Callable[[ChangingSeeds], None] | None = None
    own_server: bool = False


def main() -> None:
    """Try every fault; print a table, write JSON; status 1 where anything stays broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", metavar="WORD", help="faults with this in the name")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="an empty folder to work in")
    options = parser.parse_args()
    with (
        work_folder(options.keep, "faults") as folder,
        prefect_server(folder / "prefect") as server,
        _small_disk(folder / "disk") as disk,
    ):
        rows = _try_all(folder, disk, server, options.only)
    broken = sum(len(row["broken"]) for row in rows)
    print(f"faults {len(rows)}, broken {broken}")
    print(f"written to {write_results('faults', {'faults': rows, 'broken': broken})}")
    sys.exit(1 if broken else 0)


def _try_all(
    folder: Path, disk: Path | None, server: dict[str, str], only: str
) -> list[dict[str, Any]]:
    reference = ChangingSeeds(folder / "reference", random.Random(1), server)
    reference.put_all()
    ended = reference.start().end()
    if ended.status:
        sys.exit(f"a run without any fault failed: {ended.last_line}")
    seeds = ChangingSeeds(disk or folder / "plain", random.Random(2), server)
    seeds.change()
    seeds.start().end()
    faults = (*(_of_disk() if disk else ()), *_of_others())
    return [_try(fault, seeds, reference.warehouse) for fault in faults if only in fault.name]


def _try(fault: Fault, seeds: ChangingSeeds, reference: Path) -> dict[str, Any]:
    broken: list[str] = []
    seeds.change()
    ended = _run_with(fault, seeds)
    held = seeds.held()
    if not fault.damages:
        broken.extend(seeds.faults(reference))
    if ended.status:
        expected = fault.advice or "no failure"
        line = ended.last_line
        if not line.startswith("wortlaut: ") or expected not in line:
            broken.append(f"the sentence lacks '{expected}'")
    elif fault.advice is not None and not fault.may_succeed:
        broken.append("the run did not notice")
    if ended.status and fault.repair is not None:
        fault.repair(seeds)
    healed = seeds.start().end()
    if healed.status:
        broken.append(f"the next run failed: {healed.last_line}")
    if seeds.held() != "after":
        broken.append(f"after the next run the file is {seeds.held()}")
    broken.extend(f"then: {fault}" for fault in seeds.faults(reference))
    broken.extend(f"left over: {path}" for path in leftovers_of(seeds.warehouse))
    said = ended.last_line if ended.status else _report_line(ended)
    print(f"{fault.name}\n    status {ended.status}, published: {held}; {said}", flush=True)
    for one in broken:
        print(f"    BROKEN {one}", flush=True)
    return {"fault": fault.name, "status": ended.status, "said": said, "broken": broken}


def _run_with(fault: Fault, seeds: ChangingSeeds) -> Ended:
    with fault.during(seeds) as watch:
        run = seeds.start(before=fault.limits, own_server=fault.own_server)
        if watch is not None:
            watch(run)
        return run.end()


def _report_line(ended: Ended) -> str:
    words = " ".join(ended.out.split())
    return f"report {words.partition(' report ')[2]}"


def _of_disk() -> Iterator[Fault]:
    full = "No space left on device; free space there and run again"
    for room in _ROOMS:
        yield Fault(
            f"disk full, {room} kB left",
            during=partial(_room, kilobytes=room),
            advice=full,
            may_succeed=True,
        )
    yield Fault(
        "disk full at the start, with a server of its own",
        during=partial(_room, kilobytes=0),
        advice="No space left",
        own_server=True,
    )
    yield Fault("read-only seed folder", during=_read_only_seeds)


def _of_others() -> Iterator[Fault]:
    for kilobytes in _FILE_KILOBYTES:
        yield Fault(
            f"files of at most {kilobytes} kB",
            limits=f"ulimit -f {kilobytes * 2}",
            advice="File too large",
            may_succeed=True,
        )
    for megabytes in _MEMORY_MEGABYTES:
        yield Fault(
            f"{megabytes} MB of address space a process",
            limits=f"ulimit -v {megabytes * 1000}",
            advice="memory",
            may_succeed=True,
        )
    for megabytes in _WORKER_MEGABYTES:
        yield Fault(
            f"workers that get {megabytes} MB more memory than they begin with",
            during=partial(_starve, megabytes=megabytes),
            advice="memory",
            may_succeed=True,
        )
    yield Fault("a worker killed", during=_kill_worker)
    yield Fault("staged files altered", during=partial(_staged, change=_alter))
    yield Fault("staged files cut short", during=partial(_staged, change=_cut))
    yield Fault("the clock put back by 400 days", during=_clock_put_back)
    yield Fault(
        "warehouse file deleted", during=partial(_published, change=Path.unlink), damages=True
    )
    for name, change in (
        ("cut short", _cut),
        ("with a wrong block", _alter),
        ("that is text", lambda file: file.write_text("Das ist keine Datenbank.\n" * 999)),
        ("that is empty", lambda file: file.write_bytes(b"")),
    ):
        yield Fault(
            f"warehouse file {name}",
            during=partial(_published, change=change),
            advice="move it away",
            damages=True,
            repair=lambda seeds: published_path(seeds.warehouse).unlink(),
        )
    yield Fault(
        "warehouse of a newer release",
        during=partial(_published, change=_make_newer),
        advice="newer release",
        damages=True,
        repair=lambda seeds: published_path(seeds.warehouse).unlink(),
    )
    yield Fault(
        "warehouse of an older release",
        during=partial(_published, change=_make_older),
        damages=True,
    )


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path | None]:
    """A file system in memory, or None where this account may not mount one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", str(folder)]
    mounted = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if mounted.returncode:
        print(f"without the faults of a full disk: {mounted.stderr.strip()}", flush=True)
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def _room(seeds: ChangingSeeds, *, kilobytes: int) -> Iterator[None]:
    """So many kilobytes are left on the disk."""
    usage = shutil.disk_usage(seeds.seeds)
    _resize(seeds.seeds.parent, usage.used // 1024 + kilobytes)
    try:
        yield
    finally:
        _resize(seeds.seeds.parent, 1024 * 1024)


def _resize(disk: Path, kilobytes: int) -> None:
    options = f"remount,size={kilobytes}k"
    subprocess.run(["mount", "-o", options, str(disk)], check=True)


@contextmanager
def _read_only_seeds(seeds: ChangingSeeds) -> Iterator[None]:
    folder = str(seeds.seeds)
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@contextmanager
def _starve(_seeds: ChangingSeeds, *, megabytes: int) -> Iterator[_Watch]:
    """No worker gets more than so much address space beyond what it begins with."""

    def watch(run: RunTree) -> None:
        limited: set[int] = set()
        while run.process.poll() is None:
            for worker in _workers(run):
                if worker.pid in limited:
                    continue
                with suppress(psutil.Error):
                    limit = worker.memory_info().vms + megabytes * 1_000_000
                    worker.rlimit(psutil.RLIMIT_AS, (limit, limit))
                    limited.add(worker.pid)
            time.sleep(0.05)

    yield watch


@contextmanager
def _kill_worker(seeds: ChangingSeeds) -> Iterator[_Watch]:
    def watch(run: RunTree) -> None:
        for worker in _workers_at_work(seeds, run)[:1]:
            worker.kill()

    yield watch


def _workers_at_work(seeds: ChangingSeeds, run: RunTree) -> list[psutil.Process]:
    while run.process.poll() is None and not list(seeds.warehouse.glob("staging/*/.*.at-work")):
        time.sleep(0.01)
    return sorted(_workers(run), key=lambda worker: -worker.memory_info().rss)


def _workers(run: RunTree) -> list[psutil.Process]:
    return [one for one in run.members() if "spawn_main" in _command(one)]


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


@contextmanager
def _staged(seeds: ChangingSeeds, *, change: Callable[[Path], object]) -> Iterator[None]:
    """A run was killed after staging, and then each batch got a damaged file."""
    run = seeds.start()
    while run.process.poll() is None and " loaded " not in run.err:
        time.sleep(0.02)
    run.kill(alone=False)
    for file in seeds.warehouse.glob("staging/*/*/mentions.parquet"):
        change(file)
    yield


@contextmanager
def _published(seeds: ChangingSeeds, *, change: Callable[[Path], object]) -> Iterator[None]:
    """Something has happened to the published file."""
    file = published_path(seeds.warehouse).resolve()
    file.chmod(0o644)
    change(file)
    yield


@contextmanager
def _clock_put_back(seeds: ChangingSeeds) -> Iterator[None]:
    """All that was done before lies ahead of the clock."""
    file = published_path(seeds.warehouse).resolve()
    file.chmod(0o644)
    with closing(duckdb.connect(file)) as connection:
        for table, column in (
            ("runs", "started_at"),
            ("runs", "finished_at"),
            ("articles", "loaded_at"),
            ("seed_files", "first_seen_at"),
            ("seed_files", "last_seen_at"),
        ):
            connection.execute(f"update main.{table} set {column} = {column} + {_SHIFT}")
        connection.execute("force checkpoint")
    file.chmod(0o444)
    ahead = time.time() + 400 * 86_400
    for path in (file, file.parent, *seeds.seeds.iterdir()):
        os.utime(path, (ahead, ahead))
    yield


def _alter(file: Path) -> None:
    """Some wrong bytes, also in every block of a large file: not all of them are in use."""
    raw = bytearray(file.read_bytes())
    for at in {len(raw) // 2, *range(20_000, len(raw), 50_000)}:
        raw[at] ^= 0xFF
    file.write_bytes(raw)


def _cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _make_newer(file: Path) -> None:
    with closing(duckdb.connect(file)) as connection:
        connection.execute("alter table main.quotes add column tone varchar")
        connection.execute("force checkpoint")


def _make_older(file: Path) -> None:
    file.unlink()
    with closing(duckdb.connect()) as connection:
        connection.execute(f"attach '{file}' as made (storage_version 'v1.0.0')")
        connection.execute("use made")
        for statement in _OLDER.read_text("utf-8").split(";\n"):
            if statement.strip():
                connection.execute(statement)


if __name__ == "__main__":
    main()
