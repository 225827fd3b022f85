"""What another account tries on a server of ours."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

OTHER = "nobody"


PYTHON = "/usr/bin/python3"


def attack(base: str, routes: list[list[str]], *, secrets: list[str], folder: Path) -> Any:
    """What another account gets out of a server, the folder and the processes of the machine."""
    if os.getuid() != 0 or not Path(PYTHON).exists():
        pytest.skip("only root can be somebody else")
    program = Path(__file__).with_name("attacker.py").read_text()
    orders = {"base": base, "routes": routes, "secrets": secrets, "folders": [str(folder)]}
    done = subprocess.run(
        [PYTHON, "-I", "-c", program],
        input=json.dumps(orders),
        capture_output=True,
        text=True,
        check=False,
        user=OTHER,
        group="nogroup",
        extra_groups=[],
        cwd="/",
        env={},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
