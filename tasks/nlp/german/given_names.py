"""Given names and their gender, from lists of the libraries Faker and nomquamgender and of our own.

Faker invents people for tests; its lists of given names by country come from registers of births,
are small, kept up to date and free for any use. A name's gender is that of nearly all German lists
that have it, else of nearly all lists. What these do not have, the names of the whole world tell
(`words/world_names.tsv`, which `training.scripts.world_names` makes), also in the way German papers
spell what is written in Cyrillic: Walerij for Valeriy. What lists are divided about stays unknown.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from tasks.nlp.german.wordlists import pairs_of, rows_of
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
_TORN = 0.5
_ENDINGS_OF_MEN = ("iy", "yy", "ii", "yi", "y", "i")
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
    german = _shares(german=True)[0].get(name, _TORN)
    if rule == "italian" and german != _TORN:
        return "female" if german > _TORN else "male"
    share = german if _tells(german) else exact.get(name, folded.get(_folded(name)))
    if share is None:
        return _gender_in_the_world(_folded(name))
    return ("female" if share > _TORN else "male") if _tells(share) else "unknown"


def _tells(share: float) -> bool:
    return abs(share - _TORN) >= _NEARLY_ALL - _TORN


def _gender_in_the_world(folded: str) -> Gender | None:
    """The gender that nearly all of the world's bearers have, of one who is spelt like this."""
    known = pairs_of("world_names")
    found = known.get(folded) or next(
        (gender for spelling in _spellings(folded) if (gender := known.get(spelling))), None
    )
    return None if found is None else "female" if found == "f" else "male"


def _spellings(folded: str) -> Iterator[str]:
    """A name from Cyrillic, as German papers spell it, in English: the likeliest first."""
    english = folded
    for german, other in rows_of("cyrillic_spellings"):
        english = english.replace(german, other)
    if english != folded:
        yield english
    for ending in _ENDINGS_OF_MEN:
        if english.endswith(ending):
            stem = english.removesuffix(ending)
            yield from (stem + other for other in _ENDINGS_OF_MEN if other != ending)
            return


@cache
def _shares(*, german: bool = False) -> tuple[dict[str, float], dict[str, float]]:
    """Share of lists that call a name a woman's: by name, and by name without accents.

    Of all lists, or of the German ones alone.
    """
    women: defaultdict[str, int] = defaultdict(int)
    lists: defaultdict[str, int] = defaultdict(int)
    for country in _COUNTRIES:
        if german and not country.startswith("de_"):
            continue
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
