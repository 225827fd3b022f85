"""Canonical names of what an article mentions.

Within one article: a surname means the one person whose full name ends in it; a genitive -s is
taken off where the name without it stands in the same article. Nothing is guessed beyond that.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from tasks.nlp.wordlists import words_of

_SPACE = re.compile(r"\s+")
_EDGES = "\"'„“”»«‚‘’‹›,;:()[]"
_GENITIVE = ("s", "'", "’")
_TITLES = frozenset(title.lower() for title in words_of("titles"))


def canonical_names(mentions: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Canonical name of every (surface, label) pair, given all such pairs of one article."""
    cleaned = {(surface, label): clean_name(surface, label) for surface, label in mentions}
    by_label: defaultdict[str, set[str]] = defaultdict(set)
    for (_, label), name in cleaned.items():
        by_label[label].add(name)
    canonical: dict[tuple[str, str], str] = {}
    for (surface, label), name in cleaned.items():
        known = by_label[label]
        nominative = _without_genitive(name, known)
        canonical[surface, label] = _fullest(nominative, known) if label == "PER" else nominative
    return canonical


def clean_name(surface: str, label: str) -> str:
    """A name on one line, composed (NFC), without quotation marks and, for persons, titles."""
    name = unicodedata.normalize("NFC", _SPACE.sub(" ", surface)).strip().strip(_EDGES).strip()
    if label == "PER":
        words = name.split(" ")
        while len(words) > 1 and words[0].rstrip(".").lower() in _TITLES:
            words = words[1:]
        name = " ".join(words)
    return name or surface.strip() or surface


def _without_genitive(name: str, known: set[str]) -> str:
    if name.endswith(_GENITIVE) and len(name) > 3:
        stem = name[:-1]
        if stem in known or any(other.endswith(f" {stem}") for other in known):
            return stem
    return name


def _fullest(name: str, known: set[str]) -> str:
    """The one longer name that ends in this one; the name itself where there is none or several."""
    nominatives = {_without_genitive(other, known) for other in known}
    longer = {other for other in nominatives if other.endswith(f" {name}")}
    longest = {other for other in longer if not any(more.endswith(f" {other}") for more in longer)}
    return longest.pop() if len(longest) == 1 else name
