import errno
import os
from pathlib import Path

import polars as pl
import pytest

from flows.failure import MachineError, told_plainly


def test_a_full_disk_is_said_with_its_place_and_what_to_do() -> None:
    with (
        pytest.raises(MachineError, match=r"/daten/x: No space left .*free space there"),
        told_plainly(),
    ):
        raise OSError(errno.ENOSPC, "No space left on device", "/daten/x")


def test_an_error_that_polars_wraps_is_said_as_plainly() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no device that is always full")
    with (
        pytest.raises(MachineError, match="/daten: No space left on device; free space"),
        told_plainly(Path("/daten")),
    ):
        pl.DataFrame({"text": ["x" * 1000] * 1000}).write_csv(full)


def test_somebody_else_s_folder_is_said_to_be_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 65_533)
    with (
        pytest.raises(MachineError, match=r"/: Permission denied \(it is root's, and this is "),
        told_plainly(),
    ):
        raise PermissionError(errno.EACCES, "Permission denied", "/")


def test_our_own_errors_pass_through() -> None:
    with pytest.raises(NotADirectoryError, match="create it"), told_plainly():
        raise NotADirectoryError("the folder is missing; create it")
