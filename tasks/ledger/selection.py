"""Which files of the seed folder a run looks at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache


@dataclass(frozen=True, slots=True)
class Selection:
    """Files by the day of their last change and by their path; empty: all files.

    `pattern` is matched against the path relative to the seed folder, case and all. `*` and `?`
    stand for anything within one name, `**` for any number of folders, `[…]` for one of some
    characters. A pattern without a slash is matched against the file's name, whichever folder
    the file lies in; one that ends in a slash stands for everything below that folder.
    """

    since: date | None = None
    pattern: str | None = None

    @property
    def takes_all(self) -> bool:
        """Whether no file is left out."""
        return self.since is None and not self.pattern

    def selects(self, relative_path: str, modified_on: date) -> bool:
        """Whether the file is selected; `modified_on` is a day in the local time zone."""
        if self.since is not None and modified_on < self.since:
            return False
        if not self.pattern:
            return True
        subject = relative_path if "/" in self.pattern else relative_path.rpartition("/")[2]
        return _expression(self.pattern).fullmatch(subject) is not None


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    """The glob as a regular expression. An opening bracket without a closing one is itself."""
    glob = pattern.removeprefix("./").lstrip("/")
    if glob.endswith("/"):
        glob += "**"
    return re.compile(_PART.sub(_translated, glob), re.DOTALL)


_PART = re.compile(r"\*\*/|\*+|\?|\[[!^]?\]?[^\]/]*\]|.", re.DOTALL)


def _translated(part: re.Match[str]) -> str:
    token = part.group()
    if token == "**/":
        return "(?:.*/)?"
    if token[0] == "*":
        return ".*" if len(token) > 1 else "[^/]*"
    if token == "?":
        return "[^/]"
    if len(token) > 1:
        negated = token[1] in "!^"
        return _one_of(token[2:-1] if negated else token[1:-1], negated=negated)
    return re.escape(token)


def _one_of(characters: str, *, negated: bool) -> str:
    """A character class. A range that runs backwards holds nothing, as in the shell."""
    members = re.sub(r"(.)-(.)", lambda r: r.group() if r[1] <= r[2] else "", characters)
    escaped = re.sub(r"([\\\[\]^&~|])", r"\\\1", members)
    if not escaped:
        return "[^/]" if negated else "(?!)"
    return f"(?!/)[{'^' if negated else ''}{escaped}]"
