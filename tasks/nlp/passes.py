"""The line: the passes over a document, in their order.

Each is a component of a spaCy pipeline, and declares there what it requires and assigns; a test
holds the declarations to what it does. `nlp.analyze_pipes(pretty=True)` shows them as a table.
"""

from __future__ import annotations

READING = (
    "wortlaut_encoder",
    "wortlaut_sentences",
    "wortlaut_tagger",
    "wortlaut_parser",
    "wortlaut_lemmas",
    "wortlaut_names",
)
"""What the weights of one encoder know."""

QUOTATIONS = "wortlaut_quotations"
"""Quotations, with the words for whoever speaks: a network and rules."""

FACTUALITY = "wortlaut_factuality"
"""Whether each quotation was said: a network."""

BEFORE_COREFERENCE = ("wortlaut_naming", "wortlaut_phrases", "wortlaut_clusters")
"""Names, phrases, and which names are one: rules."""

COREFERENCE = "wortlaut_coreference"
"""What means the same, and of which gender it is: rules and a network."""

SPEAKERS = "wortlaut_speakers"
"""Who utters each quotation: rules."""

PASSES = (*READING, QUOTATIONS, FACTUALITY, *BEFORE_COREFERENCE, COREFERENCE, SPEAKERS)
