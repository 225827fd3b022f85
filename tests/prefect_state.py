"""Prefect's database as its migrations leave it, for servers of tests: made once a test run.

A newcomer's server makes its own (tests/shipping/test_wheel.py), which takes some seconds.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.once import ROOT, once_in

_MIGRATE = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"]
_DATABASE = "prefect.db"


def with_migrated_database(state: Path) -> None:
    """Put it into a folder of Prefect's state (`.prefect`), which may not be there yet."""
    made = once_in(Path(os.environ[ROOT]), "migrated-prefect", _migrate)
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copy(made / _DATABASE, state / _DATABASE)


def _migrate(folder: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment = kept | {"PREFECT_HOME": str(folder), "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    subprocess.run(_MIGRATE, env=environment, check=True, capture_output=True)
    assert (folder / _DATABASE).exists()
