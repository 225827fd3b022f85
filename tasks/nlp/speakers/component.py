"""Who utters each quotation."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from tasks.nlp.layers.chains import CHAINS, REFERENTS
from tasks.nlp.layers.phrases import ROLE_PHRASES
from tasks.nlp.layers.quotations import QUOTATIONS
from tasks.nlp.layers.speakers import SPEAKERS
from tasks.nlp.layers.vocabulary import Gender
from tasks.nlp.speakers.choice import find_speakers
from tasks.nlp.speakers.index import ChainIndex


@Language.component(
    "wortlaut_speakers",
    requires=[
        "doc._.quotations",
        "doc._.names",
        "doc._.role_phrases",
        "doc._.chains",
        "doc._.referents",
    ],
    assigns=["doc._.speakers"],
)
def speakers(doc: Doc) -> Doc:
    """Find the speakers of one doc's quotations."""
    chains = CHAINS.read(doc)
    genders: dict[int, Gender] = {
        referent.chain: referent.gender
        for referent in REFERENTS.read(doc)
        if referent.chain is not None
    }
    numbers = range(len(chains))
    index = ChainIndex(
        doc,
        chains,
        ROLE_PHRASES.read(doc),
        named=[number in genders for number in numbers],
        genders=[genders.get(number, "unknown") for number in numbers],
    )
    SPEAKERS.write(doc, find_speakers(index, QUOTATIONS.read(doc)))
    return doc
