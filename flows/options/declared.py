"""The options of each flow, in the order of its form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.options import bounds, words
from flows.options.option import Option, option_field
from tasks.annotate.crew import Runner

SEEDS = Option(Path("seeds"), "Folder of the article files.", "DIR", words.path)
WAREHOUSE = Option(
    Path("warehouse"),
    "Folder of the warehouse, which holds wortlaut.duckdb.",
    "DIR",
    words.warehouse,
)
# An empty text means none: the form shows a field to fill in, and for `None` two buttons.
PATTERN = Option(
    "",
    "Only files whose path matches, such as 2026-11/* or *bundestag*.",
    "GLOB",
    words.pattern,
    {"max_length": bounds.PATTERN_LENGTH},
)
KEEP_DAYS: Option[int | None] = Option(
    None,
    "Articles that were published, or where undated first seen, more days ago leave, and stay away "
    "although their file is there.",
    "N",
    words.whole(bounds.KEEP_DAYS, "number of days"),
    bounds.KEEP_DAYS.limits,
)
MAX_MEGABYTES = Option(
    2.0,
    "Larger files of plain text are rejected.",
    "X",
    words.number(bounds.MEGABYTES, "number of megabytes"),
    bounds.MEGABYTES.limits,
)
WORKERS = Option(
    0,
    "Worker processes; 0 means up to one a processor core, as there is work for them.",
    "N",
    words.whole(bounds.WORKERS, "number of workers"),
    bounds.WORKERS.limits,
)
# Above this many articles a batch, a killed worker loses more work than a larger batch saves.
BATCH_SIZE = Option(
    64,
    "Articles that a worker annotates in one go, at most.",
    "N",
    words.whole(bounds.BATCH_SIZE, "number of articles"),
    bounds.BATCH_SIZE.limits,
)
RUNNER: Option[Runner] = Option(
    "process", "Who annotates: this machine's cores (process), or a Dask cluster (dask)."
)
DASK_SCHEDULER = Option(
    "",
    "Address of an existing cluster's scheduler, such as tcp://10.0.0.5:8786; without one, dask "
    "starts a cluster on this machine. A service must allow it.",
    "ADDRESS",
    words.scheduler_or_none,
    {"pattern": f"^({words.SCHEDULER})?$"},
)
MODEL: Option[Path | None] = Option(
    None,
    "Another spaCy pipeline than the shipped one: its folder, or on the command line the name of "
    "its installed package.",
    "MODEL",
    words.model,
)
WAIT_SECONDS = Option(
    0.0,
    "How many seconds to wait while another run is writing the warehouse.",
    "SECONDS",
    words.number(bounds.WAIT_SECONDS, "number of seconds"),
    bounds.WAIT_SECONDS.limits,
    flag="--wait",
)


def _day(said: str, flag: str = "") -> Option[date | None]:
    return Option(None, said, "DATE", words.day, flag=flag)


def _choice(said: str) -> Option[bool]:
    return Option(False, said)


@dataclass(frozen=True, slots=True)
class NightlyOptions:
    """From the seed folder to the published warehouse."""

    seeds: Path = option_field(SEEDS)
    warehouse: Path = option_field(WAREHOUSE)
    since: date | None = option_field(
        _day("Only files that were last modified on this day or later.")
    )
    pattern: str = option_field(PATTERN)
    reannotate: bool = option_field(
        _choice("Annotate loaded articles anew where another model annotated them.")
    )
    prune: bool = option_field(
        _choice("Remove articles whose file is gone from the seed folder, up to a fifth of all.")
    )
    prune_all: bool = option_field(
        _choice("Remove articles whose file is gone, however many they are.")
    )
    other_seeds: bool = option_field(
        _choice("The seed folder is another one than that of the runs before, and is meant.")
    )
    keep_days: int | None = option_field(KEEP_DAYS)
    workers: int = option_field(WORKERS)
    batch_size: int = option_field(BATCH_SIZE)
    max_megabytes: float = option_field(MAX_MEGABYTES)
    rehash: bool = option_field(
        _choice("Read every file, also those that look untouched since the last run.")
    )
    runner: Runner = option_field(RUNNER)
    dask_scheduler: str = option_field(DASK_SCHEDULER)
    model: Path | None = option_field(MODEL)
    wait_seconds: float = option_field(WAIT_SECONDS)


@dataclass(frozen=True, slots=True)
class ReannotateOptions:
    """Loaded articles anew."""

    warehouse: Path = option_field(WAREHOUSE)
    published_from: date | None = option_field(
        _day("Only articles published on this day or later.", "--from")
    )
    published_until: date | None = option_field(
        _day("Only articles published on this day or earlier.", "--until")
    )
    pattern: str = option_field(
        PATTERN.saying("Only articles whose file's path matches, such as 2026-11/* or *bundestag*.")
    )
    everything: bool = option_field(
        _choice("Also articles that the present model has annotated already.")
    )
    workers: int = option_field(WORKERS)
    batch_size: int = option_field(BATCH_SIZE)
    runner: Runner = option_field(RUNNER)
    dask_scheduler: str = option_field(DASK_SCHEDULER)
    model: Path | None = option_field(MODEL)
    wait_seconds: float = option_field(WAIT_SECONDS)


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The published warehouse verified."""

    seeds: Path = option_field(SEEDS)
    warehouse: Path = option_field(WAREHOUSE)
    model: Path | None = option_field(MODEL)


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The report written anew."""

    warehouse: Path = option_field(WAREHOUSE)
