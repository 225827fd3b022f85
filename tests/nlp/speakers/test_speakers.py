"""Who speaks where the speaker's words do not simply hold a name, as the shipped model sees it."""

import pytest
from spacy.language import Language

from tasks.nlp.pipeline import annotate_doc
from tasks.nlp.rows.extract import extract
from tasks.text.blocks import find_blocks


def speakers_of(nlp: Language, text: str, words: str) -> list[str]:
    """Canonical speakers of the quotation that holds these words."""
    annotation = extract("article", annotate_doc(nlp, text, find_blocks(text)))
    names = {e.article_entity_id: e.name for e in annotation.article_entities}
    quote = next(quote for quote in annotation.quotes if words in quote.text)
    return [
        names[speaker.article_entity_id]
        for speaker in annotation.article_speakers
        if speaker.quote_id == quote.quote_id and speaker.article_entity_id
    ]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        (
            "Nach Angaben der Staatsanwaltschaft Oldenburg wurde das Feuer gelegt.",
            "Feuer",
            ["Staatsanwaltschaft Oldenburg"],
        ),
        (
            "Das norwegische Verkehrsministerium erklärte, die Fähre fahre wieder.",
            "Fähre",
            ["norwegisches Verkehrsministerium"],
        ),
        (
            "Der Bund der Radfahrer fordert, dass die Brücke offen bleibt.",
            "Brücke",
            ["Bund der Radfahrer"],
        ),
        (
            "Die Interessengemeinschaft Saubere Weser (IGSW) klagt. Nach Angaben der IGSW ist das "
            "Wasser belastet.",
            "Wasser",
            ["Interessengemeinschaft Saubere Weser"],
        ),
        ("Wie der Standard berichtet, bleibt die Brücke gesperrt.", "Brücke", ["Standard"]),
        (
            "Der NDR zeigte die Pläne. Laut einem NDR-Bericht kostet die Brücke zwei Millionen.",
            "Millionen",
            ["NDR"],
        ),
        ("Die US-Raumfahrtbehörde NASA teilte mit, die Sonde sei gelandet.", "Sonde", ["NASA"]),
        ("Die Polizei teilte mit, niemand sei verletzt worden.", "verletzt", []),
        ("Die Regierung erklärte, sie helfe den Familien.", "Familien", []),
        (
            "In einem Papier des Bundesministeriums des Innern heißt es, die Regeln wirkten.",
            "Regeln",
            ["Bundesministerium des Innern"],
        ),
        (
            "Das Ministerium des Landes erklärte, die Regeln wirkten.",
            "Regeln",
            [],
        ),
        (
            "Der Zentralrat der Imker in Deutschland erklärte, die Regeln wirkten.",
            "Regeln",
            ["Zentralrat der Imker in Deutschland"],
        ),
        (
            "Das auswärtige Amt rät dazu, Reisen in den Norden zu verschieben.",
            "Reisen",
            ["Auswärtiges Amt"],
        ),
        (
            "Das rote Kreuz erklärte, die Betten seien belegt.",
            "Betten",
            ["Rotes Kreuz"],
        ),
        (
            "Die Uni Kiel teilte mit, die Hörsäle seien voll. Die Universität Kiel hat neun.",
            "Hörsäle",
            ["Universität Kiel"],
        ),
    ],
)
def test_a_body_is_named_by_its_kind_and_what_tells_it_apart(
    nlp: Language, text: str, words: str, names: list[str]
) -> None:
    assert speakers_of(nlp, text, words) == names


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        (
            "Das Seeforschungsinstitut Kiel hat eine Studie über Seegras veröffentlicht. An der "
            "Küste wächst es wieder. Laut der Studie hat sich die Fläche verdoppelt.",
            "Fläche",
            ["Seeforschungsinstitut Kiel"],
        ),
        (
            "Das Landratsamt Plön hat in einem Brief einer Mieterin mit Räumung gedroht. Laut "
            "dem Brief muss sie die Miete bis Freitag zahlen.",
            "Freitag",
            ["Landratsamt Plön"],
        ),
        (
            "Die Reederei Nordfracht verkauft drei Schiffe. Das Unternehmen teilte mit, die "
            "Arbeitsplätze seien sicher.",
            "Arbeitsplätze",
            ["Nordfracht"],
        ),
        (
            "Stürmer Luc Moreau hat sich am Knie verletzt. „Ich komme zurück“, sagte der Franzose.",
            "zurück",
            ["Luc Moreau"],
        ),
    ],
)
def test_a_kind_goes_back_to_the_only_one_named_before(
    nlp: Language, text: str, words: str, names: list[str]
) -> None:
    assert speakers_of(nlp, text, words) == names


