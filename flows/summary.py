"""What a run did, for the terminal and for the Prefect UI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tasks.console.escape import shown
from tasks.console.plural import counted
from tasks.ledger.ledger import Counts
from tasks.store.warehouse import Totals

# Kinds of files that are named; the rest is counted.
_KINDS = 5
# Undated articles that are named.
_PATHS = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """One run: counts of files, rows written, rows held, and seconds a stage.

    `report` says where the report lies, or why it was not written. `rejected` maps the path of
    every file that could not be loaded to the reason; `newly_rejected` counts those of them for
    which this run says so first. `unused_corrections` has a sentence for every correction that
    found nothing to correct. `undated` has the paths of articles of this run that have no date.
    """

    run_id: str
    published: Path
    report: str
    files: Counts
    annotated: int
    articles: int
    mentions: int
    quotes: int
    totals: Totals
    rejected: Mapping[str, str]
    newly_rejected: int
    seconds: Mapping[str, float]
    unused_corrections: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    removed: int = 0

    def lines(self) -> list[tuple[str, str]]:
        """Label and value pairs, in the order in which a person reads them."""
        files, totals = self.files, self.totals
        stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in self.seconds.items())
        return [
            (
                "files",
                f"{files.found} found, {files.new} new, {files.changed} changed, "
                f"{files.gone} gone, {files.duplicate} duplicate, {files.rejected} rejected",
            ),
            *([("records", _records(files))] if files.records else []),
            *([("passed over", passed_over(files))] if files.passed_over else []),
            *([("undated", said)] if (said := _undated(self.undated, files)) else []),
            *([("removed", counted(self.removed, "article"))] if self.removed else []),
            (
                "this run",
                f"{counted(self.articles, 'article')}, {counted(self.mentions, 'mention')}, "
                f"{counted(self.quotes, 'quote')} ({counted(self.annotated, 'article')} annotated)",
            ),
            (
                "warehouse",
                f"{counted(totals.articles, 'article')}, {counted(totals.mentions, 'mention')}, "
                f"{counted(totals.quotes, 'quote')}, {counted(totals.entities, 'entity')}",
            ),
            ("seconds", f"{sum(self.seconds.values()):.1f} ({stages})"),
            ("published", str(self.published)),
            ("report", self.report),
            *(("correction", sentence) for sentence in self.unused_corrections),
        ]

    def markdown(self) -> str:
        """The summary as a Prefect markdown artifact."""
        table = "\n".join(f"| {label} | {_cell(value)} |" for label, value in self.lines())
        text = f"# Run {self.run_id}\n\n| | |\n| --- | --- |\n{table}\n"
        if self.rejected:
            files = "\n".join(
                f"| `{_cell(path)}` | {_cell(reason)} |" for path, reason in self.rejected.items()
            )
            text += f"\n## Rejected files\n\n| file | reason |\n| --- | --- |\n{files}\n"
        return text


def passed_over(files: Counts) -> str:
    """What lies in the seed folder and was not read, in words."""
    number = sum(count for _, count in files.passed_over)
    kinds = [f"{count} {kind}" for kind, count in files.passed_over[:_KINDS]]
    rest = number - sum(count for _, count in files.passed_over[:_KINDS])
    if rest:
        kinds.append(f"{rest} of other kinds")
    return f"{counted(number, 'file')} ({', '.join(kinds)}); wortlaut run --help lists what is read"


def _records(files: Counts) -> str:
    """Articles in files that hold many."""
    return f"{files.records} found, {files.records_new} new, {files.records_rejected} rejected"


def _undated(loaded: Sequence[str], files: Counts) -> str:
    """Articles that this run loaded without date; then all those whose header names one in vain."""
    said = [f"{counted(len(loaded), 'article')} of this run ({_named(loaded)})"] if loaded else []
    if files.undated:
        ahead = f"; {files.ahead} of these dates still to come" if files.ahead else ""
        said.append(
            f"in all, {counted(files.undated, 'article')} whose header names a date that does not "
            f"hold{ahead} (main.seed_files says why)"
        )
    return "; ".join(said)


def _named(paths: Sequence[str]) -> str:
    more = [f"and {len(paths) - _PATHS} more"] if len(paths) > _PATHS else []
    said = ", ".join([*map(shown, paths[:_PATHS]), *more])
    return f"{said}; select path from articles where date_precision = 'unknown'" if more else said


def _cell(text: str) -> str:
    return shown(text).replace("|", "\\|").replace("`", "'").replace("<", "&lt;")
