"""Number and gender of a noun for a person, from its form and the words before it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from tasks.nlp.german.premodifiers import Premodifiers
from tasks.nlp.german.wordlists import word_class
from tasks.nlp.layers.phrases import RoleNoun
from tasks.nlp.layers.vocabulary import Gender, Number


def number_of(token: Token, role: RoleNoun, before: Premodifiers) -> Number:
    """Number from the noun's form, then from the words before it, then from the tagger."""
    if (before.count or 1) > 1:
        return "plural"
    if role.number != "unknown":
        return role.number
    word = before.determiner.lower_ if before.determiner is not None else ""
    if word.endswith(("em", "es")) or (word.endswith("en") and token.text.endswith(("er", "el"))):
        return "singular"
    if word in word_class("singular_determiner"):
        return "singular"
    if token.text.endswith("s"):
        # Only nouns with a plural in -s are still open here, and their genitive follows "des".
        return "plural"
    if word == "der" and role.gender == "male" and not role.adjectival:
        return _after_der(token, before.words)
    if word == "den" and token.text.endswith("n"):
        return _after_den(token)
    if role.adjectival:
        return _adjectival_number(token, word)
    # A feminine has its own form, so the masculine after "die" is a plural.
    if word in word_class("plural_determiner") and role.gender != "female":
        return "plural"
    return _morph_number(token)


def _after_der(token: Token, before: Sequence[Token]) -> Number:
    """Number of a masculine after "der": a nominative, or else the genitive of a plural."""
    adjective = next((word.text for word in reversed(before) if word.tag_ == "ADJA"), "")
    if adjective:
        return "plural" if adjective.endswith("en") else "singular"
    return "plural" if _is_attribute(token) else _morph_number(token)


def _after_den(token: Token) -> Number:
    """Number of a noun in -n after "den": an accusative of one, or else the dative of several."""
    for child in token.children:
        if child.dep_ == "case" and child.lower_ in word_class("accusative_preposition"):
            return "singular"
        if child.dep_ == "case" and child.lower_ in word_class("dative_preposition"):
            return "plural"
    return "singular" if token.dep_ == "obj" else _morph_number(token)


def _is_attribute(token: Token) -> bool:
    """Whether a noun hangs on another one without a preposition."""
    return token.dep_ == "nmod" and not any(child.dep_ == "case" for child in token.children)


def _adjectival_number(token: Token, determiner: str) -> Number:
    ending = token.text[-2:]
    if determiner in {"der", "die"} and ending != "en":
        return "singular"
    if determiner == "die":
        return "plural"
    if determiner in word_class("open_determiner"):
        strong = determiner in word_class("strong_plural_determiner")
        return "plural" if ending == "en" or strong else "singular"
    if not determiner and ending == "er":
        return "singular"
    return _morph_number(token)


def _morph_number(token: Token) -> Number:
    """The tagger's number; most nouns for persons that it leaves open are singulars."""
    numbers = token.morph.get("Number", [])
    return "plural" if numbers == ["Plur"] else "singular"


def gender_of(token: Token, role: RoleNoun, number: Number, determiner: Token | None) -> Gender:
    """Gender of the person or of all persons meant; adjectival nouns show it by their ending."""
    if not role.adjectival:
        return (
            role.gender
            if number != "plural" or role.gender == "female" or _always(role)
            else "unknown"
        )
    if number == "plural":
        return "unknown"
    word = determiner.lower_ if determiner is not None else ""
    ending = token.text[-2:]
    if word in word_class("male_determiner"):
        return "male"
    if word in word_class("female_determiner"):
        return "female"
    if word == "der":
        return "female" if ending == "en" else "male"
    if not word and number == "singular":
        return (
            "male"
            if ending in {"er", "em"}
            else "female"
            if token.text.endswith("e")
            else "unknown"
        )
    return "unknown"


def _always(role: RoleNoun) -> bool:
    """Whether the noun means men also in the plural: Männer, Brüder."""
    return role.gender == "male" and role.number == "plural"
