"""What is said of an entity across all articles: its canonical name and its gender."""

from __future__ import annotations

import polars as pl

from tasks.link.bodies import called
from tasks.link.genders import genders_of

ENTITIES = ("entity_id", "name", "label", "gender", "gender_source")


def describe(members: pl.DataFrame) -> pl.DataFrame:
    """A row of `entities` for every `entity_id`.

    `members` has the article entities of these entities: `entity_id`, `name`, `label`, `is_full`,
    `gender`, `gender_source`.
    """
    genders = genders_of(members.filter(pl.col("label") == "PER"))
    return (
        canonical_names(members)
        .join(genders, on="entity_id", how="left")
        .with_columns(
            pl.col("gender").fill_null("unknown"), pl.col("gender_source").fill_null("none")
        )
        .select(ENTITIES)
    )


def canonical_names(members: pl.DataFrame) -> pl.DataFrame:
    """`entity_id`, `name`, `label` of every entity.

    `members` has their article entities: `entity_id`, `name`, `label`, `is_full`. The canonical
    name is the one of most words; of those the one in most articles, then the longest, then the
    first by letters. A body that others have the name of has its state's name behind it, a central
    bank the name of the list.
    """
    forms = members.group_by("entity_id", "name", "is_full").agg(
        pl.len().alias("articles"), pl.col("label").first()
    )
    names = (
        forms.sort(
            pl.col("entity_id"),
            ~pl.col("is_full"),
            -pl.col("name").str.count_matches(r"[\s\-‐]+").cast(pl.Int64),
            -pl.col("articles").cast(pl.Int64),
            -pl.col("name").str.len_chars().cast(pl.Int64),
            pl.col("name"),
        )
        .group_by("entity_id", maintain_order=True)
        .agg(pl.col("name").first(), pl.col("label").first())
    )
    whole = called(names["entity_id"], names["name"], names["label"])
    return names.with_columns(pl.Series("name", whole, pl.String))


def roles_over_time(held: pl.DataFrame) -> pl.DataFrame:
    """A row of `entity_roles` for every role of an entity.

    `held` has `entity_id`, `role`, `place`, `surface`, `mention_id`, `published_on`. Words and
    mention are those of the first article with a date.
    """
    return (
        held.sort("published_on", "mention_id", nulls_last=True)
        .group_by("entity_id", "role", "place", maintain_order=True)
        .agg(
            pl.col("surface").first(),
            pl.col("published_on").min().alias("first_seen"),
            pl.col("published_on").max().alias("last_seen"),
            pl.col("mention_id").first(),
        )
    )
