"""What a word means that stands in a chain with a name."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tasks.nlp.layers.chains import ChainMention
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.vocabulary import Method
from tasks.nlp.speakers.found import Found
from tasks.nlp.speakers.index import ChainIndex
from tasks.nlp.speakers.lookup import Lookup


def name(lookup: Lookup, word: Token, quotation: Quotation) -> list[Found] | None:
    """That chain, and other bodies that the word names, too."""
    index = lookup.index
    if word.i not in index.named_tokens:
        return None
    place = index.places[word.i]
    mention = index.mention(place)
    if word.i not in index.role_at and _means_several(index, mention):
        return None
    found = [Found(*place, None, _method(mention, quotation), mention.confidence)]
    for other in _named_with(index, word, mention):
        found += lookup.meaning(other, quotation)
    return found


def _means_several(index: ChainIndex, mention: ChainMention) -> bool:
    """Whether a common noun is in the plural, so that it cannot mean what has one name."""
    number = index.doc[mention.head].morph.get("Number", [])
    return mention.kind == "nominal" and number == ["Plur"]


def _named_with(index: ChainIndex, noun: Token, mention: ChainMention) -> Iterator[Token]:
    """Other bodies that a noun names, too: "die Sender X und Y"."""
    span = None if mention.name is None else index.names[mention.name]
    if span is not None and span.label_ == "ORG" and noun.i < span.start:
        for other in index.doc[span.start].conjuncts:
            if other.i >= span.end and other.ent_type_ == "ORG":
                yield other


def _method(mention: ChainMention, quotation: Quotation) -> Method:
    if mention.kind in ("personal", "possessive", "demonstrative"):
        return "pronoun"
    if mention.name is None:
        return "role"
    return "frame" if quotation.frame_spans or quotation.cue_spans else "continuation"
