"""Step 6: the SQL models are built and tested on the working copy."""

from __future__ import annotations

from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.store.last_run import last_versions
from tasks.store.models import BuildResult, build_models
from tasks.store.warehouse import Run, open_warehouse


@task(
    name="model",
    task_run_name="build and test the SQL models",
    cache_policy=NO_CACHE,
    persist_result=False,
)
def model(working: Path, run: Run, *, logs: Path, changed: bool) -> BuildResult | None:
    """Run `dbt build` over `sql/`; failures are in the result, for the audit to judge.

    None where nothing has changed since the reports were built and tested: neither rows, which
    `changed` says, nor the SQL, which is looked at here.
    """
    if not changed:
        with open_warehouse(working, read_only=True) as connection:
            if last_versions(connection, before=run.run_id).reports == run.reports_version:
                return None
    return build_models(working, log_dir=logs)
