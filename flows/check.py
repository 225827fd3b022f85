"""The flow that verifies the published warehouse."""

import logging
from pathlib import Path

from prefect import flow

from flows import parameters as form
from flows.artifacts import report_findings
from flows.begin import begin_run
from flows.failure import told_plainly
from flows.runs import dated_name
from tasks.check.inspection import Finding
from tasks.check.task import check as verify
from tasks.check.verification import raise_for_errors

logger = logging.getLogger("wortlaut")


@flow(
    name="check",
    flow_run_name=dated_name,
    persist_result=False,
    validate_parameters=True,
)
def check(
    seeds: Path = form.DEFAULT_SEEDS,
    warehouse: Path = form.DEFAULT_WAREHOUSE,
    max_megabytes: form.MaxMegabytes = form.DEFAULT_MEGABYTES,
    model: Path | None = None,
) -> list[Finding]:
    """Verify spans, references, contents and model versions, and compare with the seed files.

    Args:
        seeds: Folder with the article files.
        warehouse: Folder that holds wortlaut.duckdb.
        max_megabytes: Larger files are not compared.
        model: Folder of another spaCy pipeline than the shipped one.
    """
    begin_run()
    seeds = form.folder(seeds, "seed folder")
    warehouse = form.folder(warehouse, "warehouse folder")
    model = form.model_folder(model, seeds=seeds)
    with told_plainly():
        findings = verify(warehouse, seeds, max_bytes=form.to_bytes(max_megabytes), model=model)
    for finding in findings:
        logger.warning("%s (%d): %s", finding.check, finding.count, finding.example)
    report_findings(findings)
    raise_for_errors(findings)
    return findings
