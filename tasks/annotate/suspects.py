"""Which batches may be why a worker died, by the marks that dead workers leave."""

from __future__ import annotations

from collections.abc import Iterable

from tasks.annotate.batches import Batch
from tasks.store.staging import Mark, Staging


def sift(batches: Iterable[Batch], staging: Staging) -> tuple[list[Batch], list[Batch]]:
    """The suspects among unfinished batches, and the others; their marks are taken.

    Where an article's time ran out, that article is suspect, and its neighbours are not.
    """
    suspects: list[Batch] = []
    others: list[Batch] = []
    for batch in batches:
        mark = staging.take_mark(batch.name)
        if mark is None:
            others.append(batch)
        elif mark.overdue and len(batch.articles) > 1:
            slow, rest = _around(batch, mark)
            suspects.append(slow)
            others.append(rest)
        else:
            suspects.append(batch)
    return suspects, others


def narrowed(batch: Batch, mark: Mark) -> list[Batch]:
    """Smaller batches, one of which holds the article at which the worker died."""
    if mark.overdue:
        return list(_around(batch, mark))
    middle = len(batch.articles) // 2
    return [Batch(batch.articles[:middle]), Batch(batch.articles[middle:])]


def _around(batch: Batch, mark: Mark) -> tuple[Batch, Batch]:
    """The marked article alone, and its neighbours."""
    slow = tuple(article for article in batch.articles if article == mark.article)
    rest = tuple(article for article in batch.articles if article != mark.article)
    return Batch(slow), Batch(rest)
