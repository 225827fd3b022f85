"""Names of organisations, places and other things in the nominative, and keys to compare them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache

from spacy.tokens import Span, Token

from tasks.nlp.german.determiners import definite_articles
from tasks.nlp.german.noun_genders import gender_of_noun, is_listed
from tasks.nlp.german.wordlists import words_of
from tasks.nlp.phrases.bodies import is_known_with
from tasks.text.invisible import visible

_SPACE = re.compile(r"\s+")
_EDGES = "\"'„“”»«‚‘’‹›,;:()[] "
_GENITIVE = ("s", "'", "’")
# What an adjective ends in without an article, by gender, or in the plural.
_STRONG = {"Masc": "er", "Fem": "e", "Neut": "es", "Plur": "e"}
_INFLECTED = re.compile(r"(?<=[a-zäöüß])e[nmrs]?$")
# Parties whose names are adjectives: "die Grünen".
_WEAK = ("Grünen", "Linken")
# Of adjectives in -er: "Süddeutscher" is inflected, "Schweizer" and "Duisburger" never are.
_ADJECTIVE = re.compile(r"(isch|deutsch|lich|ig|al|ell|iv|är|eint|eu|roß|ational)$")
_JOINTS = re.compile(r"[-‐‑–\s./]+")


def surface_of(span: Span) -> str:
    """A name's words, without the full stop of a sentence that ends in its figure.

    To the tokenizer "2." is one word, because it may be an ordinal.
    """
    surface = span.text
    if not (surface.endswith(".") and surface[-2:-1].isdigit()):
        return surface
    rest = span.doc[span.end : span.sent.end].text
    return surface if any(map(str.isalnum, rest)) else surface[:-1]


def nominative_of_thing(name: Span, known: Collection[str]) -> str:
    """The name as it stands alone: "Deutscher Wetterdienst" of "vom Deutschen Wetterdienst".

    `known` are the article's names; a genitive's -s goes where the name without it is among them,
    or where both the sentence and the lemma say so.
    """
    if name.text in _WEAK:
        return name.text.removesuffix("n")
    tokens = [token for token in name if not token.is_space]
    head = _head(tokens)
    if head is None:
        return _clean(surface_of(name))
    words = [token.text for token in tokens]
    if not surface_of(name).endswith(words[-1]):
        words[-1] = words[-1].removesuffix(".")
    position = tokens.index(head)
    words[position] = _nominative(head, name, known)
    for number, token in enumerate(tokens[:position]):
        if token.tag_ == "ADJA":
            words[number] = _strong(token, head, words[position])
            if number + 1 == position and is_known_with(token, head):
                words[number] = words[number].capitalize()
    last = tokens[-1]
    if last is not head and _is_genitive_of_apposed(name, last):
        words[-1] = words[-1].removesuffix("s")
    spaces = [token.whitespace_ for token in tokens]
    return _clean("".join(w + s for w, s in zip(words, spaces, strict=True)))


def short_key(name: str) -> str:
    """What two forms of one name have in common: no legal form, no article, no case of letters."""
    words = [word for word in _JOINTS.split(name.casefold()) if word]
    if len(words) > 1 and words[0] in definite_articles():
        words = words[1:]
    while len(words) > 1 and words[-1] in _legal_forms():
        words = words[:-1]
    return " ".join(words)


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(word.casefold() for word in words_of("legal_forms"))


def _head(tokens: list[Token]) -> Token | None:
    """The noun of the name on which its other words hang: the first one."""
    capital = [token for token in tokens if token.text[:1].isupper()]
    nouns = [token for token in capital if token.tag_ != "ADJA"]
    return next(iter(nouns or capital), None)


def _nominative(head: Token, name: Span, known: Collection[str]) -> str:
    text = head.text
    if not text.endswith(_GENITIVE) or len(text) < 4:
        return text
    if is_listed(text) or text.endswith("fonds"):
        return text
    stem = text[:-1]
    whole = (name.text[: head.idx - name.start_char] + stem).strip()
    genitive = "Gen" in head.morph.get("Case", [])
    lemma = head.lemma_ if head.tag_ == "NN" else None
    if genitive and text.endswith("es") and (gender_of_noun(text[:-2]) or text[:-2] == lemma):
        return text[:-2]
    if genitive and (gender_of_noun(stem) or stem == lemma):
        return stem
    if head.tag_ == "NN":
        return text
    says_so = genitive and head.lemma_ == stem and text.isalpha() and not text.isupper()
    return stem if whole in known or says_so else text


def _is_genitive_of_apposed(name: Span, last: Token) -> bool:
    """Whether only the last of several nouns bears the genitive's -s: "des Fairphone Shops"."""
    nouns = all(token.tag_ in ("NN", "NE", "FM") for token in name)
    before = name.doc[name.start - 1].lower_ if name.start else ""
    return nouns and before == "des" and last.text.endswith("s") and last.text[:-1] == last.lemma_


def _strong(adjective: Token, head: Token, noun: str) -> str:
    text = adjective.text
    if not _INFLECTED.search(text) or (text.endswith("er") and not _ADJECTIVE.search(text[:-2])):
        return text
    number = head.morph.get("Number", [""])[0]
    gender = gender_of_noun(noun) or head.morph.get("Gender", [""])[0]
    key = "Plur" if number == "Plur" else gender
    return _INFLECTED.sub(_STRONG[key], text) if key in _STRONG else text


def _clean(name: str) -> str:
    found = unicodedata.normalize("NFC", _SPACE.sub(" ", visible(name))).strip(_EDGES)
    return found or name.strip() or name
