"""The names of one article that mean the same: full names, surnames, short forms, abbreviations."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span

from tasks.nlp.german.gender import gender_of_person
from tasks.nlp.layers.clusters import NameCluster
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.phrases import RolePhrase
from tasks.nlp.layers.vocabulary import Gender, GenderSource
from tasks.nlp.naming.forms import is_genitive, nominatives
from tasks.nlp.naming.groups import addresses_of, group_persons
from tasks.nlp.naming.persons import bare, fullest, is_full
from tasks.nlp.naming.things import short_key
from tasks.nlp.phrases.abbreviations import abbreviations
from tasks.text.known_names import known_as

_SHORTEST = 4
_NO_GENDER: tuple[Gender, GenderSource] = ("unknown", "none")


def cluster_names(doc: Doc, roles: Sequence[RolePhrase]) -> list[NameCluster]:
    """All clusters of a doc, in the order of their first name."""
    ents = names_of(doc)
    forms = nominatives(ents)
    groups: list[list[int]] = []
    for label in dict.fromkeys(ent.label_ for ent in ents):
        numbers = [n for n, ent in enumerate(ents) if ent.label_ == label]
        groups += (
            group_persons(ents, numbers, forms)
            if label == "PER"
            else _things(numbers, forms, shortened=label == "ORG")
        )
    groups = _abbreviated(doc, sorted(groups), ents)
    introduced: defaultdict[int, list[RolePhrase]] = defaultdict(list)
    for role in roles:
        for name in role.entities:
            # "die Anwältin Samanis" is not Samani.
            if not (is_genitive(ents[name]) and forms[name] != bare(ents[name].text)):
                introduced[name].append(role)
    clusters = []
    for number, names in enumerate(sorted(groups)):
        label = ents[names[0]].label_
        given = [role for name in names for role in introduced[name]]
        own = [forms[name] for name in names]
        best = fullest(own) if label == "PER" else _longest(own)
        gender, source = gender_of(ents, best, names, given) if label == "PER" else _NO_GENDER
        clusters.append(
            NameCluster(
                number,
                label,  # type: ignore[arg-type]
                tuple(names),
                tuple(own),
                best,
                label != "PER" or is_full(best),
                gender,
                source,
                tuple(given),
            )
        )
    return clusters


def gender_of(
    ents: Sequence[Span],
    name: str,
    names: Iterable[int],
    roles: Iterable[RolePhrase],
    pronouns: Iterable[Gender] = (),
) -> tuple[Gender, GenderSource]:
    """Gender of a person from all that the article says, and where it is from.

    `names` are numbers of `ents`, the article's names.
    """
    singular = [role.gender for role in roles if role.number == "singular"]
    address = [word for name in names for word in addresses_of(ents[name])]
    return gender_of_person(name, pronouns=pronouns, address=address, roles=singular)


def _things(numbers: list[int], forms: Sequence[str], *, shortened: bool) -> list[list[int]]:
    """Names of one key; with `shortened`, Tesla is the only body whose name begins with it."""
    groups: dict[str, list[int]] = {}
    for number in numbers:
        groups.setdefault(known_as(short_key(forms[number])), []).append(number)
    ordered = sorted(groups) if shortened else []
    for key in sorted(ordered, key=len):
        first = bisect_left(ordered, f"{key} ")
        longer = [other for other in ordered[first : first + 2] if other.startswith(f"{key} ")]
        if len(longer) == 1 and len(key) >= _SHORTEST:
            groups[longer[0]] += groups.pop(key)
    return [sorted(group) for group in groups.values()]


def _abbreviated(doc: Doc, groups: list[list[int]], ents: Sequence[Span]) -> list[list[int]]:
    """Join a long form with the abbreviation that brackets introduce beside it."""
    of_token = {t: n for n, ent in enumerate(ents) for t in range(ent.start, ent.end)}
    of_name = {name: group for group in groups for name in group}
    for pair in abbreviations(doc):
        # "Kinderhilfswerk der Vereinten Nationen (UNICEF)" is not short for Vereinte Nationen.
        words = pair.long if pair.by_letters else pair.long[:1]
        long, short = (
            next((of_token[token.i] for token in form if token.i in of_token), None)
            for form in (words, pair.short)
        )
        if long is None or short is None or of_name[long] is of_name[short]:
            continue
        if ents[long].label_ != ents[short].label_ or ents[long].label_ == "PER":
            continue
        joined, gone = of_name[long], of_name[short]
        joined.extend(gone)
        joined.sort()
        of_name |= dict.fromkeys(gone, joined)
    return list({id(group): group for group in of_name.values()}.values())


def _longest(forms: Iterable[str]) -> str:
    """The form with most words, then the most frequent, then the first of the alphabet."""
    counts = Counter(forms)
    return min(counts, key=lambda form: (-len(form.split(" ")), -len(form), -counts[form], form))
