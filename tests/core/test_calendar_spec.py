"""What a playbook or a workspace may say about working time."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from salesctl.core.arithmetic import reckon
from salesctl.core.calendar import Calendar
from salesctl.core.calendar_spec import differing
from salesctl.core.playbook import Amount
from salesctl.core.problems import Broken
from salesctl.store.calendar_file import load_calendar


def one_day_after(start: str, calendar: Calendar) -> tuple[date, bool]:
    result = reckon(Amount(1, "wd"), datetime.fromisoformat(start).replace(tzinfo=calendar.zone), calendar)
    return result.at.date(), result.provisional


def test_nothing_said_is_the_chinese_calendar() -> None:
    calendar = load_calendar({})
    assert (calendar.country, calendar.zone.key, calendar.week) == ("CN", "Asia/Shanghai", frozenset(range(5)))
    assert calendar.hours == ((time(9), time(12)), (time(13, 30), time(18)))
    assert calendar.day_ends == time(18)


def test_a_team_says_its_own_week_hours_and_close() -> None:
    calendar = load_calendar({"week": "Monday-Thursday, Saturday", "hours": ["08:30-12:00", "13:00-17:30"]})
    assert calendar.week == frozenset({0, 1, 2, 3, 5})
    assert calendar.day_ends == time(17, 30)
    assert load_calendar({"day ends": "17:00"}).day_ends == time(17)
    assert load_calendar({"week": ["Sun-Thu"], "hours": "9:00-17:00"}).week == frozenset({6, 0, 1, 2, 3})


def test_days_of_the_team_win_over_the_published_ones() -> None:
    calendar = load_calendar(
        {
            "off": {"2026-12-31": "年会", "2026-10-10": {"zh": "补休", "en": "rest"}},
            "work": ["2026-10-07", date(2026, 11, 28)],
        }
    )
    assert calendar.judge(date(2026, 12, 31)).name == {"": "年会"}
    assert calendar.judge(date(2026, 10, 10)).name == {"zh": "补休", "en": "rest"}
    assert calendar.judge(date(2026, 10, 7)).kind == "makeup"
    assert calendar.judge(date(2026, 11, 28)).kind == "makeup"
    assert calendar.judge(date(2026, 11, 29)).kind == "weekend"


def test_a_country_without_data_is_known_once_its_days_off_are_listed() -> None:
    plain = {"country": "DE", "zone": "Europe/Berlin"}
    assert one_day_after("2026-12-24 10:00", load_calendar(plain)) == (date(2026, 12, 25), True)
    listed = load_calendar({**plain, "off": ["2026-12-25"]})
    assert one_day_after("2026-12-24 10:00", listed) == (date(2026, 12, 28), False)
    assert one_day_after("2026-12-24 10:00", load_calendar({**plain, "off": []})) == (date(2026, 12, 25), False)


def test_a_team_that_enters_the_next_notice_says_so() -> None:
    calendar = load_calendar({"known": "2027", "off": ["2027-02-08"]})
    assert one_day_after("2027-02-05 10:00", calendar) == (date(2027, 2, 9), False)
    assert one_day_after("2028-02-04 10:00", calendar)[1]


def test_festivals_are_named_days_in_every_country() -> None:
    calendar = load_calendar({"country": "DE", "zone": "Europe/Berlin"})
    assert calendar.festivals["spring_festival"].days[2027] == date(2027, 2, 6)


def test_a_named_calendar_says_only_what_differs() -> None:
    base = {"country": "CN", "zone": "Asia/Shanghai", "off": ["2026-12-31"], "hours": ["09:00-18:00"]}
    assert differing(base, {"day ends": "17:00"}) == {**base, "day ends": "17:00"}
    abroad = differing(base, {"country": "DE", "zone": "Europe/Berlin"})
    assert abroad == {"country": "DE", "zone": "Europe/Berlin", "hours": ["09:00-18:00"]}


MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"holiday": []}, "calendar.unknown_key"),
    ({"country": "DE"}, "calendar.zone_missing"),
    ({"country": "../CN"}, "calendar.zone_missing"),
    ({"zone": "Asia/Peking"}, "calendar.bad_zone"),
    ({"zone": "../../etc/passwd"}, "calendar.bad_zone"),
    ({"week": "Monday-Fryday"}, "calendar.bad_week"),
    ({"week": []}, "calendar.bad_week"),
    ({"hours": ["18:00-09:00"]}, "calendar.bad_hours"),
    ({"hours": ["09:00-12:00", "11:00-18:00"]}, "calendar.bad_hours"),
    ({"hours": ["09:00-25:00"]}, "calendar.bad_hours"),
    ({"hours": []}, "calendar.bad_hours"),
    ({"day ends": "late"}, "calendar.bad_time"),
    ({"off": ["2026-02-30"]}, "calendar.bad_date"),
    ({"special hours": {"soon": "09:00-12:00"}}, "calendar.bad_date"),
    ({"off": ["2026-12-31"], "work": ["2026-12-31"]}, "calendar.off_and_work"),
    ({"known": "next"}, "calendar.bad_year"),
]


@pytest.mark.parametrize(("spec", "code"), MISTAKES)
def test_a_mistake_is_named(spec: dict[str, Any], code: str) -> None:
    with pytest.raises(Broken) as told:
        load_calendar(spec)
    assert code in [problem.code for problem in told.value.problems]


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(Broken) as told:
        load_calendar({"zone": "Nowhere", "week": "Someday", "hours": "never"})
    assert [problem.code for problem in told.value.problems] == [
        "calendar.bad_zone",
        "calendar.bad_week",
        "calendar.bad_hours",
    ]
