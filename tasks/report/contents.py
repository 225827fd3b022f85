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
    period = choose_period(**chosen)
    bounds = {
        "since": period.since,
        "until": period.until,
        "since_before": period.since_before,
        "until_before": period.until_before,
        "everything": period.everything,
    }
    reader.prepare(question("prepare"), bounds)
    (figures,) = rows(ask(reader, "figures"))
    pairs = ask(reader, "pairs", pairs=limits.pairs, **bounds)
    cue_voices = ask(
        reader, "cue_voices", cue_voices=limits.cue_voices, cue_quotes=limits.cue_quotes
    )
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
            "shares": ask(reader, "shares", **bounds),
            "cues": ask(reader, "cues"),
            "cue_voices": cue_voices,
            "cue_quotes": ask(
                reader,
                "cue_quotes",
                cue_entities=cue_voices["entity_id"].to_list(),
                cue_classes=cue_voices["cue_class"].to_list(),
            ),
            "pairs": pairs,
            "pair_articles": ask(
                reader,
                "pair_articles",
                pair_entities=pairs["entity_id"].to_list(),
                pair_others=pairs["other_entity_id"].to_list(),
                pair_months=pairs["month"].to_list(),
            ),
            "trends": ask(reader, "trends", **bounds),
            "trend_articles": ask(reader, "trend_articles", **bounds),
            "new_voices": ask(reader, "new_voices", **bounds),
            "unread": ask(reader, "unread"),
            "unresolved": ask(reader, "unresolved"),
        },
        voices=rows(ask(reader, "voices", voices=limits.voices)),
    )
