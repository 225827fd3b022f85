"""All names of a frame, linked: which entity across articles each article entity is."""

from __future__ import annotations

import polars as pl

from tasks.link.bodies import link_bodies
from tasks.link.fullnames import domains_of, link_full_names, suspects_of
from tasks.link.names import LINKS
from tasks.link.surnames import families_in_question, link_surnames
from tasks.text.ids import make_id


def articles_in_question(names: pl.DataFrame, roles: pl.DataFrame) -> pl.Series:
    """Articles whose company `link_names` needs, because a name alone does not decide there."""
    persons = _persons(names)
    suspects = suspects_of(persons.filter("is_full"), domains_of(roles))
    families = families_in_question(persons)
    return (
        persons.filter(
            pl.col("key").is_in(suspects.implode()) | pl.col("family").is_in(families.implode())
        )["article_id"]
        .unique()
        .sort()
    )


def link_names(
    names: pl.DataFrame, roles: pl.DataFrame, company: pl.DataFrame, surroundings: pl.DataFrame
) -> pl.DataFrame:
    """A link (`LINKS`) for every name of the frame, in no particular order.

    `names` is a frame of names that holds all names of a `family`, or key, or none of them. `roles`
    has `article_entity_id`, `role` and `place` of these. `company` is that of `company_of` for the
    articles in question, `surroundings` has rows for the names that ask for their state. Nothing
    depends on the order of rows.
    """
    persons = _persons(names)
    domains = domains_of(roles)
    full = persons.filter("is_full")
    links = link_full_names(full, domains, suspects_of(full, domains), company)
    families = pl.col("family").is_in(families_in_question(persons).implode())
    alone = persons.filter(~pl.col("is_full"))
    known = full.filter(families).join(
        links.filter(pl.col("method") != "local"), on="article_entity_id"
    )
    linked = pl.concat([links, link_surnames(alone, known, roles, domains, company)])
    return pl.concat(
        [
            linked,
            _as_the_first(names, persons.join(linked, on="article_entity_id")),
            link_bodies(names.filter("asks"), surroundings),
            _by_name(names.filter(pl.col("label") != "PER", ~pl.col("asks"))),
        ]
    ).select(LINKS.names())


def _persons(names: pl.DataFrame) -> pl.DataFrame:
    """The persons, each once an article where the article gives the name another label, too.

    Two of one name and label are two persons; Eva Kern the person and Eva Kern the place are one.
    """
    rank = pl.when(pl.col("said") == "PER").then(pl.lit("0")).otherwise(pl.lit("1"))
    first = pl.concat_str(rank, "article_entity_id")
    return names.filter(
        pl.col("label") == "PER",
        (pl.col("said") == "PER") | (first == first.min().over("article_id", "label", "key")),
    )


def _as_the_first(names: pl.DataFrame, linked: pl.DataFrame) -> pl.DataFrame:
    """Links of the persons whom `_persons` leaves out: those of their names in their articles."""
    named = ["article_id", "key"]
    first = linked.sort("article_entity_id").unique(named, keep="first", maintain_order=True)
    return (
        names.filter(pl.col("label") == "PER")
        .join(linked, on="article_entity_id", how="anti")
        .join(first.select(*named, "entity_id", "method", "evidence"), on=named)
        .select(LINKS.names())
    )


def _by_name(names: pl.DataFrame) -> pl.DataFrame:
    """Links of organisations, places and other names: one key is one entity."""
    different = names.select("label", "key").unique()
    ids = [make_id("entity", label, key) for label, key in different.iter_rows()]
    return names.join(
        different.with_columns(pl.Series("entity_id", ids, pl.String)), on=["label", "key"]
    ).select(
        "article_entity_id",
        "entity_id",
        pl.lit("name").alias("method"),
        pl.lit(None, pl.String).alias("evidence"),
    )
