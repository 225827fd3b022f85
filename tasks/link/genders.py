"""A person's gender over all articles, from what each article tells."""

from __future__ import annotations

import polars as pl

SAID = ("pronoun", "address", "role")
"""Sources of a gender that are words of the article."""


def genders_of(members: pl.DataFrame) -> pl.DataFrame:
    """`entity_id`, `gender` and `gender_source` of persons.

    `members` has `entity_id`, `gender` and `gender_source` of every article entity. What the text
    says goes before first names: the gender of more articles wins when they are more than those
    that say otherwise or are torn. Where none says anything, a first name counts that no article
    contradicts. Else the gender is unknown; the source is then `conflict`, or `none`.
    """
    text = pl.col("gender_source").is_in(SAID)
    named = pl.col("gender_source") == "first_name"
    female, male = pl.col("gender") == "female", pl.col("gender") == "male"
    votes = members.group_by("entity_id").agg(
        (text & female).sum().cast(pl.Int64).alias("female"),
        (text & male).sum().cast(pl.Int64).alias("male"),
        (named & female).any().alias("named_female"),
        (named & male).any().alias("named_male"),
        (pl.col("gender_source") == "conflict").sum().cast(pl.Int64).alias("torn"),
        *(
            ((pl.col("gender_source") == source) & (pl.col("gender") == gender))
            .sum()
            .cast(pl.Int64)
            .alias(f"{gender} by {source}")
            for gender in ("female", "male")
            for source in SAID
        ),
    )
    says_female = pl.col("female") > pl.col("male") + pl.col("torn")
    says_male = pl.col("male") > pl.col("female") + pl.col("torn")
    silent = (pl.col("female") == 0) & (pl.col("male") == 0) & (pl.col("torn") == 0)
    one_name = silent & (pl.col("named_female") != pl.col("named_male"))
    torn = ~silent | (pl.col("named_female") & pl.col("named_male"))
    return votes.select(
        "entity_id",
        pl.when(says_female | (one_name & pl.col("named_female")))
        .then(pl.lit("female"))
        .when(says_male | (one_name & pl.col("named_male")))
        .then(pl.lit("male"))
        .otherwise(pl.lit("unknown"))
        .alias("gender"),
        pl.when(says_female)
        .then(_commonest("female"))
        .when(says_male)
        .then(_commonest("male"))
        .when(one_name)
        .then(pl.lit("first_name"))
        .when(torn)
        .then(pl.lit("conflict"))
        .otherwise(pl.lit("none"))
        .alias("gender_source"),
    )


def _commonest(gender: str) -> pl.Expr:
    """The source that most articles have for this gender; of equal ones the surest."""
    pronoun, address, role = (pl.col(f"{gender} by {source}") for source in SAID)
    return (
        pl.when((pronoun >= address) & (pronoun >= role))
        .then(pl.lit("pronoun"))
        .when(address >= role)
        .then(pl.lit("address"))
        .otherwise(pl.lit("role"))
    )
