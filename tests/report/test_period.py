from datetime import date

import pytest

from tasks.report.period import choose_period


def test_a_full_month_is_compared_with_the_one_before() -> None:
    period = choose_period(date(2020, 1, 1), date(2026, 1, 1), 400)
    assert (period.since, period.until) == (date(2026, 1, 1), date(2026, 1, 1))
    assert (period.since_before, period.until_before) == (date(2025, 12, 1), date(2025, 12, 1))
    assert period.months == 1


def test_a_month_with_few_articles_makes_it_a_year() -> None:
    period = choose_period(date(2024, 5, 1), date(2024, 6, 1), 3)
    assert (period.since, period.until) == (date(2023, 7, 1), date(2024, 6, 1))
    assert (period.since_before, period.until_before) == (date(2022, 7, 1), date(2023, 6, 1))
    assert period.months == 12


def test_a_month_that_has_all_articles_is_the_period() -> None:
    period = choose_period(date(2024, 6, 1), date(2024, 6, 1), 3)
    assert (period.since, period.months) == (date(2024, 6, 1), 1)


def test_without_any_month_everything_is_the_period() -> None:
    assert choose_period(None, None, 0).everything


@pytest.mark.parametrize("last", [date(1, 1, 1), date(1, 6, 1), date(9999, 12, 1)])
def test_the_ends_of_the_calendar_have_a_period(last: date) -> None:
    assert choose_period(date(1, 1, 1), last, 1).until == last
