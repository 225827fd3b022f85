"""The flow that writes the report anew."""

import logging
from pathlib import Path

from prefect import flow

from flows import parameters as form
from flows.artifacts import report_pages
from flows.begin import begin_run
from flows.failure import told_plainly
from flows.runs import dated_name
from tasks.report.publication import report_path
from tasks.report.task import report as write

logger = logging.getLogger("wortlaut")


@flow(
    name="report",
    flow_run_name=dated_name,
    persist_result=False,
    validate_parameters=True,
)
def report(warehouse: Path = form.DEFAULT_WAREHOUSE) -> Path:
    """Write the report of the published warehouse anew.

    Args:
        warehouse: Folder that holds wortlaut.duckdb.
    """
    begin_run()
    warehouse = form.folder(warehouse, "warehouse folder")
    with told_plainly():
        written = write(warehouse, unchanged_too=True)
    path = report_path(warehouse)
    logger.info("the report lies in %s", path)
    report_pages(path, written)
    return path
