"""What a block is by its words: `Lesen Sie auch`, `Anzeige`, `Alle Rechte vorbehalten`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import cast

from tasks.text.article import BlockKind
from tasks.text.wordlists import rows_of, words_of

# What is longer is a paragraph, whatever stands in it.
_SHORT = 400
_BRIEF = 8
# Kinds whose cues are words that an article may use itself: "Der Newsletter kostet Geld, sagte …".
_ALSO_NARRATED = ("advert", "comment", "newsletter", "paywall", "teaser", "navigation")

Cue = tuple[BlockKind, Callable[[str], re.Match[str] | None], str, tuple[str, ...]]


def kind_by_words(block: str) -> BlockKind | None:
    """The kind that the words of a block tell; None where they tell none."""
    short = len(block) <= _SHORT
    words = len(block.split())
    narrated: bool | None = None
    lowered = block.lower()
    for kind, match, where, needed in _cues():
        if not short and where != "sure":
            continue
        if where == "brief" and words > _BRIEF:
            continue
        if needed and not any(word in lowered for word in needed):
            continue
        if match(block) is None or (where == "arrow" and block.endswith((".", "!", "?"))):
            continue
        if where == "holds" and kind in _ALSO_NARRATED:
            narrated = is_narrated(block) if narrated is None else narrated
            if narrated:
                continue
        return kind
    return None


def kind_as(where: str, block: str) -> BlockKind | None:
    """The kind of the first cue of the sort `where` that is all of a block, as `heading`; or None.

    Such a block tells of others: a `heading` of all below it, what `opens` of what it announces,
    what `asks` of all down to what `sends`.
    """
    if len(block) > _SHORT:
        return None
    return next((kind for kind, match, at, _ in _cues() if at == where and match(block)), None)


@cache
def _cues() -> tuple[Cue, ...]:
    return tuple(_cue(*row) for row in rows_of("block_cues"))


def _cue(kind: str, where: str, pattern: str, needed: str = "") -> Cue:
    # Spaces and breaks of all kinds are one.
    pattern = pattern.replace(" ", r"\s")
    around = {
        "whole": rf"\A(?:{pattern})\Z",
        "heading": rf"\A(?:{pattern})\Z",
        "opens": rf"\A(?:{pattern})\Z",
        "asks": rf"\A(?:{pattern})\Z",
        "sends": rf"\A(?:{pattern})\Z",
        "arrow": rf"\A(?:{pattern})",
        "label": rf"\A[-–—>»*+\s]*(?:{pattern})\s*(?:[:|>»…]|\.\.\.|\s[–—-]\s|\s*[-–—]?\Z)",
        "start": rf"\A[-–—>»*+\s]*(?:{pattern})",
    }
    compiled = re.compile(around.get(where, pattern), re.IGNORECASE)
    words = tuple(needed.split("|")) if needed else ()
    return cast(BlockKind, kind), compiled.search, where, words


def is_narrated(block: str) -> bool:
    """Whether a block tells what somebody said."""
    return any(word.strip('.,:;!?“”»«"') in words_of("narration") for word in block.split())
