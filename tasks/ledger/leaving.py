"""Which articles may be kept, and what the ledger says of files whose article may not.

An article leaves because somebody asked for it (`wortlaut forget`), because it is older than
articles are kept (`--keep-days`), or because its file is gone (`--prune`). From then on the ledger
knows its files by a keyed hash of their path: paths name people, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tasks.forgotten.keyed import HIDDEN, Forgotten
from tasks.ledger.files import FoundFile, SeedFile
from tasks.ledger.ledger import LoadPlan

FORGOTTEN = "the article was forgotten (wortlaut forget) and is kept away"
_EXPIRED = "published or first seen on {day}, longer ago than articles are kept (--keep-days)"
_DAY = re.compile(re.escape(_EXPIRED).replace(r"\{day\}", r"(\d{4}-\d\d-\d\d)"))
# The last day that an article dated to a month or a year may have appeared on.
_LONGEST = {"month": timedelta(days=30), "year": timedelta(days=365)}


@dataclass(frozen=True, slots=True)
class Dated:
    """When an article was published, as far as its file says.

    `undated_id`: what an article that was read now is called without its date. It was, if it was
    forgotten before its day had come (tasks/text/ahead.py).
    """

    published_on: date | None
    precision: str
    undated_id: str | None = None

    def last_day(self) -> date | None:
        """The last day that it may have appeared on."""
        if self.published_on is None:
            return None
        return self.published_on + _LONGEST.get(self.precision, timedelta())


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is kept away, and for how many days an article is kept; None: for ever."""

    forgotten: Forgotten
    keep_days: int | None
    today: date

    def reason(self, article_id: str, dated: Dated, first_seen: date) -> str | None:
        """Why this article may not be here, in words for its file; None where it may."""
        names = (article_id, dated.undated_id)
        if any(self.forgotten.holds_article(name) for name in names if name):
            return FORGOTTEN
        day = dated.last_day() or first_seen
        return _EXPIRED.format(day=day) if self._is_over(day) else None

    def still(self, reason: str | None) -> bool:
        """Whether a file that was kept away for this reason still is.

        A run that is not told how long articles are kept brings none back that has left.
        """
        if reason == FORGOTTEN:
            return True
        day = _DAY.fullmatch(reason or "")
        if day is None:
            return False
        return self.keep_days is None or self._is_over(date.fromisoformat(day[1]))

    def _is_over(self, day: date) -> bool:
        return self.keep_days is not None and day < self.today - timedelta(days=self.keep_days)


def is_kept_away(reason: str | None) -> bool:
    """Whether a file's reason says that its article may not be here, and not that it is faulty."""
    return reason == FORGOTTEN or _DAY.fullmatch(reason or "") is not None


def stored_paths(
    files: Iterable[FoundFile], ledger: Mapping[str, SeedFile], forgotten: Forgotten
) -> dict[str, str]:
    """What the ledger calls the files whose path it does not hold, where that is another path."""
    hidden = {path for path in ledger if path.startswith(HIDDEN)}
    paths = {}
    for file in files if hidden or forgotten.names else ():
        if file.path not in ledger:
            name = forgotten.hidden(file.path)
            if name in hidden or forgotten.is_in_path(file.path):
                paths[file.path] = name
    return paths


def known_as_kept_away(
    files: Iterable[FoundFile],
    paths: Mapping[str, str],
    ledger: Mapping[str, SeedFile],
    keeping: Keeping,
) -> list[FoundFile]:
    """The files, with the reason for those of which nobody need read again why they stay away."""
    found = []
    for file in files:
        known = ledger.get(paths[file.path]) if file.path in paths else None
        same = known is not None and known.content_hash == file.content_hash is not None
        if known is not None and same and file.selected and keeping.still(known.reason):
            file = replace(file, article_id=None, reason=known.reason, remark=None)
        found.append(file)
    return found


def kept_away(
    files: Iterable[FoundFile],
    dates: Mapping[str, Dated],
    ledger: Mapping[str, SeedFile],
    keeping: Keeping,
) -> tuple[list[FoundFile], frozenset[str]]:
    """The files, those with a reason whose article may not be here; and articles that must leave.

    `dates` has every article of the warehouse and of the files. An article that has no file any
    more leaves as well.
    """
    if keeping.keep_days is None and not keeping.forgotten.articles:
        return list(files), frozenset()
    seen: dict[str, date] = {}
    for row in ledger.values():
        if row.article_id is not None:
            day = row.first_seen_at.date()
            seen[row.article_id] = min(day, seen.get(row.article_id, day))
    reasons = {
        article: reason
        for article, dated in dates.items()
        if (reason := keeping.reason(article, dated, seen.get(article, keeping.today)))
    }
    judged = [_judged(file, reasons) for file in files]
    return judged, frozenset(reasons)


def _judged(file: FoundFile, reasons: Mapping[str, str]) -> FoundFile:
    reason = reasons.get(file.article_id) if file.article_id else None
    if reason is None:
        return file
    # Of what was forgotten not even a hash that anybody could make of the file.
    content = None if reason == FORGOTTEN else file.content_hash
    return replace(file, article_id=None, reason=reason, remark=None, content_hash=content)


def under_stored_paths(
    files: Iterable[FoundFile],
    paths: Mapping[str, str],
    ledger: Mapping[str, SeedFile],
    forgotten: Forgotten,
) -> list[FoundFile]:
    """The files under the paths that the ledger is to know them by.

    One that has an article again is known by its own path, unless that names somebody: by a whole
    name, or, where the article was loaded under a hidden path, by a surname.
    """

    def stays_hidden(file: FoundFile) -> bool:
        if file.article_id is None or forgotten.is_in_path(file.path):
            return True
        known = ledger.get(paths[file.path])
        return known is not None and known.status == "loaded"

    return [
        replace(file, path=paths[file.path]) if file.path in paths and stays_hidden(file) else file
        for file in files
    ]


def under_own_paths(
    ledger: Mapping[str, SeedFile], files: Iterable[FoundFile], paths: Mapping[str, str]
) -> Mapping[str, SeedFile]:
    """The ledger with the rows of files that are back under the path that the files have."""
    back = {paths[file.path]: file.path for file in files if file.path in paths}
    if not back.keys() & ledger.keys():
        return ledger
    rows = (replace(row, path=back.get(path, path)) for path, row in ledger.items())
    return {row.path: row for row in rows}


def let_go(
    plan: LoadPlan,
    ledger: Mapping[str, SeedFile],
    paths: Mapping[str, str],
    leaving: Collection[str],
    forgotten: Forgotten,
) -> LoadPlan:
    """The plan that also takes out what must leave, and hides the paths of all that leaves.

    `ledger` is that of `under_own_paths`, `paths` are those of `stored_paths`.
    """
    plan = replace(plan, remove=plan.remove | frozenset(leaving))
    left = plan.left
    rows = {row.path: row for row in plan.rows}
    dropped = set()
    for path, row in [*rows.items(), *((p, r) for p, r in ledger.items() if p not in rows)]:
        if path.startswith(HIDDEN):
            continue
        gone = row.status == "gone" and row.article_id in left
        if gone or (row.status == "rejected" and is_kept_away(row.reason)):
            hidden = replace(row, path=forgotten.hidden(path))
            if gone:
                hidden = replace(hidden, content_hash=None, article_id=None)
            rows.pop(path, None)
            rows[hidden.path] = hidden
            dropped.add(path)
    dropped &= ledger.keys()
    # Files that are back.
    dropped |= {hidden for path, hidden in paths.items() if path in ledger}
    return replace(plan, rows=tuple(rows.values()), dropped=frozenset(dropped))
