"""A seed file, as the ledger remembers it and as a run finds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Status = Literal["loaded", "duplicate", "rejected", "gone"]


# Not frozen, these two: there are a hundred thousand a night, and frozen ones take three times as
# long to make. Nobody changes one all the same.
@dataclass(slots=True)
class SeedFile:
    """A file ever seen, or a record of one that holds many, with what became of it.

    `path` is that of tasks/ledger/unit.py. The last three are None for a record.
    """

    path: str
    content_hash: str | None
    size_bytes: int | None
    status: Status
    reason: str | None
    article_id: str | None
    first_seen_at: datetime
    last_seen_at: datetime
    run_id: str
    format: str | None = None
    records: int | None = None
    read_with: str | None = None


@dataclass(slots=True)
class FoundFile:
    """A file of the seed folder as it is now, or a record of one that holds many.

    `path` is that of tasks/ledger/unit.py. `article_id` is set where it holds an article, `reason`
    where it cannot be loaded, `remark` where it is loaded but its owner should know something. A
    file that is not `selected` has not been looked at; only its path is known; a `growing` one is
    left for the next run, because somebody is still writing it. Of a file, `format` says what it
    was taken for, `records` how many it holds where it is not itself the article, and `read_with`
    by which version of its hints.
    """

    path: str
    content_hash: str | None
    size_bytes: int | None
    article_id: str | None = None
    reason: str | None = None
    remark: str | None = None
    selected: bool = True
    growing: bool = False
    format: str | None = None
    records: int | None = None
    read_with: str | None = None

    @property
    def is_loaded(self) -> bool:
        """Whether it holds an article, or records."""
        return self.article_id is not None or (self.records is not None and self.reason is None)
