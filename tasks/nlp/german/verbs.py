"""Infinitives of verb forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from tasks.nlp.german.verb_lists import strong_verbs
from tasks.nlp.german.wordlists import ordered_class

PARTICLES = ordered_class("verb_particle")
_INSEPARABLE = ordered_class("inseparable_prefix")
_SEPARABLE_TOO = ordered_class("separable_prefix")
# "erwartet" is of the present, "erwartetet" is past and rare.
_PRETERITE = re.compile(r"te(?:n|st)?$|(?<=te)tet$")
# "werteten" is past, whatever the tagger thinks.
_SURELY_PAST = re.compile(r"[dt]ete(?:n|t|st)?$")
# "sagt", "sagst", "sage"; in "löst" and "fasst" the s is the stem's.
_PRESENT = re.compile(r"(?:(?<![aeiouäöüs])s?t|t|e)$")
# After these a weak stem takes an e before its ending: "redete", "atmete", "regnete".
_WITH_E = re.compile(r"(?:[dt]|chn|[^aeiouäöülrhmn][mn])e$")
# "handle" and "sammle" have lost the e of their stem.
_WITHOUT_E = re.compile(r"([bdfgkmnpstz])l$")
_STEMS_IN_GE = ordered_class("stem_in_ge")
# "fordern", "handeln", "dauern": no e before the n.
_SHORT = re.compile(r"[^aeiouäöü]e[lr]$|(?:[aäe]u|[ae]i)er$")


def infinitive(form: str, *, past: bool) -> str:
    """The infinitive of a finite form in small letters.

    Strong verbs are looked up, all others follow weak conjugation. A particle that the form begins
    with stays: "vorschlug" is "vorschlagen".
    """
    return looked_up(form, _irregular()) or _weak(form, past=past)


def infinitive_of_participle(form: str) -> str | None:
    """The infinitive of a past participle in small letters; None where no rule tells it.

    A participle has "ge" before its verb, behind a particle ("ausgelöst"), unless an inseparable
    prefix or a foreign ending takes its place ("verlangt", "diskutiert").
    """
    whole, bare = _participles()
    particles = (*PARTICLES, *_SEPARABLE_TOO)
    for before, prefix, rest in _splits(form, particles):
        found = (bare if prefix else whole).get(rest)
        if found is not None:
            return before + prefix + found
    if not form.endswith("t"):
        return None
    for before in ("", *_beginnings(form, particles)):
        rest = form[len(before) :]
        if rest.startswith("ge") and not rest.startswith(_STEMS_IN_GE):
            return before + _weak_participle(rest.removeprefix("ge"))
    return _weak_participle(form)


def looked_up(form: str, irregular: Mapping[str, str]) -> str | None:
    """The infinitive of a form, by itself or behind a particle and an inseparable prefix."""
    for before, prefix, rest in _splits(form, PARTICLES):
        found = irregular.get(rest)
        if found is not None:
            return before + prefix + found
    return None


def _splits(form: str, particles: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """A form as particle, inseparable prefix and what is left; either may be empty."""
    for before in ("", *_beginnings(form, particles)):
        rest = form[len(before) :]
        for prefix in ("", *_beginnings(rest, _INSEPARABLE)):
            yield before, prefix, rest[len(prefix) :]


def _weak(form: str, *, past: bool) -> str:
    past = past or _SURELY_PAST.search(form) is not None
    stem = _PRETERITE.sub("", form) if past else form
    if stem == form:
        if form.endswith(("en", "eln", "ern")):
            return form
        stem = _PRESENT.sub("", form)
    if not form.endswith("e") or past:
        stem = stem[:-1] if _WITH_E.search(stem) else stem
    return _with_ending(_WITHOUT_E.sub(r"\1el", stem))


def _weak_participle(form: str) -> str:
    """The infinitive of a weak participle without its "ge": "fordert", "rechnet"."""
    stem = form.removesuffix("t")
    return _with_ending(stem[:-1] if _WITH_E.search(stem) else stem)


def _with_ending(stem: str) -> str:
    return stem + ("n" if _SHORT.search(stem) else "en")


def _beginnings(form: str, parts: tuple[str, ...]) -> Iterator[str]:
    return (part for part in parts if form.startswith(part))


@cache
def _participles() -> tuple[dict[str, str], dict[str, str]]:
    """Strong participles and their infinitives, whole and without the "ge"."""
    whole = {form: verb.infinitive for verb in strong_verbs() for form in verb.participle}
    bare = {form.removeprefix("ge"): verb for form, verb in whole.items() if form.startswith("ge")}
    return whole, bare


@cache
def _irregular() -> dict[str, str]:
    """Irregular forms and their infinitives; the first verb of the list wins."""
    found: dict[str, str] = {}
    for verb in strong_verbs():
        for form in verb.present:
            for variant in _present(form):
                found.setdefault(variant, verb.infinitive)
        for form in verb.preterite:
            for ending in ("", "st", "est", "t", "n", "en"):
                if not form.endswith("e") or ending[:1] != "e":
                    found.setdefault(form + ending, verb.infinitive)
        for form in verb.subjunctive:
            for ending in ("", "st", "t", "n"):
                found.setdefault(form + ending, verb.infinitive)
    return found


def _present(form: str) -> Iterator[str]:
    """A form of the present, and those of the second person beside it."""
    yield form
    if form.endswith("t"):
        # "wirft", "wirfst", "wirf"
        yield form[:-1] + "st"
        if "i" in form:
            yield form[:-1]
    else:
        yield form + "st"
        yield form + "t"
