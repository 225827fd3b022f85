"""How far the annotation of a run has come, for the terminal and for the Prefect UI."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from tasks.console import terminal

# The UI and the log are told at most this often, in seconds; the bar moves with every batch.
_ARTIFACT_SECONDS = 2.0
_LOG_SECONDS = 10.0

logger = logging.getLogger("wortlaut")


class AnnotationProgress:
    """Counts finished articles; says the rate and the time left."""

    def __init__(self, total: int, artifact: UUID, bar: Progress) -> None:
        self.total = total
        self.done = 0
        self._artifact = artifact
        self._bar = bar
        self._row = bar.add_task("annotate", total=total, rate="")
        self._started = self._artifact_at = self._logged_at = time.monotonic()

    def advance(self, articles: int) -> None:
        """Note that so many more articles are done."""
        self.done += articles
        now = time.monotonic()
        line = self.line(now - self._started)
        self._bar.update(self._row, advance=articles, rate=line)
        finished = self.done >= self.total
        if finished or now - self._artifact_at >= _ARTIFACT_SECONDS:
            self._artifact_at = now
            update_progress_artifact(self._artifact, progress=100 * self.done / self.total)
        if finished or now - self._logged_at >= _LOG_SECONDS:
            self._logged_at = now
            logger.info(
                "annotated %d of %d articles, %s",
                self.done,
                self.total,
                line,
                extra={terminal.ON_BAR: not self._bar.disable},
            )

    def line(self, seconds: float) -> str:
        """Articles a second and the time left, as words."""
        rate = self.done / seconds if seconds > 0 else 0.0
        if not rate:
            return "starting"
        if self.done >= self.total:
            return f"{rate:.1f} articles/s"
        left = (self.total - self.done) / rate
        return f"{rate:.1f} articles/s, {left // 60:.0f} min {left % 60:.0f} s left"


@contextmanager
def annotation_progress(total: int) -> Iterator[AnnotationProgress]:
    """A progress artifact in Prefect and, where standard error is a terminal, a bar."""
    artifact = create_progress_artifact(
        progress=0.0, key="annotation", description=f"Articles annotated, of {total}"
    )
    assert isinstance(artifact, UUID)
    with progress_bar() as bar:
        yield AnnotationProgress(total, artifact, bar)


def progress_bar() -> Progress:
    """A bar on standard error, disabled where that is no terminal; the log's lines go above it."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        # It moves before the first batch is done, which takes a minute on a busy machine.
        TimeElapsedColumn(),
        console=terminal.messages(),
        # rich would print for the door what others print meanwhile.
        redirect_stdout=False,
        redirect_stderr=False,
        disable=not terminal.is_terminal(sys.stderr),
    )
