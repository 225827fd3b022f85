"""The forms in which the names of one article are compared: nominatives without titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Span

from tasks.nlp.german.name_cases import KnownNames
from tasks.nlp.german.roles import read_role
from tasks.nlp.naming.joined import with_shared_surnames
from tasks.nlp.naming.persons import bare, nominative
from tasks.nlp.naming.things import nominative_of_thing

_DETERMINERS = ("ART", "APPRART", "PPOSAT", "PDAT", "PIAT")


def nominatives(ents: Sequence[Span]) -> list[str]:
    """Each name in the nominative, without titles; one form of the article is always one name."""
    found = [bare(ent.text) if ent.label_ == "PER" else "" for ent in ents]
    verdicts: defaultdict[str, set[bool | None]] = defaultdict(set)
    for ent, form in zip(ents, found, strict=True):
        if form:
            verdicts[form].add(is_genitive(ent))
    of_person = _of_persons({form: _together(said) for form, said in verdicts.items()})
    known = {ent.text for ent in ents}
    alone = [
        of_person[form] if form else nominative_of_thing(ent, known)
        for ent, form in zip(ents, found, strict=True)
    ]
    return with_shared_surnames(ents, alone)


def _of_persons(genitives: Mapping[str, bool | None]) -> dict[str, str]:
    """The nominative of each form: of names of several words first, which tell those of one."""
    given = KnownNames(genitives)
    of_full = {
        form: nominative(form, given, genitive=genitive)
        for form, genitive in genitives.items()
        if " " in form
    }
    known = KnownNames([*of_full.values(), *(form for form in genitives if " " not in form)])
    return of_full | {
        form: nominative(form, known, genitive=genitive)
        for form, genitive in genitives.items()
        if " " not in form
    }


def _together(verdicts: Collection[bool | None]) -> bool | None:
    """What the sentences say of a form: that it is no genitive where one of them says so."""
    return False if False in verdicts else True if True in verdicts else None


def is_genitive(name: Span) -> bool | None:
    """Whether the sentence has the name in the genitive; None where it says nothing."""
    root = name.root
    if _has_bare_role(name):
        # Both are in one case, which shows in the genitive alone: "Ministerin Merkels Politik".
        return root.dep_.split(":")[0] == "nmod" and root.head.i >= name.end
    if root.dep_.split(":")[0] == "nmod" and "Gen" in root.morph.get("Case", []):
        if root.head.i >= name.end:
            return True
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
