"""The tables that a report shows, each with a page and two downloads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from tasks.report.limits import Limits

Kind = Literal[
    "text", "word", "number", "percent", "points", "day", "month", "time", "article", "voice",
    "quote", "score", "address",
]  # fmt: skip

# A spreadsheet would take a cell that begins so for a formula.
_FORMULA = r"^[=+\-@\t\r]"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where its values come from, and how they are shown.

    `key` is the column with the identifier that an article, a voice or a quotation is linked by.
    """

    name: str
    kind: Kind = "text"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table with a page: names and a sentence in both languages, and the columns of its page."""

    name: str
    title: tuple[str, str]
    about: tuple[str, str]
    columns: tuple[Column, ...]


_DAY = Column("published_on", "day")
_ARTICLE = Column("article", "article", "article_id")
_QUOTE = Column("quote", "quote", "quote_id")
_URL = Column("url", "address")

TABLES: tuple[Shown, ...] = (
    Shown(
        "articles",
        ("Artikel", "Articles"),
        ("Alle Artikel, die neuesten zuerst.", "All articles, the newest first."),
        (_DAY, _ARTICLE, Column("source"), _URL, Column("words", "number"),
         Column("quotes", "number"), Column("quotes_without_speaker", "number"),
         Column("speakers", "number"), Column("path"), Column("month", "month"),
         Column("part", "word")),
    ),
    Shown(
        "quotes",
        ("Zitate", "Quotations"),
        ("Aus dem Zeitraum und dem davor, eine Zeile je Zitat und Stimme: Ein Zitat von zweien "
         "steht zweimal da.",
         "Of the period and the one before, one row for each quotation and voice: a quotation of "
         "two stands here twice."),
        (Column("speaker", "voice", "entity_id"), _QUOTE, _DAY, _ARTICLE,
         Column("type", "word"), Column("medium", "word"), Column("cue"),
         Column("cue_class", "word"), Column("words", "number"), Column("confidence", "score"),
         _URL, Column("month", "month"), Column("part", "word")),
    ),
    Shown(
        "people",
        ("Zitierte Personen", "Quoted people"),
        ("Personen, die im Zeitraum oder davor zitiert wurden. Anteile zählen alle Zitate, auch "
         "solche ohne bekannten Sprecher.",
         "People who were quoted in the period or before. Shares count all quotations, also "
         "those without a known speaker."),
        (Column("name", "voice", "entity_id"), Column("role"), Column("gender", "word"),
         Column("quotes", "number"), Column("words", "number"), Column("articles", "number"),
         Column("share", "percent"), Column("quotes_before", "number"),
         Column("share_before", "percent"), Column("change_points", "points")),
    ),
    Shown(
        "organisations",
        ("Zitierte Organisationen", "Quoted organisations"),
        ("Organisationen, die selbst als Sprecher genannt sind.",
         "Organisations that are named as the speaker themselves."),
        (Column("name", "voice", "entity_id"), Column("quotes", "number"),
         Column("words", "number"), Column("articles", "number"), Column("share", "percent"),
         Column("quotes_before", "number"), Column("share_before", "percent"),
         Column("change_points", "points")),
    ),
    Shown(
        "talks_about",
        ("Wer spricht über wen", "Who talks about whom"),
        ("Wie viele Zitate einer Stimme jemanden oder etwas anderes nennen.",
         "How many quotations of a voice mention somebody or something else."),
        (Column("speaker", "voice", "speaker_id"), Column("mentioned", "voice", "mentioned_id"),
         Column("label", "word"), Column("quotes", "number")),
    ),
    Shown(
        "talks_about_quotes",
        ("Wer spricht über wen: die Zitate", "Who talks about whom: the quotations"),
        ("Die Zitate hinter jeder Zahl.", "The quotations behind every number."),
        (Column("speaker", "voice", "speaker_id"), Column("mentioned", "voice", "mentioned_id"),
         _QUOTE, _DAY, _ARTICLE),
    ),
    Shown(
        "shares",
        ("Anteile je Monat", "Shares by month"),
        ("Anteil einer Stimme an allen Zitaten des Monats, auch denen ohne bekannten Sprecher; von "
         "und bis sind das 95-%-Intervall nach Wilson.",
         "Share of a voice of all quotations of the month, also those without a known speaker; "
         "from and to are the 95% interval by Wilson."),
        (Column("month", "month"), Column("name", "voice", "entity_id"), Column("label", "word"),
         Column("quotes", "number"), Column("quotes_of_month", "number"),
         Column("share", "percent"), Column("low", "percent"), Column("high", "percent"),
         Column("words", "number"), Column("share_words", "percent")),
    ),
    Shown(
        "cues",
        ("Wie Zitate angekündigt werden", "How quotations are announced"),
        ("Die Redewörter des Zeitraums nach einer Wortliste. Anteile gelten unter den Zitaten, "
         "deren Redewort auf der Liste steht.",
         "The cues of the period by a list of words. Shares are among the quotations whose cue is "
         "on the list."),
        (Column("cue_class", "word"), Column("cue_words"), Column("quotes", "number"),
         Column("share", "percent"), Column("quotes_before", "number"),
         Column("share_before", "percent")),
    ),
    Shown(
        "cue_voices",
        ("Stimmen mit auffälligen Redewörtern", "Voices with striking cues"),
        ("Wessen Zitate über alle Monate deutlich öfter als die aller so angekündigt werden: Die "
         "untere Grenze des Anteils liegt über dem Anteil bei allen.",
         "Whose quotations, over all months, are announced so clearly oftener than those of all: "
         "the lower bound of the share lies above the share with all."),
        (Column("name", "voice", "entity_id"), Column("cue_class", "word"),
         Column("quotes", "number"), Column("quotes_with_class", "number"),
         Column("share", "percent"), Column("low", "percent"), Column("high", "percent"),
         Column("share_of_all", "percent")),
    ),
    Shown(
        "cue_quotes",
        ("Stimmen mit auffälligen Redewörtern: die Zitate",
         "Voices with striking cues: the quotations"),
        ("Die Zitate hinter jeder Zahl.", "The quotations behind every number."),
        (Column("name", "voice", "entity_id"), Column("cue_class", "word"), Column("cue"), _QUOTE,
         _DAY, _ARTICLE),
    ),
    Shown(
        "pairs",
        ("Wer zusammen genannt wird", "Who is mentioned together"),
        ("Paare, die Artikel eines Monats öfter zusammen nennen, als der Zufall erwarten lässt; "
         "die sichersten zuerst. Ohne Paare von Orten und ohne solche, die ein Artikel allein "
         "zusammenbringt.",
         "Pairs that articles of a month mention together oftener than chance would; the surest "
         "first. Without pairs of places, and those that one article alone brings together."),
        (Column("name", "voice", "entity_id"), Column("other", "voice", "other_entity_id"),
         Column("month", "month"), Column("articles", "number"),
         Column("expected_articles", "score"), Column("articles_entity", "number"),
         Column("articles_other", "number"), Column("articles_of_month", "number"),
         Column("npmi", "score"), Column("log_likelihood", "score")),
    ),
    Shown(
        "pair_articles",
        ("Wer zusammen genannt wird: die Artikel", "Who is mentioned together: the articles"),
        ("Die Artikel hinter jeder Zahl.", "The articles behind every number."),
        (Column("name", "voice", "entity_id"), Column("other", "voice", "other_entity_id"),
         Column("month", "month"), _DAY, _ARTICLE),
    ),
    Shown(
        "trends",
        ("Öfter und seltener als im Jahr davor", "Oftener and more rarely than in the year before"),
        ("Der Anteil der Artikel des letzten Monats, die jemanden oder etwas nennen, verglichen "
         "mit den zwölf Monaten davor; nur, was der Zufall allein kaum macht (|z| ab 2,58).",
         "The share of the last month's articles that mention somebody or something, compared "
         "with the twelve months before; only what chance alone hardly makes (|z| from 2.58)."),
        (Column("name", "voice", "entity_id"), Column("label", "word"), Column("trend", "word"),
         Column("articles", "number"), Column("articles_of_month", "number"),
         Column("share_articles", "percent"), Column("articles_before", "number"),
         Column("articles_of_months_before", "number"), Column("share_before", "percent"),
         Column("times_before", "score"), Column("z", "score")),
    ),
    Shown(
        "trend_articles",
        ("Öfter und seltener: die Artikel", "Oftener and more rarely: the articles"),
        ("Die Artikel hinter jeder Zahl.", "The articles behind every number."),
        (Column("name", "voice", "entity_id"), Column("span", "word"), _DAY, _ARTICLE),
    ),
    Shown(
        "gender",
        ("Frauen und Männer unter den zitierten Personen", "Women and men among quoted people"),
        ("Jede Person zählt einmal je Monat. Der Anteil gilt unter Personen mit bekanntem "
         "Geschlecht; von und bis sind das 95-%-Intervall nach Wilson.",
         "Each person counts once a month. The share is among people of known gender; from and "
         "to are the 95% interval by Wilson."),
        (Column("month", "month"), Column("women", "number"), Column("men", "number"),
         Column("unknown_gender", "number"), Column("share_of_women", "percent"),
         Column("low", "percent"), Column("high", "percent"), Column("quotes_of_women", "number"),
         Column("quotes_of_men", "number"), Column("quotes_of_unknown", "number")),
    ),
    Shown(
        "speakers_by_month",
        ("Zitierte Personen nach Monat", "Quoted people by month"),
        ("Die Personen hinter den Zahlen zum Geschlecht.",
         "The people behind the figures on gender."),
        (Column("month", "month"), Column("name", "voice", "entity_id"), Column("gender", "word"),
         Column("gender_source"), Column("quotes", "number"), Column("words", "number")),
    ),
    Shown(
        "months",
        ("Monate", "Months"),
        ("Alle Monate vom ersten bis zum letzten mit Artikeln, auch solche ohne.",
         "All months from the first to the last with articles, also those without any."),
        (Column("month", "month"), Column("articles", "number"), Column("quotes", "number"),
         Column("direct_quotes", "number"), Column("quotes_without_speaker", "number"),
         Column("words", "number")),
    ),
    Shown(
        "new_voices",
        ("Neue Stimmen", "New voices"),
        ("Wer in diesem Zeitraum zum ersten Mal zitiert wurde.",
         "Who was quoted for the first time in this period."),
        (Column("name", "voice", "entity_id"), Column("label", "word"), Column("role"),
         Column("quotes", "number"), _DAY, _ARTICLE),
    ),
    Shown(
        "unread",
        ("Dateien, die nicht gelesen werden konnten", "Files that could not be read"),
        ("Mit dem Grund und dem, was zu tun ist.", "With the reason, and what to do."),
        (Column("path"), Column("reason", "word"), Column("size_bytes", "number"),
         Column("first_seen_at", "time"), Column("last_seen_at", "time")),
    ),
    Shown(
        "unresolved",
        ("Zitate ohne bekannten Sprecher", "Quotations without a known speaker"),
        ("Zitate des Zeitraums, zu denen niemand gefunden wurde.",
         "Quotations of the period for which nobody was found."),
        (Column("reason", "word"), Column("speaker_surface"), _QUOTE, Column("type", "word"), _DAY,
         _ARTICLE, Column("confidence", "score")),
    ),
)  # fmt: skip


def write_downloads(frames: Mapping[str, pl.DataFrame], folder: Path, limits: Limits) -> None:
    """`<table>.csv` and `<table>.parquet` of every table, with a limit of rows.

    Parquet holds values as they are. In CSV, a text that a spreadsheet would take for a formula
    gets an apostrophe before it; a mark at its start tells spreadsheets that it is UTF-8.
    """
    for name, frame in frames.items():
        first = frame.head(limits.downloads)
        first.write_parquet(folder / f"{name}.parquet", compression="zstd")
        first.with_columns(
            pl.when(pl.col(pl.String).str.contains(_FORMULA))
            .then(pl.lit("'") + pl.col(pl.String))
            .otherwise(pl.col(pl.String))
            .name.keep()
        ).write_csv(folder / f"{name}.csv", include_bom=True)
