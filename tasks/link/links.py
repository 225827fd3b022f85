"""All names of a frame, linked: which entity across articles each article entity is."""

from __future__ import annotations

import polars as pl

from tasks.link.fullnames import domains_of, link_full_names, suspects_of
from tasks.link.names import LINKS
from tasks.link.surnames import families_in_question, link_surnames
from tasks.text.ids import make_id


def articles_in_question(names: pl.DataFrame, roles: pl.DataFrame) -> pl.Series:
    """Articles whose company `link_names` needs, because a name alone does not decide there."""
    persons = names.filter(pl.col("label") == "PER")
    suspects = suspects_of(persons.filter("is_full"), domains_of(roles))
    families = families_in_question(persons)
    return (
        persons.filter(
            pl.col("key").is_in(suspects.implode()) | pl.col("family").is_in(families.implode())
        )["article_id"]
        .unique()
        .sort()
    )


def link_names(names: pl.DataFrame, roles: pl.DataFrame, company: pl.DataFrame) -> pl.DataFrame:
    """A link (`LINKS`) for every name of the frame, in no particular order.

    `names` is a frame of names that holds all names of a `family`, or key, or none of them. `roles`
    has `article_entity_id`, `role` and `place` of these. `company` is that of `company_of` for the
    articles in question. Nothing depends on the order of rows.
    """
    persons = names.filter(pl.col("label") == "PER")
    domains = domains_of(roles)
    full = persons.filter("is_full")
    links = link_full_names(full, domains, suspects_of(full, domains), company)
    families = pl.col("family").is_in(families_in_question(persons).implode())
    alone = persons.filter(~pl.col("is_full"))
    known = full.filter(families).join(
        links.filter(pl.col("method") != "local"), on="article_entity_id"
    )
    return pl.concat(
        [
            links,
            link_surnames(alone, known, roles, domains, company),
            _by_name(names.filter(pl.col("label") != "PER")),
        ]
    ).select(LINKS.names())


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
