"""Steps 6 and 7: the SQL models are built and tested on the working copy, and it is audited."""

from __future__ import annotations

from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.model.build import BuildResult, build_models
from tasks.store.last_run import last_versions
from tasks.store.warehouse import Run, open_warehouse

# Failures that are spelled out in the message; the rest is counted.
_SHOWN = 5


class AuditError(RuntimeError):
    """The new tables broke a rule; the published warehouse stays as it was."""


@task(
    name="model",
    task_run_name="build and test the SQL models",
    cache_policy=NO_CACHE,
    persist_result=False,
)
def model(working: Path, run: Run, *, changed: bool) -> BuildResult | None:
    """Build the models of `sql/`; failures are in the result, for the audit to judge.

    None where nothing has changed since the reports were built and tested: neither rows, which
    `changed` says, nor the SQL, which is looked at here.
    """
    if not changed:
        with open_warehouse(working, read_only=True) as connection:
            if last_versions(connection, before=run.run_id).reports == run.reports_version:
                return None
    return build_models(working)


@task(name="audit", task_run_name="audit", cache_policy=NO_CACHE, persist_result=False)
def audit(built: BuildResult) -> None:
    """Raise AuditError when a model or a test failed."""
    check_build(built)


def check_build(built: BuildResult) -> None:
    """Raise AuditError that names what failed."""
    if not built.failures:
        return
    shown = "; ".join(built.failures[:_SHOWN])
    more = len(built.failures) - _SHOWN
    raise AuditError(
        f"the new tables failed {len(built.failures)} checks and were not published: {shown}"
        + (f"; and {more} more" if more > 0 else "")
        + ". The warehouse is unchanged; please report this."
    )
