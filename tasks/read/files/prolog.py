"""What stands at the beginning of XML, before anything parses it."""

from __future__ import annotations

import re

from tasks.read.files.characters import by_mark

_NAME = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)[\s/>]")
_SUBSET_END = re.compile(r"\]\s*>")


def prolog_and_root(head: bytes) -> tuple[str, str | None]:
    """What stands before the first element of XML, and that one's name without its prefix."""
    text = decoded_head(head)
    at = 0
    while True:
        at += len(text[at:]) - len(text[at:].lstrip())
        if text.startswith("<?", at):
            end = text.find("?>", at) + 2
        elif text.startswith("<!--", at):
            end = text.find("-->", at) + 3
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end = _doctype_end(text, at)
        else:
            name = _NAME.match(text, at)
            return text[:at], name[1] if name else None
        if end <= at:
            return text, None
        at = end


def decoded_head(head: bytes) -> str:
    """The first characters of XML, well enough for the names of its elements."""
    if (marked := by_mark(head)) is not None:
        encoding, mark = marked
        return head[len(mark) :].decode(encoding, "replace")
    if head[:4] == b"<\0?\0":
        return head.decode("utf-16-le", "replace")
    if head[:4] == b"\0<\0?":
        return head.decode("utf-16-be", "replace")
    return head.decode("latin-1")


def _doctype_end(text: str, at: int) -> int:
    close, subset = text.find(">", at), text.find("[", at)
    if 0 <= subset < close:
        end = _SUBSET_END.search(text, subset)
        return end.end() if end else -1
    return close + 1
