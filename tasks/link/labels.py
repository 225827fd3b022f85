"""The label of a name across articles: one, unless an article tells that a person is meant.

Which label an article gives a name is a guess of its own, and a name that is a body in one article
is seldom a place in another. So the label that most articles give holds in all. A surname alone is
the exception: the Herr Essen of one article makes no person of the city.
"""

from __future__ import annotations

import polars as pl

from tasks.link.genders import SAID
from tasks.link.keys import name_key

# Which of two labels holds that equally many articles give; before all, a person of several words.
_RANKS = {"ORG": 1, "LOC": 2, "PER": 3, "MISC": 4}
_RANK = (
    pl.when((pl.col("label") == "PER") & pl.col("name").str.contains(" "))
    .then(0)
    .otherwise(pl.col("label").replace_strict(_RANKS, return_dtype=pl.Int32))
)

IS_TOLD = (
    (pl.col("label") == "PER")
    & ~pl.col("is_full")
    & (pl.col("gender_source").is_in(SAID) | pl.col("birth_year").is_not_null() | pl.col("roled"))
)
"""Whether the article tells that a surname alone is a person's: by a form of address, a pronoun,
an age, or a role (`roled`)."""


def labels_of(different: pl.DataFrame) -> pl.DataFrame:
    """The frame of different names with the label `known` that each has across articles.

    `different` has `name`, `label`, `told` (`IS_TOLD`) and `articles`, the number of article
    entities that are so. Spellings of one name have one label.
    """
    names = different["name"].unique()
    spellings = pl.DataFrame(
        {"name": names, "spelling": [name_key(name, "ORG").key for name in names]},
        schema={"name": pl.String, "spelling": pl.String},
    )
    spelled = different.join(spellings, on="name")
    most = (
        spelled.group_by("spelling", "label")
        .agg(pl.col("articles").cast(pl.Int64).sum(), _RANK.min().alias("rank"))
        .sort("spelling", -pl.col("articles"), "rank")
        .group_by("spelling", maintain_order=True)
        .agg(pl.col("label").first().alias("most"))
    )
    return (
        spelled.join(most, on="spelling")
        .with_columns(
            pl.when("told").then(pl.col("label")).otherwise(pl.col("most")).alias("known")
        )
        .select(*different.columns, "known")
    )
