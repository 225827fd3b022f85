"""dbt as a program that writes down what it ran.

    python -m tasks.model.dbt_process TOLD ARGUMENT...

Writes a JSON object to the file TOLD: what became of each node, the statements that dbt sent to
DuckDB for it, in their order, and which nodes come before which. There is no file where dbt did not
get as far as building.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def main(told: Path, arguments: list[str]) -> int:
    """Run dbt; return its exit status: 0, or 1 where something failed, or 2 where dbt did."""
    # It takes seconds to import.
    from dbt.artifacts.schemas.run import RunExecutionResult
    from dbt.cli.main import dbtRunner

    statements: list[tuple[str, str]] = []

    def hear(event: Any) -> None:
        if event.info.name == "SQLQuery":
            statements.append((event.data.node_info.unique_id, event.data.sql))

    done = dbtRunner(callbacks=[hear]).invoke(arguments)
    if not isinstance(done.result, RunExecutionResult):
        if done.exception is not None:
            sys.stdout.write(f"{done.exception}\n")
        return 2
    results = [
        {
            "id": result.node.unique_id,
            "status": str(result.status),
            "message": result.message,
            "name": result.node.name,
            "schema": result.node.schema,
            "path": result.node.original_file_path,
            "config": result.node.config.to_dict(),
            "columns": {
                name: column.data_type
                for name, column in getattr(result.node, "columns", {}).items()
            },
            "compiled_code": getattr(result.node, "compiled_code", None),
        }
        for result in done.result.results
    ]
    told.write_text(json.dumps({"results": results, "statements": statements}), encoding="utf-8")
    return 0 if done.success else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
