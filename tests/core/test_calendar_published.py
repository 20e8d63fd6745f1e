"""The shipped days off and named days against the libraries that keep their own.

Today neither library parts from the notices: both count the extension of Spring Festival 2020 (31 January to
2 February), and neither counts the longer ones of single provinces, which are no notice of the State Council.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar  # type: ignore[import-untyped]
import holidays
import pytest
from lunardate import LunarDate  # type: ignore[import-untyped]

from salesctl.store.calendar_file import load_calendar, published

CN = load_calendar({})


def days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


@pytest.mark.row("2.2")
@pytest.mark.parametrize("year", published("CN").years)
def test_working_days_are_those_of_chinesecalendar(year: int) -> None:
    assert [day for day in days_of(year) if CN.works(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.row("2.2")
@pytest.mark.parametrize("year", published("CN").years)
def test_working_days_are_those_of_holidays(year: int) -> None:
    theirs = holidays.country_holidays("CN", years=(year - 1, year, year + 1))
    assert [day for day in days_of(year) if CN.works(day) != theirs.is_working_day(day)] == []


def test_the_years_of_the_notices() -> None:
    assert published("CN").years == range(2020, 2027)


def test_a_day_off_bears_the_name_of_its_festival() -> None:
    assert CN.judge(date(2026, 10, 3)).name == {"zh": "国庆节", "en": "National Day"}
    assert CN.judge(date(2026, 9, 20)).kind == "makeup"
    assert CN.judge(date(2026, 9, 20)).name == {"zh": "国庆节", "en": "National Day"}
    assert CN.judge(date(2026, 9, 19)).kind == "weekend"
    assert CN.judge(date(2026, 9, 21)).kind == "working"


def test_new_years_eve_belongs_to_the_notice_of_the_next_year() -> None:
    assert CN.judge(date(2022, 12, 31)).name == {"zh": "元旦", "en": "New Year's Day"}


@pytest.mark.row("5.3")
@pytest.mark.parametrize(
    ("festival", "month", "day"), [("spring_festival", 1, 1), ("dragon_boat", 5, 5), ("mid_autumn", 8, 15)]
)
def test_lunar_festivals_are_those_of_lunardate(festival: str, month: int, day: int) -> None:
    kept = CN.festivals[festival].days
    assert kept == {year: LunarDate(year, month, day).to_solar_date() for year in range(2015, 2036)}


@pytest.mark.row("5.3")
def test_named_days_of_the_solar_year() -> None:
    for festival, month, day in (("new_year", 1, 1), ("labour_day", 5, 1), ("national_day", 10, 1)):
        assert CN.festivals[festival].days == {year: date(year, month, day) for year in range(2015, 2036)}


@pytest.mark.row("5.3")
def test_qingming_is_a_day_of_its_holiday_and_that_of_holidays() -> None:
    kept = CN.festivals["qingming"].days
    assert all(not CN.works(kept[year]) for year in published("CN").years)
    theirs = holidays.country_holidays("CN", years=range(2015, 2036), language="en_US")
    assert set(theirs.get_named("Tomb-Sweeping Day", lookup="exact")) == set(kept.values())
