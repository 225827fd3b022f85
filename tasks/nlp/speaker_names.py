"""Names that only their speaking betrays: a proper noun in the place of a speaker is somebody.

The names head, which has read sentences without their frame of speech, overlooks some bodies
("laut Sport-Bild"); what stands in the words of a speaker is looked at once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from tasks.nlp.first_names import is_given_name
from tasks.nlp.places import known_places, place_key
from tasks.nlp.quotation import read_quotations
from tasks.nlp.roles import read_role
from tasks.text.glyphs import MARK

# "US-Armee", "Sport-Bild", "Landes-SPD": a compound with a name in it.
_COMPOUND = re.compile(r"^(?:[A-ZÄÖÜ]{2,}[\w]*|[A-ZÄÖÜ]\w+)-[A-ZÄÖÜ]\w+$")
# Bodies that Germany has one of, which are names although they are common nouns.
_BODY = re.compile(
    r"^(?:Bundes\w*(?:regierung|tag|rat|gericht|gerichtshof|amt|ministerium|bank|wehr|anwaltschaft|"
    r"agentur|institut|dienst|anstalt|zentrale|verband)|Umweltbundesamt|Verfassungsschutz)(?:e?s)?$"
)
_ABBREVIATION = re.compile(r"^[A-ZÄÖÜ]{2,}[\w-]*$")


def name_speakers(doc: Doc) -> None:
    """Add names to `doc.ents` for proper nouns in the words of speakers that are in none."""
    taken = {token.i for ent in doc.ents for token in ent}
    surnames = {
        ent[-1].text + ending
        for ent in doc.ents
        if ent.label_ == "PER" and len(ent) > 1
        for ending in ("", "s")
    }
    found: dict[int, Span] = {}
    for quotation in read_quotations(doc):
        for start, end in quotation.speaker_spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            for name in _names(span, taken, surnames) if span is not None else ():
                found.setdefault(name.start, name)
    if found:
        doc.set_ents([*doc.ents, *found.values()])


def _names(span: Span, taken: set[int], surnames: set[str]) -> Iterator[Span]:
    """Runs of proper nouns in a speaker's words, and what stands in marks behind a noun."""
    tokens = list(span)
    position = 0
    while position < len(tokens):
        end = position
        if _opens(tokens[position]) and position and tokens[position - 1].pos_ == "NOUN":
            position += 1
            end = position
            while end < len(tokens) and not tokens[end].is_quote and tokens[end].i not in taken:
                end += 1
        while (
            end < len(tokens)
            and tokens[end].i not in taken
            and (_is_proper(tokens[end]) or tokens[end].text in surnames)
        ):
            end += 1
        if end > position:
            yield Span(
                span.doc,
                tokens[position].i,
                tokens[end - 1].i + 1,
                label=_label(tokens[position:end], surnames),
            )
        position = max(end, position + 1)


def _lacks_ending(token: Token) -> bool:
    """Whether a noun behind "des" has no genitive ending, as only names do: "des Spiegel"."""
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return before == "des" and token.tag_ == "NN" and not token.text.endswith(("s", "n", "x", "z"))


def _opens(token: Token) -> bool:
    return MARK.fullmatch(token.text) is not None


def _is_proper(token: Token) -> bool:
    if not token.text[:1].isupper() or read_role(token.text, token.lemma_) is not None:
        return False
    if _BODY.match(token.text) or _lacks_ending(token):
        return True
    compound = _COMPOUND.match(token.text) is not None and token.tag_ in ("NN", "NE")
    return token.tag_ in ("NE", "FM") or compound or _ABBREVIATION.match(token.text) is not None


def _label(tokens: list[Token], surnames: set[str]) -> str:
    if tokens[-1].text in surnames:
        return "PER"
    if is_given_name(tokens[0].text) and len(tokens) > 1:
        return "PER"
    return "LOC" if place_key(tokens[0].text) in known_places() else "ORG"
