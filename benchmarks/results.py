"""A benchmark's figures, printed and written as JSON."""

from __future__ import annotations

import json
import platform
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "results"


def write_results(name: str, figures: dict[str, Any]) -> Path:
    """Write the figures to `results/<name>.json` with the machine's processor; return the path."""
    _FOLDER.mkdir(exist_ok=True)
    path = _FOLDER / f"{name}.json"
    machine = {"processor": _processor(), "python": platform.python_version()}
    path.write_text(
        json.dumps({"machine": machine, **figures}, indent=2, ensure_ascii=False) + "\n"
    )
    return path


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":")[1].strip() for line in lines if "model name" in line), "")
