"""Names of bodies that are made of a noun for their kind and of what tells one from the others.

"Staatsanwaltschaft Oslo", "iranische Staatsanwaltschaft", "Bund der Steuerzahler": all their words
are common ones, so they are looked for only where somebody speaks. A kind by itself is no name:
"die Polizei" stays one that nobody names.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Span, Token

from tasks.nlp.german.places import known_places, place_key, place_of_adjective
from tasks.nlp.german.roles import read_role
from tasks.nlp.german.wordlists import ordered_class, rows_of, word_class, words_of

_GENERIC = re.compile(r"^(?:Tages|Wochen|Sonntags|Boulevard|Lokal|Regional|Schüler|Online)")
_PAPER = re.compile(r"^\w{3,}(?:zeitung|blatt|anzeiger|rundschau|kurier)s?$")
_ENDING = re.compile(r"e[mnrs]?$")
_NOUNS = ("NN", "NE", "FM")
# Words within "für Informations- und Kommunikationstechnologie".
_LISTED = (*_NOUNS, "TRUNC", "KON", "ADJA")
_KINDS = tuple(word.lower() for word in words_of("body_nouns"))


def body_name(noun: Token) -> Span | None:
    """The name that a noun for a kind of body is part of; None where nothing makes it a name."""
    if noun.i and is_known_with(noun.nbor(-1), noun):
        return Span(noun.doc, noun.i - 1, noun.i + 1, label="ORG")
    kinds = _kinds_of(noun)
    start, end = noun.i, noun.i + 1
    if "place" in kinds and start and _tells_apart(noun.nbor(-1), noun):
        start -= 1
    if "place" in kinds and start == noun.i:
        end = _end_of_place(noun)
    if end == noun.i + 1 and (_is_office(noun) or kinds & {"members", "purpose"}):
        end = _end_of_nouns(noun, kinds)
    named = end - start > 1 or ("alone" in kinds and len(noun.text) > len("ministeriums"))
    return Span(noun.doc, start, end, label="ORG") if named or _is_paper(noun) else None


def is_known_with(adjective: Token, noun: Token) -> bool:
    """Whether an adjective and a noun are the name of a body that everybody knows."""
    if adjective.tag_ != "ADJA":
        return False
    stem = _ENDING.sub("", adjective.lower_)
    return any((stem, form) in _known_with_adjective() for form in _forms_of(noun))


def is_kind(noun: Token) -> bool:
    """Whether a noun means a kind of body, also as the last part of another: US-Behörde."""
    text = noun.lower_
    return bool(_kinds_of(noun)) or text.endswith(_KINDS)


def _is_paper(noun: Token) -> bool:
    """Whether a noun is a newspaper's or a programme's name, though it looks like a common one."""
    text = noun.text
    if noun.tag_ not in _NOUNS:
        return False
    if text in words_of("media") or text.removesuffix("s") in words_of("media"):
        return True
    singular = "Plur" not in noun.morph.get("Number", []) and not _has_name(noun)
    return singular and _PAPER.match(text) is not None and _GENERIC.match(text) is None


def _kinds_of(noun: Token) -> frozenset[str]:
    """What may make a name of a noun, by its last part; nothing for one that means several."""
    text = noun.lower_
    if noun.tag_ not in _NOUNS or not noun.text[0].isupper():
        return frozenset()
    if noun.morph.get("Number", []) == ["Plur"] and not text.endswith(ordered_class("plural_body")):
        return frozenset()
    forms = _forms_of(noun)
    for length in range(len(text), 2, -1):
        for form in forms:
            if form[-length:] in _kinds():
                return _kinds()[form[-length:]]
    return frozenset()


def _forms_of(noun: Token) -> tuple[str, str, str]:
    """A noun as it stands and without the ending of a genitive, in lower case."""
    text = noun.lower_
    return text, text.removesuffix("s"), text.removesuffix("es")


@cache
def _known_with_adjective() -> frozenset[tuple[str, str]]:
    names = (name.lower().split() for name in words_of("adjective_bodies"))
    return frozenset((_ENDING.sub("", adjective), noun) for adjective, noun in names)


@cache
def _kinds() -> dict[str, frozenset[str]]:
    rows = [(kind, set(words.split(" "))) for kind, words in rows_of("bodies")]
    return {
        word: frozenset(kind for kind, words in rows if word in words)
        for _, listed in rows
        for word in listed
    }


def _tells_apart(adjective: Token, noun: Token) -> bool:
    """Whether an adjective makes a name of a kind: one with a capital, or of a place alone.

    "Die niederländische Fairphone-Stiftung" and "die russische Agentur Nowosti" have names of
    their own.
    """
    if adjective.tag_ != "ADJA" or adjective.ent_type_:
        return False
    capital = adjective.text[0].isupper() and not adjective.is_sent_start
    if capital and not adjective.text.endswith("er"):
        return True
    if noun.ent_type_ or "-" in noun.text or noun.text.startswith("Bund"):
        return False
    if _has_name(noun):
        return False
    after = noun.i + 1
    if after < len(noun.doc) and noun.doc[after].lower_ == "für" and "purpose" in _kinds_of(noun):
        return False
    return place_of_adjective(adjective.text) is not None


def _has_name(noun: Token) -> bool:
    """Whether what stands behind a noun looks like its name."""
    if noun.i + 1 == len(noun.doc):
        return False
    after = noun.nbor()
    in_marks = noun.i > 0 and noun.nbor(-1).is_quote
    return bool(after.ent_type_) or bool(after.is_quote and not in_marks)


def _end_of_place(noun: Token) -> int:
    """The end of a place's name behind a noun: "Landgericht Hamburg", "Regierung der Türkei"."""
    doc, after, last = noun.doc, noun.i + 1, noun.sent.end
    if after < last and doc[after].lower_ in word_class("before_place"):
        return _end_of_genitive(noun, after + 1) if after + 1 < last else after
    place = _end_of_name(doc, after) if after < last else None
    if place is not None:
        return place
    known = after < last and place_key(doc[after].text) in known_places()
    return after + 1 if known and doc[after].tag_ == "NE" else noun.i + 1


