"""The power goes while a run writes: what is on the disk then, and whether the next run heals it.

    python -m benchmarks.power [--losses 40] [--seed 1] [--keep DIR]

The warehouse lies on an ext4 file system in a file (a loop device), so that what has reached the
disk can be copied at any moment: what was written but not synced stays behind in the memory of the
system. Such a copy, taken while the whole run is stopped, takes the place of the disk, as after a
loss of power; the journal is replayed when it is mounted. The heuristics by which ext4 writes files
early that replace others are off. Every fifth loss comes right after a run has said that it has
published. Then the published file must hold the articles of before or of after (of after, where
the run had ended) and be sound, and the next run must put everything right. Where this account may
not mount a loop device, it says so and ends with status 2.
"""

from __future__ import annotations

import argparse
import filecmp
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import psutil

from benchmarks.changing_seeds import ChangingSeeds
from benchmarks.results import write_results
from benchmarks.run_tree import RunTree, prefect_server
from benchmarks.soundness import leftovers_of
from benchmarks.work_folder import work_folder

_BYTES = 1_000_000_000
_ENDED = 5
_COPIES = 10
# What was killed holds its files until the system has taken it away.
_PATIENCE = 15.0


class Disk:
    """A file system in a file. Raises OSError where it cannot be mounted."""

    def __init__(self, folder: Path) -> None:
        self._image, self._copy = folder / "disk.ext4", folder / "copy.ext4"
        self.folder = folder / "disk"
        self.folder.mkdir()
        with self._image.open("wb") as image:
            image.truncate(_BYTES)
        _call("mkfs.ext4", "-q", "-F", str(self._image))
        self._mount()

    def lose_power(self, run: RunTree) -> None:
        """Stop a run for good; what it has not synced is gone."""
        members = run.members()
        for member in members:
            with suppress(psutil.NoSuchProcess):
                member.send_signal(signal.SIGSTOP)
        # The system may write meanwhile: only a copy that is the same twice is of one moment.
        for _ in range(_COPIES):
            _call("cp", "--sparse=always", str(self._image), str(self._copy))
            if filecmp.cmp(self._image, self._copy, shallow=False):
                break
        else:
            sys.exit("the disk does not come to rest")
        psutil.wait_procs(run.kill(alone=False), timeout=_PATIENCE)
        self.unmount()
        self._copy.replace(self._image)
        self._mount()

    def unmount(self) -> None:
        """Take it away, as soon as nobody has a file of it open."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return _call("umount", str(self.folder))
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def _mount(self) -> None:
        options = "loop,noauto_da_alloc"
        _call("mount", "-o", options, str(self._image), str(self.folder))


def main() -> None:
    """Lose power so many times; print what was found, write JSON; status 1 where it is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--losses", type=int, default=40, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the random moments")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="an empty folder to work in")
    options = parser.parse_args()
    with (
        work_folder(options.keep, "power") as folder,
        prefect_server(folder / "prefect") as environment,
    ):
        try:
            disk = Disk(folder)
        except OSError as error:
            print(f"no disk of its own can be mounted here: {error}", file=sys.stderr)
            sys.exit(2)
        try:
            held, broken = _lose(folder, disk, environment, options)
        finally:
            disk.unmount()
    for what, number in sorted(held.items()):
        print(f"{what:44}{number:>5}")
    print(f"losses {sum(held.values())}, broken {len(broken)}")
    figures = {"losses": sum(held.values()), "held": dict(held), "broken": broken}
    print(f"written to {write_results('power', figures)}")
    sys.exit(1 if broken else 0)


def _lose(
    folder: Path, disk: Disk, server: dict[str, str], options: argparse.Namespace
) -> tuple[Counter[str], list[str]]:
    chance = random.Random(options.seed)
    reference = ChangingSeeds(folder / "reference", chance, server)
    reference.put_all()
    whole = reference.start().end()
    if whole.status:
        sys.exit(f"a run without any fault failed: {whole.last_line}")
    seconds = whole.seconds
    seeds = ChangingSeeds(folder / "plain", chance, server, disk.folder / "warehouse")
    counts: Counter[str] = Counter()
    broken: list[str] = []
    for number in range(1, options.losses + 1):
        seeds.change()
        run = seeds.start()
        ended = number % _ENDED == 0
        if ended:
            run.process.wait()
        else:
            time.sleep(chance.uniform(0, seconds))
            ended = run.process.poll() is not None
            # The first run, over all articles, is longer than those after it.
            seconds *= 0.9 if ended else 1
        disk.lose_power(run)
        held = seeds.held()
        found = list(seeds.faults(reference.warehouse))
        if ended and run.process.returncode:
            found.append(f"the run failed: {run.err[-300:]}")
        elif ended and held != "after":
            found.append(f"the run had published, and the file is {held}")
        healed = seeds.start().end()
        if healed.status:
            found.append(f"the next run failed: {healed.last_line}")
        if seeds.held() != "after":
            found.append(f"after the next run the file is {seeds.held()}")
        found.extend(f"then: {fault}" for fault in seeds.faults(reference.warehouse))
        found.extend(f"left over: {path}" for path in leftovers_of(seeds.warehouse))
        when = "the run had ended" if ended else "during the run"
        counts[f"{when}, then published: {held}"] += 1
        broken.extend(f"loss {number} ({when}): {fault}" for fault in found)
        print(f"loss {number}: {when}, {held}, {found or 'whole, and healed'}", flush=True)
    return counts, broken


def _call(*command: str) -> None:
    ended = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if ended.returncode:
        raise OSError(f"{command[0]}: {ended.stderr.strip()}")


if __name__ == "__main__":
    main()
