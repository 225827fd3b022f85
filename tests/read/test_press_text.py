"""Plain text that Nexis or Factiva wrote: each document is an article of its own."""

import textwrap

import pytest
from hypothesis import given, settings

from tests.read.articles import ALL, BRIDGE, CLUB, Invented
from tests.read.reading import all_records, damaged, kind_of, only_sentences, read, texts


def lexis(articles: tuple[Invented, ...] = ALL, *, width: int = 70) -> str:
    """As LexisNexis wrote text: filled lines, parts between blank lines."""

    def one(number: int, article: Invented) -> str:
        parts = (
            f"            Dokument {number} von {len(articles)}",
            "                  Weserblatt",
            "              Freitag 3. Mai 2024\n              Deutschlandausgabe",
            "\n".join(textwrap.wrap(article.title, 30)),
            f"AUTOR: Von {article.author}",
            f"RUBRIK: {article.section}; S. 5",
            "LÄNGE: 512 Wörter",
            *("\n".join(textwrap.wrap(text, width)) for text in article.paragraphs),
            "UPDATE: 4. Mai 2024\nSPRACHE: GERMAN; DEUTSCH",
            "PUBLICATION-TYPE: Zeitung",
            "           Copyright 2024 Weserblatt GmbH\n            Alle Rechte vorbehalten",
        )
        return "\n\n".join(parts) + "\n\n\n"

    return "".join(one(number, article) for number, article in enumerate(articles, 1))


def factiva(articles: tuple[Invented, ...] = ALL, *, width: int = 10_000) -> str:
    def one(article: Invented) -> str:
        above = (article.section, article.title, article.author, "512 Wörter", "3. Mai 2024")
        more = ("Weserblatt", "WESB", "5", "Deutsch", "(c) 2024 Weserblatt GmbH")
        body = "\n\n".join("\n".join(textwrap.wrap(text, width)) for text in article.paragraphs)
        number = f"Dokument WESB0000{article.day.replace('-', '')}ek5300001"
        return "\n".join((*above, *more, "", body, "", number, "", ""))

    return "".join(map(one, articles))


@pytest.mark.parametrize(
    "text", [lexis(), factiva(), factiva(width=80)], ids=("LexisNexis", "Factiva", "filled")
)
def test_each_document_is_an_article(text: str) -> None:
    records = all_records(text.encode(), "a.txt")
    assert [record.title for record in records] == [article.title for article in ALL]
    assert [texts(record) for record in records] == [article.paragraphs for article in ALL]
    assert {record.outlet for record in records} == {"Weserblatt"}
    assert records[0].section == "Lokales"
    assert records[0].authors == ("Anna Reimers",)


def test_signs() -> None:
    assert kind_of(lexis().encode(), "a.txt") == "text of a press database"
    assert kind_of(lexis().replace("ı", "i").encode("cp1252"), "a.txt") is not None
    for text in (BRIDGE.paragraphs[0], "Dokument 1 von 3\n\nDie Länge: 512 Meter.\n"):
        assert kind_of(text.encode(), "a.txt") is None


@settings(max_examples=60, derandomize=True, deadline=None)
@given(damaged((lexis((BRIDGE, CLUB)) + factiva((BRIDGE, CLUB))).encode()))
def test_whatever_happens_to_a_text_there_are_records_or_reasons(raw: bytes) -> None:
    if kind_of(raw, "a.txt") is not None:
        only_sentences(lambda: read(raw, "a.txt"))
