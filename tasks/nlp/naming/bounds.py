"""Where names begin and end: words that only stand before one, and those in marks with it."""

from __future__ import annotations

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from tasks.nlp.german.given_names import is_given_name
from tasks.nlp.german.roles import read_role
from tasks.nlp.german.wordlists import word_class
from tasks.nlp.phrases.bodies import is_kind

_PERSON, _BODIES = "PER", ("ORG", "MISC")
_MODIFIER = "amod"
# Words in marks that can be one name.
_LONGEST = 6
_BETWEEN = ("APPR", "APPRART", "ART", "KON", "KOKOM")
# No person's name begins with one of these.
_BEFORE = ("VAFIN", "VMFIN", "VVFIN", "KOUS", "KON", "APPR", "PWAV")
# A word of such a class that begins a sentence has its capital from there.
_ADVERBS = ("ADV", "ADJD", "ITJ", "PAV", "PTKANT", "PTKNEG")
_NO_NAMES = (*_BEFORE, *_ADVERBS, "PPER", "PIS", "PDS", "VVIMP")


def mend_names(doc: Doc) -> None:
    """Take out of `doc.ents` what is no name, and put in what belongs to one.

    The adjective of "Washingtoner SITE-Institut", the kind in "Weltverband FIFA" and in "im
    Fachblatt „La Gazzetta“", what ends in a role ("FIFA-Sprecher"), the role of "Herr Kollege",
    "Übrigens" at the start of a sentence, the verb before "Hätte Thoms", and the preposition that a
    name cannot end in. A currency behind its amount ("450 Euro") is a measure.
    """
    ents = doc.ents
    starts = {ent.start for ent in ents if ent.label_ in _BODIES}
    surnames = {ent[-1].text for ent in ents if ent.label_ == _PERSON and len(ent) > 1}
    kept = []
    for ent in ents:
        known = ent.text in surnames
        if not known and (_is_opening(ent) or (ent.label_ == _PERSON and _is_role_alone(ent))):
            continue
        bodies = ent.label_ in _BODIES
        whole = _in_marks(ent) or _without_end(ent) if bodies else _without_start(ent)
        if ent.label_ not in _BODIES or not (
            _is_adjective(whole)
            or _is_kind_of(whole, starts)
            or _is_role(whole)
            or _is_measure(whole)
        ):
            kept.append(whole)
    if kept != list(ents):
        doc.set_ents(filter_spans(kept))


def _in_marks(name: Span) -> Span | None:
    """All that stands in marks behind a kind of body: "Bündnis „Brücke für alle“"."""
    doc, start = name.doc, name.start
    if start < 2 or not doc[start - 1].is_quote or not is_kind(doc[start - 2]):
        return None
    end = start
    while end < len(doc) and end - start <= _LONGEST and not doc[end].is_punct:
        end += 1
    closed = end < len(doc) and doc[end].is_quote and end > name.end
    return Span(doc, start, end, label=name.label_) if closed else None


def _without_end(name: Span) -> Span:
    end = name.end
    while end - name.start > 1 and name.doc[end - 1].tag_ in _BETWEEN:
        end -= 1
    return Span(name.doc, name.start, end, label=name.label_) if end < name.end else name


def _without_start(name: Span) -> Span:
    """The name of a person without the word that begins its sentence: "Hätte Thoms"."""
    first = name[0]
    begins = len(name) > 1 and bool(first.is_sent_start) and first.tag_ in _BEFORE
    if not begins or name.label_ != _PERSON or is_given_name(first.text):
        return name
    return Span(name.doc, name.start + 1, name.end, label=name.label_)


def _is_adjective(name: Span) -> bool:
    word = name[0]
    quoted = name.start > 0 and name.doc[name.start - 1].is_quote
    modifies = word.tag_ == "ADJA" and word.dep_ == _MODIFIER and word.head.i > word.i
    return len(name) == 1 and modifies and not quoted


def _is_measure(name: Span) -> bool:
    """Whether an amount stands right before: in figures, in words, or in millions.

    Of the other names in GermEval's test set that follow one, nine tenths are currencies.
    """
    if name.label_ != "MISC" or name.start == 0:
        return False
    before = name.doc[name.start - 1]
    return before.tag_ == "CARD" or before.lower_ in word_class("large_number")


def _is_role(name: Span) -> bool:
    body, hyphen, role = name[-1].text.rpartition("-")
    return bool(body and hyphen) and read_role(role) is not None


def _is_role_alone(name: Span) -> bool:
    """Whether a word is a role, and a common noun where it stands: many surnames are roles, too.

    In a line of capitals nothing tells a common noun.
    """
    word = name.text
    if word.isupper():
        word = word.capitalize()
    elif name[0].tag_ != "NN":
        return False
    return len(name) == 1 and read_role(word) is not None


def _is_opening(name: Span) -> bool:
    """Whether a name is the first word of a sentence, and of a class that has no names."""
    word = name[0]
    opens = len(name) == 1 and bool(word.is_sent_start) and word.tag_ in _NO_NAMES
    return opens and word.text[1:].islower() and not is_given_name(word.text)


def _is_kind_of(name: Span, starts: set[int]) -> bool:
    """Whether a noun for a kind of body stands right before the body's name."""
    if len(name) > 1 or name[0].tag_ != "NN" or not is_kind(name[0]):
        return False
    after = name.end
    if after < len(name.doc) and name.doc[after].is_quote:
        after += 1
    return after in starts
