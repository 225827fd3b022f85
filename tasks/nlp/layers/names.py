"""The names of a document, once naming has said where they begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from tasks.nlp.layers.layer import Layer
from tasks.nlp.layers.vocabulary import Label


@dataclass(frozen=True, slots=True)
class Name:
    """One name: tokens `start` to `end`, and its label.

    Other layers refer to it by its number in this one. Nobody writes the layer but naming: what
    becomes of `doc.ents` afterwards shifts no number.
    """

    start: int
    end: int
    label: Label


NAMES: Layer[Name] = Layer("names", Name)


def names_of(doc: Doc) -> tuple[Span, ...]:
    """The names as spans, by their numbers; the doc's entities where no pass wrote names."""
    if not NAMES.is_on(doc):
        return tuple(doc.ents)
    return tuple(Span(doc, name.start, name.end, label=name.label) for name in NAMES.read(doc))


def set_names(doc: Doc) -> None:
    """Make a layer of the doc's entities as they are now."""
    NAMES.write(doc, (Name(e.start, e.end, e.label_) for e in doc.ents))  # type: ignore[arg-type]
