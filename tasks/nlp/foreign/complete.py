"""Pipelines that are not ours, completed with what the following steps read."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

_LANGUAGES = frozenset({"de", "xx"})
_QUOTATIONS = "wortlaut_quotations"
_RULES = "wortlaut_quotes"
_SENTENCES = "wortlaut_sentences"
_LABELS = "wortlaut_labels"
_FACTUALITY = "wortlaut_factuality"
_COREFERENCE = "wortlaut_coreference"
# Labels of other guidelines (CoNLL, OntoNotes, GermEval) as ours; a name with another label, such
# as a date or a sum, is none.
_SAME = {
    "PER": "PER",
    "PERSON": "PER",
    "ORG": "ORG",
    "ORGANIZATION": "ORG",
    "LOC": "LOC",
    "LOCATION": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "MISC": "MISC",
    "OTH": "MISC",
    "NORP": "MISC",
    "EVENT": "MISC",
    "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
}


def complete(nlp: Language) -> Language:
    """Add to a pipeline what it lacks of what rows are read from; ours, if whole, is left as it is.

    Sentence boundaries are by rule where no component sets them, names get our labels, quotations
    and people are found last. A pipeline of ours that an earlier release wrote has no passes for
    people of its own but coreference, and to one that does not judge quotations all of them are
    said. Raises ValueError, saying what to do, for a pipeline that
    finds no names or is for another language.
    """
    if not {_QUOTATIONS, _RULES} & set(nlp.pipe_names):
        _add_quotations(nlp)
    if _FACTUALITY not in nlp.pipe_names:
        quotations = next(name for name in (_QUOTATIONS, _RULES) if name in nlp.pipe_names)
        nlp.add_pipe(_FACTUALITY, after=quotations)
    _add_people(nlp)
    return nlp


def _add_quotations(nlp: Language) -> None:
    if nlp.lang not in _LANGUAGES:
        raise ValueError(f"it is for the language '{nlp.lang}'; name a pipeline for German")
    assigned = {what for name in nlp.pipe_names for what in nlp.get_pipe_meta(name).assigns}
    if "doc.ents" not in assigned:
        raise ValueError(
            "it finds no names; name a pipeline with a component for them, such as 'ner'"
        )
    if not assigned & {"doc.sents", "token.is_sent_start"}:
        nlp.add_pipe(_SENTENCES, first=True)
    nlp.add_pipe(_LABELS)
    nlp.add_pipe(_RULES)


def _add_people(nlp: Language) -> None:
    """The passes for people that are missing, where they belong.

    Without our coreference the names are taken as they are: the rules that mend them count on our
    tags.
    """
    ours = _COREFERENCE in nlp.pipe_names
    for name in (
        "wortlaut_naming" if ours else "wortlaut_numbering",
        "wortlaut_phrases",
        "wortlaut_clusters",
    ):
        if name not in nlp.pipe_names:
            nlp.add_pipe(name, before=_COREFERENCE if ours else None)
    for name in (() if ours else ("wortlaut_names_alone",)) + ("wortlaut_speakers",):
        if name not in nlp.pipe_names:
            nlp.add_pipe(name)


@Language.component(_LABELS, requires=["doc.ents"], assigns=["doc.ents"])
def relabel(doc: Doc) -> Doc:
    """Give names the labels PER, ORG, LOC and MISC; drop those that are none of these."""
    doc.set_ents(
        [
            Span(doc, name.start, name.end, label=_SAME[name.label_])
            for name in doc.ents
            if name.label_ in _SAME
        ]
    )
    return doc
