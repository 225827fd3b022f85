from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.link.in_memory import link_rows
from tasks.link.names import names_of
from tasks.link.namesakes import BIRTH_YEARS, LIFE_DAYS
from tests.link.news import News
from tests.link.warehouse import add, contents, relink, warehouse

MAY = date(2021, 5, 1)
PEOPLE = ("Eva Müller", "Thomas Müller", "Müller", "Otto Berg", "Berg", "Sergej Lawrow",
          "Sergey Lavrov", "Lawrow", "Eva Kern")  # fmt: skip
OTHERS = ("Siemens", "Siemens AG", "SPD", "NATO", "Berg", "Eva Kern", "Innenministerium")
TEXTS = (None, "Kiew schweigt.", "Das Innenministerium in Wien.", "Rom, Wien.")
GENDERS = (("female", "pronoun"), ("male", "address"), ("unknown", "none"))
ROLES = ("außenminister", "landrat", "trainer", "abgeordneter", "sprecher")


@st.composite
def news(draw: st.DrawFn) -> News:
    """Up to eight articles in which few names meet with few roles, so that much is unclear."""
    made = News()
    for number in range(draw(st.integers(1, 8))):
        days = draw(st.sampled_from((None, 0, 3, 40, 200, 500, 40_000)))
        article = made.article(
            f"a{number}",
            None if days is None else MAY + timedelta(days),
            None if days is None else draw(st.sampled_from(("day", "month", "year"))),
            text=draw(st.sampled_from(TEXTS)),
        )
        people = draw(st.lists(st.sampled_from(PEOPLE), max_size=4))
        speakers = [
            article.names(
                name,
                *draw(st.lists(roles(), max_size=2, unique=True)),
                gender=draw(st.sampled_from(GENDERS)),
                born=draw(st.sampled_from((None, None, 1950, 1951, 1990))),
                number=people[:at].count(name) or None,
            )
            for at, name in enumerate(people)
        ]
        others = st.tuples(st.sampled_from(OTHERS), st.sampled_from(("ORG", "LOC", "PER")))
        for name, label in draw(st.lists(others, max_size=3, unique=True)):
            if label != "PER" or name not in people:
                article.names(name, label=label)
        wanted = [article.role(*role) for role in draw(st.lists(roles(), max_size=2, unique=True))]
        article.quote(*speakers[:2], roles=wanted[:1])
    return made


def roles() -> st.SearchStrategy[tuple[str, str | None]]:
    return st.tuples(st.sampled_from(ROLES), st.sampled_from((None, "us", "harz")))


