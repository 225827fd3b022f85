"""Names of persons that reading found in parts: with a nickname or a noble title in between."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from tasks.nlp.german.given_names import is_given_name
from tasks.nlp.german.wordlists import word_class, words_of

_PERSON = "PER"
# Words of a nickname at most, and of what follows a noble title.
_NICKNAME, _HOUSE = 2, 6
_AND = "und"


def whole_names(doc: Doc) -> None:
    """Make one name in `doc.ents` of the parts of a person's.

    "Rolf „Rolle“ Hansen", "Karl-Heinz (Kalle) Rummel", "Gloria Fürstin von Thurn und Auental"; and
    a given name beside a surname that was found as another name.
    """
    ents = doc.ents
    persons = {ent.start: ent for ent in ents if ent.label_ == _PERSON}
    wider = []
    for ent in persons.values():
        end = max(_ends(doc, ent, persons))
        if end > ent.end:
            wider.append(Span(doc, ent.start, end, label=_PERSON))
    if wider:
        doc.set_ents(filter_spans([*wider, *ents]))


def _ends(doc: Doc, ent: Span, persons: dict[int, Span]) -> Iterator[int]:
    """Where the name may end; the farthest is right."""
    yield ent.end
    title = next((token.i for token in doc[ent.start + 1 : ent.end + 1] if _is_noble(token)), None)
    if title is not None:
        yield _end_of_house(doc, title + 1)
    given = next((end for end in range(ent.start, ent.end + 1) if not _is_given(doc, end)), ent.end)
    if given == ent.start:
        return
    surname = _behind_nickname(doc, given)
    if surname is not None:
        yield persons[surname].end if surname in persons else surname + 1
    elif given == ent.end and ent.end in persons:
        yield persons[ent.end].end


def _is_given(doc: Doc, number: int) -> bool:
    if number >= len(doc):
        return False
    word = doc[number].text
    return is_given_name(word) or ("-" in word and all(map(is_given_name, word.split("-"))))


def _is_noble(token: Token) -> bool:
    return token.text in word_class("noble_title")


def _end_of_house(doc: Doc, start: int) -> int:
    """Behind "von Thurn und Auental", which follows a title, or where the title ends."""
    end, particles = start, 0
    for token in doc[start : start + _HOUSE]:
        if token.is_punct and not (token.text == "." and doc[token.i - 1].text in ("v", "Frhr")):
            break
        particle = token.text in words_of("name_particles") or token.text in (".", "v.", "v")
        if particle and (token.i > start or token.lower_ != _AND):
            particles += 1
        elif token.text[:1].isupper() and (end == start or particles):
            end, particles = token.i + 1, 0
        else:
            break
    return end


def _behind_nickname(doc: Doc, start: int) -> int | None:
    """The surname behind a nickname in marks or brackets, which begins here."""
    if start >= len(doc) or not (doc[start].is_quote or doc[start].text == "("):
        return None
    for end in range(start + 2, min(start + _NICKNAME + 2, len(doc) - 1)):
        closes = doc[end].text == ")" if doc[start].text == "(" else doc[end].is_quote
        if closes:
            nickname, surname = doc[start + 1], doc[end + 1]
            named = nickname.text.isalpha() and nickname.text[0].isupper()
            follows = surname.text[0].isupper() and surname.tag_ in ("NE", "NN")
            return surname.i if named and follows and doc[end].whitespace_ else None
    return None
