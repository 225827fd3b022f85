from datetime import date, timedelta

import pytest

from tests.link.news import News, Role, entity, method

MAY = date(2024, 5, 1)


def asked(
    news: News, on: date | None, *roles: Role, company: tuple[str, ...] = (), name: str = "Müller"
) -> str:
    """A surname alone, in an article of its own."""
    article = news.article("asked", on)
    for other in company:
        article.names(other, label="PER" if " " in other else "ORG")
    return article.names(name, *roles)


def test_a_surname_with_the_same_role_is_the_known_person() -> None:
    news = News()
    known = news.article("a", MAY).names("Eva Müller", ("landrat", "harz"))
    alone = asked(news, MAY + timedelta(30), ("landrat", "harz"))
    linked = news.linked()
    assert entity(linked, alone) == entity(linked, known)
    assert method(linked, alone) == "surname_by_role"


@pytest.mark.parametrize(
    ("on", "role"),
    [
        (MAY + timedelta(400), ("landrat", "harz")),
        (None, ("landrat", "harz")),
        (MAY, ("landrat", "fulda")),
        (MAY, ("sprecher", "harz")),
    ],
)
def test_a_surname_of_another_time_or_role_stays_in_its_article(
    on: date | None, role: Role
) -> None:
    news = News()
    known = news.article("a", MAY).names("Eva Müller", ("landrat", "harz"))
    alone = asked(news, on, role)
    linked = news.linked()
    assert entity(linked, alone) != entity(linked, known)
    assert method(linked, alone) == "local"


def test_a_role_that_many_have_says_nothing_without_a_place() -> None:
    news = News()
    coach = news.article("a", MAY).names("Eva Müller", ("trainer", None))
    alone = asked(news, MAY, ("trainer", None))
    assert entity(news.linked(), alone) != entity(news.linked(), coach)


def test_an_office_says_whom_it_means() -> None:
    news = News()
    minister = news.article("a", MAY).names("Heiko Maas", ("außenminister", None))
    alone = asked(news, MAY, ("außenminister", None), name="Maas")
    assert entity(news.linked(), alone) == entity(news.linked(), minister)


def test_a_surname_in_the_same_company_is_the_known_person() -> None:
    news = News()
    article = news.article("a", MAY)
    known = article.names("Eva Müller")
    article.names("Otto Berg")
    article.names("Weserwerk", label="ORG")
    alone = asked(news, MAY + timedelta(2), company=("Otto Berg", "Weserwerk"))
    linked = news.linked()
    assert entity(linked, alone) == entity(linked, known)
    assert method(linked, alone) == "surname_by_company"


@pytest.mark.parametrize("company", [(), ("Otto Berg",), ("Weserwerk", "Nordbank")])
def test_too_little_company_is_no_evidence(company: tuple[str, ...]) -> None:
    news = News()
    article = news.article("a", MAY)
    known = article.names("Eva Müller")
    for other in ("Otto Berg", "Weserwerk", "Nordbank"):
        article.names(other, label="PER" if " " in other else "ORG")
    alone = asked(news, MAY, company=company)
    assert entity(news.linked(), alone) != entity(news.linked(), known)


def test_a_surname_that_fits_two_known_persons_stays_ambiguous() -> None:
    news = News()
    for number, name in enumerate(("Eva Müller", "Anna Müller")):
        news.article(f"a{number}", MAY).names(name, ("abgeordneter", "cdu"))
    alone = asked(news, MAY, ("abgeordneter", "cdu"))
    linked = news.linked()
    assert method(linked, alone) == "local"
    row = linked.entity_links.filter(article_entity_id=alone).row(0, named=True)
    assert row["evidence"] == "2 known persons of this surname fit"


def test_a_member_of_the_family_in_the_same_article_is_another_person() -> None:
    news = News()
    wife = news.article("a", MAY).names("Eva Müller", ("landrat", "harz"))
    article = news.article("b", MAY)
    article.names("Jan Müller")
    alone = article.names("Müller", ("landrat", "harz"))
    linked = news.linked()
    assert method(linked, alone) == "local"
    assert entity(linked, alone) != entity(linked, wife)


def test_two_surnames_in_one_article_do_not_both_become_the_known_person() -> None:
    news = News()
    known = news.article("a", MAY).names("Eva Müller", ("landrat", "harz"))
    article = news.article("b", MAY)
    first = article.names("Müller", ("landrat", "harz"))
    second = article.names("Müller", ("landrat", "harz"), number=2)
    linked = news.linked()
    assert len({entity(linked, person) for person in (known, first, second)}) == 3


def test_a_man_is_not_linked_to_a_woman_of_his_surname() -> None:
    news = News()
    woman = news.article("a", MAY).names(
        "Eva Müller", ("landrat", "harz"), gender=("female", "role")
    )
    article = news.article("b", MAY)
    man = article.names("Müller", ("landrat", "harz"), gender=("male", "address"))
    assert entity(news.linked(), man) != entity(news.linked(), woman)


def test_another_domain_speaks_against_the_same_company() -> None:
    news = News()
    article = news.article("a", MAY)
    article.names("Eva Müller", ("landrat", "harz"))
    article.names("Otto Berg")
    article.names("Weserwerk", label="ORG")
    alone = asked(news, MAY, ("torwart", None), company=("Otto Berg", "Weserwerk"))
    assert method(news.linked(), alone) == "local"


def test_surnames_alone_do_not_become_one_person_of_each_other() -> None:
    news = News()
    one = news.article("a", MAY).names("Kowalski", ("landrat", "harz"))
    other = news.article("b", MAY).names("Kowalski", ("landrat", "harz"))
    assert entity(news.linked(), one) != entity(news.linked(), other)


@pytest.mark.parametrize(
    ("full", "alone"),
    [
        ("Ursula von der Leyen", "von der Leyen"),
        ("Jean-Yves Le Drian", "Le Drian"),
        ("Sergej Lawrow", "Lavrov"),
        ("Mohammed bin Salman", "bin Salman"),
        ("Xi Jinping", "Xi"),
        ("Annegret Kramp-Karrenbauer", "Kramp-Karrenbauer"),
        ("Baschar al-Assad", "Assad"),
    ],
)
def test_a_surname_is_what_it_is_in_the_language_of_its_bearer(full: str, alone: str) -> None:
    news = News()
    known = news.article("a", MAY).names(full, ("präsident", "dort"))
    article = news.article("b", MAY)
    # Without a comma, "von der Leyen" has a space, and is no full name all the same.
    surname = article.names(alone, ("präsident", "dort"))
    for row in news.rows["article_entities"]:
        row["is_full"] = row["name"] == full
    assert entity(news.linked(), surname) == entity(news.linked(), known)


def test_a_german_surname_does_not_mean_its_sound() -> None:
    news = News()
    known = news.article("a", MAY).names("Peter Wagner", ("landrat", "harz"))
    alone = asked(news, MAY, ("landrat", "harz"), name="Vagner")
    assert entity(news.linked(), alone) != entity(news.linked(), known)
