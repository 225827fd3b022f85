import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tasks.link.corrections import KINDS, CorrectionsError, parse_corrections, read_corrections
from tests.link.news import News, described, entity, method
from tests.link.warehouse import add, contents, relink, warehouse

MAY = date(2024, 5, 1)
DOCS = Path(__file__).resolve().parents[2] / "docs" / "corrections.md"


def outcomes(linked: object) -> list[tuple[str, str]]:
    rows = linked.corrections.select("status", "message").rows()  # type: ignore[attr-defined]
    return [(status, message) for status, message in rows]


def test_the_documented_example_has_every_kind_in_order() -> None:
    example, *_ = re.findall(r"```toml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    found = parse_corrections(example.encode())
    assert list(dict.fromkeys(correction.kind for correction in found)) == list(KINDS)
    lines = example.splitlines()
    for correction in found:
        assert correction.line is not None
        assert lines[correction.line - 1] == f"[[{correction.kind}]]"


def test_without_a_file_there_are_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path).all == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[merge]\n", r"not valid TOML: .*line 1"),
        (
            '[[merge]]\nnames = ["A"]\n',
            r"line 1: in \[\[merge\]\], names has 1, and takes 2 or more; docs/",
        ),
        (
            "\n[[gender]]\nname = 'A'\ngender = 'femal'\n",
            r"line 2: in \[\[gender\]\], gender is one of 'female', 'male' or",
        ),
        ("[[rename]]\nname = 'A'\n", r"line 1: in \[\[rename\]\], to is missing; docs/"),
        (
            "[[rename]]\nname = 'A'\nto = 'B'\n\n[[rename]]\nname = 'A'\nto = ''\n",
            r"line 5: in \[\[rename\]\], to is empty",
        ),
        ("[[renam]]\nname = 'A'\n", r"line 1 has 'renam', which is no kind of correction"),
        (
            "[[gender]]\nname = 'A'\ngender = 'male'\nsex = 1\n",
            r"line 4: there is no 'sex' in .*its keys",
        ),
        (
            "[[rename]]\nname = 'Sundermann'\nzu = 'Amrei'\n",
            r"line 3: there is no 'zu' in \[\[rename\]\]; did you mean 'to'\? docs/",
        ),
        (
            "[[rename]]\nname='A'\nto='B'\n[[rename]]\nnaem = 'A'\nto = 'B'\n",
            r"line 5: there is no 'naem' in \[\[rename\]\]; did you mean 'name'\?",
        ),
        (
            "rename = [{name = 'A', zu = 'B'}]\n",
            r"corrections.toml: there is no 'zu' in \[\[rename\]\]; did you mean 'to'\?",
        ),
        (
            "[[gender]]\nname = 3\n[[rename]]\nnew = 'A'\nold = 'B'\n",
            r"line 4: there is no 'new' in \[\[rename\]\], and 1 more such; its keys are because, ",
        ),
        (
            "[[speaker]]\nquote = 'q'\nnames = [1]\n",
            r"line 1: in .*names, number 1 is text, between",
        ),
        ("merge = 3\n", r"corrections.toml: write \[\[merge\]\], in two brackets"),
        (
            "merge = [3]\n",
            r"corrections.toml: in \[\[merge\]\], what it says cannot be used: input",
        ),
        ("# x\n[rename]\nname='A'\nto='B'\n", r"line 2: write \[\[rename\]\], in two brackets"),
        (
            "[rename]\nname='A'\nto='B'\n[rename]\nname='C'\nto='D'\n",
            r"line 1: write \[\[rename\]\], in two brackets",
        ),
        ("[[rename]\nname='A'\n", r"not valid TOML: .*line 1"),
        ("[[rename]]\nname = Gerda\n", r"line 2.*between straight marks \(\"\); docs"),
        ("# x\nname = 'A'\n", r"line 2 has 'name', which is no kind of correction"),
        ("[[rename]]\nname = „A“\n", r"line 2.*between straight marks \(\"\), not „; docs"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence_with_the_place(text: str, said: str) -> None:
    with pytest.raises(CorrectionsError, match=said) as caught:
        parse_corrections(text.encode())
    assert "\n" not in str(caught.value)


def test_another_encoding_is_one_sentence() -> None:
    with pytest.raises(CorrectionsError, match=r"not UTF-8 .byte 22.; save it as UTF-8"):
        parse_corrections("[[merge]]\nnames = ['Müller']".encode("latin-1"))


def test_a_byte_order_mark_is_no_error() -> None:
    assert parse_corrections(b"\xef\xbb\xbf[[rename]]\nname='A'\nto='B'")[0].line == 1


def test_merged_names_are_one_entity_with_the_identifier_of_the_first() -> None:
    news = News()
    short = news.article("a", MAY).names("NATO", label="ORG")
    long = news.article("b", MAY).names("Nordatlantikpakt", label="ORG")
    before = entity(news.linked(), short)
    linked = news.linked('[[merge]]\nnames = ["nato", "Nordatlantikpakt"]')
    assert entity(linked, short) == entity(linked, long) == before
    assert linked.entities.height == 1
    assert method(linked, long) == "correction"


def test_merged_names_are_called_by_the_first_unless_a_rename_says_otherwise() -> None:
    news = News()
    short = news.article("a", MAY).names("NATO", label="ORG")
    news.article("b", MAY).names("Organisation des Nordatlantikpakts", label="ORG")
    news.article("c", MAY).names("Allianz des Westens im Norden", label="ORG")
    merge = '[[merge]]\nnames = ["nato", "Organisation des Nordatlantikpakts"]\n'
    more = '[[merge]]\nnames = ["NATO", "Allianz des Westens im Norden"]\n'
    rename = '[[rename]]\nname = "NATO"\nto = "Nordatlantikpakt"\n'
    for text, name in (
        (merge, "NATO"),
        (merge + more, "NATO"),
        (rename + merge, "Nordatlantikpakt"),
    ):
        linked = news.linked(text)
        assert described(linked, short)["name"] == name
        assert [status for status, _ in outcomes(linked)] == ["applied"] * text.count("[[")


def test_merged_names_keep_the_kind_of_the_first() -> None:
    news = News()
    person = news.article("a", MAY).names("Annegret Berg")
    for number in range(3):
        news.article(f"b{number}", MAY).names("Au-Lützow", label="ORG")
    linked = news.linked('[[merge]]\nnames = ["Annegret Berg", "Au-Lützow"]')
    assert linked.entities.height == 1
    assert described(linked, person)["label"] == "PER"


def test_a_merged_person_keeps_the_gender_that_articles_say() -> None:
    news = News()
    full = news.article("a", MAY).names("Ralf Tiedemann", gender=("male", "pronoun"))
    alone = news.article("b", MAY).names("Tiedemann")
    local = entity(news.linked(), alone)
    merge = f'[[merge]]\nnames = ["Ralf Tiedemann", "{local}"]\n'
    for more, told in (
        ("", ("male", "pronoun")),
        ('[[gender]]\nname = "Ralf Tiedemann"\ngender = "female"', ("female", "correction")),
        ('[[not_a_person]]\nname = "Ralf Tiedemann"\nlabel = "ORG"', ("unknown", "none")),
    ):
        row = described(news.linked(merge + more), full)
        assert (row["gender"], row["gender_source"]) == told


def test_a_surname_alone_is_merged_by_its_identifier() -> None:
    news = News()
    full = news.article("a", MAY).names("Olaf Scholz")
    alone = news.article("b", MAY).names("Scholz")
    local = entity(news.linked(), alone)
    linked = news.linked(f'[[merge]]\nnames = ["Olaf Scholz", "{local}"]')
    assert entity(linked, alone) == entity(linked, full)


def test_a_person_is_split_by_articles_and_roles_go_along() -> None:
    news = News()
    one = news.article("a", MAY).names("Peter Müller", ("landrat", "harz"))
    other = news.article("b", MAY).names("Peter Müller", ("landrat", "fulda"))
    linked = news.linked('[[split]]\nname = "Peter Müller"\narticles = ["b", "gone"]')
    assert entity(linked, one) != entity(linked, other)
    held = linked.entity_roles.select("entity_id", "place").rows()
    assert sorted(held) == sorted([(entity(linked, one), "harz"), (entity(linked, other), "fulda")])
    ((status, message),) = outcomes(linked)
    assert status == "applied"
    assert message.endswith("not named in gone")


def test_a_split_keeps_its_identifier_when_other_articles_come() -> None:
    news = News()
    news.article("a", MAY).names("Peter Müller")
    other = news.article("b", MAY).names("Peter Müller")
    text = '[[split]]\nname = "Peter Müller"\narticles = ["b"]'
    before = entity(news.linked(text), other)
    news.article("c", MAY - timedelta(9)).names("Peter Müller")
    assert entity(news.linked(text), other) == before


def test_a_name_a_gender_and_a_label_are_set() -> None:
    news = News()
    person = news.article("a", MAY).names("Kramp Karrenbauer", gender=("male", "pronoun"))
    tester = news.article("b", MAY).names("Stiftung Warentest")
    same = news.article("c", MAY).names("Stiftung Warentest", label="ORG")
    linked = news.linked(
        """
        [[rename]]
        name = "Kramp Karrenbauer"
        to = "Annegret Kramp-Karrenbauer"
        [[gender]]
        name = "Annegret Kramp-Karrenbauer"
        gender = "female"
        [[not_a_person]]
        name = "Stiftung Warentest"
        label = "ORG"
        """
    )
    assert outcomes(linked)[0][0] == outcomes(linked)[1][0] == "applied"
    assert described(linked, person) == {
        "entity_id": entity(news.linked(), person),
        "name": "Annegret Kramp-Karrenbauer",
        "label": "PER",
        "gender": "female",
        "gender_source": "correction",
    }
    assert entity(linked, tester) == entity(linked, same)
    assert described(linked, tester)["label"] == "ORG"
    assert described(linked, tester)["gender"] == "unknown"


def test_what_is_no_person_holds_no_office() -> None:
    news = News()
    news.article("a", MAY).names("Neue Zeitung", ("außenminister", None))
    asked = news.article("b", MAY).role("außenminister")
    assert news.linked().role_links["mention_id"].to_list() == [asked]
    assert news.linked('[[not_a_person]]\nname = "Neue Zeitung"').role_links.is_empty()


def test_speakers_are_replaced_and_point_at_a_mention_where_there_is_one() -> None:
    news = News()
    article = news.article("a", MAY)
    said = article.quote(article.names("Otto Berg"))
    meant = article.names("Eva Kern")
    away = news.article("b", MAY).names("Anna Blum")
    mention = news.frames()["mentions"].filter(article_entity_id=meant)["mention_id"][0]
    linked = news.linked(f'[[speaker]]\nquote = "{said}"\nnames = ["Eva Kern", "Anna Blum"]')
    rows = linked.quote_speakers.select("entity_id", "mention_id", "method").rows()
    assert sorted(rows, key=repr) == sorted(
        [
            (entity(linked, meant), mention, "correction"),
            (entity(linked, away), None, "correction"),
        ],
        key=repr,
    )
    nobody = news.linked(f'[[speaker]]\nquote = "{said}"\nnames = []')
    assert nobody.quote_speakers.is_empty()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[rename]]\nname = "Nobody Here"\nto = "X"', "no entity is called Nobody Here"),
        ('[[gender]]\nname = "Siemens"\ngender = "male"', "no person is called Siemens"),
        ('[[gender]]\nname = "0123456789abcdef"\ngender = "male"',
         "there is no entity 0123456789abcdef"),
        ('[[speaker]]\nquote = "q"\nnames = []', "there is no quotation q"),
        ('[[split]]\nname = "Eva Kern"\narticles = ["z"]', "Eva Kern is named in no article z"),
        ('[[merge]]\nnames = ["Eva Kern", "eva kern"]', "all these names are"),
        ('[[rename]]\nname = "Thomas Müller"\nto = "X"', "2 entities are called Thomas Müller"),
    ],
)  # fmt: skip
def test_a_correction_that_names_what_is_not_there_says_so_and_changes_nothing(
    text: str, message: str
) -> None:
    news = News()
    news.article("a", MAY).names("Eva Kern")
    news.article("b", MAY).names("Siemens", label="ORG")
    news.article("c", MAY).names("Thomas Müller", ("stürmer", None))
    news.article("d", MAY).names("Thomas Müller", ("landrat", None))
    linked = news.linked(text)
    ((status, said),) = outcomes(linked)
    assert status == "unused"
    assert message in said
    assert linked.entities.sort("entity_id").equals(news.linked().entities.sort("entity_id"))


