"""The nominative of a person's name: "Markus Söders" is Markus Söder, Hans and Maas are themselves.

An ending is taken off only with evidence: the article has the name without it, or the sentence's
grammar says genitive. The result is always a beginning of what was given.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from tasks.nlp.first_names import is_given_name
from tasks.nlp.wordlists import words_of

_APOSTROPHE = re.compile(r"['’‘`´]s?$")
# The adjective of a name: Merkelsche, Brandt'scher, Kohl’schen.
_ADJECTIVE = re.compile(r"(?P<mark>['’‘`´]?)sch(?:e[nrsm]?)$")
# A final -s after these is no genitive's: German marks that with an apostrophe alone.
_SIBILANTS = ("ss", "ß", "xs", "zs", "ces", "oulos", "akis", "idis", "iadis", "auskas", "opoulos")
_SHORTEST = 3


def nominative(name: str, known: Collection[str], *, genitive: bool | None = None) -> str:
    """A name without its genitive ending, as far as that is certain.

    `known` are the names of the article, also in other cases. `genitive` is what the sentence says
    of this one: True that it is a genitive, False that it is none, None that it says nothing.
    """
    head, space, last = name.rpartition(" ")
    marked = _APOSTROPHE.sub("", last)
    if marked != last and len(marked) >= 2:
        return head + space + marked
    adjective = _ADJECTIVE.search(last)
    if adjective and adjective.start() >= _SHORTEST:
        stem = last[: adjective.start()]
        if adjective["mark"] or _stands_for(head, stem, known):
            return head + space + stem
    if genitive is False or not last.endswith("s") or len(last) <= _SHORTEST:
        return name
    stem = last[:-1]
    if last.endswith(_SIBILANTS):
        return name
    evident = _stands_for(head, stem, known)
    if evident and not (is_own(last) and genitive is None):
        return head + space + stem
    if genitive and not is_own(last) and not _is_surname(head, last, known):
        return head + space + stem
    return name


def is_own(word: str) -> bool:
    """Whether a word in -s is known as a name as it is: Hans, Maas, Angeles."""
    return word in words_of("names_in_s") or is_given_name(word)


def _is_surname(head: str, last: str, known: Collection[str]) -> bool:
    """Whether a word alone ends a full name of the article: "Koenigs" beside Tom Koenigs."""
    return not head and any(other.endswith(f" {last}") for other in known)


def _stands_for(head: str, stem: str, known: Collection[str]) -> bool:
    """Whether the article has the name without its ending, in full or as a surname.

    A given name alone is evidence only where no surname could be meant: "Jens" is no genitive of
    the Jen of "Jen Psaki".
    """
    for other in known:
        before, _, last = other.rpartition(" ")
        if last == stem and (not head or not before or head == before):
            return True
        if not head and before and other.split(" ")[0] == stem and is_given_name(stem):
            return True
    return False
