"""What a report says: its period, its figures, and the rows of its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from tasks.report.limits import Limits
from tasks.report.period import Period, choose_period
from tasks.report.question import Row, ask, question, rows
from tasks.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Contents:
    """All that is asked once for the whole report.

    `frames` has the rows of every table by its name; `run` is the last run that changed
    something, or empty; `voices` are those who get a page.
    """

    period: Period
    run: Row
    figures: Row
    frames: Mapping[str, pl.DataFrame]
    voices: list[Row]


def read_contents(reader: Reader, limits: Limits) -> Contents:
    """Ask the warehouse; makes the temporary tables that later questions build on."""
    (chosen,) = rows(ask(reader, "choose_period"))
    period = choose_period(chosen["last_month"], chosen["articles_in_last_month"])
    bounds = {
        "since": period.since,
        "until": period.until,
        "since_before": period.since_before,
        "until_before": period.until_before,
        "everything": period.everything,
    }
    reader.prepare(question("prepare"), bounds)
    (figures,) = rows(ask(reader, "figures"))
    return Contents(
        period=period,
        run=next(iter(rows(ask(reader, "runs"))), {}),
        figures=figures,
        frames={
            "articles": ask(reader, "articles"),
            "quotes": ask(reader, "quotes"),
            "people": ask(reader, "speakers", label="PER"),
            "organisations": ask(reader, "speakers", label="ORG"),
            "talks_about": ask(reader, "talks_about", **bounds),
            "talks_about_quotes": ask(reader, "talks_about_quotes"),
            "gender": ask(reader, "gender", months=limits.months),
            "speakers_by_month": ask(reader, "speakers_by_month"),
            "months": ask(reader, "months", months=limits.months),
            "new_voices": ask(reader, "new_voices", **bounds),
            "unread": ask(reader, "unread"),
            "unresolved": ask(reader, "unresolved"),
        },
        voices=rows(ask(reader, "voices", voices=limits.voices)),
    )
