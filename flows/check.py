"""The flow that verifies the published warehouse."""

from __future__ import annotations

import logging

from flows import parameters as form
from flows.artifacts import report_findings
from flows.begin import begin_run
from flows.declared_flow import declared_flow
from flows.failure import told_plainly
from flows.options.declared import CheckOptions
from tasks.check.inspection import Finding
from tasks.check.task import check as verify
from tasks.check.verification import raise_for_errors

logger = logging.getLogger("wortlaut")


@declared_flow(CheckOptions)
def check(options: CheckOptions) -> list[Finding]:
    """Verify spans, references, contents and model versions, and compare with the seed files."""
    begin_run()
    seeds = form.folder(options.seeds, "seed folder")
    warehouse = form.folder(options.warehouse, "warehouse folder")
    model = form.model_folder(options.model, seeds=seeds)
    with told_plainly():
        findings = verify(warehouse, seeds, model=model)
    for finding in findings:
        logger.warning("%s (%d): %s", finding.check, finding.count, finding.example)
    report_findings(findings)
    raise_for_errors(findings)
    return findings
