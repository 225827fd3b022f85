"""Noun phrases and pronouns that may refer to something: what coreference is decided among."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.phrases import NounPhrase, RolePhrase
from tasks.nlp.layers.vocabulary import PhraseKind

_PRONOUNS: dict[str, PhraseKind] = {
    "PPER": "personal",
    "PPOSAT": "possessive",
    "PPOSS": "possessive",
    "PDS": "demonstrative",
    "PRELAT": "demonstrative",
    "PRF": "reflexive",
}
# A noun phrase does not reach into these: clauses, what is coordinated with it, what begins it.
_OUTSIDE = frozenset(
    [
        "acl",
        "advcl",
        "appos",
        "case",
        "cc",
        "ccomp",
        "conj",
        "cop",
        "csubj",
        "dep",
        "discourse",
        "list",
        "mark",
        "nsubj",
        "orphan",
        "parataxis",
        "punct",
    ]
)
# Forms of "der" that stand alone for a noun; relative pronouns look the same.
_POSSESSIVE_DER = frozenset(("dessen", "deren"))


def noun_phrases(doc: Doc, roles: Sequence[RolePhrase]) -> list[NounPhrase]:
    """All candidates, in the order of their first token; a longer one before a shorter one.

    `roles` are the doc's phrases about persons (`role_names.role_phrases`).
    """
    names: dict[int, int] = {
        token: number
        for number, name in enumerate(names_of(doc))
        for token in range(name.start, name.end)
    }
    introduced = {(role.head, name) for role in roles for name in role.entities}
    found = [*_names(doc, names, introduced), *_nominals(doc, names), *_pronouns(doc)]
    # One phrase a head: a name with the noun it stands beside is one.
    heads: dict[int, NounPhrase] = {}
    for phrase in found:
        heads.setdefault(phrase.head, phrase)
    return sorted(heads.values(), key=lambda phrase: (phrase.first, -phrase.end))


def shared_noun_phrases(doc: Doc, roles: Iterable[RolePhrase]) -> Iterator[NounPhrase]:
    """Phrases that share their noun with a later one: "der chinesische" und der russische Minister.

    The last word of such a phrase is taken for its head.
    """
    for role in roles:
        if role.shares_noun and role.end > role.start:
            gender = {"male": "Masc", "female": "Fem"}.get(role.gender, "")
            number = {"singular": "Sing", "plural": "Plur"}.get(role.number, "")
            yield NounPhrase(role.start, role.end, role.last, "nominal", None, gender, number, 3)


def head_of(span: Span) -> Token:
    """The token of a span that all others of it hang on."""
    for token in span:
        if token.head.i == token.i or not span.start <= token.head.i < span.end:
            return token
    return span[0]


def _names(
    doc: Doc, names: dict[int, int], introduced: set[tuple[int, int]]
) -> Iterator[NounPhrase]:
    """A name, together with the noun to which it is the apposition, or which stands before it."""
    taken: set[int] = set()
    for number, name in enumerate(names_of(doc)):
        head = head_of(name)
        noun = _introducing(head, names)
        # Of several names beside one noun the first goes with it: "das Netzwerk NAME – NAME".
        if noun is not None and noun.i in taken:
            noun = None
        # A person is introduced by a role alone: "die Regierung Bush" means no person.
        if noun is not None and name.label_ == "PER" and (noun.i, number) not in introduced:
            noun = None
        outer = head if noun is None else noun
        taken.add(outer.i)
        first, end = _extent(outer)
        first, end = min(first, name.start), max(end, name.end)
        gender, count = _grammar(head if name.label_ == "PER" else outer)
        yield NounPhrase(first, end, outer.i, "name", number, gender, count, 3)


def _introducing(head: Token, names: dict[int, int]) -> Token | None:
    """The noun that a name's head is attached to: "der Außenminister" of Antony Blinken."""
    noun = head.head
    if head.dep_ in ("appos", "flat") and noun.i < head.i and noun.tag_ == "NN":
        between = head.doc[noun.i + 1 : head.i]
        if noun.i not in names and not any(token.text in ",;:()" for token in between):
            return noun
    return None


