"""The determiner of a noun, and what it says: which one, any one, in which case."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.nlp.german.noun_genders import gender_of_noun
from tasks.nlp.german.wordlists import ordered_class, word_class
from tasks.nlp.layers.vocabulary import Definiteness

# "den Minister", "ihrem Sprecher": no subject, whatever the parser makes of it.
_OBLIQUE = ("en", "em")
_DETERMINERS = frozenset({"ART", "PDAT", "PPOSAT", "PIAT", "PIDAT", "PRELAT"})


def is_both(word: Token) -> bool:
    """Whether a word is "beide", which is a determiner and a number."""
    return word.lower_ in word_class("both")


def determiner_of(before: list[Token], token: Token) -> Token | None:
    """The determiner of a noun with these words before it; a preposition may hold it (im, zum)."""
    for word in before:
        if word.tag_ in _DETERMINERS and not is_both(word):
            return word
        if word.tag_ != "CARD" and not is_both(word):
            break
    first = before[0].i if before else token.i
    if first > token.sent.start and token.doc[first - 1].tag_ == "APPRART":
        return token.doc[first - 1]
    return before[0] if before and is_both(before[0]) else None


def definiteness_of(determiner: Token | None) -> Definiteness:
    """What a determiner says: which one, any one, somebody's; without one the noun is bare."""
    if determiner is None:
        return "bare"
    word = determiner.lower_
    if determiner.tag_ == "APPRART" or is_both(determiner):
        return "definite"
    if determiner.tag_ in {"PPOSAT", "PRELAT"}:
        return "possessive"
    if word.startswith(ordered_class("demonstrative_stem")) or determiner.tag_ == "PDAT":
        return "demonstrative"
    return "definite" if word in word_class("definite_article") else "indefinite"


def definite_articles() -> frozenset[str]:
    """The forms of the definite article."""
    return word_class("definite_article")


def is_definite(noun: Token) -> bool:
    """Whether a noun in the singular has a definite or demonstrative determiner."""
    determiners = [child for child in noun.children if child.tag_ in ("ART", "PDAT", "APPRART")]
    known = [
        one
        for one in determiners
        if one.lower_ in definite_articles() or one.tag_ in ("PDAT", "APPRART")
    ]
    return bool(known) and "Plur" not in noun.morph.get("Number", [])


def is_oblique(noun: Token) -> bool:
    """Whether a noun's determiner says that it is not in the nominative."""
    first = next((child for child in noun.lefts if child.tag_ in ("ART", "PDAT", "PPOSAT")), None)
    if first is None:
        return False
    # "Der Zeitung sagte Weber".
    single = "Plur" not in noun.morph.get("Number", [])
    feminine = first.lower_ == "der" and single and gender_of_noun(noun.text) == "Fem"
    return feminine or first.lower_.endswith(_OBLIQUE)
