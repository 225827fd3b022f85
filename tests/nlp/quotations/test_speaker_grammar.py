"""The words for a speaker, put right by the grammar of the frame, as the shipped parser sees it."""

import pytest
from spacy.language import Language

from tasks.nlp.layers.quotations import Quotation
from tasks.nlp.layers.vocabulary import QuoteType
from tasks.nlp.pipeline import annotate_doc
from tasks.nlp.quotations.speaker_grammar import with_speaker
from tasks.text.blocks import find_blocks


def speaker_of(
    nlp: Language, text: str, said: str, cue: str, wrong: str, kind: QuoteType = "indirect"
) -> str:
    """The speaker's words, where the network had taken the words `wrong`."""

    def span(words: str) -> tuple[tuple[int, int], ...]:
        start = text.index(words)
        return ((start, start + len(words)),) if words else ()

    doc = annotate_doc(nlp, text, find_blocks(text))
    found = with_speaker(
        doc,
        Quotation(kind, "speech", span(said), cue_spans=span(cue), speaker_spans=span(wrong)),
    )
    return " ".join(text[start:end] for start, end in found.speaker_spans)


@pytest.mark.parametrize(
    ("text", "said", "cue", "wrong", "speaker"),
    [
        (
            "Sie warf dem Landrat Otto Berg vor, die Akten zu verstecken.",
            "die Akten zu verstecken",
            "warf",
            "Otto Berg",
            "Sie",
        ),
        (
            "Ein Augenzeuge erzählte der Nachrichtenagentur, der Wagen habe gebrannt.",
            "der Wagen habe gebrannt",
            "erzählte",
            "der Nachrichtenagentur",
            "Ein Augenzeuge",
        ),
        (
            "Von den Firmen im Kreis erklärte nur die Siemens AG, sich nicht zu beteiligen.",
            "sich nicht zu beteiligen",
            "erklärte",
            "Von den Firmen",
            "die Siemens AG",
        ),
        (
            "Der Kapitän der Fähre, Jan Kröger, berichtete im Fachblatt, der Motor sei alt.",
            "der Motor sei alt",
            "berichtete",
            "Fachblatt",
            "Der Kapitän der Fähre, Jan Kröger",
        ),
        (
            "Ihren Gegner Jan Kröger forderte Anna Weber auf, das Amt abzugeben.",
            "das Amt abzugeben",
            "forderte",
            "Ihren Gegner Jan Kröger",
            "Anna Weber",
        ),
        (
            "Das Gelände wurde laut Feuerwehr am Abend geräumt.",
            "Das Gelände wurde laut Feuerwehr am Abend geräumt",
            "laut",
            "Das Gelände",
            "Feuerwehr",
        ),
        (
            "Die Brücke soll nach Informationen des Senders im Mai öffnen.",
            "Die Brücke soll nach Informationen des Senders im Mai öffnen",
            "nach",
            "",
            "Informationen des Senders",
        ),
        (
            "Der Wagen gehört laut Angaben des Werks mit einem Anteil von 3 Prozent dem Kreis.",
            "Der Wagen gehört laut Angaben des Werks mit einem Anteil von 3 Prozent dem Kreis",
            "laut",
            "",
            "Angaben des Werks",
        ),
        (
            "Als ein Gast zu Hilfe eilte, stieß der Wirt ihn weg und rief, er wolle raus.",
            "er wolle raus",
            "rief",
            "ein Gast",
            "der Wirt",
        ),
        (
            "Der Umbau sei zu teuer, so die Stadtwerke.",
            "Der Umbau sei zu teuer",
            "so",
            "Der Umbau",
            "die Stadtwerke",
        ),
    ],
)
def test_the_subject_or_the_source_speaks(
    nlp: Language, text: str, said: str, cue: str, wrong: str, speaker: str
) -> None:
    assert speaker_of(nlp, text, said, cue, wrong) == speaker


def test_the_subject_speaks_where_no_words_were_found_for_a_direct_quotation(
    nlp: Language,
) -> None:
    text = "„Der Damm hält bis zum Herbst“, schrieb Anna Weber am Montag."
    said = "„Der Damm hält bis zum Herbst“"
    assert speaker_of(nlp, text, said, "schrieb", "", "direct") == "Anna Weber"
    assert speaker_of(nlp, text, said, "schrieb", "") == ""


def test_a_mark_before_the_speaker_is_not_part_of_its_words(nlp: Language) -> None:
    text = "„Er hat gelacht und gesagt: ‚Frau Kruse, hier werden Sie hundert.‘“, sagte sie."
    said = "‚Frau Kruse, hier werden Sie hundert.‘"
    assert speaker_of(nlp, text, said, "gesagt", "", "direct") == "Er"


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("Der", "Der neue Plan"),
        ("Plan", "Der neue Plan"),
        ("neue", "Der neue Plan"),
        ("Der neue Plan", "Der neue Plan"),
    ],
)
def test_a_speaker_is_a_whole_phrase(nlp: Language, words: str, whole: str) -> None:
    text = "Der neue Plan sieht vor, die Brücke zu sperren."
    assert speaker_of(nlp, text, "die Brücke zu sperren", "sieht vor", words) == whole


@pytest.mark.parametrize(
    ("text", "said", "cue", "right"),
    [
        (
            "Das Blatt zitiert Landrätin Eva Kern mit den Worten, man werde bauen.",
            "man werde bauen",
            "zitiert",
            "Landrätin Eva Kern",
        ),
        (
            "In einer Mitteilung des Kreises hieß es, die Straße bleibe gesperrt.",
            "die Straße bleibe gesperrt",
            "hieß",
            "einer Mitteilung des Kreises",
        ),
        (
            "Die Lage stellt sich nach Polizeiangaben so dar: Der Wagen fuhr zu schnell.",
            "Der Wagen fuhr zu schnell",
            "stellt",
            "Polizeiangaben",
        ),
        (
            "Das Angebot lehnte er ab: Man brauche kein Geld.",
            "Man brauche kein Geld",
            "lehnte",
            "er",
        ),
        (
            "Der Rat lehnte den Plan ab, und die Feuerwehr rief dazu auf, den Weg zu sperren.",
            "den Weg zu sperren",
            "rief",
            "die Feuerwehr",
        ),
    ],
)
def test_what_may_be_right_stays(nlp: Language, text: str, said: str, cue: str, right: str) -> None:
    assert speaker_of(nlp, text, said, cue, right) == right
