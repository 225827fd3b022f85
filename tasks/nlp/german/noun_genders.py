"""The grammatical gender of common nouns, by how they end."""

from __future__ import annotations

from functools import cache

from tasks.nlp.german.wordlists import ordered_class, rows_of

_FEMININE = ordered_class("feminine_ending")


def gender_of_noun(noun: str) -> str:
    """Masc, Fem or Neut, where the noun's last part tells; else ""."""
    word = noun.lower()
    for length in range(len(word), 2, -1):
        gender = _genders().get(word[-length:])
        if gender:
            return gender
    return "Fem" if word.endswith(_FEMININE) else ""


def is_listed(noun: str) -> bool:
    """Whether the list of genders has the noun itself."""
    return noun.lower() in _genders()


@cache
def _genders() -> dict[str, str]:
    return {end: gender for gender, *ends in rows_of("noun_genders") for end in ends[0].split(" ")}
