"""Canonical names of persons: the fullest form, in the nominative, without titles.

`bare` takes off what stands before a name, `nominative` (`name_cases`) its genitive ending, `parts`
(`name_parts`) takes it apart, `may_be` (`name_variants`) compares two, `fullest` chooses one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from tasks.nlp.german.name_cases import nominative
from tasks.nlp.german.name_parts import NameParts, is_full, parts
from tasks.nlp.german.name_variants import may_be
from tasks.nlp.german.roles import read_role
from tasks.nlp.german.wordlists import words_of
from tasks.text.invisible import visible

__all__ = ["NameParts", "bare", "fullest", "is_full", "may_be", "nominative", "parts"]

_SPACE = re.compile(r"\s+")
_MARKS = '"„“”»«›‹'
_NICKNAME = re.compile(rf"(?<=\w )(?:[{_MARKS}‚‘'][^{_MARKS}‚‘']+[{_MARKS}‘’']|\([^()]+\)) (?=\w)")
# A title that stands between given name and surname: Joseph Kardinal Ratzinger.
_INNER_TITLE = re.compile(r"(?<=\w )Kardinal (?=\w)")
_EDGES = _MARKS + "‚‘;,:()[]*†"
# Kin and strangers are no titles: Mutter Teresa, Bruder Klaus keep what they are called.
_NO_TITLES = frozenset({"family", "general", "nation", "crime"})


@lru_cache(maxsize=65536)
def bare(surface: str) -> str:
    """A name on one line, composed (NFC), without quotation marks and what introduces it.

    Characters that nobody sees are left out, too, and titles, address and role words before the
    name; a word that is the whole name stays.
    """
    whole = _on_one_line(visible(surface)) or _on_one_line(surface)
    name = whole
    previous = None
    while name != previous:
        previous = name
        name = _SPACE.sub(" ", _without_marks(name)).strip()
        name = _without_title(name)
    return name or whole


def _on_one_line(words: str) -> str:
    return unicodedata.normalize("NFC", _SPACE.sub(" ", words)).strip()


def fullest(names: Iterable[str]) -> str:
    """The fullest of a person's names, the same whatever their order.

    Names with given name and surname come first, then those that are not in capitals, those with
    more and longer words, and those with more accents; the rest is decided by the alphabet. Raises
    ValueError where there is none.
    """
    found = sorted(set(names), key=_fullness)
    if not found:
        raise ValueError("no name to choose from")
    return found[0]


def _fullness(name: str) -> tuple[bool, bool, int, int, int, str]:
    words = [word for word in name.split(" ") if not word.endswith(".")]
    accents = sum(not letter.isascii() for letter in name)
    return (not is_full(name), name.isupper(), -len(words), -len(name), -accents, name)


def _without_marks(name: str) -> str:
    name = _INNER_TITLE.sub("", _NICKNAME.sub("", name))
    name = "".join(letter for letter in name if letter not in _MARKS)
    name = name.strip(_EDGES + " ")
    # A single mark at both ends encloses the name; one at the end alone is a genitive's.
    if len(name) > 2 and name[0] in "'’" and name[-1] in "'’":
        name = name[1:-1]
    return name.lstrip("'’")


def _without_title(name: str) -> str:
    if name in words_of("stage_names"):
        return name
    first, space, rest = name.partition(" ")
    if not space or not rest[0].isalpha():
        return name
    abbreviated = first.islower() and first.endswith(".")
    if abbreviated or first.rstrip(".") in words_of("titles"):
        return rest
    role = read_role(first)
    if role is not None and role.domain not in _NO_TITLES and rest[0].isupper():
        return rest
    return name
