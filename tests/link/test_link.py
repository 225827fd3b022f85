from datetime import date, timedelta

import pytest

from tasks.text.ids import make_id
from tests.link.news import News, described, entity, method

MAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("Sergej Lawrow", "Sergei Lavrov", "PER"),
        ("Wolodymyr Selenskyj", "Volodymyr Zelensky", "PER"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "PER"),
        ("Karl-Heinz Müller", "Karl Heinz Mueller", "PER"),
        ("Siemens AG", "Siemens", "ORG"),
        ("ADAC e. V.", "ADAC", "ORG"),
        ("McDonald’s", "McDonalds", "ORG"),
        ("NATO", "Nato", "ORG"),
        ("Der Spiegel", "Spiegel", "ORG"),
        ("EZB", "Europäische Zentralbank", "ORG"),
        ("dpa", "Deutsche Presse-Agentur", "ORG"),
        ("OLG Celle", "Oberlandesgericht Celle", "ORG"),
        ("USA", "Vereinigte Staaten von Amerika", "LOC"),
    ],
)
def test_spellings_of_one_name_are_one_entity(one: str, other: str, label: str) -> None:
    news = News()
    first = news.article("a", MAY).names(one, label=label)
    second = news.article("b", MAY).names(other, label=label)
    linked = news.linked()
    assert entity(linked, first) == entity(linked, second)
    assert linked.entities.height == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Benjamin Meyer", "Benjamin Meier"),
        ("Peter Wagner", "Peter Vagner"),
        ("Alexander Hofmann", "Alexander Hoffmann"),
        ("George Bush", "George W. Bush"),
        ("Martin Luther King", "Martin Luther King Jr."),
    ],
)
def test_names_that_only_look_alike_are_two_persons(one: str, other: str) -> None:
    news = News()
    first, second = news.article("a", MAY).names(one), news.article("b", MAY).names(other)
    linked = news.linked()
    assert entity(linked, first) != entity(linked, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Die Zeit", "Die Welt"), ("OLG Celle", "OLG Bremen"), ("Uni", "Universität")],
)
def test_bodies_are_not_one_by_their_kind_or_article_alone(one: str, other: str) -> None:
    news = News()
    first = news.article("a", MAY).names(one, label="ORG")
    second = news.article("b", MAY).names(other, label="ORG")
    linked = news.linked()
    assert entity(linked, first) != entity(linked, second)


def test_a_person_without_a_namesake_is_identified_by_label_and_key() -> None:
    news = News()
    person = news.article("a", MAY).names("Angela Merkel")
    assert entity(news.linked(), person) == make_id("entity", "PER", "angelamerkel")


@pytest.mark.parametrize(
    ("labels", "one"),
    [
        (("ORG", "ORG", "PER"), "ORG"),
        (("LOC", "PER", "PER"), "PER"),
        (("MISC", "LOC", "LOC", "MISC"), "LOC"),
        (("MISC", "ORG"), "ORG"),
    ],
)
def test_a_name_has_the_label_that_most_articles_give_it(labels: tuple[str, ...], one: str) -> None:
    news = News()
    for number, label in enumerate(labels):
        news.article(f"a{number}", MAY).names("Neckar Union", label=label)
    linked = news.linked()
    assert linked.entities["label"].to_list() == [one]


def test_spellings_of_one_name_have_one_label() -> None:
    news = News()
    for number, (name, label) in enumerate(
        (("EZB", "ORG"), ("Europäische Zentralbank", "ORG"), ("EZB", "PER"), ("Ezb", "LOC"))
    ):
        news.article(f"a{number}", MAY).names(name, label=label)
    assert news.linked().entities.select("name", "label").rows() == [
        ("Europäische Zentralbank", "ORG")
    ]


def test_a_surname_that_an_article_tells_to_be_one_stays_a_persons() -> None:
    news = News()
    for number in range(5):
        news.article(f"a{number}", MAY).names("Essen", label="LOC")
    guess = news.article("b", MAY).names("Essen")
    told = [
        news.article("c", MAY).names("Essen", gender=("male", "address")),
        news.article("d", MAY).names("Essen", born=1950),
        news.article("e", MAY).names("Essen", ("landrat", None)),
    ]
    linked = news.linked()
    assert described(linked, guess)["label"] == "LOC"
    assert {described(linked, person)["label"] for person in told} == {"PER"}


