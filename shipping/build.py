"""Builds sdist and wheel as a build front end does: the sdist of the tree, the wheel of the sdist.

The same commit gives the same bytes: times are those of the commit, and names, rights and owners
those of nobody in particular.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Release:
    """The two files that people install from."""

    wheel: Path
    sdist: Path


def tracked_files(repository: Path) -> tuple[str, ...]:
    """The files that git keeps, as they are in the working tree, sorted."""
    listed = _git(repository, "ls-files", "-z").split("\0")
    return tuple(sorted(name for name in listed if name and (repository / name).is_file()))


def build(repository: Path, into: Path) -> Release:
    """Build both of the tracked files, as if the folder held nothing else."""
    made_at = int(_git(repository, "log", "-1", "--format=%ct"))
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wortlaut-build-") as folder:
        tree, unpacked = Path(folder, "tree"), Path(folder, "unpacked")
        _export(repository, tracked_files(repository), tree)
        sdist = into / _backend(tree, "build_sdist", into, made_at)
        _make_repeatable(sdist, made_at)
        with tarfile.open(sdist) as packed:
            packed.extractall(unpacked, filter="data")
        (source,) = unpacked.iterdir()
        wheel = into / _backend(source, "build_wheel", into, made_at)
    return Release(wheel, sdist)


def _export(repository: Path, names: Sequence[str], tree: Path) -> None:
    for name in names:
        target = tree / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(repository / name, target)
        # A wheel keeps rights, which depend on who checked the repository out.
        target.chmod(0o644)


def _backend(source: Path, hook: str, into: Path, made_at: int) -> str:
    """Name of the file that the build backend has made."""
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; from setuptools import build_meta; print(build_meta.{hook}(sys.argv[1]))",
            str(into.resolve()),
        ],
        cwd=source,
        env=os.environ | {"SOURCE_DATE_EPOCH": str(made_at)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if said.returncode:
        raise RuntimeError(f"setuptools could not {hook.replace('_', ' ')}: {said.stderr[-2000:]}")
    return said.stdout.splitlines()[-1]


def _make_repeatable(sdist: Path, made_at: int) -> None:
    """Pack it again, with the time of the commit and without owners."""
    again = sdist.with_name(f".{sdist.name}")
    with (
        tarfile.open(sdist) as old,
        again.open("wb") as raw,
        gzip.GzipFile("", "wb", fileobj=raw, mtime=made_at) as packed,
        tarfile.open(fileobj=packed, mode="w") as new,
    ):
        for entry in sorted(old.getmembers(), key=lambda member: member.name):
            entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = made_at, 0, 0, "", ""
            entry.mode, entry.pax_headers = 0o755 if entry.isdir() else 0o644, {}
            new.addfile(entry, old.extractfile(entry) if entry.isfile() else None)
    again.replace(sdist)


def _git(repository: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", repository, *arguments],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    ).stdout