def test_who_is_quoted_speaks_and_not_who_passes_it_on(nlp: Language) -> None:
    text = (
        "„Wir bauen weiter“, sagte Bürgermeisterin Anna Weber laut „Nordkurier“. Der „Nordkurier“ "
        "zitierte Jan Kröger mit den Worten: „Das glaube ich nicht.“"
    )
    assert speakers_of(nlp, text, "bauen") == ["Anna Weber"]
    assert speakers_of(nlp, text, "glaube") == ["Jan Kröger"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("„Das Schiff fährt wieder“, zitiert der „Nordkurier“ Kröger in einem Bericht.", "fährt"),
        ("„Das Schiff fährt wieder“, zitiert Nord-Online den Kapitän Jan Kröger.", "fährt"),
        ("Wie die Zeitung „Nordkurier“ berichtet, sagte Kröger, er fahre trotzdem.", "trotzdem"),
    ],
)
def test_a_paper_that_writes_what_somebody_said_does_not_say_it(
    nlp: Language, text: str, words: str
) -> None:
    assert speakers_of(nlp, f"Jan Kröger ist Kapitän. {text}", words) == ["Jan Kröger"]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        (
            "Der Bürgermeister Karl Timm ist nach eigenen Worten zufrieden.",
            "zufrieden",
            ["Karl Timm"],
        ),
        (
            "Kandidatin Angela Brandt sowie CSU-Vorsitzender Edmund Stolle sprachen von einem "
            "„großen Erfolg“.",
            "großen Erfolg",
            ["Angela Brandt", "Edmund Stolle"],
        ),
        (
            "Die Staatsanwaltschaft klagte Ali Samani an. Die Anwältin Samanis bestritt, dass er "
            "dort gewesen sei.",
            "dort gewesen",
            [],
        ),
        (
            "Die Regierung Bush erklärte, das Material reiche für zwei Bomben.",
            "Material",
            [],
        ),
        (
            "Die Erschütterung war Berichten der Fernsehsender Sky News und BBC zufolge bis Plön "
            "zu spüren.",
            "Plön",
            ["Sky News", "BBC"],
        ),
        (
            "Eva und Jan Kröger teilten mit: „Wir ziehen fort.“",
            "ziehen",
            ["Eva Kröger", "Jan Kröger"],
        ),
        (
            "Der englischsprachigen Zeitung sagte Jan Kröger: „Ich bleibe.“",
            "bleibe",
            ["Jan Kröger"],
        ),
        (
            "Die Grünen verlangten, dass der Ausschuss sich damit befasst.",
            "Ausschuss",
            ["Grüne"],
        ),
        (
            "„Das wäre vermeidbar gewesen“, so die Vorwürfe der Anwältin Eva Kern.",
            "vermeidbar",
            ["Eva Kern"],
        ),
    ],
)
def test_speakers_are_read_off_their_phrase(
    nlp: Language, text: str, words: str, names: list[str]
) -> None:
    assert speakers_of(nlp, text, words) == names


def test_what_goes_on_has_the_speaker_of_its_frame(nlp: Language) -> None:
    text = (
        "Ihren Widersacher Jan Kröger von der Partei forderte Anna Weber auf, über einen Rücktritt "
        "nachzudenken. Sie habe ihren Abschied schon akzeptiert."
    )
    assert speakers_of(nlp, text, "Abschied") == ["Anna Weber"]


def test_two_surnames_side_by_side_are_two_persons(nlp: Language) -> None:
    text = (
        "Minister Jan Kröger und Abgeordnete Anna Weber stritten im Landtag. In der Debatte "
        "kritisierte Kröger Weber heftig. Weber sagte, die Brücke sei zu teuer."
    )
    assert speakers_of(nlp, text, "teuer") == ["Anna Weber"]
