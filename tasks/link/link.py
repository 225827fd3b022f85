"""Linking: every article entity gets its entity, wherever the names lie and come from.

Names come in parts, so that memory holds one at a time; into how many they are cut changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

import polars as pl

from tasks.link.corrected import Corrected, correct, ids_named, keys_named, quotes_named
from tasks.link.corrections import Correction
from tasks.link.entities import describe, roles_over_time
from tasks.link.links import articles_in_question, link_names
from tasks.link.names import DAY
from tasks.link.role_dates import resolve_roles


class RoleMentions(NamedTuple):
    """Roles that an article gives no name to, and who may have held them.

    `mentions` are rows of `role_mentions`; `articles` has theirs; `roles` are rows of
    `entity_roles` with such roles, `entities` those of their holders, and `members` has
    `entity_id`, `method`, `is_full` and `family` of the holders' names.
    """

    mentions: pl.DataFrame
    articles: pl.DataFrame
    roles: pl.DataFrame
    entities: pl.DataFrame
    members: pl.DataFrame


class Names(Protocol):
    """The names of some articles in parts, and a place for what is decided of them.

    A part holds all names of a surname, or of a key, or none of them.
    """

    @property
    def parts(self) -> int:
        """How many there are; the methods that take a part are told its number, from 0."""

    def names(self, part: int) -> pl.DataFrame:
        """A frame of names (tasks/link/names.py)."""

    def roles(self, part: int) -> pl.DataFrame:
        """`article_entity_id`, `role` and `place` of these names."""

    def ask_company(self, articles: Iterable[pl.Series]) -> None:
        """Which articles' company will be wanted, part by part."""

    def company(self, part: int) -> pl.DataFrame:
        """What `company_of` gives for the articles that the part asked for."""

    def surroundings(self, part: int) -> pl.DataFrame:
        """`SURROUNDINGS` of the part's names that ask for their state."""

    def keep_links(self, part: int, links: pl.DataFrame) -> None:
        """The part's names are linked (`LINKS`)."""

    def named(
        self, keys: Iterable[tuple[str, str]], ids: Sequence[str], quotes: Sequence[str]
    ) -> tuple[pl.DataFrame, frozenset[str]]:
        """Linked names of all entities with one of these keys or ids; which quotations exist."""

    def replace_links(self, links: pl.DataFrame) -> None:
        """Some names are linked otherwise; all links are known from here on."""

    def members(self, part: int) -> pl.DataFrame:
        """What `describe` takes, a part of the entities."""

    def roles_held(self, part: int) -> pl.DataFrame:
        """What `roles_over_time` takes, a part of the entities."""

    def keep_entities(self, part: int, entities: pl.DataFrame, roles: pl.DataFrame) -> None:
        """Rows of `entities` and `entity_roles`."""

    def role_mentions(self) -> RoleMentions:
        """Asked for when all entities are known."""

    def keep_rest(self, role_links: pl.DataFrame, corrected: Corrected) -> None:
        """Each resolved role mention's `mention_id` and `entity_id`; what corrections say."""


def link(names: Names, corrections: Sequence[Correction] = ()) -> None:
    """Link all names.

    What is kept depends neither on the order of rows nor on when an article arrived.
    """
    parts = range(names.parts)
    names.ask_company(articles_in_question(names.names(part), names.roles(part)) for part in parts)
    for part in parts:
        linked = link_names(
            names.names(part), names.roles(part), names.company(part), names.surroundings(part)
        )
        names.keep_links(part, linked)
    named, quotes = names.named(
        keys_named(corrections), ids_named(corrections), quotes_named(corrections)
    )
    corrected = correct(corrections, named, quotes)
    names.replace_links(corrected.links)
    for part in parts:
        entities = _with_corrections(describe(names.members(part)), corrected)
        names.keep_entities(part, entities, roles_over_time(names.roles_held(part)))
    asked = names.role_mentions()
    role_links = resolve_roles(
        _askable(asked.mentions, asked.articles),
        _holders(asked.roles, asked.entities, asked.members),
    )
    names.keep_rest(role_links, corrected)


def _with_corrections(entities: pl.DataFrame, corrected: Corrected) -> pl.DataFrame:
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
            pl.when(entity_id.is_in([one for one, label in labelled.items() if label != "PER"]))
            .then(pl.lit(value))
            .otherwise(pl.col(column))
            .alias(column)
            for column, value in (("gender", "unknown"), ("gender_source", "none"))
        )
    )


def _askable(role_mentions: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Role mentions of articles whose date is known to the day or month, with their `day`."""
    days = articles.filter(pl.col("date_precision").is_in(["day", "month"])).select(
        "article_id", DAY
    )
    return role_mentions.join(days, on="article_id").select(
        "mention_id", "role", "place", "gender", "day"
    )


def _holders(
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