def _end_of_genitive(noun: Token, start: int) -> int:
    """The end of "der Türkei", "der baden-württembergischen Landesregierung"."""
    doc = noun.doc
    place = _end_of_name(doc, start)
    if place is not None:
        return place
    body = start + 1
    if body < noun.sent.end and doc[start].tag_ == "ADJA" and "place" in _kinds_of(doc[body]):
        return body + 1 if place_of_adjective(doc[start].text) is not None else noun.i + 1
    return noun.i + 1


def _end_of_name(doc: Doc, start: int) -> int | None:
    """The end of a place's name that begins here; None where none does."""
    if doc[start].ent_iob_ != "B" or doc[start].ent_type_ != "LOC":
        return None
    end = start + 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return end


def _is_office(noun: Token) -> bool:
    return any(form in word_class("ministry") for form in _forms_of(noun))


def _end_of_nouns(noun: Token, kinds: frozenset[str]) -> int:
    """The end of what hangs on a noun: "für Umwelt", "der Hersteller von Reis und Getreide"."""
    doc, after, last = noun.doc, noun.i + 1, noun.sent.end
    if after + 1 >= last:
        return after
    first = doc[after]
    purpose = first.lower_ == "für" and "purpose" in kinds
    members = first.lower_ == "der" and "members" in kinds
    office = first.lower_ in ("der", "des") and _is_office(noun)
    listed = (
        purpose or members or (office and doc[after + 1].lower_ not in word_class("state_genitive"))
    )
    end = _end_of_list(noun, after + 1) if listed else after + 1
    if end == after + 1 or (members and _is_one_person(doc[end - 1])):
        return after
    while members and end < last and doc[end].lower_ in ("von", "aus"):
        more = _end_of_list(noun, end + 1)
        if more == end + 1:
            break
        end = more
    in_country = members and end + 1 < last and doc[end].lower_ == "in"
    return end + 2 if in_country and doc[end + 1].text in word_class("country_in_name") else end


def _end_of_list(noun: Token, start: int) -> int:
    """The end of nouns in a row, joined by "und", that hang on the noun; `start` if none do."""
    doc, end, position = noun.doc, start, start
    while position < noun.sent.end and doc[position].tag_ in _LISTED:
        token = doc[position]
        if token.tag_ in _NOUNS:
            if not noun.is_ancestor(token) or token.ent_type_ == "PER":
                break
            end = position + 1
            if position + 1 < noun.sent.end and doc[position + 1].tag_ != "KON":
                break
        position += 1
    return end


def _is_one_person(noun: Token) -> bool:
    role = read_role(noun.text, noun.lemma_)
    return role is not None and role.number == "singular"
