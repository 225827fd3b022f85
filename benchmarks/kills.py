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
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import psutil

from benchmarks.results import write_results
from benchmarks.run_tree import RunTree, prefect_server, start_run
from benchmarks.short_articles import short_articles, write_article
from benchmarks.soundness import articles_of, faults_of, leftovers_of
from tasks.text.article import Article
from tasks.text.parse import parse

_ARTICLES = 24
_KILLS_A_HEALING = 5
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


class Night:
    """A warehouse, a seed folder that changes, and the runs between them."""

    def __init__(self, folder: Path, texts: list[str], chance: random.Random) -> None:
        self.seeds, self.warehouse = folder / "seeds", folder / "warehouse"
        self.seeds.mkdir()
        self._texts, self._chance = texts, chance
        self.wanted: frozenset[str] = frozenset()

    def change(self) -> None:
        """Half of the texts lie in the folder, others than before; one under a new name."""
        chosen = self._chance.sample(range(len(self._texts)), len(self._texts) // 2)
        for file in self.seeds.iterdir():
            file.unlink()
        for number, at in enumerate(chosen):
            name = f"{at:03}" if number else f"neu-{self._chance.randrange(1000):03}"
            write_article(self.seeds / f"{name}.txt", self._texts[at])
        self.wanted = frozenset(_id_of(self._texts[at]) for at in chosen)

    def start(self, environment: Mapping[str, str]) -> RunTree:
        """A run that also takes articles out, in small batches."""
        options = ("--prune", "--batch-size", "2", "--workers", "2")
        return start_run(self.seeds, self.warehouse, *options, environment=environment)


def main() -> None:
    """Kill so many runs; print what was found, write JSON; status 1 where anything is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the random moments")
    parser.add_argument("--own-server", type=int, default=5, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="an empty folder to work in")
    options = parser.parse_args()
    started = time.perf_counter()
    with _folder(options.keep) as folder, prefect_server(folder / "prefect") as environment:
        texts = list(short_articles(_ARTICLES, corpora=False))
        tally = _kill(folder, texts, environment, options)
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


def _kill(
    folder: Path, texts: list[str], server: Mapping[str, str], options: argparse.Namespace
) -> Tally:
    chance, tally = random.Random(options.seed), Tally()
    whole = folder / "reference"
    whole.mkdir()
    reference = Night(whole, texts, chance)
    for at, text in enumerate(texts):
        write_article(reference.seeds / f"{at:03}.txt", text)
    length = reference.start(server).end()
    if length.status:
        sys.exit(f"a run without any fault failed: {length.last_line}")
    night, seconds = Night(folder, texts, chance), length.seconds
    night.change()
    while (kills := sum(tally.kills.values())) < options.kills:
        before = articles_of(night.warehouse)
        if before == night.wanted:
            night.change()
        own = options.own_server > 0 and kills % options.own_server == 0
        alone = chance.random() < 1 / 3
        run = night.start({} if own else server)
        _sleep_while_alive(run, chance.uniform(0, seconds * (1.5 if own else 1)))
        if run.process.poll() is not None:
            tally.too_late += 1
            seconds *= 0.9
            continue
        rest = run.kill(alone=alone)
        held = _held(night, before, tally, f"kill {kills + 1}", whole / "warehouse")
        stage = _stage(run.err)
        tally.kills[stage, held] += 1
        tally.alone += alone
        tally.own_server += own
        if alive := _still_alive(rest):
            tally.broken.append(f"kill {kills + 1} ({stage}): processes live on: {alive}")
        print(f"kill {kills + 1:3}: {stage}, {'alone' if alone else 'tree'}, {held}", flush=True)
        if (kills + 1) % _KILLS_A_HEALING == 0 or kills + 1 == options.kills:
            seconds = _heal(night, server, tally, whole / "warehouse")
    return tally


def _held(night: Night, before: frozenset[str], tally: Tally, what: str, whole: Path) -> str:
    """Whether the published file is that of before or that of after; notes what is wrong."""
    try:
        published = articles_of(night.warehouse)
        tally.broken.extend(f"{what}: {fault}" for fault in faults_of(night.warehouse, whole))
    except duckdb.Error as error:
        tally.broken.append(f"{what}: {error}")
        return "neither"
    if published not in (before, night.wanted):
        tally.broken.append(f"{what}: {len(published)} articles, of neither before nor after")
        return "neither"
    return "after" if published == night.wanted else "before"


def _heal(night: Night, server: Mapping[str, str], tally: Tally, whole: Path) -> float:
    """A run to its end puts everything right; return its seconds."""
    ended = night.start(server).end()
    tally.healings += 1
    what = f"healing {tally.healings}"
    if ended.status:
        tally.broken.append(f"{what}: {ended.last_line}")
    if _held(night, night.wanted, tally, what, whole) != "after":
        tally.broken.append(f"{what}: articles are missing")
    tally.broken.extend(f"{what}: left over: {path}" for path in leftovers_of(night.warehouse))
    print(f"{what}: {len(tally.broken)} broken so far, {ended.seconds:.0f} s", flush=True)
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


def _id_of(text: str) -> str:
    article = parse(text.encode())
    if not isinstance(article, Article):
        raise TypeError(article.reason)
    return article.article_id


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="wortlaut-kills-") as folder:
        yield Path(folder)


if __name__ == "__main__":
    main()
