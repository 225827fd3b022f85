"""Names that only their speaking betrays: a proper noun in the place of a speaker is somebody.

The names head, which has read sentences without their frame of speech, overlooks some bodies
("laut Sport-Bild") and finds others in parts; what stands in the words of a speaker is looked at
once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from tasks.nlp.german.determiners import is_definite
from tasks.nlp.german.given_names import is_given_name
from tasks.nlp.german.places import known_places, place_key
from tasks.nlp.german.roles import read_role
from tasks.nlp.german.statement_nouns import is_source
from tasks.nlp.german.wordlists import word_class, words_of
from tasks.nlp.layers.quotations import QUOTATIONS
from tasks.nlp.phrases.abbreviations import abbreviations
from tasks.nlp.phrases.bodies import body_name, is_kind
from tasks.nlp.phrases.sources import authors
from tasks.text.glyphs import MARK

# "US-Armee", "Sport-Bild", "Landes-SPD": a compound with a name in it.
_COMPOUND = re.compile(r"^(?:[A-ZÄÖÜ]\w+-)+[A-ZÄÖÜ]\w+$")
# Bodies that Germany has one of; `unique_bodies` has those without Bundes-.
_BODY = re.compile(
    r"^(?:Bundes\w*(?:regierung|tag|rat|gericht|gerichtshof|amt|ministerium|bank|wehr|anwaltschaft|"
    r"agentur|institut|dienst|anstalt|zentrale|verband))(?:e?s)?$"
)
_ABBREVIATION = re.compile(r"^[A-ZÄÖÜ]{2,}[\w-]*$")
# "LobbyControl"
_CAMEL = re.compile(r"^[A-ZÄÖÜ]\w*[a-zäöüß][A-ZÄÖÜ]\w*[a-zäöüß]$")
# "EU-Kreise" are nobody in particular.
_CIRCLES = re.compile(r"-(?:Kreise|Beamte|Diplomat|Vertreter|Sprecher|Experte)n?$")
_LONGEST_IN_MARKS = 8


def name_speakers(doc: Doc) -> None:
    """Put names into `doc.ents` that stand in the words of speakers and are in none, or in parts.

    Names of persons stay as they are.
    """
    words = [
        span
        for quotation in QUOTATIONS.read(doc)
        for start, end in quotation.speaker_spans
        if (span := doc.char_span(start, end, alignment_mode="expand")) is not None
    ]
    if not words:
        return
    words += list(_authors(doc, words))
    _set(doc, [name for span in words for name in _bodies(span)])
    taken = {token.i for ent in doc.ents for token in ent}
    surnames = {
        ent[-1].text + ending
        for ent in doc.ents
        if ent.label_ == "PER" and len(ent) > 1
        for ending in ("", "s")
    }
    _set(doc, [name for span in words for name in _names(span, taken, surnames)])
    _leave_kinds(doc, words)
    _set(doc, list(_abbreviated(doc, words)))


def _set(doc: Doc, names: Sequence[Span]) -> None:
    """Put in names in the place of those that they hold; the longest of those that overlap.

    One that holds or cuts a person's name, or is part of another name, is left out.
    """
    if not names:
        return
    ents = doc.ents
    owner = {token: ent for ent in ents for token in range(ent.start, ent.end)}
    found: list[Span] = []
    gone: set[int] = set()
    taken: set[int] = set()
    for name in sorted(names, key=lambda name: (name.start - name.end, name.start)):
        inside = [owner[token.i] for token in name if token.i in owner]
        fits = all(
            ent.label_ != "PER" and name.start <= ent.start and ent.end <= name.end
            for ent in inside
        )
        same = any(len(ent) == len(name) for ent in inside)
        if fits and not same and not any(token.i in taken for token in name):
            found.append(name)
            taken.update(range(name.start, name.end))
            gone.update(ent.start for ent in inside)
    if found:
        doc.set_ents([*(ent for ent in ents if ent.start not in gone), *found])


def _leave_kinds(doc: Doc, words: Iterable[Span]) -> None:
    """Take a compound with a name in it for the noun that it is: "EU-Dokument", "US-Behörde NASA".

    It is one where it means a statement, or where the name of what it means follows.
    """
    ents = doc.ents
    starts = {ent.start for ent in ents if ent.label_ in ("ORG", "MISC")}
    spoken = {token for span in words for token in range(span.start, span.end)}
    gone = {
        ent.start
        for ent in ents
        if len(ent) == 1 and ent.label_ == "ORG" and ent.start in spoken
        if _COMPOUND.match(ent.text)
        if is_source(ent[0])
        or (ent.end in starts and is_kind(ent[0]))
        or (ent.end < len(doc) and _opens(doc[ent.end]) and ent.end + 1 in starts)
    }
    if gone:
        doc.set_ents([ent for ent in ents if ent.start not in gone])


def _bodies(span: Span) -> Iterator[Span]:
    """Names that a noun for a kind of body is part of."""
    for token in span:
        name = body_name(token) if token.tag_ in ("NN", "NE") and _may_speak(token, span) else None
        if name is not None:
            yield name


def _authors(doc: Doc, words: Iterable[Span]) -> Iterator[Span]:
    """Whose report an article speaks of, where a speaker is "the report"."""
    bare = {
        token.lemma_
        for span in words
        for token in span
        if token.tag_ == "NN" and is_source(token) and is_definite(token)
    }
    for token in doc if bare else ():
        if token.tag_ == "NN" and token.lemma_ in bare:
            attributes = [c for c in token.children if c.i > token.i and c.dep_ == "nmod"]
            for noun in (*attributes, *authors(token)):
                yield doc[noun.left_edge.i : noun.right_edge.i + 1]


def _may_speak(token: Token, span: Span) -> bool:
    """Whether a noun can be who speaks: not within "ein Sprecher der Polizei"."""
    while token.head.i != token.i and span.start <= token.head.i < span.end:
        if token.dep_ not in ("conj", "appos", "flat") and not is_source(token.head):
            return False
        token = token.head
    return True


def _abbreviated(doc: Doc, words: Iterable[Span]) -> Iterator[Span]:
    """Both forms of what is introduced with an abbreviation, if either stands for a speaker."""
    spoken = {token.text for span in words for token in span}
    for pair in abbreviations(doc):
        if pair.by_letters and pair.short.text in spoken and _is_body(doc, pair.long):
            yield Span(doc, pair.long.start, pair.long.end, label="ORG")
            yield Span(doc, pair.short.start, pair.short.end, label="ORG")


def _is_body(doc: Doc, name: Span) -> bool:
    """Whether none of the article's other names is within this one but those of bodies."""
    return all(token.ent_type_ in ("", "ORG", "LOC") for token in name)


