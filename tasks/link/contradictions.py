"""What speaks against a surname alone being a known person."""

from __future__ import annotations

import polars as pl

from tasks.link.genders import genders_of
from tasks.link.namesakes import BIRTH_YEARS

FITS = ("article_entity_id", "entity_id", "rank", "method", "evidence")
"""Columns of a frame of fits: a surname alone, a person whom it may be, and what speaks for it."""


def without_contradictions(
    fits: pl.DataFrame, asking: pl.DataFrame, known: pl.DataFrame, domains: pl.DataFrame
) -> pl.DataFrame:
    """The fits without those of another gender, another domain or another age."""
    persons = known.filter(pl.col("entity_id").is_in(fits["entity_id"].unique().implode()))
    ages = persons.group_by("entity_id").agg(
        pl.col("birth_year").min().alias("born_first"),
        pl.col("birth_year").max().alias("born_last"),
    )
    of_person = (
        persons.select("article_entity_id", "entity_id")
        .join(domains, on="article_entity_id")
        .group_by("entity_id")
        .agg(pl.col("domain").unique().alias("domains_known"))
    )
    of_surname = domains.group_by("article_entity_id").agg(
        pl.col("domain").unique().alias("domains")
    )
    genders = genders_of(persons).select("entity_id", pl.col("gender").alias("gender_known"))
    sides = (
        fits.join(
            asking.select("article_entity_id", "gender", "birth_year"), on="article_entity_id"
        )
        .join(of_surname, on="article_entity_id", how="left")
        .join(genders, on="entity_id", how="left")
        .join(ages, on="entity_id", how="left")
        .join(of_person, on="entity_id", how="left")
    )
    gender, other = pl.col("gender"), pl.col("gender_known")
    against = pl.any_horizontal(
        (gender != other) & (gender != "unknown") & (other != "unknown"),
        pl.col("birth_year") > pl.col("born_last") + BIRTH_YEARS,
        pl.col("birth_year") < pl.col("born_first") - BIRTH_YEARS,
        pl.col("domains").list.set_intersection("domains_known").list.len() == 0,
    )
    return sides.filter(~against.fill_null(value=False)).select(FITS)
