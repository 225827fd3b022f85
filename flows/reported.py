"""The report at the end of a run that publishes: its failure costs the report, not the run."""

from __future__ import annotations

import logging
from pathlib import Path

from flows.artifacts import report_pages
from flows.failure import told_plainly
from tasks.report.publication import report_path
from tasks.reporting import report

logger = logging.getLogger("wortlaut")


def report_after(warehouse: Path) -> str:
    """Write the report and its artifacts; return where it lies, or why it could not be written."""
    try:
        with told_plainly(warehouse):
            written = report(warehouse, unchanged_too=False)
    except Exception as error:  # noqa: BLE001 - the warehouse is published, whatever this is
        said = " ".join(str(error).split()) or type(error).__name__
        logger.error("the report was not written, the one before stays: %s", said)
        return f"not written, the one before stays: {said}"
    path = report_path(warehouse)
    if written is None:
        logger.info("nothing has changed, so the report stays")
    else:
        logger.info("the report lies in %s", path)
    report_pages(path, written)
    return str(path)
