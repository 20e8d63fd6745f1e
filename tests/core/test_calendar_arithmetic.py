"""Deadlines on the Chinese calendar of 2026: what each unit means, with pauses, at the edges, with summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from salesctl.core.arithmetic import before, is_too_far, reckon, roll
from salesctl.core.calendar import Calendar
from salesctl.core.pauses import Pause
from salesctl.core.playbook import Amount
from salesctl.core.problems import Broken
from salesctl.store.calendar_file import load_calendar

CN = load_calendar({})
BERLIN = load_calendar({"country": "DE", "zone": "Europe/Berlin", "off": []})


def amount(text: str) -> Amount:
    unit = text.lstrip("0123456789")
    return Amount(int(text.removesuffix(unit)), unit)  # type: ignore[arg-type]


def at(text: str, calendar: Calendar = CN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=calendar.zone)


def shown(moment: datetime) -> str:
    return f"{moment:%a %Y-%m-%d %H:%M}"


def due(span: str, start: str, *pauses: tuple[str, ...], calendar: Calendar = CN) -> str:
    held = [Pause(at(since, calendar), at(until, calendar)) for since, until in pauses]
    return shown(reckon(amount(span), at(start, calendar), calendar, held).at)


GOLDENS = [
    ("1wd", "2026-09-30 15:00", "Thu 2026-10-08 18:00"),
    ("3wd", "2026-09-30 15:00", "Sat 2026-10-10 18:00"),
    ("1wd", "2026-02-13 10:00", "Sat 2026-02-14 18:00"),
    ("1wd", "2026-02-14 10:00", "Tue 2026-02-24 18:00"),
    ("24h", "2026-02-14 17:30", "Sun 2026-02-15 17:30"),
    ("24wh", "2026-09-18 17:00", "Wed 2026-09-23 09:30"),
    ("2wh", "2026-09-30 12:15", "Wed 2026-09-30 15:30"),
    ("4wh", "2026-11-24 14:00", "Tue 2026-11-24 18:00"),
    ("1w", "2026-09-28 10:00", "Mon 2026-10-05 10:00"),
    ("5wd", "2026-09-28 10:00", "Sat 2026-10-10 18:00"),
    ("48h", "2026-11-27 09:00", "Sun 2026-11-29 09:00"),
    ("3d", "2026-11-27 09:00", "Mon 2026-11-30 09:00"),
    ("1mo", "2026-01-31 09:00", "Sat 2026-02-28 09:00"),
    ("13mo", "2026-12-31 09:00", "Mon 2028-01-31 09:00"),
    ("2mo", "2027-12-29 09:00", "Tue 2028-02-29 09:00"),
]


@pytest.mark.row("2.2")
@pytest.mark.row("1.4")
@pytest.mark.row("5.3")
@pytest.mark.parametrize(("span", "start", "expected"), GOLDENS)
def test_an_amount_after_a_moment(span: str, start: str, expected: str) -> None:
    assert due(span, start) == expected


EDGES = [
    ("before opening, the day of the start does not count", "1wd", "2026-11-24 06:00", "Wed 2026-11-25 18:00"),
    ("after closing, the day of the start does not count either", "1wd", "2026-11-24 23:59", "Wed 2026-11-25 18:00"),
    ("on a day off, the next working day is day 1", "1wd", "2026-11-28 11:00", "Mon 2026-11-30 18:00"),
    ("on a holiday", "2wd", "2026-10-03 11:00", "Fri 2026-10-09 18:00"),
    ("a Sunday that works", "1wd", "2026-09-19 11:00", "Sun 2026-09-20 18:00"),
    ("hours before opening wait for it", "1wh", "2026-11-24 06:00", "Tue 2026-11-24 10:00"),
    ("hours at closing begin the next morning", "1wh", "2026-11-24 18:00", "Wed 2026-11-25 10:00"),
    ("hours in the lunch break begin after it", "1wh", "2026-11-24 12:00", "Tue 2026-11-24 14:30"),
    ("hours used up at lunch end at lunch", "3wh", "2026-11-24 09:00", "Tue 2026-11-24 12:00"),
    ("a whole day of hours ends at its closing", "15wh", "2026-11-24 09:00", "Wed 2026-11-25 18:00"),
    ("hours on a day off", "1wh", "2026-10-03 11:00", "Thu 2026-10-08 10:00"),
    ("hours on a Saturday that works", "1wh", "2026-10-10 11:30", "Sat 2026-10-10 14:00"),
    ("nothing is over at once", "0wd", "2026-10-03 11:00", "Sat 2026-10-03 11:00"),
    ("no hours are over at once", "0wh", "2026-10-03 11:00", "Sat 2026-10-03 11:00"),
]


@pytest.mark.row("2.2")
@pytest.mark.parametrize(("span", "start", "expected"), [edge[1:] for edge in EDGES], ids=[edge[0] for edge in EDGES])
def test_edges_of_a_working_day(span: str, start: str, expected: str) -> None:
    assert due(span, start) == expected


PAUSED = [
    ("held Wednesday to Friday", "1wd", "11-25 09:30", ["11-25 14:00 to 11-27 10:00"], "Fri 11-27 18:00"),
    ("counted from Tuesday", "2wd", "11-24 09:30", ["11-25 14:00 to 11-27 10:00"], "Mon 11-30 18:00"),
    (
        "a close at the start of a pause is in it",
        "1wd",
        "11-24 09:30",
        ["11-25 18:00 to 11-26 09:00"],
        "Thu 11-26 18:00",
    ),
    ("a close at the end of a pause counts", "1wd", "11-24 09:30", ["11-25 09:00 to 11-25 18:00"], "Wed 11-25 18:00"),
    ("due moves by the pause", "24h", "11-24 10:00", ["11-24 12:00 to 11-25 12:00"], "Thu 11-26 10:00"),
    ("a week too", "1w", "11-24 10:00", ["11-25 12:00 to 11-26 18:30"], "Wed 12-02 16:30"),
    (
        "a pause while late already changes nothing",
        "24h",
        "11-24 10:00",
        ["11-25 10:00 to 11-26 10:00"],
        "Wed 11-25 10:00",
    ),
    (
        "a pause reached only by an earlier pause",
        "24h",
        "11-24 10:00",
        ["11-25 15:00 to 11-25 16:00", "11-24 11:00 to 11-24 17:00"],
        "Wed 11-25 17:00",
    ),
    (
        "overlapping pauses are one",
        "24h",
        "11-24 10:00",
        ["11-24 11:00 to 11-24 15:00", "11-24 13:00 to 11-24 17:00"],
        "Wed 11-25 16:00",
    ),
    (
        "a pause running at the start counts from it",
        "24h",
        "11-24 10:00",
        ["11-20 10:00 to 11-24 12:00"],
        "Wed 11-25 12:00",
    ),
    ("a pause over before the start", "24h", "11-24 10:00", ["11-20 10:00 to 11-21 10:00"], "Wed 11-25 10:00"),
    (
        "a pause across a holiday takes no working hours from it",
        "8wh",
        "09-30 16:00",
        ["10-01 00:00 to 10-08 10:00"],
        "Thu 10-08 17:30",
    ),
    ("a pause across a holiday, in days", "1wd", "09-30 16:00", ["09-30 17:00 to 10-08 10:00"], "Thu 10-08 18:00"),
    ("working hours in a pause don't count", "4wh", "11-24 09:00", ["11-24 10:00 to 11-24 14:00"], "Tue 11-24 17:00"),
    ("hours that end where a pause begins", "1wh", "11-24 09:00", ["11-24 10:00 to 11-24 14:00"], "Tue 11-24 10:00"),
]


@pytest.mark.row("3.2")
@pytest.mark.parametrize(
    ("span", "start", "pauses", "expected"), [case[1:] for case in PAUSED], ids=[case[0] for case in PAUSED]
)
def test_pauses(span: str, start: str, pauses: list[str], expected: str) -> None:
    held = [tuple(f"2026-{end}" for end in pause.split(" to ")) for pause in pauses]
    day, rest = expected.split(" ", 1)
    assert due(span, f"2026-{start}", *held) == f"{day} 2026-{rest}"


BEFORE = [
    ("1wd", date(2026, 10, 1), "Wed 2026-09-30 18:00"),
    ("3wd", date(2026, 10, 12), "Thu 2026-10-08 18:00"),
    ("1wd", date(2026, 2, 17), "Sat 2026-02-14 18:00"),
    ("0wd", date(2026, 10, 1), "Thu 2026-10-01 18:00"),
    ("10d", date(2026, 10, 15), "Mon 2026-10-05 18:00"),
    ("1w", date(2026, 10, 15), "Thu 2026-10-08 18:00"),
    ("1mo", date(2026, 3, 31), "Sat 2026-02-28 18:00"),
    ("48h", date(2026, 11, 26), "Tue 2026-11-24 18:00"),
    ("4wh", date(2026, 11, 26), "Thu 2026-11-26 14:00"),
    ("8wh", date(2026, 10, 8), "Wed 2026-09-30 17:30"),
    ("2wh", at("2026-11-26 10:00"), "Wed 2026-11-25 17:00"),
    ("1wd", at("2026-11-26 10:00"), "Wed 2026-11-25 18:00"),
    ("1w", at("2026-11-26 10:00"), "Thu 2026-11-19 10:00"),
]


@pytest.mark.row("5.3")
@pytest.mark.parametrize(("span", "day", "expected"), BEFORE)
def test_an_amount_before_a_day(span: str, day: date, expected: str) -> None:
    assert shown(before(amount(span), day, CN).at) == expected


def test_a_deadline_on_a_day_off_is_rolled_to_a_working_day() -> None:
    closing = CN.close(date(2026, 10, 5))
    assert shown(roll(closing, "before", CN).at) == "Wed 2026-09-30 18:00"
    assert shown(roll(closing, "after", CN).at) == "Thu 2026-10-08 18:00"
    assert shown(roll(at("2026-10-05 10:00"), "after", CN).at) == "Thu 2026-10-08 10:00"
    assert roll(at("2026-10-10 10:00"), "before", CN).at == at("2026-10-10 10:00")


def test_rolled_closing_time_is_that_of_the_new_day() -> None:
    calendar = load_calendar({"special hours": {"2026-09-30": "09:00-12:00"}})
    assert shown(roll(calendar.close(date(2026, 10, 5)), "before", calendar).at) == "Wed 2026-09-30 12:00"


def test_special_hours_of_one_day_end_it_early() -> None:
    calendar = load_calendar({"special hours": {"2026-11-25": ["09:00-12:00"]}})
    assert due("1wd", "2026-11-24 10:00", calendar=calendar) == "Wed 2026-11-25 12:00"
    assert due("8wh", "2026-11-24 14:00", calendar=calendar) == "Thu 2026-11-26 10:00"


def test_hours_are_elapsed_time_and_days_are_wall_time_when_summer_time_ends() -> None:
    # Sunday 25 October 2026 has 25 hours in Berlin.
    assert due("24h", "2026-10-24 12:00", calendar=BERLIN) == "Sun 2026-10-25 11:00"
    assert due("1d", "2026-10-24 12:00", calendar=BERLIN) == "Sun 2026-10-25 12:00"
    assert due("1w", "2026-10-22 02:30", calendar=BERLIN) == "Thu 2026-10-29 02:30"
    twice = reckon(Amount(1, "d"), at("2026-10-24 02:30", BERLIN), BERLIN).at
    assert twice.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_time_that_summer_time_skips_moves_on_by_the_gap() -> None:
    assert due("1d", "2026-03-28 02:30", calendar=BERLIN) == "Sun 2026-03-29 03:30"
    assert due("24h", "2026-03-28 12:00", calendar=BERLIN) == "Sun 2026-03-29 13:00"


def test_a_start_in_another_zone_counts_on_the_calendars_clock() -> None:
    evening = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)  # already Wednesday in Shanghai
    result = reckon(Amount(1, "wd"), evening, CN)
    assert shown(result.at) == "Thu 2026-11-26 18:00"
    assert result.at.utcoffset() == timedelta(hours=8)


def test_working_hours_on_a_night_with_summer_time_are_elapsed() -> None:
    nights = load_calendar(
        {"country": "DE", "zone": "Europe/Berlin", "off": [], "week": "Sunday", "hours": "00:00-06:00"}
    )
    assert due("6wh", "2026-10-25 00:00", calendar=nights) == "Sun 2026-10-25 05:00"


@pytest.mark.parametrize("span", ["876601h", "36526wd", "99999999wh", "99999d", "1201mo", "400000w"])
def test_a_deadline_a_century_away_is_refused(span: str) -> None:
    assert is_too_far(amount(span))
    with pytest.raises(Broken) as told:
        reckon(amount(span), at("2026-11-24 10:00"), CN)
    assert told.value.problems[0].code == "due.too_far"
    with pytest.raises(Broken):
        before(amount(span), date(2026, 11, 24), CN)


@pytest.mark.parametrize("span", ["30000wd", "500000wh", "2000w"])
def test_a_start_at_the_end_of_time_is_refused(span: str) -> None:
    with pytest.raises(Broken):
        reckon(amount(span), at("9999-12-30 10:00"), CN)


def test_a_pause_of_two_centuries_is_refused() -> None:
    with pytest.raises(Broken):
        due("1wd", "2026-11-24 10:00", ("2026-11-24 10:00", "2226-11-24 10:00"))


def test_a_moment_without_a_zone_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        reckon(Amount(1, "wd"), datetime(2026, 11, 24, 10, 0), CN)  # noqa: DTZ001


PROVISIONAL = [
    ("1wd", "2026-12-30 10:00", False),
    ("1wd", "2026-12-31 10:00", True),
    ("24h", "2027-05-01 10:00", False),
    ("1w", "2027-05-01 10:00", False),
    ("4wh", "2027-05-01 10:00", True),
    ("1wd", "2020-01-01 10:00", False),
    ("1wd", "2019-06-01 10:00", True),
]


@pytest.mark.parametrize(("span", "start", "expected"), PROVISIONAL)
def test_an_answer_that_rests_on_unpublished_days_is_provisional(span: str, start: str, expected: bool) -> None:
    assert reckon(amount(span), at(start), CN).provisional is expected


def test_past_the_last_notice_the_plain_week_is_assumed() -> None:
    assert due("1wd", "2027-02-05 10:00") == "Mon 2027-02-08 18:00"
