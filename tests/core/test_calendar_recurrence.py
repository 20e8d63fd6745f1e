"""When recurring duties are owed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from salesctl.core.playbook import Amount, Every
from salesctl.core.problems import Broken
from salesctl.core.recurrence import NamedDay, Occurrences, anniversary, occurrences, one_by_one
from salesctl.store.calendar_file import load_calendar

CN = load_calendar({})
BERLIN = load_calendar({"country": "DE", "zone": "Europe/Berlin", "off": []})
REPORT = Every("weekly", weekday=4, at="18:00", roll="before")
GREETINGS = Every(
    "before",
    amount=Amount(1, "wd"),
    holidays=("new_year", "spring_festival", "dragon_boat", "mid_autumn", "national_day"),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CN.zone)


def owed(every: Every, after: str, until: str, **more: Any) -> list[str]:
    found = occurrences(every, at(after), at(until), CN, **more)
    return [f"{one.at:%a %Y-%m-%d %H:%M}" for one in found.moments]


@pytest.mark.row("5.1")
def test_the_weekly_report_around_national_day() -> None:
    assert owed(REPORT, "2026-09-17 10:00", "2026-10-17 00:00") == [
        "Fri 2026-09-18 18:00",
        "Thu 2026-09-24 18:00",
        "Wed 2026-09-30 18:00",
        "Fri 2026-10-09 18:00",
        "Fri 2026-10-16 18:00",
    ]


@pytest.mark.row("5.1")
def test_a_week_without_a_working_day_owes_no_report() -> None:
    # 16–20 February 2026 is off from Monday to Friday.
    assert owed(REPORT, "2026-02-09 10:00", "2026-02-28 00:00") == ["Fri 2026-02-13 18:00", "Fri 2026-02-27 18:00"]


@pytest.mark.row("5.1")
def test_the_first_report_is_due_on_the_first_friday_after_the_day_of_the_order() -> None:
    assert owed(REPORT, "2026-11-20 09:00", "2026-11-27 18:00") == ["Fri 2026-11-27 18:00"]
    assert owed(REPORT, "2026-11-26 23:00", "2026-11-27 17:59") == []


@pytest.mark.row("5.1")
def test_a_friday_past_the_end_whose_report_is_due_before_it_is_owed() -> None:
    assert owed(REPORT, "2026-09-28 09:00", "2026-10-01 00:00") == ["Wed 2026-09-30 18:00"]
    assert owed(REPORT, "2026-09-28 09:00", "2026-09-30 12:00") == []


def test_an_order_in_the_holiday_owes_no_report_before_itself() -> None:
    assert owed(REPORT, "2026-10-01 09:00", "2026-10-09 18:00") == ["Fri 2026-10-09 18:00"]


def test_a_weekday_may_roll_on_or_stand_still() -> None:
    on = Every("weekly", weekday=4, roll="after")
    assert owed(on, "2026-09-28 10:00", "2026-10-10 00:00") == ["Thu 2026-10-08 18:00", "Fri 2026-10-09 18:00"]
    still = Every("weekly", weekday=4, at="10:00")
    assert owed(still, "2026-09-28 10:00", "2026-10-10 00:00") == ["Fri 2026-10-02 10:00", "Fri 2026-10-09 10:00"]


@pytest.mark.row("5.3")
def test_greetings_are_due_a_working_day_before_the_named_days() -> None:
    found = occurrences(GREETINGS, at("2026-01-02 00:00"), at("2027-01-01 00:00"), CN)
    assert [(one.of, f"{one.at:%m-%d %H:%M}") for one in found.moments] == [
        ("spring_festival", "02-14 18:00"),
        ("dragon_boat", "06-18 18:00"),
        ("mid_autumn", "09-24 18:00"),
        ("national_day", "09-30 18:00"),
        ("new_year", "12-31 18:00"),
    ]
    assert not found.provisional


@pytest.mark.row("5.3")
def test_greetings_past_the_known_dates_are_none_and_provisional() -> None:
    found = occurrences(GREETINGS, at("2036-03-01 00:00"), at("2036-12-31 00:00"), CN)
    assert found == Occurrences((), provisional=True)


def test_greetings_between_notice_and_lunar_data_are_provisional_themselves() -> None:
    found = occurrences(GREETINGS, at("2027-01-02 00:00"), at("2027-03-01 00:00"), CN)
    assert [(one.of, one.provisional) for one in found.moments] == [("spring_festival", True)]
    assert not found.provisional


@pytest.mark.row("5.3")
def test_the_customers_own_day_comes_every_year() -> None:
    founded = NamedDay("customer.founded", date(2016, 2, 29), yearly=True)
    every = Every("before", amount=Amount(1, "wd"))
    assert owed(every, "2026-01-01 00:00", "2028-12-31 00:00", days=[founded]) == [
        "Fri 2026-02-27 18:00",
        "Fri 2027-02-26 18:00",
        "Mon 2028-02-28 18:00",
    ]
    assert owed(every, "2015-01-01 00:00", "2016-12-31 00:00", days=[founded]) == []


def test_a_date_in_a_form_comes_once() -> None:
    ends = NamedDay("contract.ends", date(2026, 12, 31))
    every = Every("before", amount=Amount(10, "d"), roll="before")
    assert owed(every, "2026-01-01 00:00", "2029-01-01 00:00", days=[ends]) == ["Mon 2026-12-21 18:00"]


def test_anniversaries_of_a_leap_day() -> None:
    assert anniversary(date(2024, 2, 29), 2026) == date(2026, 2, 28)
    assert anniversary(date(2024, 2, 29), 2028) == date(2028, 2, 29)


@pytest.mark.row("5.3")
def test_intervals_count_from_the_anchor() -> None:
    news = Every("interval", amount=Amount(60, "d"))
    assert owed(news, "2026-03-01 10:00", "2026-07-01 00:00") == ["Thu 2026-04-30 10:00", "Mon 2026-06-29 10:00"]
    # Monthly from the 31st: February does not shorten the months after it.
    monthly = Every("interval", amount=Amount(1, "mo"))
    assert owed(monthly, "2026-02-01 00:00", "2026-04-01 00:00", anchor=at("2025-10-31 09:00")) == [
        "Sat 2026-02-28 09:00",
        "Tue 2026-03-31 09:00",
    ]


def test_an_anchor_in_the_window_is_owed_itself() -> None:
    news = Every("interval", amount=Amount(30, "d"))
    assert owed(news, "2026-03-01 10:00", "2026-04-15 00:00", anchor=at("2026-03-10 09:00")) == [
        "Tue 2026-03-10 09:00",
        "Thu 2026-04-09 09:00",
    ]


def test_intervals_of_working_days_go_from_one_to_the_next() -> None:
    every = Every("interval", amount=Amount(2, "wd"))
    assert owed(every, "2026-09-29 10:00", "2026-10-11 00:00") == ["Thu 2026-10-08 18:00", "Sat 2026-10-10 18:00"]


def test_an_interval_that_falls_on_a_holiday_may_roll_out_of_it() -> None:
    every = Every("interval", amount=Amount(1, "w"), roll="before")
    assert owed(every, "2026-02-09 10:00", "2026-02-15 00:00", anchor=at("2026-02-15 10:00")) == [
        "Sat 2026-02-14 10:00"
    ]


def test_rules_of_rfc_5545() -> None:
    first_monday = Every("rule", rule="FREQ=MONTHLY;BYDAY=1MO", at="10:00")
    assert owed(first_monday, "2026-09-01 00:00", "2026-11-30 00:00") == [
        "Mon 2026-09-07 10:00",
        "Mon 2026-10-05 10:00",
        "Mon 2026-11-02 10:00",
    ]
    rolled = Every("rule", rule="FREQ=MONTHLY;BYDAY=1MO", at="10:00", roll="after")
    assert owed(rolled, "2026-10-01 00:00", "2026-10-30 00:00") == ["Thu 2026-10-08 10:00"]


@pytest.mark.parametrize("until", ["20261003", "20261003T180000", "20261003T100000Z"])
def test_a_rule_ends_on_the_calendars_clock(until: str) -> None:
    every = Every("rule", rule=f"FREQ=DAILY;UNTIL={until}", at="18:00")
    assert owed(every, "2026-10-02 00:00", "2026-10-30 00:00") == ["Fri 2026-10-02 18:00", "Sat 2026-10-03 18:00"]


def test_a_rule_keeps_the_time_of_day_when_summer_time_ends() -> None:
    every = Every("rule", rule="FREQ=DAILY", at="10:00")
    after, until = (datetime(2026, 10, day, tzinfo=BERLIN.zone) for day in (24, 27))
    found = occurrences(every, after, until, BERLIN)
    assert [f"{one.at:%d %H:%M %z}" for one in found.moments] == ["24 10:00 +0200", "25 10:00 +0100", "26 10:00 +0100"]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("FREQ=SOMETIMES", "calendar.bad_rule"),
        ("every other day", "calendar.bad_rule"),
        ("", "calendar.bad_rule"),
        ("FREQ=SECONDLY", "calendar.endless_rule"),
        ("FREQ=DAILY;INTERVAL=0", "calendar.endless_rule"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(rule: str, code: str) -> None:
    with pytest.raises(Broken) as told:
        owed(Every("rule", rule=rule), "2026-10-02 00:00", "2026-10-30 00:00")
    assert told.value.problems[0].code == code


def test_an_interval_of_nothing_is_refused() -> None:
    with pytest.raises(Broken) as told:
        owed(Every("interval", amount=Amount(0, "d")), "2026-10-02 00:00", "2026-10-30 00:00")
    assert told.value.problems[0].code == "calendar.no_interval"


@pytest.mark.row("5.1")
@pytest.mark.parametrize("calendar", [CN, BERLIN])
@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("roll", [None, "before", "after"])
def test_moments_one_by_one_are_the_same_moments(calendar: Any, weekday: int, roll: Any) -> None:
    for every in (Every("weekly", weekday=weekday, at="18:00", roll=roll), Every("weekly", weekday=weekday, roll=roll)):
        for after, until in (("2025-12-26 18:00", "2027-01-15 17:59"), ("2026-09-25 10:00", "2026-10-09 18:00")):
            whole = occurrences(every, at(after), at(until), calendar).moments
            assert whole, "a window without a moment compares nothing"
            assert tuple(one_by_one(every, at(after), at(until), calendar, anchor=at(after), days=())) == whole
