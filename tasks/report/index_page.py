"""The first page: what the period brought."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from tasks.report.charts import bars, shares
from tasks.report.contents import Contents
from tasks.report.limits import Limits
from tasks.report.matrix import make_matrix
from tasks.report.question import Row, rows
from tasks.report.share_rows import share_rows
from tasks.report.site import Site
from tasks.report.tables import TABLES


def write_index_page(contents: Contents, site: Site, limits: Limits, *, made_at: datetime) -> None:
    """Write `index.html`."""
    frames = contents.frames
    months = frames["months"].sort("month")
    gender = months.select("month").join(frames["gender"], on="month", how="left").sort("month")
    people = frames["people"].filter(pl.col("quotes") > 0)
    share_months, shares_shown = share_rows(
        frames["shares"], voices=limits.share_voices, months=limits.share_months
    )
    site.write(
        "index.html",
        "index.html",
        period=contents.period,
        made_at=made_at,
        run=contents.run,
        figures=contents.figures,
        women=people.filter(pl.col("gender") == "female").height,
        men=people.filter(pl.col("gender") == "male").height,
        people=_first(people, limits.ranking),
        organisations=_first(frames["organisations"].filter(pl.col("quotes") > 0), limits.ranking),
        matrix=make_matrix(frames["talks_about"], limits.matrix),
        months_chart=bars(
            months["month"].to_list(), months["quotes"].to_list(), name="quotes-by-month"
        ),
        gender_chart=shares(
            gender["month"].to_list(),
            [
                None if share is None else (share, low, high)
                for share, low, high in gender.select("share_of_women", "low", "high").iter_rows()
            ],
            name="women-by-month",
        ),
        gender=_first(frames["gender"], limits.months),
        share_months=share_months,
        share_rows=shares_shown,
        cues=rows(frames["cues"].filter(pl.col("quotes") > 0)),
        cue_voices=_first(frames["cue_voices"], limits.news),
        pairs=_first(frames["pairs"], limits.ranking),
        rising=_first(frames["trends"].filter(pl.col("trend") == "rising"), limits.ranking),
        falling=_first(frames["trends"].filter(pl.col("trend") == "falling"), limits.ranking),
        new_voices=_first(frames["new_voices"], limits.news),
        new_voices_total=frames["new_voices"].height,
        newest=_first(frames["articles"], limits.news),
        unread=_reasons(frames["unread"]),
        unresolved=_reasons(frames["unresolved"]),
        tables=TABLES,
        limits=limits,
        totals={
            "articles": frames["articles"].height,
            "voices": frames["people"].height + frames["organisations"].height,
        },
    )


def _first(frame: pl.DataFrame, count: int) -> list[Row]:
    return rows(frame.head(count))


def _reasons(frame: pl.DataFrame) -> list[Row]:
    """How many rows a reason has, the most frequent first."""
    counted = frame.group_by("reason").agg(pl.len().alias("count"))
    return rows(counted.sort("count", "reason", descending=[True, False]))
