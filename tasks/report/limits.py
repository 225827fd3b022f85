"""How much a report renders."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so many of each; with these, 25,000 articles stay below 50 MB.

    `rows` are shown of a table, `downloads` are in its CSV and Parquet files. `cue_quotes` is the
    least number of quotations with cues of one class that is worth a word.
    """

    articles: int = 250
    voices: int = 200
    quotes_a_voice: int = 100
    related: int = 12
    rows: int = 1000
    downloads: int = 10_000
    ranking: int = 12
    matrix: int = 10
    months: int = 24
    news: int = 12
    pairs: int = 200
    share_voices: int = 8
    share_months: int = 12
    cue_voices: int = 100
    cue_quotes: int = 3
