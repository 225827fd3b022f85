"""What a reader gives of a file: records, one an article, or why one of them cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tasks.read.fields.plain import paragraphs
from tasks.read.fields.title import without_title
from tasks.read.paragraph import Paragraph


# Not frozen: a night has a hundred thousand records, and frozen ones take three times as long to
# make. Nobody changes one all the same.
@dataclass(slots=True)
class Record:
    """One article as its source gives it; every field but the text may be missing.

    `name` tells the record from its neighbours in the file, and is the same when the file comes
    again with others: the source's own identifier or address, else its number from 1. It is None
    where the file is the article. `title` is the headline without the outlet's name. `text` is
    plain text that has more than the title, parted into paragraphs when these are asked for: of
    most records it is only seen that they are what they were. Where a source parts or marks its
    text itself, it is paragraphs, which do not repeat the title. `published` is what the source
    says, as it says it (tasks/read/moment.py reads ISO 8601, RFC 822, German dates and seconds
    since 1970), or already a date; a datetime without zone is local to the source. `outlet` is the
    paper as the source calls it. Of two records of one name, that with the higher `version` counts.
    `remark` is what the file's owner should know.
    """

    name: str | None
    text: str | tuple[Paragraph, ...]
    title: str | None = None
    published: str | int | float | date | datetime | None = None
    outlet: str | None = None
    url: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    tags: tuple[str, ...] = ()
    version: int | None = None
    remark: str | None = None

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The text's paragraphs, without the one that repeats the title."""
        if isinstance(self.text, str):
            return without_title(paragraphs(self.text), self.title)
        return self.text


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that is no article, with a reason, in one sentence, that its owner can act on.

    A reason begins in lower case, says what is wrong and what to do, and names no path: its place
    is told beside it.
    """

    name: str | None
    reason: str


class UnreadableFileError(ValueError):
    """A file of which no further record can be read; its message is a reason as of `Unreadable`.

    Records that a reader has given before it raised this one stay.
    """
