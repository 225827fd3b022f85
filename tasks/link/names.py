"""Names as linking reads them: rows of `article_entities` with their keys and a day.

A frame of names has a row for every article entity: `article_entity_id`, `article_id`, `name`,
`label`, `said`, `gender`, `gender_source`, `is_full`, `birth_year`, `day` (days since 1970, null
where the article has no date), and the columns of `NameKey`. `label` is the one that the name has
across articles (tasks/link/labels.py), `said` the one that the article gives it.
"""

from __future__ import annotations

import polars as pl

from tasks.link.keys import name_key
from tasks.link.labels import IS_TOLD, labels_of

# An article dated to a month or a year is taken to be of its middle.
_MIDDLE = {"month": 14, "year": 182}

LINKS = pl.Schema(
    {
        "article_entity_id": pl.String(),
        "entity_id": pl.String(),
        "method": pl.String(),
        "evidence": pl.String(),
    }
)
"""What linking gives: a row for every article entity. Evidence is null where a name says it all."""

DAY = (
    pl.col("published_on").cast(pl.Int32)
    + pl.col("date_precision").replace_strict(_MIDDLE, default=0, return_dtype=pl.Int32)
).alias("day")
"""The day of an article, of its `published_on` and `date_precision`."""


def name_keys(different: pl.DataFrame) -> pl.DataFrame:
    """Label and key of every different (`name`, `label`, `told`) of all articles.

    `different` is what `labels_of` takes. `said` is the label there, `label` the one across
    articles; `full` is whether the name is a full one under a label that is not `said`, else null.
    """
    labelled = labels_of(different).rename({"label": "said", "known": "label"})
    keys = [name_key(name, label) for name, label in labelled.select("name", "label").iter_rows()]
    several_words = pl.col("name").str.contains(" ")
    return labelled.select("name", "said", "told", "label").with_columns(
        pl.when(pl.col("label") != pl.col("said"))
        .then((pl.col("label") != "PER") | several_words)
        .alias("full"),
        pl.Series("key", [key.key for key in keys], pl.String),
        pl.Series("family", [key.family for key in keys], pl.String),
        pl.Series("surname", [key.surname for key in keys], pl.String),
        pl.Series("foreign", [key.foreign for key in keys], pl.Boolean),
        pl.Series("asks", [key.asks for key in keys], pl.Boolean),
    )


def names_of(
    articles: pl.DataFrame, article_entities: pl.DataFrame, article_roles: pl.DataFrame
) -> pl.DataFrame:
    """A frame of names from all rows of these tables."""
    roled = pl.col("article_entity_id").is_in(article_roles["article_entity_id"].implode())
    told = article_entities.with_columns(roled.alias("roled")).with_columns(IS_TOLD.alias("told"))
    different = told.group_by("name", "label", "told").agg(pl.len().alias("articles"))
    return (
        told.drop("roled")
        .rename({"label": "said"})
        .join(
            articles.select("article_id", DAY), on="article_id", how="left", maintain_order="left"
        )
        .join(name_keys(different), on=["name", "said", "told"], how="left", maintain_order="left")
        .with_columns(pl.coalesce("full", "is_full").alias("is_full"))
        .drop("told", "full")
    )


def company_of(names: pl.DataFrame, articles: pl.Series) -> pl.DataFrame:
    """Who and what else these articles name: `article_id`, `item`, `name`, `person`.

    An item is a person's full name or an organisation; surnames alone and places are no company,
    because too many articles share them.
    """
    return (
        names.filter(
            pl.col("label").is_in(["PER", "ORG"]),
            pl.col("is_full"),
            pl.col("article_id").is_in(articles.implode()),
        )
        .group_by("article_id", pl.concat_str("label", pl.lit(" "), "key").alias("item"))
        .agg(pl.col("name").min(), (pl.col("label") == "PER").first().alias("person"))
    )
