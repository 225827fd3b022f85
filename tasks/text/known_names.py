"""Bodies and countries that articles call by a short form which they do not introduce."""

from __future__ import annotations

from tasks.text.wordlists import file_of, pairs_of

FILES = (file_of("kinds_of_bodies"), file_of("known_names"))
"""What is read here: a version of rules that ask covers it."""
FULL_NAMES = dict(pairs_of("known_names"))
"""Full names by short forms; both are keys: words in lower case, without hyphens."""
KINDS = dict(pairs_of("kinds_of_bodies"))
"""Kinds of bodies before what tells them apart, by their short forms: "OLG München"."""


def known_as(key: str) -> str:
    """The key of the full name of what everybody knows by its abbreviation; else the same key.

    A key is a name's words in lower case, divided by single blanks and no hyphens.
    """
    full = FULL_NAMES.get(key)
    if full is not None:
        return full
    first, blank, rest = key.partition(" ")
    return f"{KINDS[first]} {rest}" if blank and first in KINDS else key
