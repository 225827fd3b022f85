"""What a block looks like and where it stands, as the names that weights are learned for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from tasks.text.article import NOT_THE_ARTICLE
from tasks.text.block_cues import is_narrated
from tasks.text.signed import is_name
from tasks.text.unit import Unit

Traits = frozenset[str]

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_DAY = re.compile(
    r"\d{1,2}\. ?(?:\d{1,2}\. ?\d{2,4}|[A-ZÄÖÜ][a-zäöü]+ \d{4})|\d{4}-\d{2}-\d{2}"
    r"|[A-Z][a-zä]+ \d{1,2}(?:st|nd|rd|th)?, \d{4}"
)
_TIME = re.compile(r"\b\d{1,2}[.:]\d{2}\b(?!\.\d)")
_ADDRESS = re.compile(r"www\.|https?:|\w\.(?:de|com|at|ch|net)\b")
_READER = re.compile(r"(?<!\A)\b(?:Sie|Ihre?[nmrs]?|Ihnen)\b|\b(?:du|dich|dir|dein\w*|ihr|euch)\b")
_BY = re.compile(r"\b(?:[Vv]on|[Dd]urch|by) (?:[A-ZÄÖÜ]|\w+ am\b)")
# The pieces of words that forms and compounds share: "Komme|ntieren", "Bild|galerie".
_AFFIXED = 6
_PREFIX = 5
_SIZES = (1, 2, 3, 4, 6, 8, 12, 18, 30, 60)
# A paragraph of so many characters belongs to the text's body.
_BODY = 200
_MOST_LINES = 6
_LONG_WORD = 25
# What stands in another block, or holds it, is so long, and no further off.
_REPEATED = 8
_NEAR = 12
_MOST_PARAGRAPHS = 4


def traits_of(units: Sequence[Unit]) -> list[Traits | None]:
    """The traits of each unit without a kind; None for those that have one."""
    stands = [_standing(unit) for unit in units]
    told = ("paragraph", "interview_answer", "ticker_entry")
    prose = [n for n, unit in enumerate(units) if stands[n] == "prose" or unit.kind in told]
    body = [n for n in prose if len(units[n].words) > _BODY]
    first, last = ((body or prose)[0], (body or prose)[-1]) if prose else (len(units),) * 2
    found: list[Traits | None] = []
    for number, unit in enumerate(units):
        if unit.kind is not None:
            found.append(None)
            continue
        own = set(_own(unit))
        place = "above" if number < first else "below" if number > last else "amid"
        around = [
            f"place={'first' if number == 0 else place}",
            f"paragraphs={min(len(body), _MOST_PARAGRAPHS)}",
            *_beside(units, stands, number),
            *_repeated(units, number),
        ]
        # The same surroundings say other things of a line than of sentences.
        shape = "sentences" if unit.is_prose else "line"
        own |= {f"{shape}, {trait}" for trait in around}
        if "reader" in own:
            own |= {f"reader, {trait}" for trait in around}
        found.append(frozenset(own))
    return found


def _standing(unit: Unit) -> str:
    if unit.kind is not None:
        return "left out" if unit.kind in NOT_THE_ARTICLE else "kept"
    return "prose" if unit.is_prose else "line"


def _own(unit: Unit) -> Iterator[str]:
    line = unit.words
    tokens = _TOKEN.findall(line)
    words = [token for token in tokens if token[0].isalpha()]
    folded = ["0" if token.isdigit() else token.lower() for token in tokens]
    for token in folded:
        yield f"word={token}"
        if token[0].isalpha() and len(token) >= _AFFIXED:
            yield f"prefix={token[:_PREFIX]}"
            yield f"suffix={token[-_AFFIXED:]}"
    if folded:
        yield f"first={folded[0]}"
        yield f"last={folded[-1]}"
    yield f"words={next((size for size in _SIZES if len(words) <= size), 'many')}"
    capitals = sum(word[0].isupper() for word in words[1:])
    yield f"capitals={round(5 * capitals / (len(words) - 1)) if len(words) > 1 else 'none'}"
    digits = sum(token.isdigit() for token in tokens)
    yield f"figures={min(3, digits)}"
    day, time = _DAY.search(line) is not None, _TIME.search(line) is not None
    signs = {
        "shouted": bool(words) and all(word.isupper() for word in words),
        "mostly figures": digits * 3 >= len(tokens),
        "begins small": line[:1].islower(),
        "begins with a mark": not line[:1].isalnum(),
        "no end": not unit.ends,
        "sentences": unit.is_prose,
        "title": unit.is_title,
        "cut": unit.cut,
        "name": is_name(line),
        "address": _ADDRESS.search(line) is not None,
        "reader": _READER.search(line) is not None,
        "arrow": re.search(r"[»>|→]", line) is not None,
        "quotation mark": re.search(r'["„“«»]', line) is not None,
        "narrated": is_narrated(line),
        "long word": any(len(word) >= _LONG_WORD for word in words),
        "day": day,
        "time": time,
        "day and time": day and time,
        "dots": line.endswith(("...", "…")),
        "colon": line.endswith(":"),
        "star": line.endswith("*"),
        "asks": line.endswith("?"),
        "by": _BY.search(line) is not None,
    }
    yield from (sign for sign, holds in signs.items() if holds)


def _beside(units: Sequence[Unit], stands: Sequence[str], number: int) -> Iterator[str]:
    def at(other: int) -> str:
        return stands[other] if 0 <= other < len(units) else "edge"

    unit = units[number]
    before, after = at(number - 1), at(number + 1)
    yield f"between {before} and {after}"
    yield f"behind {before}"
    yield f"before {after}"
    yield f"second behind {at(number - 2)}"
    yield f"second before {at(number + 2)}"
    if number + 1 == len(units):
        yield "at the end"
    if number:
        one = units[number - 1]
        if one.kind is not None:
            yield f"behind a {one.kind}"
        if not one.ends and unit.words[:1].islower():
            yield "goes on"
        if one.kind in NOT_THE_ARTICLE and one.words.endswith(":"):
            yield "behind a colon"
    if number + 1 < len(units):
        one = units[number + 1]
        if one.kind is not None:
            yield f"before a {one.kind}"
        if not unit.ends and one.words[:1].islower():
            yield "is gone on with"
    above = takewhile(lambda n: at(n) == "line", range(number - 1, number - _MOST_LINES, -1))
    below = takewhile(lambda n: at(n) == "line", range(number + 1, number + _MOST_LINES))
    yield f"lines={min(1 + sum(1 for _ in (*above, *below)), _MOST_LINES)}"


def _repeated(units: Sequence[Unit], number: int) -> Iterator[str]:
    key = units[number].key
    if len(key) < _REPEATED:
        return
    others = [
        unit.key
        for unit in units[max(0, number - _NEAR) : number + _NEAR]
        if unit is not units[number]
    ]
    if key in others:
        yield "twice"
    elif any(_is_long(other) and other in key for other in others):
        yield "holds another"
    elif key.count(" ") >= 2 and any(key in other for other in others):
        yield "held by another"


def _is_long(key: str) -> bool:
    return len(key) >= 2 * _REPEATED and key.count(" ") >= 2
