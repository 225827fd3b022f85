"""A role as people read it: in the nominative and the singular, of the person's gender.

"des deutschen Oppositionspolitikers" is "deutscher Oppositionspolitiker".
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from tasks.nlp.german.roles import noun_of_one
from tasks.nlp.german.wordlists import word_class
from tasks.nlp.layers.phrases import RolePhrase
from tasks.nlp.layers.vocabulary import Gender

_DETERMINERS = ("ART", "PPOSAT", "PDAT", "PIAT", "PRELAT")
_ENDING = re.compile(r"e[mnrs]?$")


def says_something(role: RolePhrase) -> bool:
    """Whether a role tells what somebody is in public life: no "Mensch", no "Deutscher"."""
    return role.role.domain != "nation" and role.role.stem not in word_class("empty_role")


def title_of(doc: Doc, role: RolePhrase, gender: Gender) -> str:
    """The words of a role without their article, of a person of this gender."""
    known = gender if gender != "unknown" else role.gender
    first = role.start
    while first < role.end - 1 and doc[first].tag_ in _DETERMINERS:
        first += 1
    words = doc[first : role.end]
    noun = noun_of_one(doc[role.head].text, known)
    if noun is None or role.shares_noun:
        return words.text
    ending = "e" if known == "female" else "er"
    forms = (
        noun if token.i == role.head else _agreeing(token, role.head, ending) for token in words
    )
    spaced = (form + token.whitespace_ for form, token in zip(forms, words, strict=True))
    return "".join(spaced).strip()


def _agreeing(word: Token, head: int, ending: str) -> str:
    """A word of the phrase; an adjective of its noun in the nominative, as without an article."""
    inflected = word.tag_ == "ADJA" and word.i < head and word.text[:1].islower()
    return _ENDING.sub(ending, word.text) if inflected else word.text
