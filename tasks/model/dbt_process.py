"""dbt as a program that writes down no more than we read.

    python -m tasks.model.dbt_process PARENT RESULTS ARGUMENT...

Ends when the process PARENT does. Writes a JSON list of what became of each model and test to the
file RESULTS; there is none where dbt did not get as far as that. dbt's own artifacts (manifest,
graph) would take an eighth of a build and are read by nobody here.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

from tasks.machine.orphan import end_with_parent

# dbt makes millions of small objects that live as long as the build: looking through them again and
# again for what could be thrown away takes time and finds little.
_OBJECTS_BETWEEN_LOOKS = 200_000


def main(results: Path, arguments: list[str]) -> int:
    """Run dbt; return its exit status: 0, or 1 where something failed, or 2 where dbt did."""
    # They take seconds to import, in which the parent may end.
    from dbt.adapters.duckdb.credentials import DuckDBCredentials
    from dbt.artifacts.schemas.run import RunExecutionResult
    from dbt.cli.main import dbtRunner

    # dbt parses the project anew when one of these has changed. Nothing of the project asks where
    # the file lies, so what was parsed for one warehouse holds for all.
    setattr(DuckDBCredentials, "_connection_keys", lambda _: ("database", "schema"))  # noqa: B010
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS, 50, 50)
    done = dbtRunner().invoke(arguments)
    if not isinstance(done.result, RunExecutionResult):
        return 2
    rows = [
        {
            "unique_id": result.node.unique_id,
            "status": str(result.status),
            "message": result.message,
            "compiled_code": getattr(result.node, "compiled_code", None),
        }
        for result in done.result.results
    ]
    results.write_text(json.dumps(rows), encoding="utf-8")
    return 0 if done.success else 1


if __name__ == "__main__":
    end_with_parent(int(sys.argv[1]))
    sys.exit(main(Path(sys.argv[2]), sys.argv[3:]))
