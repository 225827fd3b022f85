"""What is not the article holds no names, no quotations and nobody who speaks."""

import pytest
from spacy.language import Language

from tasks.annotate.at_the_model import annotate_article
from tasks.nlp.layers.rows import Annotation
from tasks.text.article import NOT_THE_ARTICLE, Article
from tasks.text.parse import parse

BODY = (
    "Der Rat der Stadt Neudorf hat am Montag getagt. „Wir bauen die Brücke“, sagte "
    "Bürgermeisterin Petra Sommer nach der Sitzung."
)
QUOTES = ["„Wir bauen die Brücke“"]


def annotated(nlp: Language, text: str) -> tuple[Article, Annotation]:
    article = parse(f"{text}\n".encode())
    assert isinstance(article, Article)
    found = annotate_article(nlp, article)
    for mention in (*found.mentions, *found.role_mentions):
        assert article.text[mention.start_char : mention.end_char] == mention.surface
    for quote in found.quotes:
        assert article.text[quote.start_char : quote.end_char] == quote.text
    return article, found


@pytest.mark.parametrize(
    "other",
    [
        "Foto: Jan Holm/dpa",
        "Von Jan Holm, Altdorf",
        "Hören Sie auch: Jan Holm: „Ich gehe nicht“",
        "Newsletter: „Der Tag“ von Jan Holm, jetzt anmelden",
        "Anzeige: „Das beste Brot“, sagt Jan Holm",
        "Jetzt Probeabo abschließen: „Das Beste“, sagt Jan Holm",
        "Kommentare\n\n„Das ist Unsinn“, sagt mein Nachbar Jan Holm.",
        "Korrektur: In einer früheren Fassung hieß es, Jan Holm habe „Nein“ gesagt.",
        "© Jan Holm Verlag GmbH 2024. Alle Rechte vorbehalten.",
        "Drucken | Teilen",
    ],
)
def test_it_is_not_read(nlp: Language, other: str) -> None:
    article, found = annotated(nlp, f"{BODY}\n\n{other}")
    assert {block.kind for block in article.blocks[1:]} <= NOT_THE_ARTICLE
    assert [quote.text for quote in found.quotes] == QUOTES
    end = article.blocks[0].end
    assert all(mention.end_char <= end for mention in found.mentions)
    assert "Jan Holm" not in [entity.name for entity in found.article_entities]


def test_the_agency_before_an_article_is_nobody_who_speaks(nlp: Language) -> None:
    _, found = annotated(nlp, f"Altdorf (dpa/lno) - {BODY} (dpa/rtr/jho)")
    assert [entity.name for entity in found.article_entities if entity.label == "PER"] == [
        "Petra Sommer"
    ]
    assert not {"dpa", "Altdorf", "jho"} & {entity.name for entity in found.article_entities}


@pytest.mark.parametrize(
    "name",
    [
        "Petra&nbsp;Sommer",
        '<a href="https://x.example/s">Petra Sommer</a>',
        "Petra Som-\nmer",
        "Petra\u00a0Som\u00admer",
        "**Petra Sommer**",
        "Petra Sommer[3]",
    ],
)
def test_traces_of_a_page_part_no_name_and_join_none(nlp: Language, name: str) -> None:
    _, found = annotated(nlp, BODY.replace("Petra Sommer", name) + " Sommer ging dann.")
    people = [entity for entity in found.article_entities if entity.label == "PER"]
    assert [entity.name for entity in people] == ["Petra Sommer"]
    assert [quote.text for quote in found.quotes] == QUOTES


def test_an_interviews_questions_are_no_quotations_and_its_answers_whole_ones(
    nlp: Language,
) -> None:
    answers = [
        "Wir bauen im Mai. Das Geld ist da, und der Rat ist dafür.",
        "Dann wird gefeiert. Der Kreis sagte zwar, man solle warten, aber wir warten nicht.",
    ]
    _, found = annotated(
        nlp,
        f"Blatt: Frau Sommer, wann wird gebaut?\n\nPetra Sommer: {answers[0]}\n\n"
        f"Blatt: Und was kommt danach?\n\nSommer: {answers[1]}",
    )
    assert [quote.text for quote in found.quotes] == answers
    assert {quote.type for quote in found.quotes} == {"direct"}
    assert {quote.block_kind for quote in found.quotes} == {"interview_answer"}


def test_no_quotation_reaches_over_the_entries_of_a_ticker(nlp: Language) -> None:
    article, found = annotated(
        nlp,
        "14:05 Uhr Die Brücke ist gesperrt\n"
        "14:20 Uhr Die Polizei meldet, zwei Menschen seien verletzt\n"
        "14:31 Uhr „Wir helfen sofort“, sagte Landrat Jan Holm",
    )
    ends = [block.end for block in article.blocks if block.kind == "ticker_entry"]
    for quote in found.quotes:
        assert not any(quote.start_char < end < quote.end_char for end in ends)
    assert "„Wir helfen sofort“" in [quote.text for quote in found.quotes]
