"""A Prefect server for all workers of one test run, which ends when the test run does.

    python -m tests.flows.shared_server TEST_RUN PORT HOME

starts it in the background, for as long as the process TEST_RUN lives.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

_POLL_SECONDS = 0.3
_STOP_SECONDS = 20


def main(test_run: int, port: str, home: Path) -> None:
    """Start the server in a session of its own, and end it after the test run."""
    if os.fork():
        return
    os.setsid()
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--port", port],
            env=os.environ | {"PREFECT_HOME": str(home), "PREFECT_SERVER_UI_ENABLED": "false"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        while server.poll() is None and _lives(test_run):
            time.sleep(_POLL_SECONDS)
        server.terminate()
        try:
            server.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(0, signal.SIGKILL)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
