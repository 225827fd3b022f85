"""Settings of Prefect and the numeric libraries that hold for every command.

They are read when those packages are imported, so this module comes first and imports none.
What the environment already says stays. What keeps libraries from reporting stands in `tasks`.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from tasks import UNREPORTED

# One thread a process: the pipeline runs one process a core.
_ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "POLARS_MAX_THREADS",
    "RAYON_NUM_THREADS",
)
_DEFAULTS = (
    UNREPORTED
    | {
        # Our own log lines reach the Prefect UI.
        "PREFECT_LOGGING_EXTRA_LOGGERS": "wortlaut",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        # What Prefect says on the terminal goes through the door that our own messages go through.
        "PREFECT_LOGGING_HANDLERS_CONSOLE_CLASS": "tasks.console.terminal.LogHandler",
        "TOKENIZERS_PARALLELISM": "false",
        # Python would look for modules in the working directory first, in every process that a run
        # starts; somebody's `tasks.py` or `random.py` there is no part of this program.
        "PYTHONSAFEPATH": "1",
    }
    | dict.fromkeys(_ONE_THREAD, "1")
)

KEPT_DAYS = 30
"""How many days Prefect's records of a run are kept: its tasks, states, log and artifacts."""

# Of every server that we start. Events are kept for Prefect's own seven days.
_RECORDS = {
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(KEPT_DAYS * 24 * 3600),
}

# Of the server that `wortlaut serve` starts.
_SERVICE = {
    # In memory, the slots of a deployment would stay taken when the server is killed.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": (
        "prefect.server.concurrency.lease_storage.filesystem"
    ),
    # A run that waits for another one looks this often whether it is its turn, in seconds.
    "PREFECT_SERVER_CONCURRENCY_MAXIMUM_CONCURRENCY_SLOT_WAIT_SECONDS": "5",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
}

# Services that a server for a single run does not need.
_IDLE_SERVICES = (
    "SCHEDULER",
    "LATE_RUNS",
    "FOREMAN",
    "TRIGGERS",
    "PAUSE_EXPIRATIONS",
    "CANCELLATION_CLEANUP",
    "REPOSSESSOR",
)


def prepare() -> None:
    """Set what every command needs."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)


def prepare_single_run(warehouse: Path) -> None:
    """Set what a run from the terminal needs: Prefect's state lies in the warehouse folder.

    Prefect's own messages stay off the terminal; they go to its database all the same. Raises
    OSError where the folder cannot be made.
    """
    prepare()
    _keep_state_in(warehouse)
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    if "PREFECT_API_URL" not in os.environ:
        for service in _IDLE_SERVICES:
            os.environ.setdefault(f"PREFECT_SERVER_SERVICES_{service}_ENABLED", "false")


def prepare_service(warehouse: Path) -> None:
    """Set what `wortlaut serve` needs. Raises OSError where the folder cannot be made."""
    prepare()
    state = _keep_state_in(warehouse)
    for name, value in _SERVICE.items():
        os.environ.setdefault(name, value)
    # Prefect would write them into its own package, which others may have installed.
    os.environ.setdefault("PREFECT_SERVER_UI_STATIC_DIRECTORY", str(state / "ui"))


def _keep_others_from_writing() -> None:
    """Make no file that all may write, whatever this process was started with.

    What the group may do is for the one who starts it to say.
    """
    os.umask(os.umask(0o077) | 0o002)


def state_folder(warehouse: Path) -> Path:
    """Where Prefect's state lies, and what lets a browser in."""
    return Path(os.environ.get("PREFECT_HOME") or warehouse.resolve() / ".prefect")


def _keep_state_in(warehouse: Path) -> Path:
    _keep_others_from_writing()
    state = warehouse.resolve() / ".prefect"
    state.mkdir(parents=True, exist_ok=True)
    # Logs, parameters and the addresses of webhooks are for the one who runs it.
    with suppress(PermissionError):  # somebody else's folder, with the rights that they gave it
        state.chmod(0o700)
    os.environ.setdefault("PREFECT_HOME", str(state))
    for name, value in _RECORDS.items():
        os.environ.setdefault(name, value)
    return state
