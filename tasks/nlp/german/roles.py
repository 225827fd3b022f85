"""Nouns for persons as the news uses them: what role a word names, of whom, and how many.

The words are in `words/roles.tsv`; compounds are read from their last part (Bundesaußenminister,
NATO-Generalsekretär, Ex-US-Präsident).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from tasks.nlp.german.places import is_party, known_places, place_key
from tasks.nlp.german.wordlists import pairs_of, rows_of, word_class, words_of
from tasks.nlp.layers.phrases import RoleNoun
from tasks.nlp.layers.vocabulary import Gender, Number

_INCLUSIVE = re.compile(r"(?:[*:_/]-?i|(?<=[a-zäöüß])I)nnen$")
# First parts of compounds in which Bundes- is no mark of the country but part of another noun.
_FEDERAL_BODIES = tuple("bundes" + body for body in word_class("federal_body"))

# The one adjectival noun with a feminine in -in: Beamter, Beamtin.
_WOMEN_OFFICIALS: tuple[tuple[str, Number], ...] = (("in", "singular"), ("innen", "plural"))


@dataclass(frozen=True, slots=True)
class _Form:
    noun: str
    gender: Gender
    number: Number
    kind: str
    compound: str
    domain: str
    adjectival: bool


@lru_cache(maxsize=65536)
def read_role(word: str, lemma: str = "") -> RoleNoun | None:
    """The role that a noun names, in any inflection; None where it names none.

    `lemma` is tried where the form itself is unknown.
    """
    found = _read(word)
    if found is None and lemma and lemma != word:
        found = _read(lemma)
    return found


def _read(word: str) -> RoleNoun | None:
    inclusive = _INCLUSIVE.sub("innen", word)
    parts = [part for part in inclusive.split("-") if part]
    if not parts or not parts[-1][0].isupper() or _is_no_role(parts[-1]):
        return None
    for first in range(len(parts)):
        form = _forms().get("-".join(parts[first:]).lower())
        if form is not None and (first == 0 or form.compound != "alone"):
            return _noun(form, parts[:first], "", plural=inclusive != word)
    last = parts[-1].lower()
    for start in range(1, len(last) - 2):
        form = _forms().get(last[start:])
        if form is not None and _is_first_part(last[:start], form):
            return _noun(form, parts[:-1], last[:start], plural=inclusive != word)
    return None


@lru_cache(maxsize=65536)
def noun_of_one(word: str, gender: Gender) -> str | None:
    """The noun for one person of this gender, in the nominative; None where a word is no role.

    "Oppositionspolitikern" is "Oppositionspolitiker", of a woman "Oppositionspolitikerin".
    """
    role = read_role(word)
    if role is None:
        return None
    masculine, feminine = _nominatives()[role.head]
    wanted = feminine if gender == "female" and feminine != "-" else masculine
    for start in range(len(word)):
        form = _forms().get(word[start:].lower())
        if form is not None and form.noun == role.head:
            own = start == 0 or word[start - 1] == "-"
            return word[:start] + (wanted if own else wanted.lower())
    return None


@cache
def _nominatives() -> dict[str, tuple[str, str]]:
    """Each listed noun's nominatives for a man and a woman, by the noun in lower case."""
    rows = reversed(list(rows_of("roles")))
    return {noun.lower(): (noun, feminine) for noun, feminine, *_ in rows}


def _is_first_part(first: str, form: _Form) -> bool:
    if form.compound == "alone":
        return False
    return first in _modifiers() or (form.compound == "yes" and len(first) >= 3)


def _noun(form: _Form, parts: list[str], first: str, *, plural: bool) -> RoleNoun:
    """The noun that a form makes with the hyphened `parts` and the first part before it."""
    words: list[str] = []
    foreign: list[str] = []
    place: str | None = None
    former = False
    before, country = _split_federal(first)
    for part in [*(part.lower() for part in parts), *before]:
        meaning = _modifiers().get(part)
        if foreign and part not in before and meaning is None:
            foreign.append(part)
        elif meaning == "former":
            former = True
        elif meaning == "vice":
            words.append("vize")
        elif meaning == "deutschland":
            country = meaning
        elif meaning is None and part in known_places():
            place = place or part
        elif meaning is None and part not in before:
            foreign.append(part)
        elif meaning != "acting":
            words.append(part)
    if foreign:
        place = place_key(" ".join(foreign))
    return RoleNoun(
        stem="".join(words) + form.noun,
        head=form.noun,
        place=place or country,
        former=former,
        gender="unknown" if plural else form.gender,
        number=form.number,
        domain="politics" if foreign and is_party(place or "") else form.domain,
        named=form.kind == "named",
        adjectival=form.adjectival,
    )


