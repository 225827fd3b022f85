"""What would become of a file, without anything being loaded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from tasks.read.items import Reading
from tasks.read.record import UnreadableFileError
from tasks.text.article import Article, Rejection

# So many records become articles here; of the others it is only seen whether they can be read.
_CLOSELY = 200


@dataclass(slots=True)
class Preview:
    """A file's articles and what is wrong with it.

    `records` counts all of the file, `unread` those of them that are no articles, with the reason
    of each of the first. `closely` is how many were made articles as a run makes them. `failed`
    says why nothing follows the records that were counted, or why there are none.
    """

    format: str | None = None
    is_one: bool = False
    records: int = 0
    unread: int = 0
    closely: int = 0
    first: Article | None = None
    reasons: list[tuple[str | None, str]] = field(default_factory=list)
    remarks: list[tuple[str | None, str]] = field(default_factory=list)
    remarked: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    failed: str | None = None

    @property
    def loaded(self) -> int:
        """Articles that can be read, as far as that is seen."""
        return self.records - self.unread


def preview(reading: Reading, *, shown: int) -> Preview:
    """Read a file to its end; of reasons and remarks, the first `shown` are kept."""
    seen = Preview(reading.format)
    try:
        items = reading.items()
        for item in islice(items, _CLOSELY):
            seen.records += 1
            seen.closely += 1
            seen.is_one = item.record is None
            article = item.read()
            if isinstance(article, Rejection):
                _note(seen, item.record, article.reason, shown)
                continue
            seen.first = seen.first or article
            if article.remark is not None:
                seen.remarked += 1
                if len(seen.remarks) < shown:
                    seen.remarks.append((item.record, article.remark))
        for item in items:
            seen.records += 1
            if item.content_hash is None:
                reason = item.read()
                _note(seen, item.record, getattr(reason, "reason", ""), shown)
    except UnreadableFileError as error:
        seen.failed = str(error)
    seen.passed_over = reading.passed_over
    return seen


def _note(seen: Preview, name: str | None, reason: str, shown: int) -> None:
    seen.unread += 1
    if len(seen.reasons) < shown:
        seen.reasons.append((name, reason))
