import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from tasks.nlp.phrases.abbreviations import abbreviations, match


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Das Technische Hilfswerk (THW) half beim Aufräumen.",
            [("Technische Hilfswerk", "THW", True)],
        ),
        (
            "Das Bundesamt für Sicherheit in der Informationstechnik (BSI) warnt.",
            [("Bundesamt für Sicherheit in der Informationstechnik", "BSI", True)],
        ),
        (
            "Das THW (Technisches Hilfswerk) half beim Aufräumen.",
            [("Technisches Hilfswerk", "THW", True)],
        ),
        (
            "Der Deutsche Fußball-Bund (DFB) wies die Vorwürfe zurück.",
            [("Deutsche Fußball-Bund", "DFB", True)],
        ),
        (
            "Die Weltgesundheitsorganisation (WHO) in Genf warnt.",
            [("Weltgesundheitsorganisation", "WHO", True)],
        ),
        (
            "Das Bundesverfassungsgericht (BVerfG) in Karlsruhe entschied.",
            [("Bundesverfassungsgericht", "BVerfG", True)],
        ),
        (
            "Die Vereinten Nationen (UN) rufen zur Hilfe auf.",
            [("Vereinten Nationen", "UN", True)],
        ),
        (
            "Sie fuhren in die Flüchtlings-Erstaufnahme-Einrichtung (EAE) nach Kiel.",
            [("Flüchtlings-Erstaufnahme-Einrichtung", "EAE", True)],
        ),
        ("Heiko Maas (SPD) wies die Kritik zurück.", []),
        ("Der Minister (CDU) wies die Kritik zurück.", []),
        ("Sie kam um acht Uhr (MEZ) an.", []),
        ("Peter Müller (34) starb.", []),
    ],
)
def test_an_abbreviation_in_brackets_is_found(
    nlp: Language, text: str, pairs: list[tuple[str, str, bool]]
) -> None:
    found = [
        (pair.long.text, pair.short.text, pair.by_letters) for pair in abbreviations(nlp(text))
    ]
    assert found == pairs


@pytest.mark.parametrize(
    ("short", "long", "start"),
    [
        ("THW", "Technisches Hilfswerk", 0),
        ("THW", "das Technische Hilfswerk", 4),
        ("BSI", "Bundesamt für Sicherheit in der Informationstechnik", 0),
        ("BKA", "Bundeskriminalamt", 0),
        ("THW", "Rotes Kreuz", None),
        ("BKA", "Bundeskriminalamt und Zoll", None),
        ("EZB", "EZB", None),
        ("", "Rotes Kreuz", None),
    ],
)
def test_letters_are_found_in_the_long_form(short: str, long: str, start: int | None) -> None:
    assert match(short, long) == start


@given(st.text("abTHW -", max_size=5), st.text("abTHW -", max_size=20))
def test_a_long_form_begins_with_the_first_letter_at_a_word(short: str, long: str) -> None:
    start = match(short, long)
    if start is not None:
        assert long[start].lower() == next(x for x in short.lower() if x.isalnum())
        assert start == 0 or not long[start - 1].isalnum()
