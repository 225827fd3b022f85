"""How long the model may be at one article, and what ends it then.

The clock is the operating system's: it also ends a process that is inside native code.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import NoReturn


class TimeLimitError(RuntimeError):
    """The model is not through with an article in the time that it may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """Seconds by the clock that an article may take, at most.

    On a quiet machine the model takes under a millisecond a character, so this leaves room for one
    that is ten times slower, or busy with other things.
    """

    seconds: float = 600.0
    seconds_a_character: float = 0.01

    def of(self, characters: int) -> float:
        """Seconds for an article of this length."""
        return self.seconds + self.seconds_a_character * characters

    def words(self, characters: int) -> str:
        """Why an article of this length is rejected."""
        minutes = self.of(characters) / 60
        return (
            f"the language model is not through with this article after {minutes:.0f} "
            "minutes; split the file, or report it"
        )


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """End this process where what happens inside takes longer."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)


@contextmanager
def given_up_after(seconds: float) -> Iterator[None]:
    """Raise TimeLimitError where what happens inside takes longer; for a main thread alone.

    Native code is first waited for.
    """

    def give_up(_number: int, _frame: FrameType | None) -> NoReturn:
        raise TimeLimitError

    before = signal.signal(signal.SIGALRM, give_up)
    try:
        with ended_after(seconds):
            yield
    finally:
        signal.signal(signal.SIGALRM, before)
