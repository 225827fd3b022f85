"""Keys of persons' names, by which those that may be one are found without comparing all.

They follow the rules of `name_variants`: where `may_be` says of two names, in whichever order, that
one can be the other, what one wants and the other offers have a key in common. The reverse does not
hold; names with a common key are still to be compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from tasks.nlp.german.name_parts import NameParts, parts
from tasks.nlp.german.name_variants import folded, given_words, is_transliterated, sound, umlauts
from tasks.nlp.german.wordlists import pairs_of

Key = tuple[str, ...]

# Words of a name's end that are looked at, which bounds the keys of a long one.
_LONGEST_END = 4


def offered_to_full(name: str) -> Iterator[Key]:
    """Under which keys other full names find a full one."""
    found = parts(name)
    given = list(_offered_given(given_words(found.given)[0]))
    families = [*_families(found), *_offered_sounds(found), *_offered_particles(found), ("any",)]
    if not found.surname:
        families.append(("ruler",))
    yield from (family + one for family in families for one in given)
    yield from _offered_ends(name)
    yield _order(name)


def wanted_by_full(name: str) -> Iterator[Key]:
    """The keys under which a full name finds other full ones."""
    found = parts(name)
    given = list(_wanted_given(given_words(found.given)[0]))
    families = [*_families(found), *_wanted_sounds(found), *_wanted_particles(found), ("ruler",)]
    if not found.surname:
        families.append(("any",))
    yield from (family + one for family in families for one in given)
    yield from _wanted_ends(name)
    yield _order(name)


def offered_to_short(name: str) -> Iterator[Key]:
    """Under which keys a surname, a given name or the like finds a full name."""
    found = parts(name)
    yield from _families(found)
    yield from _offered_sounds(found)
    yield from _offered_particles(found)
    yield "whole", umlauts(folded(found.given))
    firsts = {found.given.split(" ")[0], given_words(found.given or found.surname)[0]}
    for first in firsts:
        yield from (("given", *key) for key in _offered_given(first))
    yield from _offered_ends(name)
    yield _order(name)


def wanted_by_short(name: str) -> Iterator[Key]:
    """The keys under which a surname, a given name or the like finds full names."""
    found = parts(name)
    yield from _families(found)
    yield from _wanted_sounds(found)
    yield from _wanted_particles(found)
    word = found.surname or found.given
    yield "whole", umlauts(folded(word))
    for first in {word, given_words(found.given or found.surname)[0]}:
        yield from (("given", *key) for key in _wanted_given(first))
    yield from _wanted_ends(name)
    yield _order(name)


def _families(name: NameParts) -> list[Key]:
    """Surnames that are equal but for accents and umlauts, with or without their particles."""
    words = (name.surname, name.family)
    return list(dict.fromkeys(("family", umlauts(folded(word))) for word in words if word))


def _offered_sounds(name: NameParts) -> Iterator[Key]:
    """Spellings of one surname, of which at least one must look like another script's."""
    heard = sound(folded(name.surname))
    yield "sound", heard
    if is_transliterated(name.surname):
        yield "foreign", heard


def _wanted_sounds(name: NameParts) -> Iterator[Key]:
    kind = "sound" if is_transliterated(name.surname) else "foreign"
    yield kind, sound(folded(name.surname))


def _offered_particles(name: NameParts) -> Iterator[Key]:
    """Particles that differ in their apostrophe alone, which are taken for one family."""
    written, bare = _particles(name)
    if written:
        yield "particles", bare
        if written != bare:
            yield "apostrophe", bare


def _wanted_particles(name: NameParts) -> Iterator[Key]:
    written, bare = _particles(name)
    if written:
        yield "particles" if written != bare else "apostrophe", bare


def _particles(name: NameParts) -> tuple[str, str]:
    written = folded(name.particles)
    return written, written.strip("-'’ ")


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


def _offered_ends(name: str) -> Iterator[Key]:
    """The last words of a name, two or more, by which a part of it is found; and all of it."""
    words = folded(name).split()
    for count in range(2, min(len(words) - 1, _LONGEST_END) + 1):
        yield "ends in", *words[-count:]
    if len(words) > 1:
        yield "is", *words[-_LONGEST_END:]


def _wanted_ends(name: str) -> Iterator[Key]:
    words = folded(name).split()
    if len(words) > 1:
        yield "ends in", *words[-_LONGEST_END:]
    for count in range(2, min(len(words) - 1, _LONGEST_END) + 1):
        yield "is", *words[-count:]


def _order(name: str) -> Key:
    return "order", *sorted(folded(name).split())
