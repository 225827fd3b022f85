"""The terminal: the one door through which text reaches it, so that no text can steer it."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO, cast

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.segment import Segment
from rich.text import Text

from tasks.console.escape import shown, shown_lines

# What a shell reports of a program that wrote to a pipe that nobody read any more.
READER_GONE = 141

ON_BAR = "on_bar"
"""Attribute of a record of the log: a bar on the terminal says the same."""


class ReaderGoneError(BrokenPipeError):
    """Nobody reads standard output any more, as after `| head`."""


class OutputError(RuntimeError):
    """Standard output takes no more, as on a full disk."""


class Door:
    """A standard stream that escapes what would steer a terminal or mislead its reader.

    Messages are for people and are always escaped. Standard output is data, exact to the last
    character, where it goes to a file or a pipe. The door calls itself no terminal, so that no
    library sends sequences for one; `console` makes what may.
    """

    def __init__(self, stream: TextIO, *, messages: bool) -> None:
        self.stream = stream
        self._messages = messages
        self._escapes = messages or stream.isatty()

    def write(self, text: str) -> int:
        """Write the text, with an escape for what the stream's encoding lacks."""
        written = _encodable(shown_lines(text), self.stream) if self._escapes else text
        self._do(lambda: self.stream.write(written))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write all of them."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Hand on what is buffered."""
        self._do(self.stream.flush)

    def isatty(self) -> bool:
        """Never; see the class."""
        return False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def _do(self, work: Callable[[], object]) -> None:
        try:
            work()
        except OSError as error:
            # What is left in the buffer has no reader either, and no room.
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), self.stream.fileno())
            if self._messages:
                return
            if isinstance(error, BrokenPipeError):
                raise ReaderGoneError from error
            raise OutputError(
                f"the output could not be written ({error.strerror}), and is not whole"
            ) from error


class _Styled(Door):
    """The door of a console, which escapes what it prints and may send its own sequences."""

    def __init__(self, stream: TextIO, *, messages: bool) -> None:
        super().__init__(stream, messages=messages)
        self._escapes = False

    def isatty(self) -> bool:
        """As the stream behind."""
        return self.stream.isatty()


class _OneLine(logging.Filter):
    """A message of the log is one line, whatever it names."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = shown(record.getMessage()), ()
        return True


def guard() -> None:
    """Put the door before standard output and standard error, and before our log."""
    if not isinstance(sys.stdout, Door):
        sys.stdout = _door(sys.stdout, messages=False)
    if not isinstance(sys.stderr, Door):
        sys.stderr = _door(sys.stderr, messages=True)
    logger = logging.getLogger("wortlaut")
    if not any(isinstance(one, _OneLine) for one in logger.filters):
        logger.addFilter(_OneLine())


def is_terminal(stream: TextIO) -> bool:
    """Whether a person reads this standard stream, with or without the door before it."""
    return _behind(stream).isatty()


def console(*, stderr: bool = False) -> Console:
    """A console with styles and widths; what is printed on it is escaped, its styles are not."""
    return _made(_behind(sys.stderr if stderr else sys.stdout), messages=stderr)


def _made(stream: TextIO, *, messages: bool) -> Console:
    door = cast("TextIO", _Styled(stream, messages=messages))
    made = Console(file=door, highlight=False, markup=False, emoji=False)
    made.push_render_hook(_Escaping())
    return made


def messages() -> Console:
    """The console of standard error.

    There is one, for who paints a bar and who writes lines: a line goes above the bar, which is
    painted anew below it.
    """
    return _messages_on(_behind(sys.stderr))


@lru_cache(maxsize=1)
def _messages_on(stream: TextIO) -> Console:
    return _made(stream, messages=True)


class LogHandler(logging.StreamHandler[TextIO]):
    """Messages of the log, Prefect's too, also in processes that Prefect starts without `guard`.

    Prefect's settings give `styles`, which its own handler would write as sequences.
    """

    def __init__(self, stream: TextIO | None = None, styles: object = None) -> None:
        super().__init__(_door(_behind(stream or sys.stderr), messages=True))

    def emit(self, record: logging.LogRecord) -> None:
        """Write the message, on a terminal above a bar that is there."""
        if not is_terminal(self.stream):
            super().emit(record)
        elif not getattr(record, ON_BAR, False):
            try:
                stream = _behind(self.stream)
                line = _encodable(shown_lines(self.format(record)), stream)
                _messages_on(stream).print(Text(line), soft_wrap=True)
            except Exception:  # noqa: BLE001 - as every handler: the log stops no program
                self.handleError(record)


class _Escaping(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Escaped(one) for one in renderables]


class _Escaped:
    def __init__(self, renderable: ConsoleRenderable) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._renderable, options):
            if segment.control:
                yield segment
            else:
                yield Segment(shown_lines(segment.text), segment.style)


def _encodable(text: str, stream: TextIO) -> str:
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _behind(stream: TextIO) -> TextIO:
    return stream.stream if isinstance(stream, Door) else stream


def _door(stream: TextIO, *, messages: bool) -> TextIO:
    return cast("TextIO", Door(stream, messages=messages))
