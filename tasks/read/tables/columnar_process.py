"""Parquet as rows of JSON, by a program that may end over a damaged file.

    python -m tasks.read.tables.columnar_process PARENT DESCRIPTOR

Ends when the process PARENT does. Writes a line with the names of the columns and the first rows,
reads one with the numbers (from 0) of the columns that are wanted, and writes all rows of these.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping

import polars as pl

from tasks.machine.orphan import end_with_parent

_SAMPLE_ROWS = 60
# So many articles are in memory at a time, and what Polars holds of the file beside them.
_BATCH_ROWS = 1_000


def main(descriptor: int) -> None:
    """Read the file; raises what Polars does."""
    with os.fdopen(descriptor, "rb") as file:
        frame = _flat(pl.scan_parquet(file))
        names = frame.collect_schema().names()
        sample = frame.head(_SAMPLE_ROWS).collect().rows() if names else []
        _write({"names": names, "sample": sample})
        sys.stdout.flush()
        wanted = json.loads(sys.stdin.readline() or "[]")
        chosen = frame.select(names[at] for at in wanted)
        for batch in chosen.collect_batches(chunk_size=_BATCH_ROWS, maintain_order=True):
            for row in batch.iter_rows():
                _write(row)


def _write(value: object) -> None:
    """Dates and decimals as text, in the words of ISO 8601."""
    sys.stdout.write(json.dumps(value, default=str) + "\n")


def _flat(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Structs as columns of their fields, named by their path; bytes as text."""
    while structs := {
        name: kind for name, kind in frame.collect_schema().items() if isinstance(kind, pl.Struct)
    }:
        frame = frame.select(
            part
            for name in frame.collect_schema().names()
            for part in (_fields(name, structs) if name in structs else [pl.col(name)])
        )
    raw = [name for name, kind in frame.collect_schema().items() if kind == pl.Binary]
    return frame.with_columns(pl.col(name).cast(pl.String, strict=False) for name in raw)


def _fields(name: str, structs: Mapping[str, pl.Struct]) -> list[pl.Expr]:
    return [
        pl.col(name).struct.field(field.name).alias(f"{name}.{field.name}")
        for field in structs[name].fields
    ]


if __name__ == "__main__":
    end_with_parent(int(sys.argv[1]))
    # A pipe has no line ends to wait for.
    sys.stdout.reconfigure(encoding="utf-8", line_buffering=False)  # type: ignore[union-attr]
    main(int(sys.argv[2]))
    sys.stdout.flush()
