"""A reader in a process of its own, which may end without ending ours.

Some libraries abort their process where a damaged file makes them ask for more memory than there
is; no exception can be caught then.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from tasks.read.source import Source


class EndedError(RuntimeError):
    """The process ended before it had read the file."""


class Apart:
    """A process that reads one file; both sides write a JSON value a line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def tell(self, value: object) -> None:
        """Write a value to it; raises EndedError."""
        try:
            stream = self._stream(self._process.stdin)
            stream.write(json.dumps(value) + "\n")
            stream.flush()
        except OSError as error:
            raise EndedError from error

    def told(self) -> Iterator[Any]:
        """What it writes, to its end; raises EndedError where that is none in order."""
        for line in self._stream(self._process.stdout):
            if not line.endswith("\n"):
                raise EndedError
            yield json.loads(line)
        if self._process.wait() != 0:
            raise EndedError

    def _stream(self, stream: IO[str] | None) -> IO[str]:
        if stream is None:
            raise EndedError
        return stream


@contextmanager
def apart(module: str, source: Source) -> Iterator[Apart]:
    """Start a module as a program with our process's number and a descriptor of the file."""
    with source.seekable() as stream, _on_disk(stream) as file:
        file.seek(0)
        descriptor = file.fileno()
        process = subprocess.Popen(
            [sys.executable, "-m", module, str(os.getpid()), str(descriptor)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            pass_fds=(descriptor,),
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        try:
            yield Apart(process)
        finally:
            process.kill()
            with process:  # Closes the pipes and waits.
                pass


@contextmanager
def _on_disk(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    try:
        stream.fileno()
    except OSError:  # What is in memory has no descriptor.
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(stream, copy)
            copy.flush()
            yield copy
        return
    yield stream
