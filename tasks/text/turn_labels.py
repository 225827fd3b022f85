"""Labels before the turns of an interview: `taz:`, `**Jutta Albers (lacht):**`, `J. A.:`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tasks.text.unit import Unit

# What a page or its author sets off a line with: bold and slanted type, dashes, indents of a wiki.
_SET = r"(?:\*{1,3}|_{1,3}|'{2,5}|</?(?:b|strong|i|em)>)"
_INDENT = rf"(?:[-–—>]\s|:+\s?|\s|{_SET})*"
_NAME = r"[^\W_][^:\n\"„“”»«?!*<>]{0,60}?"
_LABEL = re.compile(
    rf"{_INDENT}[„»«\"‚›‹]?(?P<name>{_NAME})[“”«»\"‘‹›]?{_SET}*\s?:{_SET}*(?:\s+{_SET}*(?=\S)|\Z)"
)
_WITHIN = re.compile(
    rf"(?:(?<=[^\W\d_]{{2}}[.!?…])|(?<=[.!?…][\"“”«»)*>]))\s+"
    rf"(?={_INDENT}[„»«\"‚›‹]?(?P<name>{_NAME})[“”«»\"]?{_SET}*\s?:{_SET}*\s)"
)
_ASIDE = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 6
# Within a paragraph it is shorter, and comes so often where no paragraph begins with it.
_LONGEST_WITHIN = 3
_FEWEST_WITHIN = 2

Span = tuple[int, int]


def label_of(words: str) -> Span | None:
    """The label that words begin with (characters); None without one."""
    found = _LABEL.match(words)
    return None if found is None or not _may_be_label(found["name"]) else found.span("name")


def after_label(words: str) -> int:
    """Where what is said begins, behind the label's colon."""
    found = _LABEL.match(words)
    return 0 if found is None or not _may_be_label(found["name"]) else found.end()


def key_of(label: str) -> str:
    """What labels of one speaker share: `Jutta Albers`, `Albers (lacht)`."""
    words: list[str] = _WORD.findall(_ASIDE.sub("", label))
    # Initials are one name.
    if all(len(word) == 1 for word in words):
        return "".join(words).casefold()
    return words[-1].casefold()


def _may_be_label(name: str) -> bool:
    words = name.split()
    lettered = _WORD.findall(_ASIDE.sub("", name))
    named = name[0].isupper() or name[0].isdigit() or len(words) == 1
    return bool(lettered) and named and len(words) <= _LONGEST


def whole_turns(units: Sequence[Unit]) -> Iterator[Unit]:
    """The units, a label on a line of its own as one with the line below."""
    waiting: Unit | None = None
    for unit in units:
        if waiting is not None:
            if unit.kind is None:
                between = "\n" * (unit.start - waiting.end)
                yield replace(waiting, end=unit.end, words=waiting.words + between + unit.words)
                waiting = None
                continue
            yield waiting
            waiting = None
        alone = unit.kind is None and label_of(unit.words) and not _said(unit)
        if alone and sum(_key(other) == _key(unit) for other in units if not _said(other)) > 1:
            waiting = unit
        else:
            yield unit
    if waiting is not None:
        yield waiting


def _said(unit: Unit) -> str:
    return unit.words[after_label(unit.words) :]


def _key(unit: Unit) -> str | None:
    label = label_of(unit.words)
    return None if label is None else key_of(unit.words[slice(*label)])


def parted_at_labels(units: Sequence[Unit]) -> list[Unit]:
    """The units, parted before a label that others begin with or that stands within several."""
    within = Counter(key for unit in units for _, key in _labels_within(unit))
    known = {key for unit in units if (key := _key(unit)) is not None}
    known = {key for key in within if key in known or within[key] >= _FEWEST_WITHIN}
    found: list[Unit] = []
    for unit in units:
        found += _parted(unit, [at for at, key in _labels_within(unit) if key in known])
    return found


def _labels_within(unit: Unit) -> Iterator[tuple[int, str]]:
    """Where other labels stand in a unit that begins with one, and their keys."""
    if unit.kind is not None or _key(unit) is None:
        return
    for found in _WITHIN.finditer(unit.words, after_label(unit.words)):
        name = _ASIDE.sub("", found["name"]).split()
        if _may_be_label(found["name"]) and len(name) <= _LONGEST_WITHIN and name[-1][0].isupper():
            yield found.end(), key_of(found["name"])


def _parted(unit: Unit, places: Iterable[int]) -> Iterator[Unit]:
    """A unit in parts that begin at these places in its words, without the space between."""
    starts = [0, *places]
    for start, end in zip(starts, [*starts[1:], len(unit.words)], strict=True):
        words = unit.words[start:end].rstrip()
        if words:
            yield Unit(unit.start + start, unit.start + start + len(words), words)
