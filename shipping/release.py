"""`make release`: wheel and sdist of the last commit in `dist/`, checked, for a tag."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path

from shipping.build import build
from shipping.check import changelog_fault, faults

ROOT = Path(__file__).resolve().parents[1]
_MEGABYTE = 1_000_000


def main() -> int:
    """Build and check; return the exit status."""
    changed = subprocess.run(
        ["git", "-C", ROOT, "status", "--porcelain"], capture_output=True, text=True, check=True
    ).stdout
    if changed:
        return _refuse(f"the working tree differs from the last commit; commit first:\n{changed}")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    wrong = changelog_fault((ROOT / "CHANGELOG.md").read_text("utf-8"), version)
    if wrong is not None:
        return _refuse(wrong)
    release = build(ROOT, ROOT / "dist")
    found = faults(release, ROOT)
    if found:
        release.wheel.unlink()
        release.sdist.unlink()
        return _refuse("\n".join(found))
    for file in (release.wheel, release.sdist):
        size = file.stat().st_size / _MEGABYTE
        with file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        print(f"{digest}  {file.relative_to(ROOT)}  {size:.1f} MB")
    print(f"as they should be; tag them with: git tag -a v{version} -m 'Wortlaut {version}'")
    return 0


def _refuse(why: str) -> int:
    print(f"release: {why}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
