"""A surname alone in an article: whether it means a person whom other articles name in full.

It does when exactly one known person of that surname has the same role, or keeps the same
company, in an article near in time, and nothing speaks against it. Else it stays in its article.
"""

from __future__ import annotations

import polars as pl

from tasks.link.appearances import COMPANY, NEAR_DAYS
from tasks.link.contradictions import FITS, without_contradictions
from tasks.link.fullnames import local_id
from tasks.link.names import LINKS
from tasks.link.roles import is_office

_SHOWN = 3
_NOBODY = "no known person of this surname fits"
_APART = "the article names a person of this surname in full and tells the two apart"
_TWICE = "the article tells two persons of this surname apart"


def families_in_question(names: pl.DataFrame) -> pl.Series:
    """Surnames, by their sound, that stand alone in one article and in a full name elsewhere."""
    persons = names.filter(pl.col("label") == "PER")
    alone = persons.filter(~pl.col("is_full"))["family"].unique()
    full = persons.filter("is_full")["family"].unique()
    return alone.filter(alone.is_in(full.implode())).sort()


def link_surnames(
    alone: pl.DataFrame,
    known: pl.DataFrame,
    roles: pl.DataFrame,
    domains: pl.DataFrame,
    company: pl.DataFrame,
) -> pl.DataFrame:
    """Links of surnames alone.

    `alone` and `known` are frames of names, `known` of full names with their `entity_id`. `roles`
    has `article_entity_id`, `role`, `place`; `domains` is that of `domains_of`; `company` must
    hold all articles of both.
    """
    apart = _kept_apart(alone, known)
    asking = alone.filter(~pl.col("article_entity_id").is_in(apart.implode()))
    shared = _shared_company(asking, known, company)
    fits = pl.concat([_by_role(asking, known, roles, shared), _by_company(shared)])
    fits = without_contradictions(fits, asking, known, domains)
    chosen = fits.group_by("article_entity_id").agg(
        pl.col("entity_id").n_unique().alias("fitting"),
        pl.col("entity_id").min(),
        # Roles sort before company.
        pl.col("method", "evidence").sort_by("rank").first(),
    )
    links = alone.select("article_entity_id", "article_id", "key").join(
        chosen, on="article_entity_id", how="left"
    )
    twice = (pl.col("fitting") == 1) & (pl.len().over("article_id", "entity_id") > 1)
    linked = (pl.col("fitting") == 1) & ~twice
    links = links.with_columns(
        linked.fill_null(value=False).alias("linked"),
        pl.when(pl.col("article_entity_id").is_in(apart.implode()))
        .then(pl.lit(_APART))
        .when(twice)
        .then(pl.lit(_TWICE))
        .when(pl.col("fitting") > 1)
        .then(pl.format("{} known persons of this surname fit", "fitting"))
        .otherwise(pl.lit(_NOBODY))
        .alias("why not"),
    )
    local = links.filter(~pl.col("linked"))
    return pl.concat(
        [
            links.filter("linked").select(LINKS.names()),
            local.select(
                "article_entity_id",
                pl.Series(
                    "entity_id",
                    [
                        local_id(key, article_entity_id)
                        for key, article_entity_id in local.select(
                            "key", "article_entity_id"
                        ).iter_rows()
                    ],
                    pl.String,
                ),
                pl.lit("local").alias("method"),
                pl.col("why not").alias("evidence"),
            ),
        ]
    )


_COMPANY_KEPT = (pl.col("names") >= COMPANY) & (pl.col("persons") > 0)


def _same_surname(frame: pl.DataFrame) -> pl.DataFrame:
    """Pairs of one sound that are one spelling, too, unless the known person's has several."""
    return frame.filter((pl.col("surname") == pl.col("surname_known")) | pl.col("foreign_known"))


def _kept_apart(alone: pl.DataFrame, known: pl.DataFrame) -> pl.Series:
    """Surnames alone in articles that name somebody of that surname in full."""
    pairs = alone.select("article_entity_id", "article_id", "family", "surname").join(
        known.select(
            "article_id",
            "family",
            pl.col("surname").alias("surname_known"),
            pl.col("foreign").alias("foreign_known"),
        ),
        on=["article_id", "family"],
    )
    return _same_surname(pairs)["article_entity_id"].unique()


def _seen(known: pl.DataFrame) -> pl.DataFrame:
    """Dated appearances of known persons, under the names that a join with others needs."""
    return known.filter(pl.col("day").is_not_null()).select(
        "family",
        "entity_id",
        pl.col("article_entity_id").alias("article_entity_id_known"),
        pl.col("article_id").alias("article_id_known"),
        pl.col("surname").alias("surname_known"),
        pl.col("foreign").alias("foreign_known"),
        "day",
    )


