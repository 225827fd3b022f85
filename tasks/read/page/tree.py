"""A page's characters become a tree of elements, within bounds."""

from __future__ import annotations

import re

from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from tasks.read.record import UnreadableFileError

# A page of a publisher has 0.1 to 2 MB with all its scripts, one that SingleFile saved holds its
# pictures, too: what is much larger is none.
MOST_CHARACTERS = 40_000_000
# Pictures within the page; they are nothing to read, and long.
_EMBEDDED = re.compile(r"data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=\s%]+")
_DEEP = "Excessive depth"


def tree_of(text: str) -> HtmlElement:
    """The page's elements, without comments.

    Nothing is fetched, no entity but HTML's own is resolved. Raises UnreadableFileError, with a
    reason, for what is too large, nested too deep or holds no element.
    """
    if "base64," in text:
        text = _EMBEDDED.sub("", text)
    if len(text) > MOST_CHARACTERS:
        raise UnreadableFileError(
            f"the page has more than {MOST_CHARACTERS:,} characters; save the article alone"
        )
    # A parser of its own: its list of errors is asked.
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True,
        collect_ids=False, default_doctype=False,
    )  # fmt: skip
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError) as error:
        raise UnreadableFileError(
            "the page holds no HTML that can be read; open it in a browser and save it again"
        ) from error
    if any(_DEEP in entry.message for entry in parser.error_log):
        raise UnreadableFileError(
            "the page's elements are nested deeper than any browser's page; save the article as "
            "plain text"
        )
    return tree
