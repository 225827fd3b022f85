"""Names as keys: two spellings of one name have one key.

Case, diacritics, hyphens and apostrophes make no difference, nor do legal forms and articles of
organisations, or abbreviations that everybody knows. A ministry's name has its subject and state
for a key, a party's its country where parties of several are called so.
Spellings from other alphabets (Sergej Lawrow, Sergey Lavrov) are brought together only where the
given name says that they are; a German name is taken as it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tasks.link.central_banks import central_banks
from tasks.link.ministries import ministry_of
from tasks.link.parties import party_of
from tasks.link.spelling import fold
from tasks.link.wordlists import lines_of
from tasks.text.invisible import visible
from tasks.text.known_names import FULL_NAMES, KINDS

# What is one sound in several transliterations; applied in this order to a folded word.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("schtsch|shch", "ch"),
        ("tsch|tch|kh", "ch"),
        ("sch|sh|zh", "s"),
        ("ck", "k"),
        ("ph", "f"),
        ("th", "t"),
        ("w", "v"),
        ("x", "ks"),
        ("ts|tz|z", "s"),
        ("ou", "u"),
        ("[ijy]e", "e"),
        ("[jy]", "i"),
        (r"(.)\1+", r"\1"),
        ("(?:ev|of|ef)$", "ov"),
    )
)


_JOINTS = re.compile(r"[-‐‑–\s]+")


@dataclass(frozen=True, slots=True)
class NameKey:
    """What a name is matched by.

    `key`: equal for spellings of one name. `family`: sound of a person's surname, equal for all
    that a surname alone may mean; empty where the label is not PER. `surname`: the surname as it
    is written, folded. `foreign`: whether the surname is matched by its sound. `asks`: whether the
    name is that of bodies of several states and tells none (tasks/link/bodies.py).
    """

    key: str
    family: str
    surname: str
    foreign: bool
    asks: bool = False


def name_key(name: str, label: str) -> NameKey:
    """The key of a name; never empty, so that nameless ones are not all the same."""
    name = visible(name) or name
    if label == "PER":
        return _person_key(name)
    words = [word for word in map(fold, _JOINTS.split(name)) if word]
    if label == "ORG":
        if (body := ministry_of(name) or party_of(name)) is not None:
            return NameKey(body.key, "", "", foreign=False, asks=body.state is None)
        words = _without_legal_form(words)
        words = words[len(words) > 1 and words[0] in lines_of("body_articles.txt") :]
    return NameKey(_known_as(words) or name, "", "", foreign=False)


def sound(word: str) -> str:
    """A folded word as it sounds, whichever way it is transliterated."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def _person_key(name: str) -> NameKey:
    words = _person_words(name)
    if not words:
        return NameKey(name, name, name, foreign=False)
    suffixes = _suffixes()
    core = [word for number, word in enumerate(words) if number == 0 or word not in suffixes]
    rest = [suffixes[word] for word in words[1:] if word in suffixes]
    at = 0 if core[0] in _family_name_first() else len(core) - 1
    surname = core[at]
    foreign = len(core) > 1 and at > 0 and _is_foreign(core[0], surname)
    if foreign:
        given, _ = _given_names()[core[0]]
        key = "".join([given, *map(sound, core[1:]), *rest])
    else:
        key = "".join([*core, *rest])
    return NameKey(key, sound(surname) or surname, surname, foreign)


def _person_words(name: str) -> list[str]:
    """The words of a person's name, folded, without Arabic articles."""
    articles = _name_articles()
    words = []
    for number, word in enumerate(name.split()):
        article, hyphen, noun = word.partition("-")
        if hyphen and noun and article.lower() in articles:
            words.append(fold(noun))
        elif number == 0 or word.lower() not in articles:
            words.append(fold(word))
    return [word for word in words if word]


def _is_foreign(given: str, surname: str) -> bool:
    known = _given_names().get(given)
    return known is not None and (not known[1] or surname.endswith(_surname_endings()))


def _without_legal_form(words: list[str]) -> list[str]:
    end = len(words)
    while end > 1:
        if words[end - 1] in _legal_forms():
            end -= 1
        elif end > 2 and words[end - 2 : end] == ["e", "v"]:
            end -= 2
        else:
            break
    return words[:end]


def _known_as(words: list[str]) -> str:
    """Words of a name joined; an abbreviation that everybody knows as its full name."""
    joined = "".join(words)
    if len(words) > 1 and words[0] in _kinds():
        joined = _kinds()[words[0]] + joined.removeprefix(words[0])
    return _full_names().get(joined, joined)


@cache
def _full_names() -> dict[str, str]:
    known = {_folded(short): _folded(full) for short, full in FULL_NAMES.items()}
    return known | {form: fold(name) for form, name in central_banks().items()}


@cache
def _kinds() -> dict[str, str]:
    return {_folded(short): _folded(full) for short, full in KINDS.items()}


def _folded(words: str) -> str:
    return "".join(map(fold, words.split()))


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(lines_of("legal_forms.txt"))


@cache
def _name_articles() -> frozenset[str]:
    return frozenset(lines_of("name_articles.txt"))


@cache
def _surname_endings() -> tuple[str, ...]:
    return lines_of("surname_endings.txt")


@cache
def _family_name_first() -> frozenset[str]:
    return frozenset(map(fold, lines_of("family_name_first.txt")))


@cache
def _suffixes() -> dict[str, str]:
    rows = (line.split("\t") for line in lines_of("name_suffixes.tsv"))
    return {fold(word): key for key, words in rows for word in words.split(" ")}


@cache
def _given_names() -> dict[str, tuple[str, bool]]:
    """Spelling of a given name: its key, and whether Germans bear it, too."""
    rows = (line.split("\t") for line in lines_of("given_names.tsv"))
    return {
        fold(word): (key, kind == "shared")
        for key, kind, words in rows
        for word in words.split(" ")
    }
