"""The nominative of a person's name: "Markus Söders" is Markus Söder, Hans and Maas are themselves.

An ending is taken off only with evidence: the article has the name without it, or the sentence's
grammar says genitive. The result is always a beginning of what was given.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from tasks.nlp.german.given_names import is_given_name
from tasks.nlp.german.wordlists import words_of

_APOSTROPHE = re.compile(r"['’‘`´]s?$")
# The adjective of a name: Merkelsche, Brandt'scher, Kohl’schen.
_ADJECTIVE = re.compile(r"(?P<mark>['’‘`´]?)sch(?:e[nrsm]?)$")
# A final -s after these is no genitive's: German marks that with an apostrophe alone.
_SIBILANTS = ("ss", "ß", "xs", "zs", "ces", "oulos", "akis", "idis", "iadis", "auskas", "opoulos")
_SHORTEST = 3


class KnownNames:
    """The names of an article, also in other cases, looked up by their words."""

    def __init__(self, names: Iterable[str]) -> None:
        # What stands before each last word, which may be nothing.
        self._before: defaultdict[str, set[str]] = defaultdict(set)
        self._firsts: set[str] = set()
        for name in names:
            before, _, last = name.rpartition(" ")
            self._before[last].add(before)
            if before:
                self._firsts.add(name.split(" ")[0])

    def ends_full(self, last: str) -> bool:
        """Whether a word ends a name of several."""
        return any(self._before.get(last, ()))

    def keeps(self, last: str) -> bool:
        """Whether a word in -s ends a name of several that has no other form here."""
        return any(
            before and not self.stands_for(before, last[:-1])
            for before in self._before.get(last, ())
        )

    def stands_for(self, head: str, stem: str) -> bool:
        """Whether the article has the name without its ending, in full or as a surname.

        A given name alone is evidence only where no surname could be meant: "Jens" is no genitive
        of the Jen of "Jen Psaki".
        """
        before = self._before.get(stem)
        if before is not None and (not head or "" in before or head in before):
            return True
        return not head and stem in self._firsts and is_given_name(stem)


def nominative(name: str, known: KnownNames, *, genitive: bool | None = None) -> str:
    """A name without its genitive ending, as far as that is certain.

    `known` are the names of the article. `genitive` is what the sentence says
    of this one: True that it is a genitive, False that it is none, None that it says nothing.
    """
    head, space, last = name.rpartition(" ")
    marked = _APOSTROPHE.sub("", last)
    if marked != last and len(marked) >= 2:
        return head + space + marked
    adjective = _ADJECTIVE.search(last)
    if adjective and adjective.start() >= _SHORTEST:
        stem = last[: adjective.start()]
        if adjective["mark"] or known.stands_for(head, stem):
            return head + space + stem
    if not last.endswith("s") or len(last) <= _SHORTEST or last.endswith(_SIBILANTS):
        return name
    stem = last[:-1]
    # Where a sentence was read amiss, the name without the ending tells more than grammar.
    own = is_own(last) or (not head and known.keeps(last))
    if known.stands_for(head, stem) and (genitive or not own):
        return head + space + stem
    if genitive is False:
        return name
    # "Koenigs" beside Tom Koenigs is a surname.
    if genitive and not is_own(last) and (head or not known.ends_full(last)):
        return head + space + stem
    return name


def is_own(word: str) -> bool:
    """Whether a word in -s is known as a name as it is: Hans, Maas, Angeles."""
    return word in words_of("names_in_s") or is_given_name(word)
