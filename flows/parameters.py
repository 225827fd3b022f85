"""The parameters that flows share: their types and bounds, defaults, and where folders may lie.

The form of the Prefect UI takes types and bounds from here and the words from the docstring of
the flow. A module that defines a flow has no `from __future__ import annotations`: the form
would lose the types.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from tasks.store.seed_bytes import MEGABYTE

# Above this many articles a batch, a killed worker loses more work than a larger batch saves.
BATCH_SIZE = 64

ALLOWED_ROOTS = "WORTLAUT_ALLOWED_ROOTS"
"""Environment variable: folders (separated like `PATH`) that parameters may name; unset: any."""

Runner = Literal["process", "dask"]

Workers = Annotated[int, Field(ge=0, le=256)]
BatchSize = Annotated[int, Field(ge=1, le=5000)]
# An empty text means none: the form shows a field to fill in, and for `None` two buttons.
Pattern = Annotated[str, Field(max_length=500)]
MaxMegabytes = Annotated[float, Field(gt=0, le=100)]
DaskScheduler = Annotated[str, Field(pattern=r"^((tcp|tls|ucx)://\S+)?$")]
WaitSeconds = Annotated[float, Field(ge=0, le=86_400)]

DEFAULT_SEEDS = Path("seeds")
DEFAULT_WAREHOUSE = Path("warehouse")
DEFAULT_MEGABYTES = 2.0


class ParameterError(ValueError):
    """A parameter names something that a run cannot use."""


def to_bytes(megabytes: float) -> int:
    """Bytes of so many megabytes (of a million)."""
    return round(megabytes * MEGABYTE)


def check_folders(folders: Mapping[str, Path | None], *, exist: frozenset[str]) -> None:
    """Raise ParameterError for a folder that lies outside the allowed roots, or is missing.

    `folders` maps what a folder is for ("seed folder") to its path, resolved; those named in
    `exist` must be there. The roots stand in the environment, because a form can be filled in by
    anybody who reaches the UI, but the environment is the operator's.
    """
    allowed = [Path(root).resolve() for root in _roots()]
    for purpose, folder in folders.items():
        if folder is None:
            continue
        if allowed and not any(folder.is_relative_to(root) for root in allowed):
            raise ParameterError(
                f"the {purpose} {folder} is outside the folders that runs may use "
                f"({', '.join(map(str, allowed))}); name one inside, or have it allowed "
                "(wortlaut serve --allow DIR)"
            )
        if purpose in exist and not folder.is_dir():
            raise ParameterError(
                f"the {purpose} {folder} does not exist or is no folder; create it or name another"
            )


def _roots() -> list[str]:
    return [root for root in os.environ.get(ALLOWED_ROOTS, "").split(os.pathsep) if root]
