"""When an article appeared, however its source writes it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.read.hints import Hints
from tasks.read.moment import Moment, moment_of
from tasks.text.dates import UNDATED, Published

BERLIN = ZoneInfo("Europe/Berlin")
AT = datetime(2024, 5, 3, 14, 5, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "raw",
    [
        "2024-05-03T14:05:00+02:00",
        "2024-05-03T12:05:00Z",
        "2024-05-03T12:05:00.000Z",
        "2024-05-03T12:05:00.000000000Z",
        "2024-05-03T14:05:00+0200",
        "2024-05-03T14:05:00",
        "2024-05-03T14:05",
        "2024-05-03 14:05",
        "2024-05-03 14:05:00 +0200",
        "2024-05-03 12:05:00 UTC",
        "2024-05-03T14:05+02:00[Europe/Berlin]",
        "20240503T120500Z",
        "20240503T140500+0200",
        "20240503140500",
        "2024/05/03 14:05",
        "Fri, 03 May 2024 14:05:00 +0200",
        "Fri, 3 May 2024 12:05:00 GMT",
        "Fri, 03 May 2024 08:05:00 EDT",
        "Fr, 03 Mai 2024 14:05:00 +0200",
        "Fri May 03 12:05:00 +0000 2024",
        "Freitag, 3. Mai 2024, 14:05 Uhr",
        "Freitag, den 3. Mai 2024 um 14.05 Uhr",
        "Veröffentlicht am: 03.05.2024, 14:05 Uhr",
        "Stand: 03.05.2024 14:05 Uhr",
        "03.05.24 14:05",
        "03.05.2024 | 14:05",
        "3.5.2024 14:05 MESZ",
        "May 3, 2024 2:05 PM",
        "05/03/2024 2:05 PM",
        "03/05/2024 14:05",
        1714737900,
        1714737900000,
        1714737900.0,
        "1714737900",
        "1714737900000",
        "1714737900.0",
        datetime(2024, 5, 3, 14, 5),
        AT,
    ],
)
def test_a_moment_is_read_to_the_minute(raw: str | float | datetime) -> None:
    assert moment_of(raw) == Moment(AT, Published(date(2024, 5, 3), "day"))


@pytest.mark.parametrize(
    "raw",
    [
        "2024-05-03",
        "2024-05-03Z",
        "2024-05-03+02:00",
        "2024-05-03T00:00:00",
        "20240503",
        20240503,
        "3. Mai 2024",
        "Freitag, 3. Mai 2024",
        "03.05.2024",
        "3.5.24",
        "03/05/2024",
        "3-Mai-2024",
        "2024.05.03",
        "May 3, 2024",
        "2024-W18-5",
        45415,
        "45415",
        date(2024, 5, 3),
        datetime(2024, 5, 3),
    ],
)
def test_a_day_alone_has_no_moment(raw: str | int | date) -> None:
    assert moment_of(raw) == Moment(None, Published(date(2024, 5, 3), "day"))


@pytest.mark.parametrize(
    ("raw", "published"),
    [
        ("2024", Published(date(2024, 1, 1), "year")),
        (2024, Published(date(2024, 1, 1), "year")),
        ("2024-05", Published(date(2024, 5, 1), "month")),
        ("Mai 2024", Published(date(2024, 5, 1), "month")),
        ("05.2024", Published(date(2024, 5, 1), "month")),
    ],
)
def test_a_month_or_a_year_is_known_as_such(raw: str | int, published: Published) -> None:
    assert moment_of(raw) == Moment(None, published)


def test_the_day_is_the_local_one_of_the_source() -> None:
    late = "2024-05-03T23:30:00Z"
    assert moment_of(late).published.on == date(2024, 5, 4)
    assert moment_of(late, Hints(zone="America/New_York")).published.on == date(2024, 5, 3)


def test_a_moment_without_zone_is_local_to_the_source() -> None:
    winter = moment_of("2024-01-03T14:05", Hints(zone="America/New_York")).published_at
    assert winter is not None
    assert winter.utcoffset() == datetime(2024, 1, 3, tzinfo=ZoneInfo("US/Eastern")).utcoffset()


def test_a_zone_by_letters_that_nobody_knows_leaves_the_day() -> None:
    assert moment_of("03 May 2024 14:05:00 QXT") == moment_of("2024-05-03")


def test_days_come_first_unless_that_cannot_be_or_the_format_says_otherwise() -> None:
    assert moment_of("03/05/2024").published.on == date(2024, 5, 3)
    assert moment_of("05/13/2024").published.on == date(2024, 5, 13)
    american = Hints(date_format="%m/%d/%Y")
    assert moment_of("03/05/2024", american).published.on == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("raw", "form", "moment"),
    [
        ("3. Mai 2024", "%d. %B %Y", moment_of("2024-05-03")),
        ("3. März 2024", "%d. %B %Y", moment_of("2024-03-03")),
        ("03.05.24 14:05", "%d.%m.%y %H:%M", moment_of(AT)),
        ("05/24", "%m/%y", moment_of("2024-05")),
        ("24", "%y", moment_of("2024")),
        (20240503, "%Y%d%m", moment_of("2024-03-05")),
    ],
)
def test_the_format_of_the_source_is_followed(raw: str | int, form: str, moment: Moment) -> None:
    assert moment_of(raw, Hints(date_format=form)) == moment


@pytest.mark.parametrize("raw", [None, "", "  \n", float("nan")])
def test_nothing_said_is_no_date_and_no_remark(raw: str | float | None) -> None:
    assert moment_of(raw) == Moment(None, UNDATED, None)


@pytest.mark.parametrize(
    "raw",
    [
        "vor 3 Stunden",
        "gestern",
        "31.02.2024",
        "14:05",
        "3. Mai",
        "1492-10-12",
        date(1492, 10, 12),
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "9" * 5000,
        float("inf"),
        True,
        7,
        -1,
        10**30,
        "x" * 1000,
    ],
)
def test_what_is_no_date_leaves_a_remark(raw: str | float | date) -> None:
    moment = moment_of(raw)
    assert (moment.published_at, moment.published) == (None, UNDATED)
    assert moment.remark is not None
    assert moment.remark.startswith("loaded without a date, for ")
    assert len(moment.remark) < 200


def test_the_remark_names_the_format_that_does_not_fit() -> None:
    remark = moment_of("2024-05-03", Hints(date_format="%d.%m.%Y")).remark
    assert remark is not None
    assert "'2024-05-03' is not written as '%d.%m.%Y'" in remark


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=40),
        st.text("0123456789.:-/ TZ+,APMaiy", max_size=30),
        st.integers(),
        st.floats(),
        st.dates(),
        st.datetimes(),
    )
)
def test_anything_gives_a_moment_or_a_remark(raw: str | float | date) -> None:
    moment = moment_of(raw)
    if moment.published_at is not None:
        assert moment.published_at.tzinfo is not None
        assert moment.published.on == moment.published_at.date()
    assert moment.remark is None or moment.published == UNDATED
