"""A reader who types what a page says, in a folder that looks like a clone after `make`.

Pages show folders below `/srv/wortlaut` and `/home/anna` and the port 4200; the reader has others.
What no two runs have in common (times, identifiers of runs) is passed over in a comparison; all the
rest counts. Lines are wrapped by their length, so the reader's folder has a name as short as the
one shown.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows.service.server import free_port
from tests.docs.page import ROOT, Block

HOME = "/srv/wortlaut"
_USER = "/home/anna"
_SECONDS = 600
_SERVE = "stop with Ctrl-C"
# What a page may show otherwise than it is printed, each with what stands for it.
_PASSED_OVER = (
    (re.compile(r"\b\d\d:\d\d:\d\d\b"), "HH:MM:SS"),
    (re.compile(r"^seconds .*?\)$", re.MULTILINE | re.DOTALL), "seconds"),
    (re.compile(r"\b\d{8}T\d{6}-[0-9a-f]{6}\b"), "RUN"),
    (re.compile(r"\b\d{4}-\d\d-\d\d[ T]HH:MM:SS(\.\d+)?"), "TIME"),
    (re.compile(r"\b\d[\d,]* bytes\b"), "SIZE"),
    (re.compile(r"\b\d+ rows of former runs\b"), "ROWS"),
    (re.compile(r"/login#[\w.-]+"), "/login#CODE"),
)


class PageError(AssertionError):
    """A block does not do what its page says."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one command printed beside what the page shows (None: it shows nothing)."""

    command: str
    shown: str | None
    printed: str

    @property
    def differs(self) -> bool:
        """Whether the page shows something else; a line `…` stands for lines left out."""
        if self.shown is None:
            return False
        parts = re.split(r"^…$", comparable(self.shown), flags=re.MULTILINE)
        pattern = r"(?:.*\n)*?".join(re.escape(part.lstrip("\n")) for part in parts)
        return re.fullmatch(pattern, comparable(self.printed)) is None


@dataclass
class Reader:
    """Runs blocks in one folder; what a block leaves there, the next one finds."""

    folder: Path
    # Commands whose answer is known: the first run, which all pages share.
    known: dict[str, str] = field(default_factory=dict)
    _service: subprocess.Popen[bytes] | None = None
    _port: int = 4200
    _terminal: int = -1

    def read(self, block: Block, output: Block | None) -> list[Answer]:
        """Do what a block says; return what its commands answered."""
        below = None if output is None else output.content
        if block.file is not None:
            path = self.folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.content, encoding="utf-8")
            return []
        if block.language == "console":
            return [
                Answer(command, shown, self._answer(command, shown))
                for command, shown in _commands(block.content)
            ]
        if block.language == "sh":
            return [Answer(block.content, below, self._answer(block.content, below))]
        if block.language == "python":
            command = [sys.executable, "-c", block.content]
            return [Answer(block.content, below, self._run(command, fails=False))]
        if block.language == "sql":
            command = [str(self.folder / ".venv/bin/wortlaut"), "sql", block.content]
            return [Answer(block.content, below, self._run(command, fails=False))]
        raise PageError(
            f"a block of {block.language or 'no language'} is neither run, nor a file, nor the "
            "output of the block before, nor marked with a reason"
        )

    def _answer(self, command: str, shown: str | None) -> str:
        command = command.replace(":4200", f":{self._port}")
        if command in self.known:
            return self.known[command]
        if _SERVE in (shown or ""):
            return self._serve(command)
        bash = ["bash", "-euo", "pipefail", "-c", command]
        return self._run(bash, fails=(shown or "").startswith("wortlaut: "))

    def _run(self, command: list[str], *, fails: bool) -> str:
        """What it prints: standard output, or standard error where the page shows a refusal."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
        if bool(done.returncode) is not fails:
            raise PageError(f"{command[-1]!r} ended with {done.returncode}: {done.stderr}")
        printed = done.stderr if fails else done.stdout
        return as_on_a_page(printed.replace(f":{self._port}", ":4200"), self.folder)

    def _serve(self, command: str) -> str:
        """What a service says on a terminal until it is ready; it goes on until the page ends."""
        self._port = free_port()
        terminal, end = pty.openpty()
        # A line as long as it wants to be.
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        self._service = subprocess.Popen(
            ["bash", "-c", f"exec {command} --port {self._port}"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=end,
            stderr=end,
            start_new_session=True,
        )
        os.close(end)
        said = b""
        while _SERVE.encode() not in said:
            try:
                said += os.read(terminal, 4096)
            except OSError as error:
                raise PageError(f"{command!r} did not start: {said.decode()}") from error
        self._terminal = terminal
        printed = said.decode().replace("\r\n", "\n").replace(str(self._port), "4200")
        return as_on_a_page(printed, self.folder)

    def leave(self) -> None:
        """End the service that the page started, with a Ctrl-C."""
        if self._service is not None:
            self._service.send_signal(signal.SIGINT)
            self._service.wait(_SECONDS)
            os.close(self._terminal)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("LANG", "TMPDIR") if name in os.environ}
        return kept | {
            "PATH": f"{self.folder / '.venv/bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder / ".home"),
            "COLUMNS": "100",
            "PREFECT_LOGGING_LEVEL": "WARNING",
        }


@contextmanager
def short_folder() -> Iterator[Path]:
    """A temporary folder with a name of as many characters as `/srv/wortlaut` has, below /tmp."""
    with tempfile.TemporaryDirectory(prefix="") as folder:
        yield Path(folder)


def clone(folder: Path) -> Path:
    """Fill a folder like a clone of the repository after `make`: with seeds, without warehouse."""
    (folder / ".home").mkdir()
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in sorted({line.partition("/")[0] for line in listed.stdout.splitlines()}):
        if name not in ("seeds", "sql", "warehouse"):
            (folder / name).symlink_to(ROOT / name)
    # What commands write into.
    for name in ("seeds", "sql"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("target", "logs"))
    (folder / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (folder / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    # What tells make that the environment is there.
    (folder / ".venv" / "installed").touch()
    return folder


def as_on_a_page(printed: str, folder: Path) -> str:
    """What was printed in this folder, as if that were `/srv/wortlaut`, and home `/home/anna`."""
    text = printed.replace(str(folder / ".home"), _USER).replace(str(folder), HOME)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def comparable(text: str) -> str:
    """A text without what no two runs have in common."""
    text = "".join(f"{line.rstrip()}\n" for line in text.strip().splitlines())
    for pattern, word in _PASSED_OVER:
        text = pattern.sub(word, text)
    return text


def _commands(content: str) -> Iterator[tuple[str, str | None]]:
    """Commands behind `$ `, which go on behind `> `, with the lines below as their output."""
    for part in re.split(r"^\$ ", content, flags=re.MULTILINE):
        if not part.strip():
            continue
        command, _, output = part.partition("\n")
        while output.startswith("> "):
            line, _, output = output.partition("\n")
            command += "\n" + line.removeprefix("> ")
        yield command, output if output.strip() else None
