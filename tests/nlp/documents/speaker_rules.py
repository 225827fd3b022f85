"""An example for each source of evidence for a speaker, and for each thing that a word can mean."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from tasks.nlp.layers.chains import Chain, ChainMention
from tasks.nlp.layers.names import names_of
from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.vocabulary import Evidence, Method, PhraseKind, QuoteType
from tasks.nlp.phrases.role_names import role_phrases
from tasks.nlp.speakers.choice import answers_of_rules, speakers_of_answers
from tasks.nlp.speakers.index import ChainIndex
from tests.nlp.documents.examples import Examples
from tests.nlp.documents.words import document, span

Said = tuple[str, str, str]
"""What is said, the cue and the words for the speaker; each may be empty but the first."""
Mentions = Sequence[tuple[str, PhraseKind]]
"""The words of one chain's mentions, and their kinds; the first has its name."""
Answer = tuple[int, str, Method, Evidence]
"""Number of the quotation, who speaks, by what they are named and found."""


def mention(doc: Doc, words: str, kind: PhraseKind) -> ChainMention:
    ((start, end),) = span(doc, words)
    found = doc.char_span(start, end)
    assert found is not None, words
    names = [number for number, name in enumerate(names_of(doc)) if name.start == found.start]
    name = names[0] if kind == "name" else None
    return ChainMention(found.start, found.end, found.root.i, kind, name, 0.9)


def speakers(
    lines: str, said: Sequence[Said], *chains: Mentions, kind: QuoteType = "indirect"
) -> list[Answer]:
    """Who says it?"""
    doc = document(lines)
    quotations = [
        Quotation(
            kind,
            "speech",
            span(doc, words),
            cue_spans=span(doc, cue),
            speaker_spans=span(doc, speaker),
        )
        for words, cue, speaker in said
    ]
    made: list[Chain] = [
        tuple(mention(doc, words, kind) for words, kind in mentions) for mentions in chains
    ]
    roles = role_phrases(doc)
    index = ChainIndex(doc, made, roles, named=[True] * len(made), genders=["unknown"] * len(made))
    found = speakers_of_answers(answers_of_rules(index, quotations))
    return [
        (
            one.quotation,
            doc[roles[one.role].start : roles[one.role].end].text
            if one.role is not None
            else chains[one.chain or 0][0][0],
            one.method,
            one.evidence,
        )
        for one in found
    ]


KERN: Mentions = (("Kern", "name"),)
SENTENCE = """
Es/PPER/nsubj>brenne brenne/VVFIN/ccomp>sagte , sagte/VVFIN Kern/NE/nsubj>sagte/PER .
"""
TWO = """
Kern/NE/nsubj>sagte/PER sagte/VVFIN , alle/PIS/nsubj>müde seien/VAFIN/cop>müde \
müde/ADJD/ccomp>sagte .
Er/PPER/nsubj>meinte meinte/VVFIN , man/PIS/nsubj>brauche brauche/VVFIN/ccomp>meinte \
Geduld/NN/obj>brauche .
"""
DIRECT = """
Kern/NE/nsubj>nickte/PER nickte/VVFIN .
„ Wir/PPER/nsubj>gehen gehen/VVFIN . “
"""
OWN = """
Kern/NE/nsubj>hat/PER hat/VVFIN nach/APPR/case>Angaben eigenen/ADJA/amod>Angaben/=eigen \
Angaben/NN/obl>hat/=Angabe keine/PIS/det>Zeit Zeit/NN/obj>hat .
"""
STATEMENT = """
Angaben/NN/obl>brannte/=Angabe Nordfunks/NE/nmod>Angaben/ORG zufolge/APPR/case>Angaben \
brannte/VVFIN \
das/ART/det>Haus Haus/NN/nsubj>brannte .
"""
BOTH = """
Kern/NE/nsubj>kamen/PER und/KON/cc>Berg Berg/NE/conj>Kern/PER kamen/VVFIN/Number=Plur .
Beide/PIS/nsubj>sagten sagten/VVFIN/Number=Plur , es/PPER/nsubj>brenne brenne/VVFIN/ccomp>sagten .
"""
BESIDE = """
Der/ART/det>Sender Sender/NN/nsubj>sagte Nordfunk/NE/appos>Sender/ORG sagte/VVFIN , \
es/PPER/nsubj>brenne brenne/VVFIN/ccomp>sagte .
"""
ROLE = """
Der/ART/det>Minister Minister/NN/nsubj>sagte/Number=Sing sagte/VVFIN , es/PPER/nsubj>brenne \
brenne/VVFIN/ccomp>sagte .
"""
KIND = """
Der/ART/det>Bauernverband Bauernverband/NE/nsubj>tagte/ORG tagte/VVFIN .
Der/ART/det>Verband Verband/NN/nsubj>sagte sagte/VVFIN , es/PPER/nsubj>brenne \
brenne/VVFIN/ccomp>sagte .
"""

EXAMPLES: Examples = {
    "words": (
        lambda: speakers(SENTENCE, [("Es brenne", "sagte", "Kern")], KERN),
        [(0, "Kern", "frame", "words")],
    ),
    "verb": (
        lambda: speakers(SENTENCE, [("Es brenne", "sagte", "")], KERN),
        [(0, "Kern", "frame", "verb")],
    ),
    "own_words": (
        lambda: speakers(OWN, [("keine Zeit", "nach eigenen Angaben", "")], KERN),
        [(0, "Kern", "frame", "own_words")],
    ),
    "taken_up": (
        lambda: speakers(
            TWO,
            [("alle seien müde", "sagte", "Kern"), ("man brauche Geduld", "meinte", "Er")],
            KERN,
        ),
        [(0, "Kern", "frame", "words"), (1, "Kern", "pronoun", "taken_up")],
    ),
    "implied": (
        lambda: speakers(DIRECT, [("„Wir gehen.“", "", "")], KERN, kind="direct"),
        [(0, "Kern", "implicit", "implied")],
    ),
    "statement": (
        lambda: speakers(
            STATEMENT,
            [("brannte das Haus", "zufolge", "Angaben Nordfunks")],
            (("Nordfunks", "name"),),
        ),
        [(0, "Nordfunks", "frame", "words")],
    ),
    "group": (
        lambda: speakers(BOTH, [("es brenne", "sagten", "Beide")], KERN, (("Berg", "name"),)),
        [(0, "Kern", "group", "words"), (0, "Berg", "group", "words")],
    ),
    "beside": (
        lambda: speakers(
            BESIDE, [("es brenne", "sagte", "Der Sender Nordfunk")], (("Nordfunk", "name"),)
        ),
        [(0, "Nordfunk", "frame", "words")],
    ),
    "name": (
        lambda: speakers(
            TWO,
            [("man brauche Geduld", "meinte", "Er")],
            (("Kern", "name"), ("Er", "personal")),
        ),
        [(0, "Kern", "pronoun", "words")],
    ),
    "role": (
        lambda: speakers(ROLE, [("es brenne", "sagte", "Der Minister")]),
        [(0, "Der Minister", "role", "words")],
    ),
    "kind": (
        lambda: speakers(
            KIND, [("es brenne", "sagte", "Der Verband")], (("Bauernverband", "name"),)
        ),
        [(0, "Bauernverband", "role", "words")],
    ),
}
