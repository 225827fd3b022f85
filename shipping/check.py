"""What is wrong with a wheel and an sdist, as sentences; none where they are as they should be."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from packaging.metadata import InvalidMetadata, Metadata

from shipping.build import Release, tracked_files

# The usual limit of a package index for a file, in bytes.
_MOST_BYTES = 100_000_000
# Folders of the repository, and where they stand in the wheel.
_SHIPPED = {
    "flows/": "flows/",
    "tasks/": "tasks/",
    "models/": "tasks/models/",
    "seeds/": "tasks/seeds/",
    "sql/": "tasks/sql/",
}
_BESIDE = frozenset(
    {
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "LICENSE",
        "MANIFEST.in",
        "README.md",
        "SECURITY.md",
        "pyproject.toml",
        "requirements.lock",
        "setup.py",
    }
)
_MADE_IN_SDIST = re.compile(r"PKG-INFO|setup\.cfg|wortlaut\.egg-info/.+")
_NEWEST = re.compile(r"^## (\S+) \((\d{4}-\d{2}-\d{2})\)$", re.MULTILINE)
_HEADINGS = re.compile(r"^## .*$", re.MULTILINE)


def faults(release: Release, repository: Path) -> list[str]:
    """Compare both files with the tracked files of the repository."""
    return [*_wheel(release.wheel, repository), *_sdist(release.sdist, repository)]


def changelog_fault(changelog: str, version: str) -> str | None:
    """Whether the newest heading names this version and the day of its release."""
    first = _HEADINGS.search(changelog)
    heading = first.group() if first else "(none)"
    newest = _NEWEST.fullmatch(heading)
    if newest is None or newest.group(1) != version:
        return (
            f"the newest heading of CHANGELOG.md is {heading!r}, and the version of "
            f"pyproject.toml {version}; write '## {version} (YYYY-MM-DD)'"
        )
    return None


def in_wheel(name: str) -> str | None:
    """Where a file of the repository stands in the wheel, if it is shipped."""
    for folder, target in _SHIPPED.items():
        if name.startswith(folder):
            return target + name.removeprefix(folder)
    return None


def _wheel(wheel: Path, repository: Path) -> Iterator[str]:
    if wheel.stat().st_size > _MOST_BYTES:
        yield f"{wheel.name} has {wheel.stat().st_size:,} bytes, over {_MOST_BYTES:,}"
    with ZipFile(wheel) as packed:
        names = {name for name in packed.namelist() if ".dist-info/" not in name}
        expected = {
            target: name for name in tracked_files(repository) if (target := in_wheel(name))
        }
        yield from _differences(wheel.name, names, set(expected))
        for target in sorted(names & set(expected)):
            if packed.read(target) != (repository / expected[target]).read_bytes():
                yield f"{wheel.name}: {target} is not {expected[target]}"
        (metadata,) = (n for n in packed.namelist() if n.endswith(".dist-info/METADATA"))
        yield from _metadata(packed.read(metadata), wheel.name)


def _sdist(sdist: Path, repository: Path) -> Iterator[str]:
    with tarfile.open(sdist) as packed:
        files = {m.name.partition("/")[2]: m for m in packed.getmembers() if m.isfile()}
        names = {name for name in files if not _MADE_IN_SDIST.fullmatch(name)}
        expected = {
            name
            for name in tracked_files(repository)
            if in_wheel(name) or name in _BESIDE or name.startswith("docs/")
        }
        yield from _differences(sdist.name, names, expected)
        for name in sorted(names & expected):
            opened = packed.extractfile(files[name])
            assert opened is not None
            if opened.read() != (repository / name).read_bytes():
                yield f"{sdist.name}: {name} is not the file of the repository"
        opened = packed.extractfile(files["PKG-INFO"])
        assert opened is not None
        yield from _metadata(opened.read(), sdist.name)


def _differences(where: str, found: set[str], expected: set[str]) -> Iterator[str]:
    yield from (f"{where} lacks {name}" for name in sorted(expected - found))
    yield from (f"{where} has {name} besides" for name in sorted(found - expected))


def _metadata(raw: bytes, where: str) -> Iterator[str]:
    """What a package index would refuse, or show wrongly."""
    try:
        metadata = Metadata.from_email(raw, validate=True)
    except* InvalidMetadata as group:
        yield from (f"{where}: {error}" for error in group.exceptions)
    else:
        if metadata.description_content_type is None or not metadata.description:
            yield f"{where} has no description with its content type"
        if not metadata.license_files:
            yield f"{where} names no file of its licence"