def _split_federal(first: str) -> tuple[list[str], str | None]:
    """First parts of a compound, with Bundes- and Alt- taken off, and the country it then names."""
    parts: list[str] = []
    if first.startswith("altbundes"):
        parts, first = ["alt"], first[3:]
    if first.startswith("bundes") and not first.startswith(_FEDERAL_BODIES):
        return [*parts, *([first[6:]] if first[6:] else [])], "deutschland"
    return [*parts, *([first] if first else [])], None


@cache
def _modifiers() -> dict[str, str]:
    return pairs_of("role_modifiers")


@cache
def _no_roles() -> tuple[str, ...]:
    return tuple(
        word.lower() + ending for word in words_of("no_roles") for ending in ("", "n", "s", "en")
    )


def _is_no_role(word: str) -> bool:
    return word.lower().endswith(_no_roles())


@cache
def _forms() -> dict[str, _Form]:
    """All forms of the listed nouns, in lower case."""
    readings: defaultdict[str, list[_Form]] = defaultdict(list)
    for noun, feminine, plural, kind, compound, domain in rows_of("roles"):
        adjectival = noun.endswith("er") and noun[:-1] == feminine == plural
        if adjectival and noun.lower().endswith("beamter"):
            for form, number in _WOMEN_OFFICIALS:
                readings[f"{noun[:-2]}{form}".lower()].append(
                    _Form(noun.lower(), "female", number, kind, compound, domain, False)
                )
        for form, gender, number in (
            _adjectival(noun) if adjectival else _inflected(noun, feminine, plural, kind)
        ):
            readings[form.lower()].append(
                _Form(noun.lower(), gender, number, kind, compound, domain, adjectival)
            )
    return {form: _merged(found) for form, found in readings.items()}


def _merged(readings: list[_Form]) -> _Form:
    """One reading of a form that several cases share, of the noun that the list has first."""
    first = readings[0]
    same = [reading for reading in readings if reading.noun == first.noun]
    numbers = {reading.number for reading in same}
    # The masculine counts as one man where the form may be a singular.
    genders = {reading.gender for reading in same if reading.number == "singular"} or {first.gender}
    return _Form(
        first.noun,
        genders.pop() if len(genders) == 1 else "unknown",
        numbers.pop() if len(numbers) == 1 else "unknown",
        first.kind,
        first.compound,
        first.domain,
        first.adjectival,
    )


def _adjectival(noun: str) -> list[tuple[str, Gender, Number]]:
    """Forms of an adjectival noun; its ending alone does not tell gender and number."""
    stem = noun[:-2]
    forms: list[tuple[str, Gender, Number]] = [(stem + "em", "unknown", "singular")]
    for ending in ("er", "e", "en"):
        forms += [(stem + ending, "unknown", "singular"), (stem + ending, "unknown", "plural")]
    return forms


def _inflected(
    noun: str, feminine: str, plural: str, kind: str
) -> list[tuple[str, Gender, Number]]:
    of_one: Gender = {"pair": "male", "male": "male", "female": "female"}.get(kind, "unknown")  # type: ignore[assignment]
    of_many: Gender = of_one if kind in {"male", "female"} else "unknown"
    forms: list[tuple[str, Gender, Number]] = [(noun, of_one, "singular")]
    if noun == "Herr":
        forms.append(("Herrn", "male", "singular"))
    weak = plural in {noun + "n", noun + "en"} and not noun.endswith("or") and kind != "female"
    if weak:
        forms.append((plural, of_one, "singular"))
    elif kind != "female":
        forms += [(noun + "s", of_one, "singular"), (noun + "es", of_one, "singular")]
    plurals = [] if plural == "-" else [plural]
    if noun.endswith("mann") and kind != "family":
        plurals += [noun[:-4] + "männer", noun[:-4] + "leute"]
    for many in plurals:
        forms.append((many, of_many, "plural"))
        if not many.endswith(("n", "s")):
            forms.append((many + "n", of_many, "plural"))
    if feminine != "-":
        forms.append((feminine, "female", "singular"))
        ending = {"n": "nen", "e": "n"}.get(feminine[-1], "en")
        forms.append((feminine + ending, "female", "plural"))
    return forms
