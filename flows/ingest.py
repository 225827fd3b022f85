"""What a night brings: files that are new or different, read, annotated and planned."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from flows.annotation import annotate
from flows.stopwatch import Stopwatch
from flows.summary import passed_over
from tasks.annotate.batches import Bench
from tasks.annotate.pool import Crew
from tasks.annotate.shelf import Shelf
from tasks.console.escape import shown
from tasks.console.plural import counted
from tasks.find.task import Found
from tasks.ledger.files import FoundFile, SeedFile
from tasks.ledger.leaving import (
    Keeping,
    is_kept_away,
    kept_away,
    known_as_kept_away,
    let_go,
    stored_paths,
    under_own_paths,
    under_stored_paths,
)
from tasks.ledger.ledger import Counts, LoadPlan, plan_load
from tasks.ledger.origin import check_origin, others
from tasks.ledger.prune import check_prune
from tasks.ledger.unit import as_written, file_of
from tasks.read.hints import HintsOf
from tasks.read.task import parse
from tasks.store.ledger_rows import read_ledger
from tasks.store.stored_articles import (
    Window,
    find_stored_articles,
    read_stored_articles,
    replacing,
)
from tasks.store.warehouse import (
    open_warehouse,
    read_article_dates,
    read_article_paths,
)

logger = logging.getLogger("wortlaut")

# Rejected files that the log names; the others stand in the artifact and in main.seed_files.
_LOGGED = 100


@dataclass(frozen=True, slots=True)
class News:
    """What is to be loaded, and where it is staged.

    `batches` maps articles to their staged batches, `rejected` the paths of files that cannot be
    loaded to the reasons. `annotated` counts articles, `undated` has the paths of those that are to
    be loaded without a date. `removed` counts articles that go and leave no newer words of their
    file behind.
    """

    plan: LoadPlan
    batches: Mapping[str, Path] = field(default_factory=dict)
    annotated: int = 0
    rejected: Mapping[str, str] = field(default_factory=dict)
    undated: tuple[str, ...] = ()
    removed: int = 0

    @property
    def newly_rejected(self) -> int:
        """Rejected files for which this run says so first."""
        return sum(
            row.status == "rejected" and not is_kept_away(row.reason) for row in self.plan.rows
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What may become of articles whose files are missing.

    With `prune` they are removed; `unasked` also where they are more than a fifth. `origins` are
    the folders that the warehouse was filled from, the last first, where another is not meant.
    """

    prune: bool = False
    unasked: bool = False
    origins: Sequence[Path] = ()


