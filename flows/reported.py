"""The report at the end of a run that publishes: its failure costs the report, not the run."""

from __future__ import annotations

import logging
from pathlib import Path

from flows.artifacts import report_pages
from flows.failure import told_plainly
from tasks.reporting import report

logger = logging.getLogger("wortlaut")


def report_after(warehouse: Path) -> str:
    """Write the report and its artifacts; return where it lies, or why it could not be written."""
    try:
        with told_plainly():
            written = report(warehouse)
    except Exception as error:  # noqa: BLE001 - the warehouse is published, whatever this is
        said = " ".join(str(error).split()) or type(error).__name__
        logger.error("the report was not written, the one before stays: %s", said)
        return f"not written, the one before stays: {said}"
    logger.info("the report lies in %s", written.path)
    report_pages(written)
    return str(written.path)
