"""Whether a short or differently spelled name may be that of a person known by a fuller one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tasks.nlp.german.given_names import is_given_name
from tasks.nlp.german.name_parts import NameParts, parts
from tasks.nlp.german.wordlists import pairs_of

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
# Slavic and Arabic names are spelled in several ways; German ones that differ are different names.
_TRANSLITERATED = re.compile(
    r"(?:[oe][wv]a?|off|jew|yev|s[kc][iy]j?|skij|sky[jy]?|[iy]nski|enko|tschuk|chuk|itsch|ich|ic)$"
)
_SOUNDS = (
    ("tsch", "c"), ("dsch", "g"), ("dj", "g"), ("dzh", "g"), ("zh", "s"), ("sch", "s"), ("sh", "s"),
    ("ch", "h"), ("kh", "h"), ("off", "ov"), ("w", "v"), ("ph", "f"), ("ks", "x"), ("ck", "k"),
    ("q", "k"), ("c", "k"), ("z", "s"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("j", "i"),
    ("y", "i"), ("ie", "e"),
    ("th", "t"), ("dh", "d"), ("gh", "g"),
)  # fmt: skip
_BEGINNINGS = ("zs", "wv", "jyi", "kcqg")


def may_be(short: str, full: str) -> bool:
    """Whether `short` can name the person of the name `full`; both without titles, nominative.

    A surname alone can, with or without its particle, and a given name alone; so can a name that
    lacks middle names, abbreviates some or is spelled without accents. Given names that differ
    cannot: Bill is not Hillary Clinton, and "Clinton" may be both.
    """
    if short == full:
        return True
    one, other = parts(short), parts(full)
    if one.suffix and other.suffix and folded(one.suffix) != folded(other.suffix):
        return False
    if " " not in short.strip() and not one.suffix:
        return _single(one, other)
    if not one.surname or not other.surname:
        # Rulers: Benedikt XVI., and what follows their name.
        return _same_given(one.given or one.surname, other.given or other.surname)
    if _is_end(short, full) and not is_given_name(one.given):
        return True
    if not _same_family(one, other):
        return _same_order(short, full)
    return not one.given or not other.given or _same_given(one.given, other.given)


def _single(one: NameParts, other: NameParts) -> bool:
    """A name of one word: the surname, or the given name, of the other."""
    word = one.surname or one.given
    if one.particles and _same(one.family, other.family):
        return True
    if not other.surname:
        return _same(word, other.given)
    if _same(word, other.surname) or _same(word, other.family):
        return True
    given = other.given.split(" ")[0]
    return _is_foreign_variant(word, other.surname) or (bool(given) and _same_first(word, given))


def _same_family(one: NameParts, other: NameParts) -> bool:
    if one.particles and other.particles and folded(one.particles) != folded(other.particles):
        return folded(one.particles).strip("-'’ ") == folded(other.particles).strip("-'’ ")
    return (
        _same(one.surname, other.surname)
        or _same(one.family, other.family)
        or (
            bool(one.given and other.given)
            and _is_foreign_variant(one.surname, other.surname)
            and _same_given(one.given, other.given)
        )
    )


def _same_order(short: str, full: str) -> bool:
    """Whether two names have the same words in another order: Yi Wang, Wang Yi."""
    one, other = sorted(folded(short).split()), sorted(folded(full).split())
    return len(one) > 1 and one == other


def _is_end(short: str, full: str) -> bool:
    """Whether a name of several words ends the other: "García Márquez"."""
    one, other = folded(short).split(), folded(full).split()
    return 1 < len(one) < len(other) and other[-len(one) :] == one


def _same_given(one: str, other: str) -> bool:
    """Whether given names can be one person's: the first agrees, and so do middle ones."""
    first, *middle = given_words(one)
    second, *between = given_words(other)
    if not _same_first(first, second):
        return False
    return all(_agree(a, b) for a, b in zip(middle, between, strict=False))


def given_words(given: str) -> list[str]:
    """Given names one by one, hyphens and joined initials taken apart: Jean-Yves, G.W."""
    spaced = re.sub(r"(?<=\.)(?=\w)", " ", given.replace("-", " "))
    return spaced.split() or [""]


def _same_first(one: str, other: str) -> bool:
    return _agree(one, other) or _same_spelling(one, other) or _is_nickname(one, other)


def _agree(one: str, other: str) -> bool:
    """Equal words, or an initial and a word that it begins."""
    a, b = folded(one), folded(other)
    if a.endswith(".") or b.endswith(".") or 1 in {len(a), len(b)}:
        short, long = sorted((a.rstrip("."), b.rstrip(".")), key=len)
        return long.startswith(short)
    return _same(one, other)


def _is_nickname(one: str, other: str) -> bool:
    short = pairs_of("nicknames")
    return other in short.get(one, "").split() or one in short.get(other, "").split()


def _same(one: str, other: str) -> bool:
    """Equal but for accents, hyphens and umlauts written as ae, oe, ue."""
    a, b = folded(one), folded(other)
    return a == b or umlauts(a) == umlauts(b)


def _same_spelling(one: str, other: str) -> bool:
    """Whether both spell one name of another script: Sergej, Sergei; Baschar, Bashar."""
    a, b = folded(one), folded(other)
    if min(len(a), len(b)) < 4 or a[0] not in _alike(b[0]):
        return False
    return sound(a) == sound(b)


def _is_foreign_variant(one: str, other: str) -> bool:
    """Whether two surnames are spellings of one; Meyer and Meier are two names."""
    foreign = is_transliterated(one) or is_transliterated(other)
    return foreign and _same_spelling(one, other)


def is_transliterated(surname: str) -> bool:
    """Whether a surname looks like one of another script, which is spelled in several ways."""
    return _TRANSLITERATED.search(folded(surname)) is not None


def _alike(letter: str) -> str:
    """Letters that a name of another script may begin with instead of this one."""
    return next((group for group in _BEGINNINGS if letter in group), letter)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A name in small letters without accents, its words and what hyphens join by blanks."""
    apart = unicodedata.normalize("NFD", word.lower().translate(_LETTERS))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(plain.replace("’", "'").replace("-", " ").split())


def umlauts(word: str) -> str:
    """A folded name with its umlauts, written as two letters, as one."""
    return re.sub(r"([aou])e", r"\1", word)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A folded name as it is heard, however another script is written in this one."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1", r"\1", word).rstrip("i")