def read_news(
    found: Found,
    working: Path,
    shelf: Shelf,
    bench: Bench,
    crew: Crew,
    watch: Stopwatch,
    *,
    seeds: Path,
    max_bytes: int,
    hints: HintsOf,
    batch_size: int,
    reannotate: bool,
    removal: Removal,
    keeping: Keeping,
    run_id: str,
    now: datetime,
) -> News:
    """Parse and annotate what the ledger does not know; plan what is to be loaded.

    Between the two, articles lie on the shelf.
    With `reannotate`, articles of selected files that another model annotated are done anew. Raises
    PruneError or OtherSeedsError where more would be lost than is meant.
    """
    with watch.stage("parse"):
        with open_warehouse(working) as connection:
            ledger: Mapping[str, SeedFile] = read_ledger(connection)
            articles = read_article_paths(connection)
            dates = read_article_dates(connection)
            stored = (
                find_stored_articles(connection, Window(), not_by=bench.model_version)
                if reannotate
                else {}
            )
        paths = stored_paths(found.files, ledger, keeping.forgotten)
        known = known_as_kept_away(found.files, paths, ledger, keeping)
        named = under_stored_paths(known, paths, ledger, keeping.forgotten)
        check_origin(seeds, removal.origins, named, ledger)
        if removal.origins and removal.origins[0] != seeds:
            logger.warning(
                "the run before read %s: what was loaded from there stays; another warehouse "
                "folder keeps the two apart",
                removal.origins[0],
            )
        parsed = parse(
            known,
            {**ledger} | {path: ledger[name] for path, name in paths.items() if name in ledger},
            seeds=seeds,
            max_bytes=max_bytes,
            hints=hints,
            today=now.date(),
            put=shelf.put,
        )
        for file in [file for file in parsed.files if file.growing][:_LOGGED]:
            logger.warning(
                "left %s for the next run: it is still being written",
                shown(as_written(paths.get(file.path, file.path))),
            )
        dates |= parsed.articles
        present, leaving = kept_away(parsed.files, dates, ledger, keeping)
        present = under_stored_paths(present, paths, ledger, keeping.forgotten)
        if removal.prune and not removal.unasked:
            check_prune(present, articles, seeds=seeds, others=others(seeds, removal.origins))
        incoming = [a for a in parsed.articles if a not in articles and a not in leaving]
        selected = {file.path for file in found.files if file.selected}
        anew = [
            article
            for article, path in stored.items()
            if file_of(path) in selected and article not in leaving
        ]
        if anew:
            with open_warehouse(working) as connection:
                for article in read_stored_articles(connection, anew):
                    shelf.put(article)
        logger.info(
            "found %s in %s: %s",
            counted(len(selected), "file"),
            seeds,
            counted(len(incoming), "new article"),
        )
        if anew:
            logger.info("%d loaded articles are to be annotated anew", len(anew))
    with watch.stage("annotate"):
        annotated = annotate([*incoming, *anew], shelf, bench, crew, batch_size=batch_size)
    with watch.stage("plan"):
        batches, reasons = bench.open().all_of([*incoming, *anew], refused=annotated.refused)
        files = _judged(present, reasons, articles)
        ledger = under_own_paths(ledger, files, paths)
        plan = plan_load(files, ledger, articles, run_id=run_id, now=now, prune=removal.prune)
        plan = let_go(plan, ledger, paths, leaving & articles.keys(), keeping.forgotten)
        staying = [a for a in anew if a not in plan.remove]
        plan = replacing(plan, {a: articles[a] for a in staying if a in batches})
        plan = replace(plan, counts=replace(plan.counts, passed_over=found.passed_over))
    away = sum(is_kept_away(file.reason) for file in files)
    if away:
        logger.info("%s: kept away, as forgotten or longer ago than kept", counted(away, "file"))
    faulty = [row for row in plan.rows if row.status == "rejected" and not is_kept_away(row.reason)]
    for row in faulty[:_LOGGED]:
        logger.warning("rejected %s", shown(f"{as_written(row.path)}: {row.reason}"))
    rejected = {
        as_written(file.path): file.reason
        for file in files
        if file.reason is not None and not is_kept_away(file.reason)
    }
    without_date = sorted(
        as_written(path)
        for article, path in plan.load.items()
        if dates[article].precision == "unknown"
    )
    edited = set(plan.load.values())
    removed = sum(articles.get(article) not in edited for article in plan.left)
    return News(plan, batches, annotated.count, rejected, tuple(without_date), removed)


def tell_passed_over(counts: Counts, seeds: Path, *, takes_all: bool) -> None:
    """Say in the log what of the folder was not read, and that nothing was where that is so.

    `takes_all`: no file was left out by its day or its path.
    """
    if counts.passed_over:
        logger.warning("passed over %s", passed_over(counts))
    if not counts.found:
        how = "found" if takes_all else "selected"
        logger.warning("no article file was %s in %s", how, seeds)


def _judged(
    files: Sequence[FoundFile], reasons: Mapping[str, str], articles: Mapping[str, str]
) -> Sequence[FoundFile]:
    """The files, with the reasons for which the model rejected new articles of theirs."""
    if not reasons:
        return files
    judged = []
    for file in files:
        reason = reasons.get(file.article_id) if file.article_id else None
        if reason is not None and file.article_id not in articles:
            judged.append(replace(file, article_id=None, reason=reason, remark=None))
        else:
            judged.append(file)
    return judged
