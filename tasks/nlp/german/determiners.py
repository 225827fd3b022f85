"""What stands before a noun: its determiner, numbers and adjectives, and what they say of it."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.nlp.german.noun_genders import gender_of_noun
from tasks.nlp.german.places import place_of_adjective
from tasks.nlp.german.wordlists import ordered_class, rows_of, word_class
from tasks.nlp.layers.vocabulary import Definiteness

# "den Minister", "ihrem Sprecher": no subject, whatever the parser makes of it.
_OBLIQUE = ("en", "em")
_ENDINGS = ordered_class("adjective_ending")
_DETERMINERS = frozenset({"ART", "PDAT", "PPOSAT", "PIAT", "PIDAT", "PRELAT"})
_COUNTS = {
    word: int(number)
    for number, _, words in rows_of("numbers")
    if words != "-"
    for word in words.split(" ")
}


def words_before(token: Token) -> list[Token]:
    """Determiner, numbers and adjectives before the noun, in order."""
    doc, first = token.doc, token.i
    found = token.i
    while first > 0 and first > token.sent.start:
        word = doc[first - 1]
        if word.tag_ in {"ART", "PDAT", "PPOSAT", "PIAT", "PRELAT"} or _is_both(word):
            found = first = word.i
            if not _is_both(word):
                break
            continue
        if word.tag_ == "CARD" and _is_year(word):
            break
        if word.tag_ in {"CARD", "PIDAT"} or is_adjective(word):
            found = first = word.i
        elif found < token.i and (_modifies(word, doc[first]) or _joins_adjectives(word)):
            first = word.i
        elif (
            word.tag_ == "KON"
            and first == token.i
            and word.i > 0
            and doc[word.i - 1].tag_ == "TRUNC"
        ):
            # The first half of a pair: "Staats- und" Regierungschefs.
            found = first = word.i - 1
        else:
            break
    return _with_participle([doc[position] for position in range(found, token.i)], token)


def _is_both(word: Token) -> bool:
    return word.lower_ in word_class("both")


def _modifies(word: Token, adjective: Token) -> bool:
    return word.tag_ in {"ADJD", "ADV"} and adjective.tag_ == "ADJA"


def _joins_adjectives(word: Token) -> bool:
    """Whether a comma or "und" stands between two adjectives of one noun."""
    if word.text not in {",", "und"}:
        return False
    return word.i > 0 and word.nbor(-1).tag_ == "ADJA" and word.nbor().tag_ == "ADJA"


def _with_participle(before: list[Token], token: Token) -> list[Token]:
    """The words before the noun; with those of an extended participle ("der in Köln lebende")."""
    if before and before[0].tag_ in {"ART", "PDAT", "PPOSAT"}:
        return before
    start = before[0].i if before else token.i
    if before and not any(word.tag_ == "ADJA" for word in before):
        return before
    determiners = [
        child
        for child in token.lefts
        if child.tag_ in {"ART", "PDAT", "PPOSAT"} and child.i < start
    ]
    if not determiners or start == token.i:
        return before
    first = determiners[0].i
    between = token.doc[first:start]
    if len(between) > 12 or any(
        word.is_punct or word.pos_ in {"VERB", "CCONJ"} for word in between
    ):
        return before
    return [token.doc[position] for position in range(first, token.i)]


def determiner_of(before: list[Token], token: Token) -> Token | None:
    """The determiner of a noun with these words before it; a preposition may hold it (im, zum)."""
    for word in before:
        if word.tag_ in _DETERMINERS and not _is_both(word):
            return word
        if word.tag_ != "CARD" and not _is_both(word):
            break
    first = before[0].i if before else token.i
    if first > token.sent.start and token.doc[first - 1].tag_ == "APPRART":
        return token.doc[first - 1]
    return before[0] if before and _is_both(before[0]) else None


def definiteness_of(determiner: Token | None) -> Definiteness:
    """What a determiner says: which one, any one, somebody's; without one the noun is bare."""
    if determiner is None:
        return "bare"
    word = determiner.lower_
    if determiner.tag_ == "APPRART" or _is_both(determiner):
        return "definite"
    if determiner.tag_ in {"PPOSAT", "PRELAT"}:
        return "possessive"
    if word.startswith(ordered_class("demonstrative_stem")) or determiner.tag_ == "PDAT":
        return "demonstrative"
    return "definite" if word in word_class("definite_article") else "indefinite"


def count_of(before: list[Token]) -> int | None:
    """The number that stands before a noun, as a word or in digits; a year is none."""
    for word in before:
        if word.lower_ in _COUNTS:
            return _COUNTS[word.lower_]
        digits = word.text.replace(".", "")
        if word.tag_ == "CARD" and digits.isdecimal() and not _is_year(word):
            return int(digits)
    return None


def is_adjective(word: Token) -> bool:
    """Whether a word is an attributive adjective; US-amerikanische is often tagged as a noun."""
    if word.tag_ == "ADJA" or adjective_stem(word.lower_) in word_class("official"):
        return True
    hyphened = "-" in word.text and word.text[-1] in "enrsm"
    return (
        hyphened and word.tag_ in {"NN", "NE", "ADJD"} and place_of_adjective(word.text) is not None
    )


def _is_year(word: Token) -> bool:
    return len(word.text) == 4 and word.text.isdigit()


def adjective_stem(word: str) -> str:
    """An adjective in lower case without its ending."""
    for ending in _ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def read_adjectives(adjectives: list[Token]) -> tuple[str | None, bool, bool]:
    """Place, whether the role is a former one, and whether it is a deputy's."""
    place: str | None = None
    former = vice = False
    for word in adjectives:
        stem = adjective_stem(word.lower_)
        former = former or stem in word_class("former")
        vice = vice or stem == "stellvertretend"
        place = place or place_of_adjective(word.text)
    return place, former, vice


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