def test_two_labels_of_a_name_in_one_article_are_one_person() -> None:
    news = News()
    article = news.article("a", MAY)
    person, place = article.names("Eva Kern"), article.names("Eva Kern", label="LOC")
    news.article("b", MAY).names("Eva Kern")
    linked = news.linked()
    assert entity(linked, person) == entity(linked, place) == make_id("entity", "PER", "evakern")


def test_two_muellers_of_different_domains_stay_apart() -> None:
    news = News()
    player = news.article("a", MAY).names("Thomas Müller", ("stürmer", "bayern"))
    mayor = news.article("b", MAY + timedelta(1)).names("Thomas Müller", ("bürgermeister", "ulm"))
    again = news.article("c", MAY + timedelta(2)).names("Thomas Müller", ("nationalspieler", None))
    linked = news.linked()
    assert entity(linked, player) == entity(linked, again) != entity(linked, mayor)
    assert method(linked, mayor) == "name_and_role"
    assert entity(linked, player) == make_id("entity", "PER", "thomasmueller")
    assert entity(linked, mayor) == make_id("entity", "PER", "thomasmueller", "domain", "politics")


def test_a_new_namesake_does_not_take_the_identifier_of_the_one_who_was_there() -> None:
    news = News()
    player = news.article("a", MAY).names("Thomas Müller", ("stürmer", "bayern"))
    before = entity(news.linked(), player)
    mayor = news.article("b", MAY + timedelta(1)).names("Thomas Müller", ("bürgermeister", "ulm"))
    linked = news.linked()
    assert entity(linked, player) == before != entity(linked, mayor)


def test_an_article_that_brings_two_domains_together_makes_one_person_of_two() -> None:
    news = News()
    one = news.article("a", MAY).names("Eva Kern", ("olympiasieger", None))
    other = news.article("b", MAY).names("Eva Kern", ("abgeordneter", "spd"))
    apart = news.linked()
    assert entity(apart, one) != entity(apart, other)
    news.article("c", MAY).names("Eva Kern", ("abgeordneter", None), ("olympiasieger", None))
    together = news.linked()
    assert entity(together, one) == entity(together, other)


def test_the_same_company_brings_two_domains_together() -> None:
    news = News()
    for number, role in enumerate(("unternehmer", "abgeordneter")):
        article = news.article(f"a{number}", MAY + timedelta(number))
        article.names("Eva Kern", (role, None))
        article.names("Otto Berg")
        article.names("Weserwerk", label="ORG")
    assert news.linked().entities.filter(label="PER", name="Eva Kern").height == 1


def test_ages_tell_two_persons_apart() -> None:
    news = News()
    old = news.article("a", MAY).names("Peter Müller", born=1950)
    young = news.article("b", MAY).names("Peter Müller", born=1990)
    nearly = news.article("c", MAY).names("Peter Müller", born=1991)
    linked = news.linked()
    assert entity(linked, young) == entity(linked, nearly) != entity(linked, old)
    assert method(linked, young) == "name_and_birth_year"


def test_two_ages_are_two_persons_also_where_one_has_a_role() -> None:
    news = News()
    old = news.article("a", MAY).names("Peter Müller", born=1950)
    young = news.article("b", MAY).names("Peter Müller", born=1990)
    player = news.article("c", MAY).names("Peter Müller", ("stürmer", None))
    linked = news.linked()
    assert len({entity(linked, person) for person in (old, young, player)}) == 3
    assert method(linked, player) == "local"


def test_appearances_more_than_a_life_apart_are_two_persons() -> None:
    news = News()
    then = news.article("a", date(1920, 1, 1)).names("Otto Braun")
    now = news.article("b", date(2020, 1, 1)).names("Otto Braun")
    linked = news.linked()
    assert entity(linked, then) != entity(linked, now)
    news.article("c", date(1970, 1, 1)).names("Otto Braun")
    linked = news.linked()
    assert entity(linked, then) == entity(linked, now)


