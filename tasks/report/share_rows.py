"""Shares of the most quoted voices month by month, as a table small enough to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl


@dataclass(frozen=True, slots=True)
class Share:
    """Quotations of one voice in one month, and their share with its interval (0 to 1)."""

    quotes: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One voice; `shares` has the months in which it was quoted."""

    entity_id: str
    name: str
    shares: Mapping[date, Share]


def share_rows(
    shares: pl.DataFrame, *, voices: int, months: int
) -> tuple[list[date], list[ShareRow]]:
    """The last months that have any, the newest last as in charts, and who was quoted most."""
    shown = shares["month"].unique().sort(descending=True).head(months).to_list()
    recent = shares.filter(pl.col("month").is_in(shown))
    ranked = (
        recent.group_by("entity_id", "name")
        .agg(pl.col("quotes").sum(), pl.col("words").sum())
        .sort("quotes", "words", "name", "entity_id", descending=[True, True, False, False])
        .head(voices)
    )
    found: dict[str, dict[date, Share]] = {entity_id: {} for entity_id in ranked["entity_id"]}
    columns = ("entity_id", "month", "quotes", "share", "low", "high")
    for entity_id, month, *values in recent.select(columns).iter_rows():
        if entity_id in found:
            found[entity_id][month] = Share(*values)
    names = ranked.select("entity_id", "name").iter_rows()
    return shown[::-1], [ShareRow(entity_id, name, found[entity_id]) for entity_id, name in names]