def test_one_of_two_namesakes_is_named_by_identifier() -> None:
    news = News()
    news.article("a", MAY).names("Thomas Müller", ("stürmer", None))
    mayor = news.article("b", MAY + timedelta(1)).names("Thomas Müller", ("landrat", None))
    entity_id = entity(news.linked(), mayor)
    linked = news.linked(f'[[rename]]\nname = "{entity_id}"\nto = "Thomas Müller (Harz)"')
    assert described(linked, mayor)["name"] == "Thomas Müller (Harz)"


def test_a_warehouse_is_corrected_as_the_pure_function_is_and_goes_back(tmp_path: Path) -> None:
    news = News()
    article = news.article("a", MAY)
    quote = article.quote(article.names("Otto Berg", ("landrat", "harz")))
    article.names("Eva Kern", gender=("female", "pronoun"))
    news.article("b", MAY).names("Nordatlantikpakt", label="ORG")
    news.article("c", MAY).names("NATO", label="ORG")
    news.article("d", MAY).names("Otto Berg", ("landrat", "fulda"))
    text = f"""
        [[split]]
        name = "Otto Berg"
        articles = ["d"]
        [[merge]]
        names = ["NATO", "Nordatlantikpakt"]
        [[gender]]
        name = "Eva Kern"
        gender = "male"
        [[rename]]
        name = "Nobody"
        to = "Somebody"
        [[speaker]]
        quote = "{quote}"
        names = ["Eva Kern"]
        """
    with warehouse(tmp_path) as connection:
        add(connection, news.frames(), tmp_path / "staging")
        relink(connection, tmp_path)
        plain = contents(connection)
        relink(connection, tmp_path, corrections=text, rows_a_part=2)
        corrected = contents(connection)
        relink(connection, tmp_path, corrections=text)
        assert contents(connection) == corrected
        relink(connection, tmp_path, corrections=text.replace('"d"', '"d.txt"'))
        assert contents(connection)["corrections"][0][4] == "applied", "articles have paths, too"
        relink(connection, tmp_path)
        assert contents(connection) == plain
    linked = news.linked(text)
    assert {row[0] for row in corrected["entities"]} == set(linked.entities["entity_id"])
    assert [row[:3] for row in corrected["quote_speakers"]] == linked.quote_speakers.select(
        "quote_id", "entity_id", "mention_id"
    ).rows()
    assert [row[4] for row in corrected["corrections"]] == [
        "applied", "applied", "unused", "applied", "applied"
    ]  # fmt: skip
