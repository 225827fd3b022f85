"""Linking of rows that lie in memory: of one article, as if there were no other, or of a few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from tasks.link.bodies import SURROUNDINGS
from tasks.link.corrected import Corrected
from tasks.link.corrections import Correction
from tasks.link.link import RoleMentions, link
from tasks.link.names import company_of, names_of


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


def link_rows(
    rows: Mapping[str, pl.DataFrame],
    corrections: Sequence[Correction] = (),
    *,
    countries: Mapping[str, str | None] | None = None,
) -> Linked:
    """Link all rows of `articles` and of the tables that annotation fills, by table.

    `countries` are those of the articles' outlets, as ISO 3166-1 codes, by `article_id`.
    """
    names = _InMemory(rows, countries or {})
    link(names, corrections)
    return Linked(
        entity_links=names.links,
        entities=names.entities,
        entity_roles=names.entity_roles,
        role_links=names.role_links,
        quote_speakers=_speakers(rows, names.links, names.role_links, names.corrected),
        corrections=names.corrected.outcomes,
    )


class _InMemory:
    """All names in one part."""

    parts = 1
    links: pl.DataFrame
    entities: pl.DataFrame
    entity_roles: pl.DataFrame
    role_links: pl.DataFrame
    corrected: Corrected
    _company: pl.DataFrame

    def __init__(
        self, rows: Mapping[str, pl.DataFrame], countries: Mapping[str, str | None]
    ) -> None:
        self._rows, self._countries = rows, countries
        self._articles = rows["articles"]
        self._names = names_of(self._articles, rows["article_entities"], rows["article_roles"])

    def names(self, part: int) -> pl.DataFrame:
        return self._names

    def roles(self, part: int) -> pl.DataFrame:
        return self._rows["article_roles"].select("article_entity_id", "role", "place")

    def ask_company(self, articles: Iterable[pl.Series]) -> None:
        (asked,) = articles
        self._company = company_of(self._names, asked)

    def company(self, part: int) -> pl.DataFrame:
        return self._company

    def surroundings(self, part: int) -> pl.DataFrame:
        countries = pl.DataFrame(
            list(self._countries.items()),
            schema={"article_id": pl.String, "country": pl.String},
            orient="row",
        )
        return (
            self._names.filter("asks")
            .join(self._articles.select("article_id", "text"), on="article_id")
            .join(countries, on="article_id", how="left")
            .select(SURROUNDINGS.names())
        )

    def keep_links(self, part: int, links: pl.DataFrame) -> None:
        self.links = links

    def named(
        self, keys: Iterable[tuple[str, str]], ids: Sequence[str], quotes: Sequence[str]
    ) -> tuple[pl.DataFrame, frozenset[str]]:
        has_path = "path" in self._articles.columns
        paths = self._articles.select(
            "article_id", (pl.col("path") if has_path else pl.lit("")).alias("path")
        )
        linked = self._names.join(self.links, on="article_entity_id").join(paths, on="article_id")
        return linked, frozenset(self._rows["quotes"]["quote_id"])

    def replace_links(self, links: pl.DataFrame) -> None:
        kept = self.links.join(links, on="article_entity_id", how="anti")
        self.links = pl.concat([kept, links])

    def members(self, part: int) -> pl.DataFrame:
        ids = self.links.select("article_entity_id", "entity_id", "method")
        return self._names.join(ids, on="article_entity_id")

    def roles_held(self, part: int) -> pl.DataFrame:
        ids = self.links.select("article_entity_id", "entity_id")
        dates = self._articles.select("article_id", "published_on")
        return (
            self._rows["article_roles"]
            .join(ids, on="article_entity_id")
            .join(dates, on="article_id")
        )

    def keep_entities(self, part: int, entities: pl.DataFrame, roles: pl.DataFrame) -> None:
        self.entities, self.entity_roles = entities, roles

    def role_mentions(self) -> RoleMentions:
        return RoleMentions(
            self._rows["role_mentions"],
            self._articles,
            self.entity_roles,
            self.entities,
            self.members(0),
        )

    def keep_rest(self, role_links: pl.DataFrame, corrected: Corrected) -> None:
        self.role_links, self.corrected = role_links, corrected


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
