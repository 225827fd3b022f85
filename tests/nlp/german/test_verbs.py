import pytest

from tasks.nlp.german.verbs import infinitive, infinitive_of_participle


@pytest.mark.parametrize(
    ("form", "past", "expected"),
    [
        ("sagte", True, "sagen"),
        ("sagst", False, "sagen"),
        ("löst", False, "lösen"),
        ("fasst", False, "fassen"),
        ("forderte", True, "fordern"),
        ("fordert", False, "fordern"),
        ("handle", False, "handeln"),
        ("bedauerten", True, "bedauern"),
        ("studierte", True, "studieren"),
        ("leerte", True, "leeren"),
        ("richtete", True, "richten"),
        ("berichten", False, "berichten"),
        ("berichteten", True, "berichten"),
        ("zeichnet", False, "zeichnen"),
        ("atmete", True, "atmen"),
        ("wohnte", True, "wohnen"),
        # taken for past, or for the present
        ("erwartet", True, "erwarten"),
        ("auswerteten", False, "auswerten"),
        ("betreten", False, "betreten"),
    ],
)
def test_weak_verbs_are_conjugated_back(form: str, past: bool, expected: str) -> None:
    assert infinitive(form, past=past) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("ist", "sein"),
        ("sei", "sein"),
        ("hätten", "haben"),
        ("könnte", "können"),
        ("wusste", "wissen"),
        ("wirft", "werfen"),
        ("gibst", "geben"),
        ("sprach", "sprechen"),
        ("spräche", "sprechen"),
        ("riefen", "rufen"),
        ("brachten", "bringen"),
        # behind an inseparable prefix, a particle, and both
        ("widersprach", "widersprechen"),
        ("verbrachte", "verbringen"),
        ("vorschlug", "vorschlagen"),
        ("aussieht", "aussehen"),
        ("anerkannte", "anerkennen"),
        ("sitzenblieb", "sitzenbleiben"),
        # not a form of "fahren"
        ("führen", "führen"),
    ],
)
def test_strong_verbs_are_looked_up(form: str, expected: str) -> None:
    assert infinitive(form, past=False) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("gesagt", "sagen"),
        ("geöffnet", "öffnen"),
        ("gefordert", "fordern"),
        ("gefeiert", "feiern"),
        ("gehört", "hören"),
        # behind a particle
        ("ausgelöst", "auslösen"),
        ("vorbereitet", "vorbereiten"),
        ("untergebracht", "unterbringen"),
        # without "ge"
        ("verabschiedet", "verabschieden"),
        ("diskutiert", "diskutieren"),
        ("evakuiert", "evakuieren"),
        ("gelangt", "gelangen"),
        ("gewährleistet", "gewährleisten"),
        # strong, alone and behind what may stand before
        ("gesprochen", "sprechen"),
        ("versprochen", "versprechen"),
        ("vergangen", "vergehen"),
        ("vergessen", "vergessen"),
        ("vorgeschlagen", "vorschlagen"),
        ("vorbehalten", "vorbehalten"),
        ("geworden", "werden"),
        ("verschwunden", "verschwinden"),
    ],
)
def test_participles_lead_back_to_their_verb(form: str, expected: str) -> None:
    assert infinitive_of_participle(form) == expected


def test_what_looks_like_no_participle_is_left_to_others() -> None:
    assert infinitive_of_participle("hervorzuheben") is None
