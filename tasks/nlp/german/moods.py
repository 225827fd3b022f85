"""The Konjunktiv where a verb's form leaves no doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from tasks.nlp.german.verb_lists import strong_verbs
from tasks.nlp.german.verbs import looked_up
from tasks.nlp.german.wordlists import word_class, words_of

_FIRST_PERSON = "ich"
# "habe ich", "habe auch ich"
_BEHIND = 2


def certain_mood(words: Sequence[str], number: int, clause_start: int) -> str | None:
    """`Sub` or `Ind` where a finite form decides; None where it does not.

    `words` are those of the sentence in small letters, `number` that of the form in it, and
    `clause_start` the word after the finite form before. The third person of the present ends in
    -t, so "er sage" is the Konjunktiv; "ich sage" is not told apart and counts as indicative.
    Konjunktiv II of strong verbs has forms of its own, as far as they are not those of the
    preterite ("fielen"). "Sollte" and "sagte" are in doubt.
    """
    form = words[number]
    if form in words_of("subjunctive_forms") or looked_up(form, _subjunctive()):
        return "Sub"
    if looked_up(form, _indicative()):
        return "Ind"
    if form.endswith("e") and not form.endswith("te"):
        near = (*words[clause_start:number], *words[number + 1 : number + 1 + _BEHIND])
        return "Ind" if _FIRST_PERSON in near else "Sub"
    return None


@cache
def _subjunctive() -> Mapping[str, str]:
    """Forms of Konjunktiv II that are nothing else."""
    past = {
        form + ending
        for verb in strong_verbs()
        for form in verb.preterite
        for ending in ("", "n", "en")
    }
    found = {
        form + ending: verb.infinitive
        for verb in strong_verbs()
        for form in verb.subjunctive
        for ending in ("", "n", "st", "t")
    }
    return {form: verb for form, verb in found.items() if form not in past}


@cache
def _indicative() -> Mapping[str, str]:
    """Irregular forms that are never the Konjunktiv."""
    found: dict[str, str] = {}
    for verb in strong_verbs():
        past = list(verb.preterite) if verb.infinitive in word_class("mood_verb") else []
        past += [form + "n" for form in past]
        if verb.subjunctive:
            past += [form for form in verb.preterite if not form.endswith("e")]
        found |= dict.fromkeys((*verb.present, *past), verb.infinitive)
    return {form: verb for form, verb in found.items() if form not in words_of("subjunctive_forms")}
