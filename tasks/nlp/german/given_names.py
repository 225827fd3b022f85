"""Given names and their gender, from the lists of the library Faker and one of our own.

Faker invents people for tests; its lists of given names by country come from registers of births,
are small, kept up to date and free for any use. A name's gender is that of nearly all lists that
have it. What the lists are divided about stays unknown.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache
from importlib import import_module

from tasks.nlp.german.wordlists import pairs_of
from tasks.nlp.layers.vocabulary import Gender

# Countries whose names appear in Latin script; German ones count most in German news.
_COUNTRIES = (
    "az_AZ", "cs_CZ", "da_DK", "de_AT", "de_CH", "de_DE", "de_LI", "de_LU", "en_GB", "en_IE",
    "en_IN", "en_KE", "en_NZ", "en_US", "es_AR", "es_CA", "es_CL", "es_CO", "es_ES", "es_MX",
    "et_EE", "fi_FI", "fr_BE", "fr_CA", "fr_CH", "fr_DZ", "fr_FR", "fr_QC", "ga_IE", "hr_HR",
    "hu_HU", "id_ID", "is_IS", "it_IT", "lt_LT", "lv_LV", "nl_BE", "nl_NL", "no_NO", "pl_PL",
    "pt_BR", "pt_PT", "ro_RO", "sk_SK", "sl_SI", "sv_SE", "tr_TR", "tw_GH", "uz_UZ", "vi_VN",
)  # fmt: skip
_GERMAN = 3
_NEARLY_ALL = 0.8
_ITALIAN_ENDINGS = ("i", "o", "a", "e")


def gender_of_given_name(given: str, *, surname: str = "") -> Gender:
    """Gender of a given name of one or more words; unknown where it is rare or borne by both.

    The first word decides (Rainer Maria), of double names too (Frank-Walter). `surname` tells
    Italian men from German women: Andrea Rossi, Andrea Nahles.
    """
    first = given.split(" ")[0] if given else ""
    if not first or first.endswith("."):
        return "unknown"
    found = _gender(first, surname)
    if found is None and "-" in first:
        parts = [part for part in first.split("-") if part]
        found = next((gender for part in parts if (gender := _gender(part, surname))), None)
    return found or "unknown"


def is_given_name(word: str) -> bool:
    """Whether a word is known as a given name, of whichever gender."""
    return (
        word in pairs_of("given_names") or word in pairs_of("unisex_names") or word in _shares()[0]
    )


def _gender(name: str, surname: str) -> Gender | None:
    """The gender of one word; None where no list has it."""
    ours = pairs_of("given_names").get(name)
    if ours is not None:
        return "female" if ours == "female" else "male"
    rule = pairs_of("unisex_names").get(name)
    if rule == "-" or (rule == "italian" and surname.endswith(_ITALIAN_ENDINGS)):
        return "unknown"
    exact, folded = _shares()
    share = exact.get(name, folded.get(_folded(name)))
    if share is None:
        return None
    return "female" if share >= _NEARLY_ALL else "male" if share <= 1 - _NEARLY_ALL else "unknown"


@cache
def _shares() -> tuple[dict[str, float], dict[str, float]]:
    """Share of lists that call a name a woman's: by name, and by name without accents."""
    women: defaultdict[str, int] = defaultdict(int)
    lists: defaultdict[str, int] = defaultdict(int)
    for country in _COUNTRIES:
        provider = import_module(f"faker.providers.person.{country}").Provider
        weight = _GERMAN if country.startswith("de_") else 1
        for name in getattr(provider, "first_names_female", ()):
            women[name] += weight
            lists[name] += weight
        for name in getattr(provider, "first_names_male", ()):
            lists[name] += weight
    exact = {name: women[name] / count for name, count in lists.items()}
    folded: defaultdict[str, list[float]] = defaultdict(list)
    for name, share in exact.items():
        folded[_folded(name)].append(share)
    return exact, {name: sum(shares) / len(shares) for name, shares in folded.items()}


def _folded(name: str) -> str:
    apart = unicodedata.normalize("NFD", name.replace("ı", "i").replace("ł", "l"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).lower()
