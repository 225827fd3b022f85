"""What nobody sees in a name makes no other person of it."""

import pytest
from spacy.language import Language

from tasks.annotate.at_the_model import annotate_article
from tasks.link.keys import name_key
from tasks.nlp.layers.rows import Annotation
from tasks.text.article import Article
from tasks.text.parse import parse

NAMES = [
    "Angela Mer\u00adkel",
    "Angela\u200b Merkel",
    "Angela \u202eMerkel\u202c",
    "Ange\u2060la Mer\ufeffkel",
    "Angela Mer\u009bkel",
]


def annotated(nlp: Language, text: str) -> tuple[Article, Annotation]:
    article = parse(text.encode())
    assert isinstance(article, Article)
    return article, annotate_article(nlp, article)


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_is_one_with_and_without_them(nlp: Language, name: str) -> None:
    text = (
        "Am Montag sprach Angela Merkel in Kiel, und viele kamen. "
        f"„Wir bauen die Brücke“, sagte {name} dem Rat.\n"
    )
    article, found = annotated(nlp, text)
    (person,) = (one for one in found.article_entities if one.label == "PER")
    assert person.name == "Angela Merkel"
    names = [one for one in found.mentions if one.kind == "name" and one.label == "PER"]
    assert [one.surface.strip("\u202c\u202e") for one in names] == [
        "Angela Merkel",
        name.strip("\u202c\u202e"),
    ]
    assert all(article.text[one.start_char : one.end_char] == one.surface for one in names)
    assert {one.article_entity_id for one in found.article_speakers} == {person.article_entity_id}


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_across_articles_it_has_the_same_key(name: str) -> None:
    assert name_key(name, "PER") == name_key("Angela Merkel", "PER")


def test_an_organisation_is_one_with_and_without_them(nlp: Language) -> None:
    _, found = annotated(
        nlp, "Der Deutsche Wetter\u00addienst warnte am Montag. Der Deutsche Wetterdienst misst.\n"
    )
    assert [one.name for one in found.article_entities] == ["Deutscher Wetterdienst"]


def test_other_letters_stay_another_person(nlp: Language) -> None:
    assert name_key("Anna\u202egreB", "PER").key == "annagreb" != name_key("Anna Berg", "PER").key
