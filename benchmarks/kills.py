"""Runs killed at random moments: what readers see after each, and whether the next run heals.

    python -m benchmarks.kills [--kills 200] [--seed 1] [--own-server 5] [--keep DIR]

Runs are real ones over a few short articles. Before each, some files come, one goes and one is
changed, so that what was published and what is to be differ. The moment is drawn evenly over the
length of a run; two in three times the whole tree of processes gets SIGKILL, else the run's own
process alone, as when the memory runs out. After each kill the published file must hold the
articles of before or of after, and be sound (benchmarks/soundness.py). Every few kills a run goes
to its end, which must heal everything: all articles there, once, with the rows that a run without
faults gives them, and nothing left over. Most runs use one server, which is a run's dearest fixed
cost; every `--own-server`th starts one of its own, which is killed with it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.changing_seeds import ChangingSeeds
from benchmarks.results import write_results
from benchmarks.run_tree import RunTree, prefect_server
from benchmarks.soundness import leftovers_of
from benchmarks.work_folder import work_folder

_KILLS_A_HEALING = 10
# Workers and servers look every second whether the run that started them is there.
_PATIENCE = 15.0
_STAGES = {
    "starting": "start",
    "found": "annotate",
    "annotating": "annotate",
    "annotated": "annotate",
    "loaded": "link, model, audit, publish",
    "nothing": "load to publish, no news",
    "the": "report",
}


@dataclass
class Tally:
    """What has happened: kills by stage and by what was published after them."""

    kills: Counter[tuple[str, str]] = field(default_factory=Counter)
    too_late: int = 0
    alone: int = 0
    own_server: int = 0
    healings: int = 0
    broken: list[str] = field(default_factory=list)


def main() -> None:
    """Kill so many runs; print what was found, write JSON; status 1 where anything is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the random moments")
    parser.add_argument("--own-server", type=int, default=5, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="an empty folder to work in")
    options = parser.parse_args()
    started = time.perf_counter()
    with (
        work_folder(options.keep, "kills") as folder,
        prefect_server(folder / "prefect") as environment,
    ):
        tally = _kill(folder, environment, options)
    minutes = (time.perf_counter() - started) / 60
    print(f"\n{'killed while at':32}{'before':>10}{'after':>10}")
    for stage in dict.fromkeys(stage for stage, _ in tally.kills):
        counts = "".join(f"{tally.kills[stage, held]:>10}" for held in ("before", "after"))
        print(f"{stage:32}{counts}")
    figures: dict[str, object] = {
        "kills": sum(tally.kills.values()),
        "of which the main process alone": tally.alone,
        "of which with a server of its own": tally.own_server,
        "runs that had ended before": tally.too_late,
        "runs that healed": tally.healings,
        "broken": len(tally.broken),
        "minutes": round(minutes, 1),
    }
    for name, figure in figures.items():
        print(f"{name:40}{figure!s:>12}")
    figures["stages"] = {f"{stage}: {held}": n for (stage, held), n in tally.kills.items()}
    print(f"written to {write_results('kills', figures | {'found': tally.broken})}")
    sys.exit(1 if tally.broken else 0)


def _kill(folder: Path, server: Mapping[str, str], options: argparse.Namespace) -> Tally:
    chance, tally = random.Random(options.seed), Tally()
    reference = ChangingSeeds(folder / "reference", chance, server)
    reference.put_all()
    length = reference.start().end()
    if length.status:
        sys.exit(f"a run without any fault failed: {length.last_line}")
    seeds, seconds = ChangingSeeds(folder / "killed", chance, server), length.seconds
    seeds.change()
    while (kills := sum(tally.kills.values())) < options.kills:
        if seeds.held() == "after":
            seeds.change()
        own = options.own_server > 0 and kills % options.own_server == 0
        alone = chance.random() < 1 / 3
        run = seeds.start(own_server=own)
        _sleep_while_alive(run, chance.uniform(0, seconds * (1.5 if own else 1)))
        if run.process.poll() is not None:
            tally.too_late += 1
            seconds *= 0.9
            continue
        rest = run.kill(alone=alone)
        stage, held = _stage(run.err), seeds.held()
        what = f"kill {kills + 1} ({stage})"
        tally.kills[stage, held] += 1
        tally.alone += alone
        tally.own_server += own
        found = list(seeds.faults(reference.warehouse))
        found.extend(f"lives on: {line}" for line in _still_alive(rest))
        tally.broken.extend(f"{what}: {fault}" for fault in found)
        how = "alone" if alone else "tree"
        print(f"kill {kills + 1:3}: {stage}, {how}, {held}, {found or 'whole'}", flush=True)
        if (kills + 1) % _KILLS_A_HEALING == 0 or kills + 1 == options.kills:
            seconds = _heal(seeds, tally, reference.warehouse)
    return tally


def _heal(seeds: ChangingSeeds, tally: Tally, reference: Path) -> float:
    """A run to its end puts everything right; return its seconds."""
    ended = seeds.start().end()
    tally.healings += 1
    found = [ended.last_line] if ended.status else []
    found.extend(seeds.faults(reference))
    if seeds.held() != "after":
        found.append("articles are missing")
    found.extend(f"left over: {path}" for path in leftovers_of(seeds.warehouse))
    tally.broken.extend(f"healing {tally.healings}: {fault}" for fault in found)
    print(f"healing {tally.healings}: {found or 'whole'}, {ended.seconds:.0f} s", flush=True)
    return ended.seconds


def _still_alive(processes: list[psutil.Process]) -> list[str]:
    """Command lines of those that have not ended after a while."""
    _, alive = psutil.wait_procs(processes, timeout=_PATIENCE)
    lines = []
    for process in alive:
        try:
            if process.status() != psutil.STATUS_ZOMBIE:
                lines.append(" ".join(process.cmdline())[-200:])
                process.kill()
        except psutil.NoSuchProcess:
            continue
    return lines


def _sleep_while_alive(run: RunTree, seconds: float) -> None:
    deadline = run.started + seconds
    while (left := deadline - time.perf_counter()) > 0 and run.process.poll() is None:
        time.sleep(min(left, 0.5))


def _stage(said: str) -> str:
    """What the run was at, by its last line in the log."""
    lines = said.strip().splitlines()
    words = lines[-1].split() if lines else []
    return _STAGES.get(words[1], " ".join(words[1:4])) if len(words) > 1 else "start"


if __name__ == "__main__":
    main()
