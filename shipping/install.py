"""Makes the environment of a clone, `.venv`, with the packages of `requirements.lock`.

    python3 shipping/install.py

What an interrupted installation has left is thrown away: nobody can say which of its packages are
whole. Says what it does, since it takes minutes. Uses the standard library alone.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_OLDEST = (3, 11)
_QUIET = ("--disable-pip-version-check", "--progress-bar", "off", "--no-deps", "--no-compile")
_FETCHING = re.compile(r"(Collecting|Processing) ")
_STEP = 10


class InstallError(RuntimeError):
    """The environment could not be made."""


class Environment:
    """A virtual environment with a mark while it is being changed, and one when it is whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        self._changing = folder / "installing"
        self._whole = folder / "installed"

    def begin(self) -> None:
        """Make it where it is not whole, and mark it as being changed. Raises InstallError."""
        if not self._usable():
            self._make()
        self._changing.touch()
        self._whole.unlink(missing_ok=True)

    def end(self) -> None:
        """Mark it as whole."""
        self._changing.unlink()
        self._whole.touch()

    def _usable(self) -> bool:
        """Whether packages can go into what is there: no mark of an interruption, and pip runs."""
        if self._changing.exists() or not self.python.exists():
            return False
        tried = subprocess.run(
            [self.python, "-m", "pip", "--version"], capture_output=True, check=False
        )
        return tried.returncode == 0

    def _make(self) -> None:
        if self.folder.exists():
            _say(f"{self.folder.name} is not whole; it is made anew")
            shutil.rmtree(self.folder)
        self.folder.mkdir()
        self._changing.touch()
        made = subprocess.run([sys.executable, "-m", "venv", self.folder], check=False)
        if made.returncode:
            raise InstallError(
                "Python's venv module is missing or does not work; "
                "on Debian: apt-get install python3-venv"
            )


def install(environment: Environment, lock: Path, project: Path) -> None:
    """The packages of the lock file, then the project itself. Raises InstallError."""
    environment.begin()
    total = sum("==" in line for line in lock.read_text("utf-8").splitlines())
    _pip(environment.python, ["--require-hashes", "--requirement", str(lock)], total)
    _pip(environment.python, ["--no-build-isolation", "--editable", str(project)], 0)
    _compile(environment)
    environment.end()


def _pip(python: Path, options: Iterable[str], total: int) -> None:
    with subprocess.Popen(
        [python, "-u", "-m", "pip", "install", *_QUIET, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        assert pip.stdout is not None
        said = list(_shown(pip.stdout, total))
    if pip.returncode:
        errors = [line for line in said if line.startswith("ERROR")] or said[-3:]
        raise InstallError("\n".join([*errors, "pip could not install it; 'make' tries again"]))


def _compile(environment: Environment) -> None:
    """Byte code on all cores, for which pip would take one; what fails is compiled when used."""
    subprocess.run(
        [environment.python, "-m", "compileall", "-q", "-j", "0", environment.folder],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def _shown(lines: Iterable[str], total: int) -> Iterator[str]:
    """Pass pip's lines on, and show on the terminal how far it is."""
    count = 0
    for line in lines:
        yield line.rstrip()
        if _FETCHING.match(line) and total:
            count += 1
            if count % _STEP == 0:
                _say(f"  {count} of about {total} packages fetched", passing=True)
        elif line.startswith("Installing collected packages") and total:
            _say("  all fetched; unpacking them", passing=True)


def _say(text: str, *, passing: bool = False) -> None:
    """On a terminal, a passing line is written over by the next one."""
    if passing and sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)
    else:
        print(text, flush=True)


def main() -> int:
    """Make the environment; return the exit status."""
    if sys.version_info < _OLDEST:
        print(
            f"Wortlaut needs Python 3.11 or newer, and this is {sys.version.split()[0]}; "
            "name one with make PYTHON=python3.12",
            file=sys.stderr,
        )
        return 1
    _say("installing Wortlaut into .venv: 1 GB, two to six minutes the first time")
    try:
        install(Environment(ROOT / ".venv"), ROOT / "requirements.lock", ROOT)
    except (InstallError, OSError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nstopped; 'make' begins the installation anew", file=sys.stderr)
        return 130
    _say("  installed: .venv/bin/wortlaut", passing=True)
    _say("")
    return 0


if __name__ == "__main__":
    sys.exit(main())
