"""Which processes hold a lock on a file."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

_LOCKS = Path("/proc/locks")


def holders(descriptor: int) -> dict[int, str] | None:
    """The users of the processes that hold a lock on this open file, by their process numbers.

    None where the operating system does not tell, as of processes outside a container.
    """
    try:
        lines = _LOCKS.read_text("ascii").splitlines()
    except (OSError, ValueError):
        return None
    found = os.fstat(descriptor)
    inode = str(found.st_ino)
    held: dict[int, str] = {}
    for line in lines:
        # 5: FLOCK  ADVISORY  WRITE 13576 fe:00:2543164 0 EOF; who waits has an arrow before FLOCK.
        fields = line.split()
        if fields[1] == "FLOCK" and fields[5].rpartition(":")[2] == inode and int(fields[4]) > 0:
            user = _user(int(fields[4]))
            if user is not None:
                held[int(fields[4])] = user
    return held or None


def _user(process: int) -> str | None:
    """Who a process belongs to; None where there is none of that number any more."""
    try:
        number = Path(f"/proc/{process}").stat().st_uid
    except OSError:
        return None
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"
