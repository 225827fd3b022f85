"""Two persons whose surnames stand side by side: "In der Debatte kritisierte Holm Weber"."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from tasks.nlp.first_names import is_given_name


def part_names(doc: Doc) -> None:
    """Make two names of one in `doc.ents` that is made of the surnames of two other persons."""
    ents = doc.ents
    full: dict[str, set[str]] = {}
    for ent in ents:
        if ent.label_ == "PER" and len(ent) > 1 and is_given_name(ent[0].text):
            full.setdefault(ent[-1].text, set()).add(ent.text)
    if len(full) < 2:
        return
    parted: list[Span] = []
    for ent in ents:
        both = ent.label_ == "PER" and len(ent) == 2 and not is_given_name(ent[0].text)
        if both and ent[0].text in full and ent[1].text in full and ent[0].text != ent[1].text:
            parted += [Span(doc, token.i, token.i + 1, label="PER") for token in ent]
        else:
            parted.append(ent)
    if len(parted) > len(ents):
        doc.set_ents(parted)
