"""What the workers of one test run share: the one that needs it first makes it."""

import fcntl
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

# The variable that names the temporary folder of the test run (tests/conftest.py).
ROOT = "WORTLAUT_TESTS_ROOT"


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of this name that `make` has filled; another worker waits until it is whole."""
    return once_in(shared_root(factory), name, make)


def shared_root(factory: pytest.TempPathFactory) -> Path:
    """The temporary folder of the whole test run."""
    root = factory.getbasetemp()
    return root.parent if "PYTEST_XDIST_WORKER" in os.environ else root


def once_in(root: Path, name: str, make: Callable[[Path], object]) -> Path:
    """The same in a folder that is known."""
    folder = root / name
    with (root / f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            making = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=root))
            make(making)
            making.rename(folder)
    return folder
