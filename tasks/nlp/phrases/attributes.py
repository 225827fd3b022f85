"""What follows a noun and narrows it: "der Ukraine", "für Verkehr", "von New Orleans"."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from tasks.nlp.german.places import known_places, place_key
from tasks.nlp.german.premodifiers import adjective_stem
from tasks.nlp.german.roles import read_role
from tasks.nlp.german.wordlists import word_class


def attributes_of(token: Token, names: dict[int, Span]) -> tuple[int, str | None, str | None]:
    """End of the phrase, its attribute's words and the place that these name."""
    end = token.i + 1
    place: str | None = None
    for child in token.rights:
        if child.left_edge.i != end or not _narrows(child, end, names):
            break
        stop = _stop(child, names)
        if stop <= child.i:
            break
        place = place or _place_of(child, end, names)
        end = stop
    if end == token.i + 1:
        noun = _genitive(token)
        while noun is not None:
            place = place or _place_of(noun, end, names)
            end = noun.i + 1
            noun = _genitive(noun)
    attribute = token.doc[token.i + 1 : end].text.lower() if end > token.i + 1 else None
    return end, attribute, place


def _genitive(token: Token) -> Token | None:
    """The noun of a genitive right after a noun, also where the parser hangs it elsewhere."""
    doc = token.doc
    position = token.i + 1
    if position >= len(doc) or doc[position].tag_ != "ART":
        return None
    article = doc[position]
    if article.lower_ not in word_class("genitive_article") or article.morph.get("Case", []) != [
        "Gen"
    ]:
        return None
    position += 1
    while position < len(doc) and doc[position].tag_ in {"ADJA", "CARD"}:
        position += 1
    if position >= len(doc) or doc[position].tag_ not in {"NN", "NE"}:
        return None
    while position + 1 < len(doc) and doc[position + 1].ent_iob_ == "I":
        position += 1
    return doc[position]


def _narrows(child: Token, start: int, names: dict[int, Span]) -> bool:
    if not child.dep_.startswith(("nmod", "compound")) or child.pos_ not in {"NOUN", "PROPN", "X"}:
        return False
    first = child.doc[start]
    if first.pos_ == "ADP":
        if first.lower_ not in word_class("narrowing"):
            return False
        # Where and when belong to the verb as a rule, unless a body is named.
        return first.lower_ not in word_class("placing") or _is_body(child, names)
    if child.i in names and names[child.i].label_ == "PER":
        return first.i != names[child.i].start
    genitive = child.morph.get("Case", []) == ["Gen"]
    return genitive or (first.lower_ in {"des", "der"} and first.tag_ == "ART")


def _is_body(child: Token, names: dict[int, Span]) -> bool:
    return child.i in names and names[child.i].label_ == "ORG"


def _stop(child: Token, names: dict[int, Span]) -> int:
    """End of an attribute: its words up to the first comma, clause or other person's name."""
    doc = child.doc
    right = child.right_edge.i
    quoted = False
    for position in range(child.left_edge.i, right + 1):
        word = doc[position]
        if word.is_quote:
            # Marks around a name are part of it: der „New York Times“.
            if position > child.i and not quoted:
                return position
            quoted = not quoted
        elif word.is_punct and word.text not in {"-", "/"} and position not in names:
            return position
        if word.pos_ in {"VERB", "AUX"}:
            return position
        if position > child.i and _opens_other(doc, position, names):
            return position
    return right + 1


def _opens_other(doc: Doc, position: int, names: dict[int, Span]) -> bool:
    """Whether another person's name begins here, or follows an "und"."""
    if position in names:
        ent = names[position]
        begins = ent.label_ == "PER" and ent.start == position
        return begins and doc[position - 1].pos_ != "ADP"
    if doc[position].tag_ != "KON":
        return False
    for word in doc[position + 1 : position + 5]:
        if word.i in names:
            return names[word.i].label_ == "PER"
        if word.pos_ in {"NOUN", "PROPN"}:
            return read_role(word.text, word.lemma_) is not None
    return False


def _place_of(child: Token, start: int, names: dict[int, Span]) -> str | None:
    """Key of the first place or organisation in an attribute, or of the name after its noun."""
    doc = child.doc
    for position in range(start, min(child.i + 2, len(doc))):
        if position in names:
            ent = names[position]
            return _key(ent) if ent.label_ != "PER" else None
    return None


def _key(ent: Span) -> str:
    """Key of a name in any case: des Deutschen Fußball-Bundes is "deutscher fußball-bund"."""
    root = ent.root
    article = ent.start > 0 and ent.doc[ent.start - 1].tag_ == "ART"
    genitive = root.morph.get("Case", []) == ["Gen"]
    known = place_key(ent.text, genitive=genitive and not article)
    if not article and not any(word.tag_ == "ADJA" for word in ent):
        return known
    if known != place_key(ent.text.lower()) or known in known_places():
        return known
    gender = (root.morph.get("Gender", []) or ["Fem"])[0]
    ending = {"Masc": "er", "Neut": "es"}.get(gender, "e")
    neutral = genitive and gender != "Fem"
    words = [
        adjective_stem(word.lower_) + ending
        if word.tag_ == "ADJA" and word.lower_.endswith("en")
        else _without_genitive(word.lower_)
        if neutral and word.tag_ in {"NN", "NE"} and word == ent[-1]
        else word.lower_
        for word in ent
    ]
    return place_key(
        "".join(word + space.whitespace_ for word, space in zip(words, ent, strict=True))
    )


def _without_genitive(word: str) -> str:
    if word.endswith("es") and len(word) > 5 and word[-3] not in "aeiou":
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
