from datetime import date, timedelta

import polars as pl

from tasks.link.in_memory import Linked
from tasks.link.role_dates import SLACK_DAYS
from tests.link.news import News, entity

MAY = date(2021, 5, 1)


def answer(linked: Linked, mention_id: str) -> str | None:
    found = linked.role_links.filter(mention_id=mention_id)["entity_id"]
    return found[0] if len(found) else None


def test_the_foreign_minister_of_2021_is_not_the_one_of_2026() -> None:
    news = News()
    then = news.article("a", MAY).names("Heiko Maas", ("außenminister", None))
    now = news.article("b", date(2026, 5, 1)).names("Johann Wadephul", ("außenminister", None))
    asked_then = news.article("c", MAY + timedelta(20)).role("außenminister")
    asked_now = news.article("d", date(2026, 4, 20)).role("außenminister")
    linked = news.linked()
    assert answer(linked, asked_then) == entity(linked, then)
    assert answer(linked, asked_now) == entity(linked, now)


def test_a_role_resolves_within_the_slack_and_not_beyond() -> None:
    news = News()
    person = news.article("a", MAY).names("Heiko Maas", ("außenminister", None))
    for days in (-SLACK_DAYS - 1, -SLACK_DAYS, SLACK_DAYS, SLACK_DAYS + 1):
        news.article(f"b{days}", MAY + timedelta(days)).role("außenminister")
    linked = news.linked()
    mentions = news.frames()["role_mentions"].join(linked.role_links, on="mention_id", how="left")
    assert mentions["entity_id"].to_list() == [
        None, entity(linked, person), entity(linked, person), None
    ]  # fmt: skip


def test_a_role_of_two_persons_at_that_time_stays_open() -> None:
    news = News()
    news.article("a", MAY).names("Heiko Maas", ("außenminister", None))
    news.article("b", MAY + timedelta(40)).names("Annalena Baerbock", ("außenminister", None))
    between = news.article("c", MAY + timedelta(20)).role("außenminister")
    assert answer(news.linked(), between) is None


def test_gender_decides_between_two_holders() -> None:
    news = News()
    news.article("a", MAY).names("Heiko Maas", ("außenminister", None), gender=("male", "role"))
    woman = news.article("b", MAY + timedelta(40)).names(
        "Annalena Baerbock", ("außenminister", None), gender=("female", "role")
    )
    asked = news.article("c", MAY + timedelta(20)).role("außenminister", gender="female")
    linked = news.linked()
    assert answer(linked, asked) == entity(linked, woman)


def test_places_are_part_of_a_role() -> None:
    news = News()
    russian = news.article("a", MAY).names("Sergej Lawrow", ("außenminister", "russland"))
    news.article("b", MAY).names("Antony Blinken", ("außenminister", "us"))
    asked = news.article("c", MAY).role("außenminister", "russland")
    german = news.article("d", MAY).role("außenminister")
    linked = news.linked()
    assert answer(linked, asked) == entity(linked, russian)
    assert answer(linked, german) is None


def test_a_role_that_many_have_does_not_resolve_without_a_place() -> None:
    news = News()
    news.article("a", MAY).names("Eva Müller", ("bürgermeister", None))
    asked = news.article("b", MAY).role("bürgermeister")
    assert answer(news.linked(), asked) is None


def test_a_surname_alone_that_holds_the_role_makes_it_unclear_who_is_meant() -> None:
    news = News()
    person = news.article("a", MAY).names("Heiko Maas", ("außenminister", None))
    asked = news.article("b", MAY).role("außenminister")
    news.article("c", date(2022, 9, 1)).names("Maas", ("außenminister", None))
    linked = news.linked()
    assert answer(linked, asked) == entity(linked, person), "one of the same surname is no other"
    news.article("d", MAY).names("Gabriel", ("außenminister", None))
    assert answer(news.linked(), asked) is None


def test_an_article_of_a_year_alone_does_not_say_who_held_a_role() -> None:
    news = News()
    news.article("a", MAY).names("Heiko Maas", ("außenminister", None))
    asked = news.article("b", date(2021, 1, 1), "year").role("außenminister")
    undated = news.article("c").role("außenminister")
    linked = news.linked()
    assert answer(linked, asked) is answer(linked, undated) is None


def test_roles_are_kept_with_the_dates_on_which_they_were_seen() -> None:
    news = News()
    for number, days in enumerate((40, 0, 20)):
        news.article(f"a{number}", MAY + timedelta(days)).names("Heiko Maas", ("minister", "spd"))
    news.article("undated").names("Heiko Maas", ("minister", "spd"))
    (row,) = news.linked().entity_roles.rows(named=True)
    assert (row["first_seen"], row["last_seen"]) == (MAY, MAY + timedelta(40))
    first = news.frames()["mentions"].filter(article_id="a1")["mention_id"][0]
    assert row["mention_id"] == first


def test_a_speaker_who_is_a_role_gets_the_person_of_that_date() -> None:
    news = News()
    person = news.article("a", MAY).names("Heiko Maas", ("außenminister", None))
    article = news.article("b", MAY)
    role, other = article.role("außenminister"), article.role("diplomat")
    quote, unknown = article.quote(roles=[role]), article.quote(roles=[other])
    linked = news.linked()
    assert linked.quote_speakers.select("quote_id", "entity_id", "mention_id", "method").rows() == [
        (quote, entity(linked, person), role, "role_by_date")
    ]
    assert linked.quote_speakers.filter(pl.col("quote_id") == unknown).is_empty()
