"""The report in a few lines, for the Prefect UI."""

from __future__ import annotations

from typing import Any

import polars as pl

from tasks.console.escape import shown
from tasks.report.contents import Contents
from tasks.report.period import Period

_SHOWN = 20
# Characters that Markdown would read as more than themselves.
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]()<>#|~!&"})


def headlines(contents: Contents) -> str:
    """The period's figures as Markdown; names in it stay text."""
    figures, frames = contents.figures, contents.frames
    people = frames["people"].filter(pl.col("quotes") > 0)
    women, men = (people.filter(pl.col("gender") == g).height for g in ("female", "male"))
    before = {
        of: "" if contents.period.everything else f" (before: {figures[f'{of}_before']})"
        for of in ("articles", "quotes")
    }
    lines = [
        ("articles", f"{figures['articles']}{before['articles']}"),
        ("quotations", f"{figures['quotes']}{before['quotes']}"),
        ("quoted people", f"{figures['people']}, of known gender {women} women and {men} men"),
        ("new voices", f"{frames['new_voices'].height}{_names(frames['new_voices'])}"),
        ("quotations without a known speaker", f"{figures['quotes_without_speaker']}"),
        ("files that could not be read", f"{figures['files_rejected']}"),
    ]
    table = "\n".join(f"| {label} | {said} |" for label, said in lines)
    return f"# {_period(contents.period)}\n\n| | |\n| --- | --- |\n{table}\n"


def most_quoted(contents: Contents) -> list[dict[str, Any]]:
    """Rows of a table: people, quotations, share and the share before."""
    people = contents.frames["people"].filter(pl.col("quotes") > 0).head(_SHOWN)
    return [
        {
            "name": shown(row["name"]),
            "role": shown(row["role"] or ""),
            "quotations": row["quotes"],
            "words": row["words"],
            "share": _percent(row["share"]),
            "share before": _percent(row["share_before"]),
        }
        for row in people.iter_rows(named=True)
    ]


def _period(period: Period) -> str:
    if period.everything:
        return "All articles (no month is known)"
    if period.months == 1:
        return f"{period.until:%Y-%m}, compared with {period.until_before:%Y-%m}"
    return (
        f"{period.since:%Y-%m} to {period.until:%Y-%m}, compared with "
        f"{period.since_before:%Y-%m} to {period.until_before:%Y-%m}"
    )


def _names(voices: pl.DataFrame) -> str:
    names = [shown(name).translate(_MARKS) for name in voices["name"].head(5)]
    return f": {', '.join(names)}" + (" …" if voices.height > len(names) else "") if names else ""


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"
