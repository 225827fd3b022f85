"""The parts of a person's name: given names, particles, surname and what tells bearers apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from tasks.nlp.german.wordlists import word_class, words_of

_ROMAN = re.compile(r"^[IVX]+\.?$")
_SYLLABLE = (
    r"(?:er|[bpmfw]o|(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|ia|ie|in|iu|ou|ua|ue|ui"
    r"|un|uo|a|e|i|u|ü))"
)
_CHINESE_GIVEN = re.compile(rf"^{_SYLLABLE}(?:'?{_SYLLABLE})?$")
_HYPHENED_GIVEN = re.compile(r"^[A-Z]\w+-[a-z]\w+$")
_ATTACHED = re.compile(r"^((?:[aA]l|[eE]l|[aA][dnrst]|[aA]s?ch|[aA]sh|[aA]th)-|[dD]['’])(\w.*)$")
_DOTTED_SUFFIX = re.compile(r"\bd\. ?([ÄJ])\.")


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart; parts that it lacks are empty.

    A name of one word has it as its surname; a ruler's (Benedikt XVI.) has it as given name, with
    the number as suffix. `particles` are as written, "von der", "Le" or "al-".
    """

    given: str
    particles: str
    surname: str
    suffix: str

    @property
    def family(self) -> str:
        """Particles and surname together: "von der Leyen", "al-Assad"."""
        glue = "" if self.particles.endswith(("-", "'", "’")) or not self.particles else " "
        return f"{self.particles}{glue}{self.surname}"


@lru_cache(maxsize=65536)
def parts(name: str) -> NameParts:
    """Take a name apart that is written without titles and in the nominative."""
    words, suffix = _without_suffix(_DOTTED_SUFFIX.sub(r"d.\1.", name).split())
    suffix = suffix.replace("d.Ä.", "d. Ä.").replace("d.J.", "d. J.")
    if not words:
        return NameParts("", "", suffix, "") if suffix else NameParts("", "", "", "")
    if len(words) == 1:
        ruler = bool(_ROMAN.match(suffix))
        particle, surname = _attached(words[0])
        return NameParts(words[0] if ruler else "", particle, "" if ruler else surname, suffix)
    if _has_surname_first(words):
        return NameParts(" ".join(words[1:]), "", words[0], suffix)
    first = _first_of_family(words)
    family = words[first:]
    attached, surname = _attached(family[-1])
    particles = [*family[:-1], *([attached] if attached else [])]
    opened = len(particles)
    for number, word in enumerate(family[:-1]):
        if not _is_particle(word) and not (number == 0 and _is_particle(word, True)):
            opened = number
            break
    if opened < len(particles):
        # Surnames of several words after the particles: "van der Meer Mohr".
        surname = " ".join(family[opened:])
        particles = family[:opened]
    return NameParts(" ".join(words[:first]), " ".join(particles), surname, suffix)


def is_full(name: str) -> bool:
    """Whether a name has a given name and a surname, or is a ruler's with its number."""
    found = parts(name)
    return bool(found.given) and bool(found.surname or _ROMAN.match(found.suffix))


def _without_suffix(words: list[str]) -> tuple[list[str], str]:
    """The words without what follows the surname, and that."""
    if len(words) > 1 and (words[-1] in words_of("name_suffixes") or _ROMAN.match(words[-1])):
        return [*words[:-2], words[-2].rstrip(",")], words[-1]
    return words, ""


def _first_of_family(words: list[str]) -> int:
    """Where particles and surname begin: at the first particle, or the last word."""
    for number, word in enumerate(words[:-1]):
        capital = word[:1].isupper()
        if _is_particle(word, capital) and (
            number > 0 or not capital or word in word_class("leading_particle")
        ):
            return number
    return len(words) - 1


def _is_particle(word: str, capital: bool = False) -> bool:
    if capital:
        return word[:1].isupper() and len(word) > 1 and word.lower() in _capital_particles()
    return word in words_of("name_particles")


@cache
def _capital_particles() -> frozenset[str]:
    return words_of("name_particles") - word_class("small_particle")


def _attached(word: str) -> tuple[str, str]:
    """A particle that is written together with the surname (al-Assad, d'Estaing), and the rest."""
    found = _ATTACHED.match(word)
    return (found[1], found[2]) if found else ("", word)


def _has_surname_first(words: list[str]) -> bool:
    if words[0] not in words_of("family_names_first") or len(words) > 3:
        return False
    given = words[1:]
    if len(given) == 1 and _HYPHENED_GIVEN.match(given[0]):
        return True
    if words[0] in word_class("vietnamese_family") and len(given) == 2:
        return True
    return all(_CHINESE_GIVEN.match(word.lower()) for word in given)
