"""The flow that writes the report anew."""

from __future__ import annotations

import logging
from pathlib import Path

from flows import parameters as form
from flows.artifacts import report_pages
from flows.begin import begin_run
from flows.declared_flow import declared_flow
from flows.failure import told_plainly
from flows.options.declared import ReportOptions
from tasks.report.publication import report_path
from tasks.report.task import report as write

logger = logging.getLogger("wortlaut")


@declared_flow(ReportOptions)
def report(options: ReportOptions) -> Path:
    """Write the report of the published warehouse anew."""
    begin_run()
    warehouse = form.folder(options.warehouse, "warehouse folder")
    with told_plainly():
        written = write(warehouse, unchanged_too=True)
    path = report_path(warehouse)
    logger.info("the report lies in %s", path)
    report_pages(path, written)
    return path
