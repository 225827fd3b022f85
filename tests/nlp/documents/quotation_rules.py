"""An example for each rule about quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.vocabulary import QuoteType
from tasks.nlp.quotations.candidates import Candidate, WordSpan
from tasks.nlp.quotations.crossings import without_crossings
from tasks.nlp.quotations.features import Words, words_of_doc
from tasks.nlp.quotations.marks import bounded
from tasks.nlp.quotations.neighbours import among_neighbours
from tasks.nlp.quotations.questions import with_asker
from tasks.nlp.quotations.rest import with_rest
from tasks.nlp.quotations.roles import Roles
from tasks.nlp.quotations.rules import ruled
from tasks.nlp.quotations.sense import by_frame
from tasks.nlp.quotations.speaker_grammar import with_speaker
from tests.nlp.documents.examples import Examples
from tests.nlp.documents.words import cut, document, span

Found = tuple[QuoteType, str]
"""Type and words of what the network found."""
Answer = tuple[str, tuple[str, ...]]
"""Words, and the names of the rules that acted."""

INTERRUPTED = """
„ Wir/PPER/nsubj>gehen gehen/VVFIN/ccomp>sagte “ , sagte/VVFIN sie/PPER/nsubj>sagte , „ und/KON \
kommen/VVFIN/conj>gehen wieder/ADV/advmod>kommen . “
"""
UNOPENED = """
Das/PDS/nsubj>hinnehmbar ist/VAFIN/cop>hinnehmbar nicht/PTKNEG/advmod>hinnehmbar \
hinnehmbar/ADJD/ccomp>sagte “ , sagte/VVFIN der/ART/det>Sprecher Sprecher/NN/nsubj>sagte .
"""
SENTENCE = """
Man/PIS/nsubj>brauche brauche/VVFIN/Mood=Sub Geduld/NN/obj>brauche , sagte/VVFIN/parataxis>brauche \
Berg/NE/nsubj>sagte/PER .
"""
GOING_ON = """
Berg/NE/nsubj>sagte/PER sagte/VVFIN im/APPRART/case>Haus Haus/NN/obl>sagte etwas/PIS/obj>sagte .
Alle/PIS/nsubj>müde seien/VAFIN/cop>müde müde/ADJD .
"""


def candidate(words: Words, doc: Doc, kind: QuoteType, text: str) -> Candidate:
    ((start, end),) = span(doc, text)
    return Candidate(kind, (words.between(start, end),), 2.0)


def text_of(doc: Doc, words: Words, one: Candidate) -> str:
    return cut(doc, tuple((int(words.starts[a]), int(words.ends[b - 1])) for a, b in one.spans))


def bounds(lines: str, *found: str, kind: QuoteType = "direct") -> list[Answer]:
    """Which quotations of a type are there, where the network found these words?"""
    doc = document(lines)
    words = words_of_doc(doc)
    candidates = [candidate(words, doc, kind, text) for text in found]
    return [(text_of(doc, words, one), one.rules) for one in bounded(candidates, words, doc.text)]


def added(lines: str, *found: Found) -> list[tuple[QuoteType, str, str, tuple[str, ...]]]:
    """Which quotations do rules add, of which type, with whom before the colon?"""
    doc = document(lines)
    words = words_of_doc(doc)
    known = [candidate(words, doc, kind, text) for kind, text in found]
    return [
        (
            one.candidate.type,
            text_of(doc, words, one.candidate),
            ""
            if one.speaker is None
            else text_of(doc, words, Candidate("direct", (one.speaker,), 0)),
            one.candidate.rules,
        )
        for one in ruled(doc, words, known)
    ]


def kind_of(kind: QuoteType, said: str, cue: str) -> tuple[QuoteType, tuple[str, ...]]:
    """Which type has what is said, with this cue?"""
    doc = document(SENTENCE)
    words = words_of_doc(doc)

    def one(text: str) -> tuple[WordSpan, ...]:
        return tuple(words.between(*each) for each in span(doc, text))

    found = by_frame(candidate(words, doc, kind, said), Roles(one(cue), (), (), ()), words)
    return found.type, found.rules


def quotation(
    doc: Doc, said: str, cue: str, speaker: str, kind: QuoteType = "indirect"
) -> Quotation:
    return Quotation(
        kind, "speech", span(doc, said), cue_spans=span(doc, cue), speaker_spans=span(doc, speaker)
    )


def speaker(lines: str, *, said: str, cue: str, taken: str, kind: QuoteType = "indirect") -> Answer:
    """Which words name the speaker, where the network took these?"""
    doc = document(lines)
    found = with_speaker(doc, quotation(doc, said, cue, taken, kind))
    return cut(doc, found.speaker_spans), found.rules


def asker(lines: str, *, said: str, cue: str, taken: str) -> tuple[str, str, tuple[str, ...]]:
    """What is asked, and by whom, where the network took these words for the speaker?"""
    doc = document(lines)
    found = with_asker(doc, quotation(doc, said, cue, taken))
    return cut(doc, found.spans), cut(doc, found.speaker_spans), found.rules


def resting(lines: str, *, said: str, frame: str) -> Answer:
    """What is said, where the network found these words of it, and these of its frame?"""
    doc = document(lines)
    found = with_rest(doc, replace(quotation(doc, said, "", ""), frame_spans=span(doc, frame)))
    return " | ".join(cut(doc, (one,)) for one in found.spans), found.rules


def beside(said: Sequence[tuple[QuoteType, str, str, float]], *, right: str = "") -> list[Answer]:
    """Which quotations stay beside one another, and who speaks?

    Each comes with its type, its words, those for its speaker and its confidence; `right` are
    those that grammar had put in the place of "Haus".
    """
    doc = document(GOING_ON)
    words = words_of_doc(doc)
    found = [
        (
            candidate(words, doc, kind, text),
            replace(quotation(doc, text, "", name, kind), confidence=c),
        )
        for kind, text, name, c in said
    ]
    put_right = {span(doc, "Haus"): span(doc, right)} if right else {}
    return [
        (cut(doc, one.speaker_spans), one.rules) for _, one in among_neighbours(found, put_right)
    ]


def apart(lines: str, *said: tuple[QuoteType, str, float]) -> list[Answer]:
    """Which words have quotations that may cross, each with its confidence?"""
    doc = document(lines)
    found = [
        replace(quotation(doc, text, "", "", kind), confidence=sure) for kind, text, sure in said
    ]
    return [(cut(doc, one.spans), one.rules) for one in without_crossings(doc, found)]


EXAMPLES: Examples = {
    "turns": (
        lambda: bounds(
            "Blatt/NE : Frau/NN Kern/NE , was/PWAV nun/ADV ?\n\nKern/NE : Wir/PPER bauen/VVFIN .",
            "was nun?",
        ),
        [],
    ),
    "one_block": (
        lambda: bounds(
            "Scharfe/ADJA Kritik/NN am/APPRART Bau/NN\n\n"
            "Die/ART Brücke/NN sei/VAFIN viel/ADV zu/ADV teuer/ADJD , sagte/VVFIN Kern/NE .",
            "Scharfe Kritik am Bau\n\nDie Brücke sei viel zu teuer",
            kind="indirect",
        ),
        [("Die Brücke sei viel zu teuer", ("one_block",))],
    ),
    "picture": (
        lambda: bounds(
            "„ Wir/PPER bauen/VVFIN “ , sagte/VVFIN Kern/NE dem/ART Rat/NN .\n\n"
            "Kern/NE ( links/ADV ) : „ Wir/PPER bauen/VVFIN . “",
            "„Wir bauen“",
            "„Wir bauen.“",
        ),
        [("„Wir bauen“", ())],
    ),
    "marks": (
        lambda: bounds(INTERRUPTED, "Wir gehen“"),
        [("„Wir gehen“", ("marks",))],
    ),
    "interruption": (
        lambda: bounds(INTERRUPTED, "„Wir gehen“", "„und kommen wieder.“"),
        [("„Wir gehen“ … „und kommen wieder.“", ("interruption",))],
    ),
    "closing_mark": (
        lambda: added(UNOPENED),
        [("direct", "Das ist nicht hinnehmbar“", "", ("closing_mark",))],
    ),
    "closing_mark_instead": (
        lambda: added(UNOPENED, ("indirect", "Das ist nicht hinnehmbar")),
        [("direct", "Das ist nicht hinnehmbar“", "", ("closing_mark_instead",))],
    ),
    "interview": (
        lambda: added(
            "Wann/PWAV öffnen/VVFIN Sie/PPER ?\n\n"
            "Brandt/NE/PER : Wir/PPER öffnen/VVFIN im/APPRART Mai/NN ."
        ),
        [("direct", "Wir öffnen im Mai.", "Brandt", ("interview",))],
    ),
    "headline": (
        lambda: added("Polizei/NN : Fahrer/NN war/VAFIN zu/ADV schnell/ADJD"),
        [("indirect", "Fahrer war zu schnell", "Polizei", ("headline",))],
    ),
    "quoted_headline": (
        lambda: added(
            "„ Das/PDS war/VAFIN brutal/ADJD “ : Mia/NE/PER Kranz/NE/+PER "
            "über/APPR ihr/PPOSAT Comeback/NN"
        ),
        [("direct", "„Das war brutal“", "Mia Kranz", ("quoted_headline",))],
    ),
    "signed": (
        lambda: added(
            "„ Der/ART Elfmeter/NN war/VAFIN keiner/PIS . “\n\n"
            "Torhüterin/NN Pia/NE/PER Sander/NE/+PER , TSV/NE",
            ("direct", "„Der Elfmeter war keiner.“"),
        ),
        [("direct", "„Der Elfmeter war keiner.“", "Torhüterin Pia Sander", ("signed",))],
    ),
    "source": (
        lambda: added(
            "Laut/APPR/case>Polizei Polizei/NN/obl>vereist war/VAFIN/cop>vereist "
            "die/ART/det>Straße Straße/NN/nsubj>vereist vereist/ADJD ."
        ),
        [("indirect", "war die Straße vereist", "", ("source",))],
    ),
    "quoted_within": (
        lambda: added(
            "„ Er/PPER/nsubj>sagte sagte/VVFIN : ‚ Komm/VVFIN sofort/ADV her/ADV ! ‘ “",
            ("direct", "„Er sagte: ‚Komm sofort her!‘“"),
        ),
        [("direct", "‚Komm sofort her!‘", "", ("quoted_within",))],
    ),
    "no_frame": (
        lambda: kind_of("indirect", "Man brauche Geduld", ""),
        ("indirect_free_indirect", ("no_frame",)),
    ),
    "own_frame": (
        lambda: kind_of("indirect_free_indirect", "Man brauche Geduld", "sagte"),
        ("indirect", ("own_frame",)),
    ),
    "subject_speaks": (
        lambda: speaker(
            "Ein/ART/det>Zeuge Zeuge/NN/nsubj>sagte sagte/VVFIN dem/ART/det>Sender "
            "Sender/NN/iobj>sagte , es/PPER/nsubj>brenne brenne/VVFIN/ccomp>sagte .",
            said="es brenne",
            cue="sagte",
            taken="dem Sender",
        ),
        ("Ein Zeuge", ("subject_speaks",)),
    ),
    "so_speaks": (
        lambda: speaker(
            "Der/ART/det>Umbau Umbau/NN/nsubj>teuer sei/VAFIN/cop>teuer teuer/ADJD , "
            "so/ADV/advmod>Stadtwerke die/ART/det>Stadtwerke Stadtwerke/NN/parataxis>teuer .",
            said="Der Umbau sei teuer",
            cue="so",
            taken="Der Umbau",
        ),
        ("die Stadtwerke", ("so_speaks",)),
    ),
    "source_speaks": (
        lambda: speaker(
            "Das/ART/det>Haus Haus/NN/nsubj>geräumt wurde/VAFIN/aux>geräumt "
            "laut/APPR/case>Feuerwehr Feuerwehr/NN/obl>geräumt geräumt/VVPP .",
            said="Das Haus wurde",
            cue="laut",
            taken="Das Haus",
        ),
        ("Feuerwehr", ("source_speaks",)),
    ),
    "whole_phrase": (
        lambda: speaker(
            "Der/ART/det>Plan neue/ADJA/amod>Plan Plan/NN/nsubj>fordert fordert/VVFIN "
            "Geduld/NN/obj>fordert .",
            said="Geduld",
            cue="",
            taken="neue",
        ),
        ("Der neue Plan", ("whole_phrase",)),
    ),
    "rest": (
        lambda: resting(
            "Sie/PPER/nsubj>kommt kommt/VVFIN , so/ADV/advmod>Berg Berg/NE/parataxis>kommt/PER , "
            "im/APPRART/case>Mai Mai/NN/obl>kommt .",
            said="Sie kommt",
            frame="so Berg",
        ),
        ("Sie kommt | im Mai", ("rest",)),
    ),
    "asked": (
        lambda: asker(
            "Eva/NE/nsubj:pass>gefragt/PER Kern/NE/flat>Eva/+PER wurde/VAFIN/aux:pass>gefragt "
            "von/APPR/case>Rau Rau/NE/obl:agent>gefragt/PER gefragt/VVPP , ob/KOUS/mark>gehe "
            "sie/PPER/nsubj>gehe gehe/VVFIN/ccomp>gefragt .",
            said="ob sie gehe",
            cue="gefragt",
            taken="Eva Kern",
        ),
        ("ob sie gehe", "Rau", ("asked",)),
    ),
    "question_put": (
        lambda: asker(
            "Auf/APPR/case>Frage die/ART/det>Frage Frage/NN/obl>sagte , ob/KOUS/mark>gehe "
            "sie/PPER/nsubj>gehe gehe/VVFIN/acl>Frage , sagte/VVFIN "
            "Kern/NE/nsubj>sagte/PER Ja/NN .",
            said="die Frage, ob sie gehe",
            cue="sagte",
            taken="Kern",
        ),
        ("ob sie gehe", "", ("question_put",)),
    ),
    "crossing": (
        lambda: apart(
            GOING_ON,
            ("indirect", "sagte im Haus etwas. Alle", 0.4),
            ("free_indirect", "Alle seien müde", 0.9),
        ),
        [("Alle seien müde", ()), ("sagte im Haus etwas", ("crossing",))],
    ),
    "goes_on": (
        lambda: beside([("free_indirect", "Alle seien müde", "Haus", 0.9)], right="Berg"),
        [("Berg", ("goes_on",))],
    ),
    "doubles": (
        lambda: beside(
            [
                ("free_indirect", "Alle seien müde", "Haus", 0.5),
                ("indirect", "Alle seien müde.", "Berg", 0.9),
            ]
        ),
        [("Berg", ())],
    ),
}
