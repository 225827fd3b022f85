"""Keys of places and organisations that narrow a role: the "us" of a president.

A key is the name in lower case and the nominative; a place's other names and its adjectives lead
to it.
"""

from __future__ import annotations

from functools import cache

from tasks.nlp.german.wordlists import ordered_class, pairs_of, words_of

_ENDINGS = ordered_class("adjective_ending")
# Names in these endings seldom are genitives: Paris, Texas, Laos.
_NO_GENITIVE = ("ss", "is", "us", "as", "os", "es", "ys")


def place_key(name: str, *, genitive: bool = False) -> str:
    """Key of a place's or an organisation's name; with `genitive` a final -s may be its ending."""
    key = " ".join(name.split()).strip("„“\"'»«()").lower()
    aliases = pairs_of("place_names")
    if key in aliases:
        return aliases[key]
    bare = key.rstrip("'’")
    if bare.endswith("s"):
        stem = bare[:-1]
        if stem in aliases:
            return aliases[stem]
        if stem in known_places() or (genitive and len(stem) > 3 and not _keeps_s(bare)):
            return stem
    return bare if bare in known_places() else key


def place_of_adjective(word: str) -> str | None:
    """Key of the place that an adjective belongs to, in any inflection: russische, Berliner.

    None where the word is no adjective of a place. Adjectives in -er with a capital that are in no
    list are read as a city's name with -er.
    """
    if word[:1].isupper() and word.endswith("er"):
        return _city(word)
    lower = word.lower()
    places = pairs_of("place_adjectives")
    if lower in places:
        return places[lower]
    for ending in _ENDINGS:
        if lower.endswith(ending) and lower[: -len(ending)] in places:
            return places[lower[: -len(ending)]]
    head, hyphen, tail = lower.rpartition("-")
    return place_of_adjective(tail) if hyphen and head else None


def is_party(name: str) -> bool:
    """Whether the words are a party, as it stands in brackets after a politician's name."""
    return " ".join(name.split()).lower() in _parties()


@cache
def known_places() -> frozenset[str]:
    """Keys of all places that have an adjective in the list, or another name."""
    return frozenset(pairs_of("place_adjectives").values()) | frozenset(
        pairs_of("place_names").values()
    )


@cache
def _parties() -> frozenset[str]:
    return frozenset(party.lower() for party in words_of("parties"))


def _city(word: str) -> str | None:
    places = pairs_of("place_adjectives")
    if word in places:
        return places[word]
    lower = word.lower()
    if lower[:-2] in places:
        return places[lower[:-2]]
    if len(word) < 6:
        return None
    return f"{lower[:-2]}en" if lower.endswith("inger") else lower[:-2]


def _keeps_s(name: str) -> bool:
    return name.endswith(_NO_GENITIVE)
