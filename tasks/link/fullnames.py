"""Full names of persons in all articles, linked: those without a namesake by the name alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import polars as pl

from tasks.link.appearances import Appearance
from tasks.link.names import LINKS
from tasks.link.namesakes import BIRTH_YEARS, LIFE_DAYS, tell_apart
from tasks.link.roles import domain_of
from tasks.text.ids import make_id


def domains_of(roles: pl.DataFrame) -> pl.DataFrame:
    """The domains of article entities, `article_entity_id` and `domain`, from their roles."""
    roles_known = roles.select(pl.col("role").unique())
    return (
        roles.join(
            roles_known.with_columns(
                pl.Series("domain", map(domain_of, roles_known["role"]), pl.String)
            ),
            on="role",
        )
        .filter(pl.col("domain").is_not_null())
        .select("article_entity_id", "domain")
        .unique()
    )


def suspects_of(persons: pl.DataFrame, domains: pl.DataFrame) -> pl.Series:
    """Keys of full names of which something says that they may be several persons'."""
    marked = (
        persons.join(domains, on="article_entity_id")
        .group_by("key")
        .agg(pl.col("domain").n_unique().alias("found"))
    )
    spread = persons.group_by("key").agg(
        pl.col("birth_year").max().sub(pl.col("birth_year").min()).alias("years"),
        pl.col("day").max().sub(pl.col("day").min()).alias("days"),
    )
    twice = persons.group_by("article_id", "name").agg(pl.len(), pl.col("key").first())
    return (
        pl.concat(
            [
                marked.filter(pl.col("found") > 1)["key"],
                spread.filter((pl.col("years") > BIRTH_YEARS) | (pl.col("days") > LIFE_DAYS))[
                    "key"
                ],
                twice.filter(pl.col("len") > 1)["key"],
            ]
        )
        .unique()
        .sort()
    )


def link_full_names(
    persons: pl.DataFrame, domains: pl.DataFrame, suspects: pl.Series, company: pl.DataFrame
) -> pl.DataFrame:
    """Links of all full names of persons (a frame of names).

    `suspects` are those of `suspects_of`; `company` must hold all articles that name one of them.
    """
    suspected = pl.col("key").is_in(suspects.implode())
    plain = persons.filter(~suspected)
    keys = plain["key"].unique()
    ids = pl.DataFrame(
        {"key": keys, "entity_id": [make_id("entity", "PER", key) for key in keys]},
        schema={"key": pl.String, "entity_id": pl.String},
    )
    links = plain.join(ids, on="key").select(
        "article_entity_id",
        "entity_id",
        pl.lit("name").alias("method"),
        pl.lit(None, pl.String).alias("evidence"),
    )
    return pl.concat([links, _told_apart(persons.filter(suspected), domains, company)])


def _told_apart(
    persons: pl.DataFrame, domains: pl.DataFrame, company: pl.DataFrame
) -> pl.DataFrame:
    said: defaultdict[str, set[str]] = defaultdict(set)
    for article_entity_id, domain in domains.join(
        persons, on="article_entity_id", how="semi"
    ).iter_rows():
        said[article_entity_id].add(domain)
    around = _by_article(company.join(persons, on="article_id", how="semi"))
    groups: defaultdict[str, list[Appearance]] = defaultdict(list)
    columns = ("key", "article_entity_id", "article_id", "name", "day", "birth_year")
    for key, article_entity_id, article_id, name, day, birth_year in persons.select(
        columns
    ).iter_rows():
        others = {i: p for i, p in around.get(article_id, {}).items() if i != f"PER {key}"}
        groups[key].append(
            Appearance(
                article_entity_id,
                article_id,
                name,
                day,
                birth_year,
                frozenset(said.get(article_entity_id, ())),
                others,
            )
        )
    rows = [
        (
            article_entity_id,
            verdict.entity_id or local_id(key, article_entity_id),
            verdict.method,
            verdict.evidence,
        )
        for key, appearances in groups.items()
        for article_entity_id, verdict in tell_apart(key, appearances).items()
    ]
    return pl.DataFrame(rows, schema=LINKS, orient="row")


def local_id(key: str, article_entity_id: str) -> str:
    """The identifier of a person who stays in one article."""
    return make_id("entity", "PER", key, "article", article_entity_id)


def _by_article(company: pl.DataFrame) -> Mapping[str, Mapping[str, bool]]:
    found: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for article_id, item, person in company.select("article_id", "item", "person").iter_rows():
        found[article_id][item] = person
    return found
