"""Persons whose names stand side by side, as one name or with one surname for both."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span

from tasks.nlp.german.given_names import is_given_name
from tasks.nlp.german.name_parts import parts


def part_names(doc: Doc) -> None:
    """Make two names of one in `doc.ents` that is made of the surnames of two other persons.

    "In der Debatte kritisierte Holm Weber".
    """
    ents = doc.ents
    full: dict[str, set[str]] = {}
    for ent in ents:
        if ent.label_ == "PER" and len(ent) > 1 and is_given_name(ent[0].text):
            full.setdefault(ent[-1].text, set()).add(ent.text)
    if len(full) < 2:
        return
    parted: list[Span] = []
    for ent in ents:
        both = ent.label_ == "PER" and len(ent) == 2 and not is_given_name(ent[0].text)
        if both and ent[0].text in full and ent[1].text in full and ent[0].text != ent[1].text:
            parted += [Span(doc, token.i, token.i + 1, label="PER") for token in ent]
        else:
            parted.append(ent)
    if len(parted) > len(ents):
        doc.set_ents(parted)


def with_shared_surnames(ents: Sequence[Span], forms: Sequence[str]) -> list[str]:
    """The forms of the names, a given name with the surname that follows: "Eva und Jan Weber".

    Not where the article has another person with that given name.
    """
    full = [form.split() for ent, form in zip(ents, forms, strict=True) if ent.label_ == "PER"]
    taken = {words[0] for words in full if len(words) > 1}
    found = list(forms)
    for number, (one, other) in enumerate(pairwise(ents)):
        if not one.label_ == other.label_ == "PER" or forms[number] in taken:
            continue
        joined = other.start == one.end + 1 and one.doc[one.end].lower_ == "und"
        if not joined or len(one) > 1 or not is_given_name(one.text):
            continue
        name = parts(forms[number + 1])
        if name.given:
            found[number] = f"{forms[number]} {name.family}"
    return found
