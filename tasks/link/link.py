"""Linking as one pure function of rows: every article entity gets its entity.

The warehouse does the same in parts (tasks/resolve/task.py), so that memory is bounded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from tasks.link.corrected import Corrected, correct
from tasks.link.corrections import Correction
from tasks.link.entities import describe, roles_over_time
from tasks.link.links import articles_in_question, link_names
from tasks.link.names import DAY, company_of, names_of
from tasks.link.role_dates import resolve_roles


@dataclass(frozen=True, slots=True)
class Linked:
    """Rows of tables, in no particular order.

    `entity_links`, `entities`, `entity_roles`, `quote_speakers` and `corrections` are those
    tables; `role_links` has `mention_id` and `entity_id` of each role mention that is resolved.
    """

    entity_links: pl.DataFrame
    entities: pl.DataFrame
    entity_roles: pl.DataFrame
    role_links: pl.DataFrame
    quote_speakers: pl.DataFrame
    corrections: pl.DataFrame


def link(rows: Mapping[str, pl.DataFrame], corrections: Sequence[Correction] = ()) -> Linked:
    """Link all rows of `articles` and of the tables that annotation fills, by table.

    The result depends neither on the order of rows nor on when an article arrived.
    """
    articles, article_entities = rows["articles"], rows["article_entities"]
    roles = rows["article_roles"]
    names = names_of(articles, article_entities)
    company = company_of(names, articles_in_question(names, roles))
    links = link_names(names, roles.select("article_entity_id", "role", "place"), company)
    paths = articles.select(
        "article_id", pl.col("path") if "path" in articles.columns else pl.lit("").alias("path")
    )
    corrected = correct(
        corrections,
        names.join(links, on="article_entity_id").join(paths, on="article_id"),
        frozenset(rows["quotes"]["quote_id"]),
    )
    links = pl.concat(
        [links.join(corrected.links, on="article_entity_id", how="anti"), corrected.links]
    )
    ids = links.select("article_entity_id", "entity_id", "method")
    entities = with_corrections(describe(names.join(ids, on="article_entity_id")), corrected)
    dated = articles.select("article_id", "published_on")
    entity_roles = roles_over_time(
        roles.join(ids, on="article_entity_id").join(dated, on="article_id")
    )
    families = names.join(ids, on="article_entity_id")
    role_links = resolve_roles(
        askable(rows["role_mentions"], articles), holders(entity_roles, entities, families)
    )
    return Linked(
        entity_links=links,
        entities=entities,
        entity_roles=entity_roles,
        role_links=role_links,
        quote_speakers=_speakers(rows, links, role_links, corrected),
        corrections=corrected.outcomes,
    )


def link_alone(rows: Mapping[str, pl.DataFrame]) -> Linked:
    """Link the rows of one article as if the warehouse held nothing else and no corrections."""
    return link(rows)


def with_corrections(entities: pl.DataFrame, corrected: Corrected) -> pl.DataFrame:
    """Rows of `entities` with the names, labels and genders that people have set."""
    named, gendered = dict(corrected.names), dict(corrected.genders)
    labelled = dict(corrected.labels)
    entity_id, is_set = pl.col("entity_id"), pl.col("entity_id").is_in(list(gendered))
    return (
        entities.with_columns(
            _replaced("name", named), _replaced("label", labelled), _replaced("gender", gendered)
        )
        .with_columns(
            pl.when(is_set)
            .then(pl.lit("correction"))
            .otherwise(pl.col("gender_source"))
            .alias("gender_source")
        )
        .with_columns(
            pl.when(entity_id.is_in(list(labelled)))
            .then(pl.lit(value))
            .otherwise(pl.col(column))
            .alias(column)
            for column, value in (("gender", "unknown"), ("gender_source", "none"))
        )
    )


def askable(role_mentions: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Role mentions of articles whose date is known to the day or month, with their `day`."""
    days = articles.filter(pl.col("date_precision").is_in(["day", "month"])).select(
        "article_id", DAY
    )
    return role_mentions.join(days, on="article_id").select(
        "mention_id", "role", "place", "gender", "day"
    )


def holders(
    entity_roles: pl.DataFrame, entities: pl.DataFrame, members: pl.DataFrame
) -> pl.DataFrame:
    """Who holds which role, for `resolve_roles`; `members` are names with `entity_id`, `method`."""
    persons = members.group_by("entity_id").agg(
        pl.col("family").sort_by(~pl.col("is_full"), "family").first(),
        (pl.col("method") == "local").all().alias("local"),
    )
    return entity_roles.join(
        entities.filter(pl.col("label") == "PER").select("entity_id", "gender"), on="entity_id"
    ).join(persons, on="entity_id")


def _replaced(column: str, values: Mapping[str, str]) -> pl.Expr:
    return (
        pl.col("entity_id")
        .replace_strict(dict(values), default=pl.col(column), return_dtype=pl.String)
        .alias(column)
        if values
        else pl.col(column)
    )


def _speakers(
    rows: Mapping[str, pl.DataFrame],
    links: pl.DataFrame,
    role_links: pl.DataFrame,
    corrected: Corrected,
) -> pl.DataFrame:
    """Rows of `quote_speakers`: the surest mention of each speaker of a quotation.

    A speaker whom a correction names has the mention that is nearest to the quotation, if any.
    """
    said = rows["article_speakers"].select(
        "quote_id", "mention_id", "article_entity_id", "method", "confidence"
    )
    named = said.join(links.select("article_entity_id", "entity_id"), on="article_entity_id")
    by_role = said.filter(pl.col("article_entity_id").is_null()).join(role_links, on="mention_id")
    columns = ["quote_id", "entity_id", "mention_id", "method", "confidence"]
    found = pl.concat(
        [
            named.select(columns),
            by_role.with_columns(pl.lit("role_by_date").alias("method")).select(columns),
        ]
    )
    best = (
        found.sort("confidence", "mention_id", descending=[True, False])
        .unique(["quote_id", "entity_id"], keep="first", maintain_order=True)
        .filter(~pl.col("quote_id").is_in(list(corrected.speakers)))
    )
    return pl.concat([best, _corrected_speakers(rows, links, corrected, columns)])


def _corrected_speakers(
    rows: Mapping[str, pl.DataFrame],
    links: pl.DataFrame,
    corrected: Corrected,
    columns: list[str],
) -> pl.DataFrame:
    pairs = [(quote, entity) for quote, ids in corrected.speakers.items() for entity in ids]
    speakers = pl.DataFrame(
        pairs, schema={"quote_id": pl.String, "entity_id": pl.String}, orient="row"
    )
    mentions = (
        rows["mentions"]
        .join(links, on="article_entity_id")
        .select("article_id", "entity_id", "mention_id", pl.col("start_char").alias("at"))
    )
    nearest = (
        speakers.join(rows["quotes"], on="quote_id")
        .join(mentions, on=["article_id", "entity_id"])
        .sort((pl.col("at") - pl.col("start_char")).abs(), "mention_id")
        .unique(["quote_id", "entity_id"], keep="first", maintain_order=True)
    )
    return speakers.join(
        nearest.select("quote_id", "entity_id", "mention_id"),
        on=["quote_id", "entity_id"],
        how="left",
    ).select(*columns[:3], pl.lit("correction").alias("method"), pl.lit(1.0).alias("confidence"))
