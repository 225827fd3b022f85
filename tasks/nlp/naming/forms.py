"""The forms in which the names of one article are compared: nominatives without titles."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span

from tasks.nlp.german.name_cases import KnownNames
from tasks.nlp.german.roles import read_role
from tasks.nlp.naming.joined import with_shared_surnames
from tasks.nlp.naming.persons import bare, nominative
from tasks.nlp.naming.things import nominative_of_thing

_DETERMINERS = ("ART", "APPRART", "PPOSAT", "PDAT", "PIAT")


def nominatives(ents: Sequence[Span]) -> list[str]:
    """Each name in the nominative, without titles."""
    found = [bare(ent.text) if ent.label_ == "PER" else "" for ent in ents]
    persons = KnownNames(form for form in found if form)
    known = {ent.text for ent in ents}
    alone = [
        nominative(form, persons, genitive=is_genitive(ent))
        if ent.label_ == "PER"
        else nominative_of_thing(ent, known)
        for ent, form in zip(ents, found, strict=True)
    ]
    return with_shared_surnames(ents, alone)


def is_genitive(name: Span) -> bool | None:
    """Whether the sentence has the name in the genitive; None where it says nothing."""
    root = name.root
    if _has_bare_role(name):
        # Both are in one case, which shows in the genitive alone: "Ministerin Merkels Politik".
        return root.dep_.split(":")[0] == "nmod" and root.head.i >= name.end
    if root.dep_.split(":")[0] == "nmod" and "Gen" in root.morph.get("Case", []):
        # "des Heiko Maas" has the article's ending, and none of its own.
        return not (name.start and name.doc[name.start - 1].tag_ in ("ART", "APPR", "APPRART"))
    if root.dep_.split(":")[0] in ("nsubj", "obj", "iobj"):
        return False
    return None


def _has_bare_role(name: Span) -> bool:
    """Whether a role without an article stands right before: "Ministerin Behrends"."""
    doc, role = name.doc, name.start - 1
    if role < 0 or read_role(doc[role].text) is None:
        return False
    first = role
    while first > 0 and doc[first - 1].tag_ == "ADJA":
        first -= 1
    return first == 0 or doc[first - 1].tag_ not in _DETERMINERS
