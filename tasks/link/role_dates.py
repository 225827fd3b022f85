"""Roles that an article gives no name to: who held them at that date.

"Der Außenminister" of 2021 is not the one of 2026. A role resolves when exactly one person is
known to hold it around the article's date; of a role that many hold at once only where a place
narrows it.
"""

from __future__ import annotations

import polars as pl

from tasks.link.roles import is_office

SLACK_DAYS = 90
"""A role is taken to be held so many days before it is first seen and after it is last seen."""

_KEY = ["role", "place"]


def resolve_roles(role_mentions: pl.DataFrame, holders: pl.DataFrame) -> pl.DataFrame:
    """`mention_id` and `entity_id` of every role mention that exactly one person fits.

    `role_mentions`: `mention_id`, `role`, `place`, `gender`, `day` (null or of a year alone: not
    resolved, so leave these out). `holders`: `entity_id`, `role`, `place`, `first_seen`,
    `last_seen`, `gender`, `family`, `local` (a person who stays in one article: never the answer,
    but another surname among them means that another person held the role, too).
    """
    asked = _asked(role_mentions)
    spans = _spans(holders, asked)
    answers = []
    for gender, other in (("female", "male"), ("male", "female"), ("unknown", None)):
        asking = asked.filter(pl.col("gender") == gender)
        fitting = spans if other is None else spans.filter(pl.col("gender") != other)
        answers.append(_only_holder(asking, fitting))
    return (
        pl.concat(answers)
        .join(spans.select("holder", "entity_id").unique(), on="holder")
        .filter(pl.col("entity_id").is_not_null())
        .select("mention_id", "entity_id")
    )


def _asked(role_mentions: pl.DataFrame) -> pl.DataFrame:
    roles = role_mentions["role"].unique()
    offices = roles.filter(pl.Series([is_office(role) for role in roles], dtype=pl.Boolean))
    return role_mentions.filter(
        pl.col("day").is_not_null(),
        pl.col("place").is_not_null() | pl.col("role").is_in(offices.implode()),
    ).with_columns(pl.col("place").fill_null(""), pl.col("day").cast(pl.Int32))


def _spans(holders: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """When whom holds a role: `holder` (a number), its key, `gender`, `start`, `end` (days).

    Persons who stay in their articles are one holder a surname, and none where somebody who is
    known has it; such a holder's `entity_id` is null.
    """
    dated = holders.filter(pl.col("first_seen").is_not_null()).with_columns(
        pl.col("place").fill_null("")
    )
    dated = dated.join(asked.select(_KEY).unique(), on=_KEY, how="semi")
    known = dated.filter(~pl.col("local"))
    others = (
        dated.filter("local")
        .join(known, on=[*_KEY, "family"], how="anti")
        .group_by([*_KEY, "family"])
        .agg(
            pl.lit(None, pl.String).alias("entity_id"),
            pl.lit("unknown").alias("gender"),
            pl.col("first_seen").min(),
            pl.col("last_seen").max(),
        )
    )
    columns = [*_KEY, "family", "entity_id", "gender", "first_seen", "last_seen"]
    return (
        pl.concat([known.select(columns), others.select(columns)])
        .sort(columns)
        .with_columns(
            pl.struct("family", "entity_id").rank("dense").cast(pl.Int64).alias("holder"),
            (pl.col("first_seen").cast(pl.Int32) - SLACK_DAYS).alias("start"),
            (pl.col("last_seen").cast(pl.Int32) + SLACK_DAYS + 1).alias("end"),
        )
    )


def _only_holder(asking: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """`mention_id` and `holder` of every mention whose day lies in the span of exactly one.

    Holders who have begun by a day, less those who have ended, are those of the day; where their
    number is one, so is the sum of their numbers the holder's. So no pairs need be made.
    """
    begun = _running(spans.select(*_KEY, "holder", pl.col("start").alias("day")), "begun")
    ended = _running(spans.select(*_KEY, "holder", pl.col("end").alias("day")), "ended")
    of_day = asking.select("mention_id", *_KEY, "day").sort("day")
    for running in (begun, ended):
        of_day = of_day.join_asof(
            running, on="day", by=_KEY, strategy="backward", check_sortedness=False
        )
    of_day = of_day.with_columns(pl.selectors.matches("begun|ended").fill_null(0))
    return of_day.filter(pl.col("begun") - pl.col("ended") == 1).select(
        "mention_id", (pl.col("begun holders") - pl.col("ended holders")).alias("holder")
    )


def _running(events: pl.DataFrame, name: str) -> pl.DataFrame:
    return (
        events.sort("day")
        .select(
            *_KEY,
            "day",
            pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over(_KEY).alias(name),
            pl.col("holder").cum_sum().over(_KEY).alias(f"{name} holders"),
        )
        .group_by([*_KEY, "day"])
        .agg(pl.all().last())
        .sort("day")
    )
