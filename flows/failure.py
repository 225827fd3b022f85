"""Failures of the machine, said in one sentence that also says what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from polars.exceptions import PolarsError

from tasks.machine.ownership import ownership
from tasks.machine.retries import error_number

_FULL = "free space there and run again; what is staged is kept"
_FORBIDDEN = "let the account that runs Wortlaut read and write there, then run again"
_ADVICE = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN,
    errno.EFBIG: "raise the limit of the size of files (ulimit -f), then run again",
    errno.EMFILE: "raise the limit of open files (ulimit -n), then run again",
    errno.ENOMEM: "run again with fewer workers",
}
_NOT_ALLOWED = (errno.EACCES, errno.EPERM)
_AGAIN = "check the disk and run again; what is staged is kept"


class MachineError(RuntimeError):
    """The operating system refused what a run needs."""


@contextmanager
def told_plainly(folder: Path | None = None) -> Iterator[None]:
    """Turn an error of the operating system into a MachineError with a sentence.

    `folder` is where it was met, where the error itself does not say so. Our own errors, which say
    what to do already, pass through.
    """
    try:
        yield
    except MemoryError as error:
        raise MachineError("the memory is used up; run again with fewer workers") from error
    except (OSError, PolarsError) as error:
        number = error_number(error)
        if number is None:
            raise
        named = (error.filename if isinstance(error, OSError) else None) or folder
        where = f"{named}: " if named else ""
        advice = _ADVICE.get(number, _AGAIN)
        whose = ownership(Path(os.fsdecode(named))) if named and number in _NOT_ALLOWED else ""
        raise MachineError(f"{where}{os.strerror(number)}{whose}; {advice}") from error
