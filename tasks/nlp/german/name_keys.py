"""Keys of persons' names, by which those that may be one are found without comparing all.

They follow the rules of `name_variants`: where `may_be` says of two names, in whichever order, that
one can be the other, what one wants and the other offers have a key in common. The reverse does not
hold; names with a common key are still to be compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from tasks.nlp.german.name_parts import parts
from tasks.nlp.german.name_variants import folded, given_words, is_transliterated, sound, umlauts
from tasks.nlp.german.wordlists import pairs_of

Key = tuple[str, ...]

# Words of a name's end that are looked at, which bounds the keys of a long one.
_LONGEST_END = 4


class NameKeys:
    """The keys of one name, which is taken apart once for all of them."""

    def __init__(self, name: str) -> None:
        found = parts(name)
        self._given, self._surname = found.given, found.surname
        self._first = given_words(found.given)[0]
        self._calling = given_words(found.given or found.surname)[0]
        self._heard = sound(folded(found.surname))
        self._is_foreign = is_transliterated(found.surname)
        self._particles = folded(found.particles)
        self._bare_particles = self._particles.strip("-'’ ")
        self._words = folded(name).split()
        self._order = ("order", *sorted(self._words))
        # Surnames that are equal but for accents and umlauts, with or without their particles.
        families = (found.surname, found.family)
        self._families: list[Key] = list(
            dict.fromkeys(("family", umlauts(folded(word))) for word in families if word)
        )

    def offered_to_full(self) -> Iterator[Key]:
        """Under which keys other full names find a full one."""
        given = list(_offered_given(self._first))
        families = [*self._offered_families(), ("any",)]
        if not self._surname:
            families.append(("ruler",))
        yield from (family + one for family in families for one in given)
        yield from self._offered_ends()
        yield self._order

    def wanted_by_full(self) -> Iterator[Key]:
        """The keys under which a full name finds other full ones."""
        given = list(_wanted_given(self._first))
        families = [*self._wanted_families(), ("ruler",)]
        if not self._surname:
            families.append(("any",))
        yield from (family + one for family in families for one in given)
        yield from self._wanted_ends()
        yield self._order

    def offered_to_short(self) -> Iterator[Key]:
        """Under which keys a surname, a given name or the like finds a full name."""
        yield from self._offered_families()
        yield "whole", umlauts(folded(self._given))
        for first in {self._given.split(" ")[0], self._calling}:
            yield from (("given", *key) for key in _offered_given(first))
        yield from self._offered_ends()
        yield self._order

    def wanted_by_short(self) -> Iterator[Key]:
        """The keys under which a surname, a given name or the like finds full names."""
        yield from self._wanted_families()
        word = self._surname or self._given
        yield "whole", umlauts(folded(word))
        for first in {word, self._calling}:
            yield from (("given", *key) for key in _wanted_given(first))
        yield from self._wanted_ends()
        yield self._order

    def _offered_families(self) -> Iterator[Key]:
        """Surnames; spellings of one, of which at least one must look like another script's.

        And particles that differ in their apostrophe alone, which are taken for one family.
        """
        yield from self._families
        yield "sound", self._heard
        if self._is_foreign:
            yield "foreign", self._heard
        if self._particles:
            yield "particles", self._bare_particles
            if self._particles != self._bare_particles:
                yield "apostrophe", self._bare_particles

    def _wanted_families(self) -> Iterator[Key]:
        yield from self._families
        yield "sound" if self._is_foreign else "foreign", self._heard
        if self._particles:
            written = self._particles != self._bare_particles
            yield "particles" if written else "apostrophe", self._bare_particles

    def _offered_ends(self) -> Iterator[Key]:
        """The last words of a name, two or more, by which a part of it is found; and all of it."""
        words = self._words
        for count in range(2, min(len(words) - 1, _LONGEST_END) + 1):
            yield "ends in", *words[-count:]
        if len(words) > 1:
            yield "is", *words[-_LONGEST_END:]

    def _wanted_ends(self) -> Iterator[Key]:
        words = self._words
        if len(words) > 1:
            yield "ends in", *words[-_LONGEST_END:]
        for count in range(2, min(len(words) - 1, _LONGEST_END) + 1):
            yield "is", *words[-count:]


def _offered_given(word: str) -> Iterator[Key]:
    yield from _spellings(word)
    short, beginning = _initial(word)
    yield "begins", beginning
    yield "begins", "?"
    if short:
        yield "initial", beginning
        yield "initial", "?"


def _wanted_given(word: str) -> Iterator[Key]:
    yield from _spellings(word)
    short, beginning = _initial(word)
    # An initial without a letter may be anybody's.
    for letter in {beginning or "?", ""}:
        yield "initial", letter
        if short:
            yield "begins", letter
    if not beginning:
        yield "initial", "?"


def _spellings(word: str) -> Iterator[Key]:
    """The word, its sound, and those that it is a short form of."""
    yield "spelled", umlauts(folded(word))
    yield "heard", sound(folded(word))
    for other in {word, *pairs_of("nicknames").get(word, "").split()}:
        yield "called", other


def _initial(word: str) -> tuple[bool, str]:
    """Whether a given name is one, and the letter that it and what it stands for begin with."""
    plain = folded(word)
    return plain.endswith(".") or len(plain) == 1, plain.rstrip(".")[:1]
