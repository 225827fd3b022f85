"""Step 7: whether the working copy may be published."""

from __future__ import annotations

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.store.models import BuildResult

# Failures that are spelled out in the message; the rest is counted.
_SHOWN = 5


class AuditError(RuntimeError):
    """The new tables broke a rule; the published warehouse stays as it was."""


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
