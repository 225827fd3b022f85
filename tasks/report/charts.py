"""Charts as SVG that stands in a page: no script, no address, nothing random."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import pygal
from markupsafe import Markup
from pygal.style import Style

# pygal looks for its map plugins in a way that Python 3.11 warns of at every import after it. There
# are none here.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]

_WIDTH = 760
# Of a chart with so few months that its bars and figures are large enough on a phone.
_NARROW = 420
_INK = "#1c2430"
_STYLE = Style(
    background="transparent",
    plot_background="transparent",
    foreground=_INK,
    foreground_strong=_INK,
    foreground_subtle="#5b6675",
    guide_stroke_color="#c9d1db",
    major_guide_stroke_color="#c9d1db",
    font_family="inherit",
    label_font_size=13,
    major_label_font_size=13,
    value_font_size=12,
    colors=("#0b5a6b", "#8a3b12"),
    opacity="1",
    transition="0s",
)
_HALF = 0.5
# Months on the axis of bars, at least.
_FEWEST = 6


def bars(
    months: Sequence[date], counts: Sequence[int], *, name: str, height: int = 230
) -> Markup | None:
    """A bar a month; None where there is nothing to show, which the page says in its words.

    Months before the first fill the axis where there are few: a single bar would be a wall.
    """
    if not any(counts):
        return None
    before = [_earlier(months[0], back) for back in range(_FEWEST - len(months), 0, -1)]
    months, counts = [*before, *months], [*[0] * len(before), *counts]
    chart = _chart(pygal.Bar, name, months, height=height)
    chart.y_labels = _steps(max(counts, default=0))
    chart.add("", list(counts))
    return _svg(chart)


def shares(
    months: Sequence[date],
    points: Sequence[tuple[float, float, float] | None],
    *,
    name: str,
    height: int = 300,
) -> Markup | None:
    """A point a month between 0 and 1 with the bounds of its interval (share, low, high).

    None leaves a gap; None is returned where there would be nothing else.
    """
    if all(point is None for point in points):
        return None
    chart = _chart(pygal.Line, name, months, height=height, range=(0, 1), stroke=False, dots_size=5)
    chart.y_labels = [0, 0.25, _HALF, 0.75, 1]
    chart.y_labels_major = [_HALF]
    chart.value_formatter = lambda share: f"{share:.0%}"
    chart.add(
        "",
        [
            None
            if point is None
            else {"value": point[0], "ci": {"low": point[1], "high": point[2]}}
            for point in points
        ],
    )
    return _svg(chart)


def _earlier(month: date, back: int) -> date:
    """The month so many months before."""
    year, number = divmod(month.year * 12 + month.month - 1 - back, 12)
    return date(year, number + 1, 1)


def _steps(highest: int) -> list[int]:
    """Three to six whole numbers from 0 to above the highest."""
    step = next(
        size * 10**power
        for power in range(12)
        for size in (1, 2, 5)
        if highest <= 5 * size * 10**power
    )
    return list(range(0, highest + step, step)) if highest else [0, 1]


def _chart(kind: Any, name: str, months: Sequence[date], *, height: int, **options: Any) -> Any:
    narrow = len(months) <= _FEWEST
    chart = kind(
        js=[],
        style=_STYLE,
        width=_NARROW if narrow else _WIDTH,
        height=height,
        margin=6,
        # Half a label of the last month, whose point a line has at the very edge.
        margin_right=24,
        spacing=8,
        disable_xml_declaration=True,
        show_legend=False,
        show_minor_x_labels=False,
        truncate_label=-1,
        **options,
    )
    # It scopes the chart's style within the page.
    chart.uuid = name
    chart.x_labels = [f"{month:%m/%y}" for month in months]
    every = max(1, -(-len(months) // 12))
    chart.x_labels_major = chart.x_labels[::-1][::every]
    chart.add_xml_filter(_without_script)
    if narrow:
        chart.add_xml_filter(_narrow)
    return chart


def _without_script(root: Any) -> Any:
    """Without pygal's settings, its title and its tooltips' sources, which nothing reads here."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in ("script", "title", "desc") or not isinstance(child.tag, str):
                parent.remove(child)
    return root


def _narrow(root: Any) -> Any:
    """With the class by which the page gives it no more room than it needs."""
    root.set("class", f"{root.get('class', '')} narrow".strip())
    return root


def _svg(chart: Any) -> Markup:
    # pygal escapes what it is given; it is given numbers and months alone.
    return Markup(chart.render(is_unicode=True))
