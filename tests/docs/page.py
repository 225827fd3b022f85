"""A page of the documentation, as blocks that a reader could copy."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[2]

# Why a block is not run. What can be run here is run.
REASONS = {
    "installs": "installs or removes programs",
    "the system's": "changes the machine: services, schedules, mounts, containers",
    "other machines": "needs computers or addresses that are not here",
    "another program": "needs a program that is not among the project's dependencies",
    "needs the corpora": "needs annotated corpora, or a graphics card, or hours",
    "a warehouse of its own": "is run by tests/model/test_asking.py on articles made for it",
    "a picture": "a drawing, no command",
    "goes on": "a program of a server of your own, which goes on until it is stopped",
    "another test's": "is run as written by the test that stands in brackets",
}
_MARK = re.compile(r"<!-- (not run|file): (.+?) -->\s*\Z")
# A CHANGELOG says how it was; the model's card is written with the model.
_NO_PAGES = ("CHANGELOG.md", "models/", "tests/")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: `language` as fenced, `line` counts from 1."""

    line: int
    language: str
    content: str
    reason: str | None = None
    file: str | None = None
    # What the block before printed: it stands directly below that.
    is_output: bool = False


def pages() -> list[Path]:
    """Every page that the repository holds, without those that are no documentation."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [name for name in listed.stdout.splitlines() if not name.startswith(_NO_PAGES)]
    return sorted(ROOT / name for name in names if (ROOT / name).is_file())


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    return list(_blocks(MarkdownIt().enable("table").parse(page)))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    before: Token | None = None
    for token in tokens:
        if token.type == "fence":
            kind, value = _marked(before)
            assert token.map is not None
            yield Block(
                token.map[0] + 1,
                token.info.strip(),
                token.content,
                reason=value if kind == "not run" else None,
                file=value if kind == "file" else None,
                is_output=before is not None
                and before.type == "fence"
                and token.info.strip() == "text",
            )
        before = token


def _marked(before: Token | None) -> tuple[str, str]:
    found = (
        _MARK.match(before.content) if before is not None and before.type == "html_block" else None
    )
    return (found[1], found[2]) if found else ("", "")


def translation(page: Path) -> Path | None:
    """The German page beside an English one."""
    if page == ROOT / "README.md":
        return ROOT / "README.de.md"
    german = ROOT / "docs" / "de" / page.name
    return german if page.parent == ROOT / "docs" and german.exists() else None


def is_german(page: Path) -> bool:
    return page.name == "README.de.md" or page.parent == ROOT / "docs" / "de"
