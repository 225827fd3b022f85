"""The annotation stage, shared by the flows that load articles."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from flows.options.declared import NightlyOptions, ReannotateOptions
from flows.parameters import check_scheduler
from flows.runs import cores
from tasks.annotate.batches import BatchResult, Bench
from tasks.annotate.pool import Crew, annotate_on_pool, cut_batches
from tasks.annotate.progress import annotation_progress
from tasks.annotate.shelf import Shelf
from tasks.console.plural import counted

logger = logging.getLogger("wortlaut")


@dataclass(frozen=True, slots=True)
class Annotated:
    """How many articles were annotated, and why some could not be staged, by `article_id`."""

    count: int = 0
    refused: Mapping[str, str] = field(default_factory=dict)


def checked_crew(options: NightlyOptions | ReannotateOptions) -> Crew:
    """Who annotates, by the options of a flow.

    Raises ParameterError where the operator has not allowed them, and CrewError where they are
    not to be had.
    """
    check_scheduler(options.dask_scheduler)
    crew = Crew(
        runner=options.runner,
        workers=options.workers or cores(),
        at_most=not options.workers,
        scheduler=options.dask_scheduler or None,
    )
    crew.check()
    return crew


def annotate(
    articles: Collection[str], shelf: Shelf, bench: Bench, crew: Crew, *, batch_size: int
) -> Annotated:
    """Stage the articles that are not staged yet; each lies on the shelf."""
    staged, rejected = bench.open().index(articles)
    missing = [one for one in articles if one not in staged and one not in rejected]
    if len(missing) < len(articles):
        logger.info(
            "%d of %s staged already",
            len(articles) - len(missing),
            "1 article is" if len(articles) == 1 else f"{len(articles):,} articles are",
        )
    if not missing:
        return Annotated()
    crew = crew.for_texts(sum(map(shelf.length, missing)))
    batches = cut_batches(missing, shelf, size=batch_size, workers=crew.size())
    logger.info(
        "annotating %s in %s on %s",
        counted(len(missing), "article"),
        counted(len(batches), "batch"),
        crew.words(),
    )
    with annotation_progress(len(missing)) as progress:

        def finished(result: BatchResult) -> None:
            progress.advance(result.articles + result.rejected)

        refused = annotate_on_pool(batches, shelf, bench, crew, on_finished=finished)
    return Annotated(len(missing), refused)
