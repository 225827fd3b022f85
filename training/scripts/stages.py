"""The stages of a configuration: one after another, each resumed where it was cut off.

Knows no torch: what learns, and how it is kept on disk, is `training.scripts.learning`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

_CHECKPOINT_SECONDS = 180
_SAID_EVERY = 50

_Batch = TypeVar("_Batch")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, and the files of weights that it reads and writes.

    `recipe` is another one after a change of its settings or of those of a stage that it builds on.
    It starts from the weights `before`; where it has `shares`, it is their mean and learns nothing.
    """

    name: str
    settings: Any
    recipe: str
    done: Path
    before: Path | None
    shares: Mapping[Path, float]

    @property
    def checkpoint(self) -> Path:
        """Where it is kept while it learns."""
        return self.done.with_suffix(".part")


class Learns(Protocol):
    """What goes through the batches of a stage."""

    def report(self) -> Mapping[str, float]:
        """Mean losses since the last report."""

    def save(self, path: Path, **beside: Any) -> None:
        """Write everything that a later run needs to go on."""

    def steps_done(self, checkpoint: Path, recipe: str) -> int:
        """Go on from a checkpoint of this recipe; how many steps were done, 0 without one."""


def weights_of(work: Path, stage: str) -> Path:
    """The file of a stage's weights when it is done: encoder and heads."""
    return work / f"{stage}.pt"


def quotation_weights_of(work: Path, stage: str) -> Path:
    """The same for the networks for quotations."""
    return work / f"quotations-{stage}.pt"


def stages_of(
    config: Mapping[str, Any], common: str, file_of: Callable[[str], Path], until: str | None = None
) -> Iterator[Stage]:
    """The stages in their order, up to the one named `until`; `common` is part of every recipe.

    A stage starts from the one before, or from the one that its `start` names. A stage with a
    `mean` is made of earlier ones, each with its share.
    """
    recipes = {"": common}
    before = ""
    for name, settings in config["stages"].items():
        shares: Mapping[str, float] = settings.get("mean", {})
        before = settings.get("start", before)
        made_of = " ".join(recipes[part] for part in shares or [before])
        recipes[name] = f"{made_of} {name} {settings!r}"
        yield Stage(
            name,
            settings,
            recipes[name],
            file_of(name),
            file_of(before) if before else None,
            {file_of(part): share for part, share in shares.items()},
        )
        before = name
        if name == until:
            break


def run_stages(
    stages: Iterable[Stage],
    is_made: Callable[[Path, str], bool],
    make: Callable[[Stage], None],
) -> None:
    """Make the stages whose weights are not there, or were made by another recipe.

    A mean is made anew with what it is the mean of.
    """
    made: set[Path] = set()
    for stage in stages:
        if not is_made(stage.done, stage.recipe) or made & stage.shares.keys():
            make(stage)
            made.add(stage.done)
            stage.checkpoint.unlink(missing_ok=True)


def go_through(
    stage: Stage,
    learner: Learns,
    batches: Iterable[_Batch],
    count: int,
    step: Callable[[_Batch, int, int], None],
    said: Iterable[str] | None = None,
) -> None:
    """Let `step` learn from all `count` batches, from the checkpoint on where there is one.

    It is given a batch, its number from 0, and `count`. Batches must come in the same order each
    time. Losses are printed now and then: those named in `said`, or all.
    """
    first = learner.steps_done(stage.checkpoint, stage.recipe)
    if first:
        print(f"{stage.name} goes on from batch {first} of {count}", flush=True)
    started = saved = time.monotonic()
    for number, batch in enumerate(islice(batches, first, None), first):
        step(batch, number, count)
        steps = number + 1
        if steps % _SAID_EVERY == 0 or steps == count:
            left = (time.monotonic() - started) / (steps - first) * (count - steps)
            losses = _line(learner.report(), said)
            print(f"{stage.name} {steps}/{count}: {losses}; {left / 60:.1f} min left", flush=True)
        if time.monotonic() - saved > _CHECKPOINT_SECONDS:
            learner.save(stage.checkpoint, recipe=stage.recipe, step=steps)
            saved = time.monotonic()


def _line(losses: Mapping[str, float], said: Iterable[str] | None) -> str:
    names = losses if said is None else said
    return " ".join(f"{name} {losses[name]:.3f}" for name in names if name in losses)
