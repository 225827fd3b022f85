"""Names as linking reads them: rows of `article_entities` with their keys and a day.

A frame of names has a row for every article entity: `article_entity_id`, `article_id`, `name`,
`label`, `gender`, `gender_source`, `full`, `birth_year`, `day` (days since 1970, null where the
article has no date), and the columns of `NameKey`.
"""

from __future__ import annotations

import polars as pl

from tasks.link.keys import name_key

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


def name_keys(names: pl.DataFrame) -> pl.DataFrame:
    """The key of every different (`name`, `label`) of the frame."""
    different = names.select("name", "label").unique()
    keys = [name_key(name, label) for name, label in different.iter_rows()]
    return different.with_columns(
        pl.Series("key", [key.key for key in keys], pl.String),
        pl.Series("family", [key.family for key in keys], pl.String),
        pl.Series("surname", [key.surname for key in keys], pl.String),
        pl.Series("foreign", [key.foreign for key in keys], pl.Boolean),
    )


def names_of(articles: pl.DataFrame, article_entities: pl.DataFrame) -> pl.DataFrame:
    """A frame of names from rows of `articles` and `article_entities`."""
    return article_entities.join(
        articles.select("article_id", DAY), on="article_id", how="left", maintain_order="left"
    ).join(name_keys(article_entities), on=["name", "label"], how="left", maintain_order="left")


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
