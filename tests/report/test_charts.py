"""What a chart leaves out, and how much room it takes."""

import re
from datetime import date

from tasks.report.charts import bars, shares


def test_a_chart_of_few_months_needs_no_more_room_than_a_phone_has() -> None:
    few, many = ([date(2024, month, 1) for month in range(1, n + 1)] for n in (1, 12))
    narrow, wide = (str(bars(months, [1] * len(months), name="x")) for months in (few, many))
    assert re.search(r'class="[^"]*\bnarrow\b', narrow)
    assert 'viewBox="0 0 420 ' in narrow
    assert not re.search(r'class="[^"]*\bnarrow\b', wide)


def test_a_month_without_any_woman_is_a_point_and_not_nothing() -> None:
    january = date(2024, 1, 1)
    assert "No data" not in (shares([january], [(0.0, 0.0, 0.4)], name="a") or "")
    assert shares([january], [None], name="a") is None
    assert bars([january], [0], name="a") is None
    assert bars([], [], name="a") is None