def _nominals(doc: Doc, names: dict[int, int]) -> Iterator[NounPhrase]:
    for token in doc:
        is_noun = token.pos_ in ("NOUN", "PROPN") or token.tag_ == "NN" or _stands_for_noun(token)
        # What is said to be part of the next noun is none of its own; farther off, it is.
        part = token.dep_ in ("flat", "compound") and abs(token.head.i - token.i) == 1
        if is_noun and token.i not in names and not part:
            first, end = _extent(token)
            gender, number = _grammar(token)
            yield NounPhrase(first, end, token.i, "nominal", None, gender, number, 3)


def _stands_for_noun(token: Token) -> bool:
    """An adjective with a capital that has its own article: "der 34-Jährige", "die Verletzte"."""
    return (
        token.tag_ == "ADJA"
        and token.text.lstrip("0123456789-")[:1].isupper()
        and token.dep_ != "amod"
        and any(child.dep_.startswith("det") for child in token.children)
    )


def _pronouns(doc: Doc) -> Iterator[NounPhrase]:
    for token in doc:
        kind = _PRONOUNS.get(token.tag_)
        if kind is None or (token.tag_ == "PRELAT" and token.lower_ not in _POSSESSIVE_DER):
            continue
        possessed = kind == "possessive" or token.lower_ in _POSSESSIVE_DER
        gender, number = _possessor(token) if possessed else _pronoun_grammar(token)
        person = token.morph.get("Person", ["3"])[0]
        yield NounPhrase(token.i, token.i + 1, token.i, kind, None, gender, number, int(person))


def _extent(head: Token) -> tuple[int, int]:
    """First token and the one after the last of the phrase around a head, without clauses."""
    inside = {head.i}
    open_tokens = [head]
    while open_tokens:
        token = open_tokens.pop()
        for child in token.children:
            relation = child.dep_.split(":")[0]
            at_head = token.i == head.i
            if relation in _OUTSIDE and (at_head or relation in ("acl", "advcl", "parataxis")):
                continue
            inside.add(child.i)
            open_tokens.append(child)
    first = end = head.i
    while first - 1 in inside:
        first -= 1
    while end + 1 in inside:
        end += 1
    return first, end + 1


def _grammar(noun: Token) -> tuple[str, str]:
    """Gender and number of a noun; its article's number is surer than its own."""
    gender, number = _one(noun, "Gender"), _one(noun, "Number")
    for child in noun.children:
        if child.dep_.startswith("det") and child.i < noun.i and child.tag_ != "PPOSAT":
            number = _one(child, "Number") or number
    return gender, number


def _pronoun_grammar(token: Token) -> tuple[str, str]:
    gender, number = _one(token, "Gender"), _one(token, "Number")
    if token.dep_.startswith("nsubj"):
        numbers = finite_numbers(token.head)
        number = numbers[0] if numbers and numbers[0] else number
    if number == "Plur":
        gender = ""
    elif token.lower_ == "sie" and not gender:
        gender = "Fem"
    return gender, number


def finite_numbers(verb: Token) -> list[str]:
    """Sing or Plur of a verb and its auxiliaries, as far as they are finite; "" where unknown."""
    finite = [verb, *(c for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop"))]
    return [_one(t, "Number") for t in finite if "Fin" in t.morph.get("VerbForm", [])]


def has_plural_verb(subject: Token) -> bool:
    """Whether the verb of a subject says that it means several."""
    return "Plur" in finite_numbers(subject.head)


def _possessor(token: Token) -> tuple[str, str]:
    """The possessor of "sein" is masculine or neuter, that of "ihr" feminine or several."""
    form = token.lower_
    if form.startswith("sein"):
        return "Masc", "Sing"
    if form == "dessen":
        return "Masc", "Sing"
    if form.startswith("ihr"):
        number = _one(token, "Number[psor]")
        return ("Fem" if number == "Sing" else "", number)
    return "", ""


def _one(token: Token, feature: str) -> str:
    values = token.morph.get(feature, [])
    return values[0] if len(values) == 1 else ""
