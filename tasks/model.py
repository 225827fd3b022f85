"""Step 5: the SQL models are built and tested on the working copy."""

from __future__ import annotations

from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.store.models import BuildResult, build_models


@task(
    name="model",
    task_run_name="build and test the SQL models",
    cache_policy=NO_CACHE,
    persist_result=False,
)
def model(working: Path, *, logs: Path) -> BuildResult:
    """Run `dbt build` over `sql/`; failures are in the result, for the audit to judge."""
    return build_models(working, log_dir=logs)
