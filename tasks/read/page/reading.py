"""A web page becomes a record, or a reason why it is no article."""

from __future__ import annotations

import htmldate

from tasks.read.page.head import Head
from tasks.read.page.text import text_of
from tasks.read.page.tree import tree_of
from tasks.read.page.verdict import remark_on, why_not
from tasks.read.record import Record, Unreadable, UnreadableFileError


def read_page(
    page: str, *, name: str | None = None, address: str | None = None
) -> Record | Unreadable:
    """The article of a page, or why there is none.

    `address` is where the page was fetched, if that is known beside the page.
    """
    try:
        head = Head(tree_of(page), address)
    except UnreadableFileError as error:
        return Unreadable(name, str(error))
    text = text_of(head)
    reason = why_not(head, text)
    if reason is not None:
        return Unreadable(name, reason)
    return Record(
        name=name,
        text=text.paragraphs,
        title=head.title,
        published=head.published or _seen_date(head),
        outlet=head.outlet,
        url=head.url,
        section=head.section,
        authors=head.writers.authors,
        agency=head.writers.agency,
        tags=head.tags,
        remark=remark_on(head, text),
    )


def _seen_date(head: Head) -> str | None:
    """The day that stands on a page which does not mark it (htmldate, Barbaresi 2020)."""
    try:
        found = htmldate.find_date(
            head.tree, original_date=True, url=head.url, deferred_url_extractor=True
        )
    # It promises nothing of trees that it did not parse.
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError):
        return None
    return found
