"""What a run leaves for people to read in the Prefect UI."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_table_artifact,
)
from prefect.events import emit_event

from flows.summary import Summary
from tasks.check.inspection import Finding
from tasks.console.escape import shown
from tasks.console.plural import counted
from tasks.report.headlines import headlines, most_quoted
from tasks.report.report import Report

# A page with more rows is no longer read; the warehouse has them all (main.seed_files).
_ROWS = 500

REJECTED_EVENT = "wortlaut.files.rejected"
"""Event that a run with newly rejected files emits, for automations to react to."""


def report_run(summary: Summary) -> None:
    """Publish the summary, and the rejected files with their reasons where there are any."""
    create_markdown_artifact(summary.markdown(), key="run-summary", description="What the run did")
    if not summary.rejected:
        return
    first = list(summary.rejected.items())[:_ROWS]
    create_table_artifact(
        [{"file": shown(path), "reason": shown(reason)} for path, reason in first],
        key="rejected-files",
        description="Files that could not be loaded, and what to do"
        + (f" (the first {_ROWS} of {len(summary.rejected)})" if len(first) == _ROWS else ""),
    )
    if not summary.newly_rejected:
        return
    emit_event(
        REJECTED_EVENT,
        resource={
            "prefect.resource.id": f"wortlaut.warehouse.{summary.published.parent.name}",
            "prefect.resource.name": str(summary.published),
        },
        payload={
            "run_id": summary.run_id,
            "files": summary.newly_rejected,
            "rejected": counted(summary.newly_rejected, "file"),
        },
    )


def report_pages(path: Path, report: Report | None) -> None:
    """Publish the way to the report's file; of a new one also what it says, and who is quoted most.

    Artifacts with a key have versions: that of the last change stays the newest.
    """
    create_link_artifact(
        path.as_uri(),
        key="report-file",
        link_text=shown(str(path)),
        description="The report; open it on the machine that wrote it",
    )
    if report is None:
        return
    create_markdown_artifact(
        headlines(report.contents), key="report", description="What the report says"
    )
    create_table_artifact(
        most_quoted(report.contents), key="most-quoted", description="Who was quoted most"
    )


def report_findings(findings: Sequence[Finding]) -> None:
    """Publish what a check found, also when that is nothing."""
    errors = sum(finding.severity == "error" for finding in findings)
    said = (
        f"**The warehouse is damaged:** {counted(errors, 'error')}."
        if errors
        else "The warehouse holds what it should."
    )
    notices = len(findings) - errors
    if notices:
        said += f" {notices} notices say which runs are due."
    create_markdown_artifact(said, key="check-summary", description="What the check found")
    if findings:
        create_table_artifact(
            [
                {
                    column: shown(value) if isinstance(value, str) else value
                    for column, value in finding.row().items()
                }
                for finding in findings[:_ROWS]
            ],
            key="check-findings",
            description="What was found, how often, and what to do",
        )
