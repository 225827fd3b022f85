"""The published warehouse against its rules and its seed files, without Prefect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tasks.check.inspection import Finding, inspect
from tasks.find.seed_folder import find_files
from tasks.ledger.origin import read_origins
from tasks.nlp.version import model_version


class CheckError(RuntimeError):
    """The published warehouse is damaged."""


def check_warehouse(warehouse: Path, seeds: Path, *, model: Path | None) -> list[Finding]:
    """Findings, errors first; an empty list says that all is well. Every seed file is read.

    A folder inside the one that the last run read is compared with what that run saw below it.
    """
    found = find_files(seeds)
    origin = next(iter(read_origins(warehouse)), seeds)
    below = seeds.relative_to(origin).as_posix() if origin in seeds.parents else ""
    if below:
        found = [replace(file, path=f"{below}/{file.path}") for file in found]
    return inspect(warehouse, found, model_version=model_version(model), below=below)


def raise_for_errors(findings: Sequence[Finding]) -> None:
    """Raise CheckError, with the first error in words, when the warehouse is damaged."""
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        first = errors[0]
        raise CheckError(
            f"the warehouse is damaged in {len(errors)} ways, such as {first.check}: "
            f"{first.example}; {first.advice}"
        )
