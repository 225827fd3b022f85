"""What stands before a noun: its determiner, numbers, adjectives and owner, and what they say."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from tasks.nlp.german.determiners import definiteness_of, determiner_of, is_both
from tasks.nlp.german.places import place_of_adjective
from tasks.nlp.german.wordlists import ordered_class, rows_of, word_class
from tasks.nlp.layers.vocabulary import Definiteness

_ENDINGS = ordered_class("adjective_ending")
_COUNTS = {
    word: int(number)
    for number, _, words in rows_of("numbers")
    if words != "-"
    for word in words.split(" ")
}


@dataclass(frozen=True, slots=True)
class Premodifiers:
    """The words before one noun, in order, and what is read off them.

    `owner` is the name in the genitive before them ("Russlands Präsident"); it is one of the words
    where it stands for the determiner. `place`, `former` and `vice` are what the adjectives say.
    """

    words: tuple[Token, ...]
    determiner: Token | None
    definiteness: Definiteness
    owner: Token | None
    count: int | None
    place: str | None
    former: bool
    vice: bool


def premodifiers_of(noun: Token, names: Container[int]) -> Premodifiers:
    """What stands before a noun; `names` are the tokens of names."""
    words = _words_before(noun)
    determiner = determiner_of(words, noun)
    definiteness = definiteness_of(determiner)
    owner = _owner(words, noun, names)
    if owner is not None and definiteness == "bare":
        definiteness = "definite"
        words = [owner, *words]
    adjectives = [word for word in words if _is_adjective(word)]
    return Premodifiers(
        tuple(words),
        determiner,
        definiteness,
        owner,
        _count_of(words),
        *read_adjectives(adjectives),
    )


def _words_before(token: Token) -> list[Token]:
    """Determiner, numbers and adjectives before the noun, in order."""
    doc, first = token.doc, token.i
    found = token.i
    while first > 0 and first > token.sent.start:
        word = doc[first - 1]
        if word.tag_ in {"ART", "PDAT", "PPOSAT", "PIAT", "PRELAT"} or is_both(word):
            found = first = word.i
            if not is_both(word):
                break
            continue
        if word.tag_ == "CARD" and _is_year(word):
            break
        if word.tag_ in {"CARD", "PIDAT"} or _is_adjective(word):
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


def _owner(words: Sequence[Token], noun: Token, names: Container[int]) -> Token | None:
    """The name in the genitive before the noun: "Russlands Präsident"."""
    first = words[0].i if words else noun.i
    if first <= noun.sent.start or (words and words[0].tag_ not in {"ADJA", "CARD"}):
        return None
    word = noun.doc[first - 1]
    if word.i not in names or not word.text.endswith(("s", "’", "'")):
        return None
    return word if word.head == noun or word.morph.get("Case", []) == ["Gen"] else None


def _count_of(words: Iterable[Token]) -> int | None:
    """The number that stands before a noun, as a word or in digits; a year is none."""
    for word in words:
        if word.lower_ in _COUNTS:
            return _COUNTS[word.lower_]
        digits = word.text.replace(".", "")
        if word.tag_ == "CARD" and digits.isdecimal() and not _is_year(word):
            return int(digits)
    return None


def _is_adjective(word: Token) -> bool:
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