def _names(span: Span, taken: set[int], surnames: set[str]) -> Iterator[Span]:
    """Runs of proper nouns in a speaker's words, and what stands in marks behind a noun."""
    tokens = list(span)
    position = 0
    while position < len(tokens):
        end = position
        if _opens(tokens[position]) and _names_something(tokens[:position]):
            position += 1
            end = position
            while end < len(tokens) and not tokens[end].is_quote and tokens[end].i not in taken:
                end += 1
            if end - position > _LONGEST_IN_MARKS:
                end = position
        while (
            end < len(tokens)
            and tokens[end].i not in taken
            and (_is_proper(tokens[end]) or tokens[end].text in surnames)
        ):
            end += 1
        if end > position:
            first = _with_beginning(span, tokens[position])
            label = _label(tokens[position:end], surnames) if first == tokens[position].i else "ORG"
            yield Span(span.doc, first, tokens[end - 1].i + 1, label=label)
        position = max(end, position + 1)


def _with_beginning(span: Span, first: Token) -> int:
    """The first token of a name of which the names head has only the beginning: "Lega" Nord."""
    before = span.doc[first.i - 1] if first.i > span.start else None
    if before is None or before.ent_type_ != "ORG" or before.tag_ not in ("NE", "FM"):
        return first.i
    start = before.i
    while start > span.start and span.doc[start].ent_iob_ == "I":
        start -= 1
    return start if not is_kind(before) else first.i


def _names_something(before: Sequence[Token]) -> bool:
    """Whether marks hold a name: behind a noun, a singular article, or at the beginning."""
    if not before:
        return True
    last = before[-1]
    if last.text in word_class("title_noun"):
        return False
    singular = "Plur" not in last.morph.get("Number", [])
    return last.pos_ == "NOUN" or (last.tag_ in ("ART", "ADJA", "APPRART") and singular)


def _lacks_ending(token: Token) -> bool:
    """Whether a noun behind "des" has no genitive ending, as only names do: "des Spiegel"."""
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return before == "des" and token.tag_ == "NN" and not token.text.endswith(("s", "n", "x", "z"))


def _is_unique(word: str) -> bool:
    forms = (word, word.removesuffix("s"), word.removesuffix("es"))
    return _BODY.match(word) is not None or any(f in words_of("unique_bodies") for f in forms)


def _opens(token: Token) -> bool:
    """Whether a token is an opening mark: it touches what follows, and nothing before it."""
    before = token.i == 0 or bool(token.nbor(-1).whitespace_) or token.nbor(-1).is_punct
    return MARK.fullmatch(token.text) is not None and before and not token.whitespace_


def _is_proper(token: Token) -> bool:
    if not token.text[:1].isupper() or read_role(token.text, token.lemma_) is not None:
        return False
    if _is_unique(token.text) or _lacks_ending(token):
        return True
    if token.tag_ == "ADJA":
        return False
    compound = _COMPOUND.match(token.text) is not None and token.tag_ in ("NN", "NE")
    if compound and (is_source(token) or _CIRCLES.search(token.text)):
        return False
    single = _ABBREVIATION.match(token.text) or _CAMEL.match(token.text)
    return token.tag_ in ("NE", "FM") or compound or single is not None


def _label(tokens: list[Token], surnames: set[str]) -> str:
    if tokens[-1].text in surnames:
        return "PER"
    if is_given_name(tokens[0].text) and len(tokens) > 1:
        return "PER"
    return "LOC" if place_key(tokens[0].text) in known_places() else "ORG"
