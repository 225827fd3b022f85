"""Lines of a document that a person or a press database has made for reading, not for programs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.text.article import BlockKind


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a document, as one line.

    `is_title` says that its style is that of a document's title or of a chapter's heading. `link`
    is an address behind it.
    """

    text: str
    kind: BlockKind | None = None
    is_title: bool = False
    link: str | None = None


# "3. Mai 2024 Freitag", "Freitag 3. Mai 2024", "May 3, 2024 Friday 10:15 AM GMT", "03.05.2024".
_DAY = re.compile(
    r"(?:[^\W\d_]{2,12},?\s+)?(?:den\s+)?"
    r"(?:\d{1,2}\.?\s*(?:[^\W\d_]{3,10}\.?|\d{1,2}\.)\s*\d{4}|[^\W\d_]{3,10}\.?\s+\d{1,2},?\s+\d{4}"
    r"|\d{4}-\d{2}-\d{2})"
    r"(?:,?\s+[^\W\d_]{2,12})?(?:,?\s+\d{1,2}[.:]\d{2}(?::\d{2})?(?:\s+(?:[AP]M|Uhr))?)?(?:\s+[A-Z]{2,5})?"
)


def is_day(text: str) -> bool:
    """Whether a line is nothing but a day, perhaps with weekday and hour, in German or English."""
    return _DAY.fullmatch(text.strip()) is not None
