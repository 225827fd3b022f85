"""Abbreviations that an article introduces: "Technisches Hilfswerk (THW)".

A short form must be found in the long one letter by letter, from the end to its beginning, and its
first letter must begin a word there: the method of Schwartz and Hearst (PSB 2003). German compounds
ask for no more, since all later letters may stand inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from tasks.nlp.german.places import is_party, known_places, place_key
from tasks.nlp.german.wordlists import word_class
from tasks.nlp.layers.names import names_of

_SHORT = re.compile(r"^(?=(?:.*[A-ZÄÖÜ]){2})[A-ZÄÖÜ][\wÄÖÜäöüß.&-]{1,9}$")
_INTRODUCING = word_class("introducing_abbreviation")
_LONGEST_BRACKET = 12
# Words that no name begins with, so that none is taken for its first.
_NO_BEGINNING = frozenset({"ART", "APPR", "APPRART", "KON", "PPOSAT", "PDAT", "PIAT", "$(", "$,"})


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A long and a short form, of which one stands in brackets after the other.

    `by_letters` is False where no letters show that they belong together, as when the short form is
    of another language: Internationale Schutztruppe (ISAF).
    """

    long: Span
    short: Span
    by_letters: bool


def abbreviations(doc: Doc) -> list[Abbreviation]:
    """All abbreviations that the text introduces, in its order."""
    names = {token: ent for ent in names_of(doc) for token in range(ent.start, ent.end)}
    return [found for inside in _brackets(doc) if (found := _pair(doc, inside, names)) is not None]


def _brackets(doc: Doc) -> Iterator[Span]:
    """What stands in short brackets, and after "kurz" between commas."""
    for token in doc:
        if token.text == "(" and token.i > 0:
            for end in range(token.i + 1, min(token.i + _LONGEST_BRACKET, len(doc))):
                if doc[end].text in {")", "("}:
                    if doc[end].text == ")" and end > token.i + 1:
                        yield doc[token.i + 1 : end]
                    break
        elif token.text == "," and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "kurz":
            yield doc[token.i + 1 : token.i + 3]


def _pair(doc: Doc, inside: Span, names: Mapping[int, Span]) -> Abbreviation | None:
    content = inside
    while len(content) > 1 and content[0].lower_ in _INTRODUCING:
        content = content[1:]
    before = _end_of_words(doc, inside.start - 1)
    if before == 0:
        return None
    if _is_short(content):
        long = _long_before(doc, before, content.text, names)
        if long is not None:
            return Abbreviation(long, content, by_letters=True)
        name = _name_before(doc, before, names)
        if name is not None and _may_be_foreign(content.text, name):
            return Abbreviation(name, content, by_letters=False)
    short = doc[before - 1 : before]
    if _is_short(short) and not _is_short(content) and match(short.text, content.text) == 0:
        return Abbreviation(content, short, by_letters=True)
    return None


def _end_of_words(doc: Doc, position: int) -> int:
    """The end of the words before a bracket, without marks, white space and legal forms."""
    while position > 0:
        word = doc[position - 1]
        form = word.lower_ in word_class("legal_form")
        if not (form or word.is_quote or word.is_space or word.text in "”″''"):
            break
        position -= 1
    return position


def _is_short(span: Span) -> bool:
    return bool(_SHORT.match(span.text))


def _name_before(doc: Doc, end: int, names: Mapping[int, Span]) -> Span | None:
    """The name of a body that ends here, perhaps with its legal form after it.

    A place or body that has its own key (Vereinte Nationen) is only a part of the name: that begins
    with the noun before it, as in "Kinderhilfswerk der Vereinten Nationen".
    """
    ent = names.get(end - 1)
    if ent is None or ent.label_ not in {"ORG", "MISC"}:
        return None
    if place_key(ent.text) not in known_places():
        return ent
    start = ent.start - 2
    whole = start >= 0 and doc[start].pos_ == "NOUN" and doc[start + 1].tag_ == "ART"
    return doc[start:end] if whole else None


def _may_be_foreign(short: str, name: Span) -> bool:
    """Whether a short form may be another language's: capitals alone, and no party of somebody."""
    return short.isupper() and short.isalpha() and len(name.text) > 12 and not is_party(short)


def _long_before(doc: Doc, end: int, short: str, names: Mapping[int, Span]) -> Span | None:
    """The long form that ends where the bracket opens: a name that the text has, or the words."""
    ent = names.get(end - 1)
    if ent is not None and ent.label_ == "PER":
        return None
    if ent is not None:
        words = doc[ent.start : end]
        if match(short, words.text) is not None or _same_place(short, words.text):
            return words
    first = max(doc[end - 1].sent.start, end - min(len(short) + 5, 2 * len(short)))
    words = doc[first:end]
    offset = match(short, words.text)
    if offset is None:
        return None
    # Its first word; the letter may stand behind a mark in it.
    start = next(t.i for t in reversed(list(words)) if t.idx - words.start_char <= offset)
    if start in names:
        start = names[start].start
    if doc[start].tag_ in _NO_BEGINNING or any(_divides(token) for token in doc[start:end]):
        return None
    return doc[start:end] if doc[start].text[0].isupper() else None


def _divides(token: Token) -> bool:
    """Whether a word cannot be within a name: most punctuation, and verbs."""
    return (token.is_punct and token.text not in {"-", "&", "/"}) or token.pos_ in {"VERB", "AUX"}


def _same_place(short: str, long: str) -> bool:
    key = place_key(short)
    return key in known_places() and key == place_key(long)


def match(short: str, long: str) -> int | None:
    """Where in `long` the form begins that `short` abbreviates; None where it abbreviates none.

    Of several beginnings the last. The last word must have a letter of the short form.
    """
    letters = [letter for letter in short.lower() if letter.isalnum()]
    text = long.lower()
    if not letters or len(letters) >= len(text.strip()):
        return None
    position = len(text)
    for number in range(len(letters) - 1, -1, -1):
        position = text.rfind(letters[number], 0, position)
        while number == 0 and position > 0 and text[position - 1].isalnum():
            position = text.rfind(letters[0], 0, position)
        if position < 0:
            return None
        if number == len(letters) - 1 and " " in text[position:].rstrip():
            return None
    return position