def _nearest(pairs: pl.DataFrame, seen: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """The pairs (with a `day`) of which something is seen that agrees in `by` and near in time.

    Of several that are equally near the first row of `seen` counts, or the last.
    """
    return (
        pairs.sort("day")
        .join_asof(
            seen.sort("day", maintain_order=True).with_columns(pl.col("day").alias("day_known")),
            on="day",
            by=by,
            strategy="nearest",
            tolerance=NEAR_DAYS,
            check_sortedness=False,
        )
        .filter(pl.col("day_known").is_not_null())
    )


def _shared_company(
    asking: pl.DataFrame, known: pl.DataFrame, company: pl.DataFrame
) -> pl.DataFrame:
    """Surnames and persons who have company in common near in time.

    `article_entity_id`, `entity_id`, `names` (how many), `persons` (how many of them), `some`
    (a few of them, as the article writes them). This is the widest join of all, so it is made of
    numbers: rows of `asking` and of the persons, and hashes of items.
    """
    askers = asking.with_row_index("asker")
    persons = known.select("entity_id").unique().sort("entity_id").with_row_index("known")
    items = company.select("article_id", pl.col("item").hash(), "person")
    around = (
        askers.filter(pl.col("day").is_not_null())
        .select("asker", "article_id", "family", "surname", "day")
        .join(items.select("article_id", "item"), on="article_id")
        .drop("article_id")
    )
    seen = (
        _seen(known)
        .join(persons, on="entity_id")
        .join(
            items.select(pl.col("article_id").alias("article_id_known"), "item"),
            on="article_id_known",
        )
        .select("family", "item", "known", "surname_known", "foreign_known", "day")
    )
    kept = seen.drop("day").unique()
    pairs = _same_surname(around.join(kept, on=["family", "item"]))
    near = _nearest(
        pairs.select("asker", "item", "known", "day").unique(),
        seen.select("known", "item", "day").unique(),
        ["known", "item"],
    ).select("asker", "known", "item")
    counted = (
        near.join(items.select("item", "person").unique(), on="item")
        .group_by("asker", "known")
        .agg(
            pl.len().cast(pl.Int64).alias("names"),
            pl.col("person").sum().cast(pl.Int64).alias("persons"),
        )
    )
    some = (
        near.join(counted.filter(_COMPANY_KEPT), on=["asker", "known"], how="semi")
        .join(askers.select("asker", "article_id"), on="asker")
        .join(company.with_columns(pl.col("item").hash()), on=["article_id", "item"])
        .group_by("asker", "known")
        .agg(
            pl.col("name")
            .sort_by("person", "name", descending=[True, False])
            .head(_SHOWN)
            .alias("some")
        )
    )
    return (
        counted.join(some, on=["asker", "known"], how="left")
        .join(askers.select("asker", "article_entity_id"), on="asker")
        .join(persons, on="known")
        .select("article_entity_id", "entity_id", "names", "persons", "some")
    )


def _by_company(shared: pl.DataFrame) -> pl.DataFrame:
    return (
        shared.filter((pl.col("names") >= COMPANY) & (pl.col("persons") > 0))
        .select(
            "article_entity_id",
            "entity_id",
            pl.lit(1).alias("rank"),
            pl.lit("surname_by_company").alias("method"),
            pl.format(
                "in the company of {} same names: {}", "names", pl.col("some").list.join(", ")
            ).alias("evidence"),
        )
        .select(FITS)
    )


def _by_role(
    asking: pl.DataFrame, known: pl.DataFrame, roles: pl.DataFrame, shared: pl.DataFrame
) -> pl.DataFrame:
    """Persons who have the same role in the same place near in time.

    A role that many have at once (mayor, coach) needs a place, or one name of the same company.
    """
    placed = roles.select("article_entity_id", "role", pl.col("place").fill_null("")).unique()
    wanted = (
        asking.filter(pl.col("day").is_not_null())
        .select("article_entity_id", "family", "surname", "day")
        .join(placed, on="article_entity_id")
    )
    seen = _seen(known).join(
        placed.rename({"article_entity_id": "article_entity_id_known"}),
        on="article_entity_id_known",
    )
    held = seen.select(
        "family", "role", "place", "entity_id", "surname_known", "foreign_known"
    ).unique()
    pairs = _same_surname(wanted.join(held, on=["family", "role", "place"]))
    near = _nearest(
        pairs.unique(["article_entity_id", "role", "place", "entity_id"], keep="any"),
        seen.sort("article_entity_id_known").select(
            "entity_id", "role", "place", "day", "article_id_known"
        ),
        ["entity_id", "role", "place"],
    )
    roles_asked = near["role"].unique()
    offices = roles_asked.filter(pl.Series([is_office(r) for r in roles_asked], dtype=pl.Boolean))
    return (
        near.join(shared, on=["article_entity_id", "entity_id"], how="left")
        .filter(
            (pl.col("place") != "")
            | pl.col("role").is_in(offices.implode())
            | (pl.col("names").fill_null(0) > 0)
        )
        .sort("role", "place")
        .select(
            "article_entity_id",
            "entity_id",
            pl.lit(0).alias("rank"),
            pl.lit("surname_by_role").alias("method"),
            pl.format(
                "same role, {}, in article {}",
                pl.concat_str(
                    "role",
                    pl.when(pl.col("place") != "")
                    .then(pl.format(" ({})", "place"))
                    .otherwise(pl.lit("")),
                ),
                "article_id_known",
            ).alias("evidence"),
        )
        .unique(["article_entity_id", "entity_id"], keep="first", maintain_order=True)
        .select(FITS)
    )