def rows(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    return sorted(frame.rows(), key=repr)


@settings(max_examples=60, deadline=None)
@given(news(), st.integers(0, 1000))
def test_the_order_of_rows_makes_no_difference(made: News, seed: int) -> None:
    linked = made.linked()
    shuffled = {
        name: frame.sample(fraction=1, shuffle=True, seed=seed)
        for name, frame in made.frames().items()
    }
    again = link_rows(shuffled)
    for table in ("entity_links", "entities", "entity_roles", "role_links", "quote_speakers"):
        assert rows(getattr(linked, table)) == rows(getattr(again, table)), table


@settings(max_examples=60, deadline=None)
@given(news())
def test_every_name_is_linked_once_and_every_entity_is_somebody(made: News) -> None:
    linked = made.linked()
    wanted = sorted(made.frames()["article_entities"]["article_entity_id"])
    assert sorted(linked.entity_links["article_entity_id"]) == wanted
    assert set(linked.entity_links["entity_id"]) == set(linked.entities["entity_id"])
    assert linked.entities["entity_id"].is_unique().all()
    assert set(linked.quote_speakers["entity_id"]) <= set(linked.entities["entity_id"])
    in_article = linked.entity_links.join(
        made.frames()["article_entities"].filter(pl.col("is_full")), on="article_entity_id"
    )
    twice = in_article.group_by("article_id", "name", "label", "entity_id").len()
    assert twice["len"].eq(1).all(), "what an article calls by one name twice is not one entity"


@settings(max_examples=100, deadline=None)
@given(news())
def test_no_full_name_is_two_persons_of_different_age_or_time(made: News) -> None:
    linked = made.linked()
    frames = made.frames()
    names = names_of(frames["articles"], frames["article_entities"], frames["article_roles"])
    members = names.filter("is_full", label="PER", said="PER")
    for _, group in members.join(linked.entity_links, on="article_entity_id").group_by("entity_id"):
        for column, most in (("birth_year", BIRTH_YEARS), ("day", LIFE_DAYS)):
            gaps = group[column].drop_nulls().sort().diff().drop_nulls()
            assert gaps.le(most).all(), group


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=news(), parts=st.integers(1, 4), cut=st.integers(0, 8))
def test_a_warehouse_holds_the_same_whichever_night_an_article_came(
    made: News, parts: int, cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A then B, B then A, both at once, in one part or in several; and as the pure function."""
    articles = [row["article_id"] for row in made.rows["articles"]]
    first, second = articles[:cut], articles[cut:]
    found = []
    for nights in ([articles], [first, second], [second, first]):
        folder = tmp_path_factory.mktemp("warehouse")
        with warehouse(folder) as connection:
            for night in nights:
                add(connection, made.frames(night), folder / "staging")
                relink(connection, folder, rows_a_part=max(1, len(articles) * 4 // parts))
            found.append(contents(connection))
    assert found[0] == found[1] == found[2]
    linked = made.linked()
    columns = ["entity_id", "name", "label", "gender", "gender_source"]
    assert found[0]["entities"] == rows(linked.entities.select(columns))
    columns = ["article_entity_id", "entity_id", "method", "evidence"]
    assert found[0]["entity_links"] == rows(linked.entity_links.select(columns))
    columns = ["entity_id", "role", "place", "surface", "first_seen", "last_seen", "mention_id"]
    assert found[0]["entity_roles"] == rows(linked.entity_roles.select(columns))
    columns = ["quote_id", "entity_id", "mention_id", "method", "confidence"]
    assert found[0]["quote_speakers"] == rows(linked.quote_speakers.select(columns))


def test_rows_that_do_not_change_are_not_written_again(tmp_path: Path) -> None:
    made = News()
    for number in range(3):
        article = made.article(f"a{number}", MAY)
        article.quote(article.names("Eva Müller", ("landrat", "harz")))
    made.article("a3", MAY).names("Otto Berg")
    with warehouse(tmp_path) as connection:
        add(connection, made.frames(["a0", "a1", "a2"]), tmp_path / "staging")
        relink(connection, tmp_path)
        tables = ("entities", "entity_links", "entity_roles", "quote_speakers")
        before = {t: connection.execute(f"select rowid, * from {t}").fetchall() for t in tables}
        add(connection, made.frames(["a3"]), tmp_path / "staging")
        relink(connection, tmp_path)
        for table in tables:
            after = connection.execute(f"select rowid, * from {table}").fetchall()
            assert set(before[table]) <= set(after), table


def test_parts_do_not_cut_a_surname_from_its_full_name_or_company(tmp_path: Path) -> None:
    made = News()
    for number, name in enumerate(("Kern", "Berg", "Blum", "Maas", "Lawrow", "Quistorf")):
        full, alone = made.article(f"a{number}", MAY), made.article(f"b{number}", MAY)
        full.names(f"Sergej {name}")
        alone.names(name)
        for article in (full, alone):
            article.names(f"Otto Anders-{name}")
            article.names(f"{name}werk", label="ORG")
    with warehouse(tmp_path) as connection:
        add(connection, made.frames(), tmp_path / "staging")
        relink(connection, tmp_path, rows_a_part=2)
        found = connection.execute(
            "select method, count(*) from entity_links group by all order by method"
        ).fetchall()
    assert found == [("name", 30), ("surname_by_company", 6)]


def test_a_speaker_who_is_named_twice_is_the_surest_mention(tmp_path: Path) -> None:
    made = News()
    for number in range(6):
        article = made.article(f"a{number}", MAY)
        article.quote(
            article.names("Siemens AG", label="ORG"), article.names("Siemens", label="ORG")
        )
    with warehouse(tmp_path) as connection:
        add(connection, made.frames(), tmp_path / "staging")
        relink(connection, tmp_path)
        kept = connection.execute("select confidence from quote_speakers").fetchall()
    assert kept == [(0.9,)] * 6
    assert made.linked().quote_speakers["confidence"].to_list() == [0.9] * 6


def test_an_article_that_leaves_takes_with_it_what_only_it_named(tmp_path: Path) -> None:
    made = News()
    stays, leaves = made.article("a", MAY), made.article("b", MAY)
    stays.names("Heiko Maas", label="PER")
    leaves.names("Heiko Maas", ("außenminister", None))
    leaves.names("Otto Berg")
    stays.quote(roles=[stays.role("außenminister")])
    with warehouse(tmp_path) as connection:
        add(connection, made.frames(), tmp_path / "staging")
        relink(connection, tmp_path)
        assert connection.execute("select method from quote_speakers").fetchall() == [
            ("role_by_date",)
        ]
        assert connection.execute(
            "select surface from mentions where kind = 'nominal'"
        ).fetchall() == [("der außenminister",)]
        add(connection, News().frames(), tmp_path / "staging", remove=["b"])
        relink(connection, tmp_path)
        names = connection.execute("select name from entities").fetchall()
        assert names == [("Heiko Maas",)]
        for table in ("entity_roles", "quote_speakers", "article_roles"):
            assert connection.execute(f"from {table}").fetchall() == [], table
        assert connection.execute("select count(*) from mentions").fetchall() == [(1,)]