def test_a_full_name_of_two_persons_goes_to_the_one_in_the_same_company() -> None:
    news = News()
    player = news.article("a", MAY)
    one = player.names("Thomas Müller", ("stürmer", None))
    player.names("Manuel Neuer")
    player.names("FC Bayern", label="ORG")
    news.article("b", MAY).names("Thomas Müller", ("bürgermeister", "ulm"))
    plain = news.article("c", MAY)
    asked = plain.names("Thomas Müller")
    plain.names("Manuel Neuer")
    plain.names("FC Bayern", label="ORG")
    lost = news.article("d", MAY).names("Thomas Müller")
    linked = news.linked()
    assert entity(linked, asked) == entity(linked, one)
    assert method(linked, asked) == "name_and_company"
    assert method(linked, lost) == "local"
    assert entity(linked, lost) not in (entity(linked, one), entity(linked, asked))


def test_a_name_is_no_company_of_itself() -> None:
    news = News()
    for number, role in enumerate(("stürmer", "bürgermeister")):
        article = news.article(f"a{number}", MAY)
        article.names("Thomas Müller", (role, None))
        article.names(("FC Bayern", "Stadt Ulm")[number], label="ORG")
    plain = news.article("b", MAY)
    asked = plain.names("Thomas Müller")
    plain.names("FC Bayern", label="ORG")
    assert method(news.linked(), asked) == "local"


def test_two_persons_of_one_name_in_one_article_are_two_entities() -> None:
    news = News()
    article = news.article("a", MAY)
    one, other = article.names("Hans Berg"), article.names("Hans Berg", number=2)
    linked = news.linked()
    assert entity(linked, one) != entity(linked, other)


def test_namesakes_of_one_article_are_not_brought_together_by_its_company() -> None:
    news = News()
    both = news.article("a", MAY)
    player = both.names("Hans Berg", ("torwart", None))
    mayor = both.names("Hans Berg", ("bürgermeister", None), number=2)
    both.names("Otto Kern")
    both.names("Weserwerk", label="ORG")
    linked = news.linked()
    assert entity(linked, player) != entity(linked, mayor)
    assert {method(linked, player), method(linked, mayor)} == {"name_and_role"}


def test_two_spellings_in_one_article_are_one_entity() -> None:
    news = News()
    article = news.article("a", MAY)
    one, other = article.names("Siemens AG", label="ORG"), article.names("Siemens", label="ORG")
    assert entity(news.linked(), one) == entity(news.linked(), other)


def test_the_canonical_name_is_the_fullest_of_all_articles() -> None:
    news = News()
    for article in ("a", "b", "c"):
        news.article(article, MAY).names("Siemens", label="ORG")
    firm = news.article("d", MAY).names("Siemens AG", label="ORG")
    for article in ("e", "f"):
        news.article(article, MAY).names("Sergej Lawrow")
    man = news.article("g", MAY).names("Sergei Lavrov")
    linked = news.linked()
    assert described(linked, firm)["name"] == "Siemens AG"
    assert described(linked, man)["name"] == "Sergej Lawrow", "the one that most articles use"


@pytest.mark.parametrize(
    ("told", "gender", "source"),
    [
        ([], "unknown", "none"),
        ([("female", "first_name")], "female", "first_name"),
        ([("female", "pronoun"), ("female", "address"), ("female", "address")],
         "female", "address"),
        ([("female", "pronoun"), ("male", "pronoun")], "unknown", "conflict"),
        ([("female", "pronoun"), ("female", "role"), ("male", "pronoun")], "female", "pronoun"),
        ([("female", "first_name"), ("unknown", "conflict")], "unknown", "conflict"),
        ([("male", "pronoun"), ("female", "first_name")], "male", "pronoun"),
        ([("unknown", "none"), ("male", "first_name")], "male", "first_name"),
    ],
)  # fmt: skip
def test_gender_is_what_most_articles_tell(
    told: list[tuple[str, str]], gender: str, source: str
) -> None:
    news = News()
    person = news.article("first", MAY).names("Andrea Kern")
    for number, says in enumerate(told):
        news.article(f"a{number}", MAY).names("Andrea Kern", gender=says)
    row = described(news.linked(), person)
    assert (row["gender"], row["gender_source"]) == (gender, source)


def test_an_empty_warehouse_links_nothing() -> None:
    linked = News().linked()
    assert linked.entities.is_empty()
    assert linked.quote_speakers.is_empty()
