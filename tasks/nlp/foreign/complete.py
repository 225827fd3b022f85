"""Pipelines that are not ours, completed with what the following steps read."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

_LANGUAGES = frozenset({"de", "xx"})
_QUOTATIONS = "wortlaut_quotations"
_RULES = "wortlaut_quotes"
_SENTENCES = "wortlaut_sentences"
_LABELS = "wortlaut_labels"
# Its names are taken as they are, for the rules that mend ours count on our tags.
_PEOPLE = (
    "wortlaut_numbering",
    "wortlaut_phrases",
    "wortlaut_clusters",
    "wortlaut_names_alone",
    "wortlaut_speakers",
)
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
    """Add to a pipeline without our quotations what it lacks; ours is left as it is.

    Sentence boundaries are by rule where no component sets them, names get our labels, quotations
    and people are found last. Raises ValueError, saying what to do, for a pipeline that finds no
    names or is for another language.
    """
    if {_QUOTATIONS, _RULES} & set(nlp.pipe_names):
        return nlp
    if nlp.lang not in _LANGUAGES:
        raise ValueError(f"it is for the language '{nlp.lang}'; name a pipeline for German")
    assigned = {what for name in nlp.pipe_names for what in nlp.get_pipe_meta(name).assigns}
    if "doc.ents" not in assigned:
        raise ValueError(
            "it finds no names; name a pipeline with a component for them, such as 'ner'"
        )
    if not assigned & {"doc.sents", "token.is_sent_start"}:
        nlp.add_pipe(_SENTENCES, first=True)
    for name in (_LABELS, _RULES, *_PEOPLE):
        nlp.add_pipe(name)
    return nlp


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
