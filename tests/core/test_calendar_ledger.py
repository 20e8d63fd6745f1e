"""The ledger of a deadline: what was counted, what was skipped, and why."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from salesctl.core.arithmetic import roll
from salesctl.core.ledger import LedgerLine, explain, explain_before, explain_roll
from salesctl.core.pauses import Pause
from salesctl.core.playbook import Amount
from salesctl.i18n.en.calendar import SENTENCES
from salesctl.store.calendar_file import load_calendar

CN = load_calendar({"off": {"2026-11-30": "年会", "2026-12-04": ""}, "work": ["2026-12-05"]})
NATIONAL_DAY = {"zh": "国庆节", "en": "National Day"}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CN.zone)


def told(lines: tuple[LedgerLine, ...]) -> list[tuple[str, dict[str, Any]]]:
    return [(line.code, dict(line.params)) for line in lines]


@pytest.mark.row("2.2")
def test_a_holiday_is_told_by_name_and_a_make_up_day_that_counted_too() -> None:
    start = at("2026-09-30 15:00")
    assert told(explain(Amount(3, "wd"), start, CN)) == [
        ("ledger.start.wd", {"n": 3, "at": start}),
        (
            "ledger.day_off.run",
            {"first": date(2026, 10, 1), "last": date(2026, 10, 7), "days": 7, "name": NATIONAL_DAY},
        ),
        ("ledger.makeup_day", {"day": date(2026, 10, 10), "name": NATIONAL_DAY}),
        ("ledger.due", {"at": at("2026-10-10 18:00")}),
    ]


def test_a_make_up_day_on_which_the_clock_starts_did_not_count() -> None:
    codes = [line.code for line in explain(Amount(1, "wd"), at("2026-02-14 10:00"), CN)]
    assert codes == ["ledger.start.wd", "ledger.day_off.run", "ledger.due"]


def test_days_of_the_team_stand_beside_the_weekend() -> None:
    lines = explain(Amount(5, "wd"), at("2026-11-27 10:00"), CN)
    assert told(lines)[1:-1] == [
        ("ledger.weekend.run", {"first": date(2026, 11, 28), "last": date(2026, 11, 29), "days": 2}),
        ("ledger.day_off", {"day": date(2026, 11, 30), "name": {"": "年会"}}),
        ("ledger.closed", {"day": date(2026, 12, 4)}),
        ("ledger.extra_day", {"day": date(2026, 12, 5)}),
        ("ledger.weekend", {"day": date(2026, 12, 6)}),
    ]
    assert told(lines)[-1] == ("ledger.due", {"at": at("2026-12-07 18:00")})


@pytest.mark.row("3.2")
def test_a_pause_is_told_with_the_closes_it_held() -> None:
    pause = Pause(at("2026-11-25 14:00"), at("2026-11-27 10:00"))
    assert told(explain(Amount(1, "wd"), at("2026-11-25 09:30"), CN, [pause])) == [
        ("ledger.start.wd", {"n": 1, "at": at("2026-11-25 09:30")}),
        ("ledger.pause.wd", {"since": pause.since, "until": pause.until}),
        ("ledger.close_held", {"day": date(2026, 11, 26)}),
        ("ledger.due", {"at": at("2026-11-27 18:00")}),
    ]


def test_only_pauses_that_moved_the_deadline_are_told() -> None:
    pauses = [
        Pause(at("2026-11-24 12:00"), at("2026-11-24 13:00")),
        Pause(at("2026-11-26 12:00"), at("2026-11-26 13:00")),
    ]
    codes = [line.code for line in explain(Amount(24, "h"), at("2026-11-24 10:00"), CN, pauses)]
    assert codes == ["ledger.start.h", "ledger.pause.moved", "ledger.due"]


@pytest.mark.row("5.3")
def test_a_week_that_ends_on_a_day_off_says_so() -> None:
    lines = told(explain(Amount(1, "w"), at("2026-09-28 10:00"), CN))
    assert lines[-1] == ("ledger.due_on_day_off", {"day": date(2026, 10, 5), "name": NATIONAL_DAY})
    assert told(explain(Amount(24, "h"), at("2026-11-20 10:00"), CN))[-1][0] == "ledger.due_on_weekend"


def test_unpublished_days_are_told() -> None:
    assert told(explain(Amount(1, "wd"), at("2027-02-03 10:00"), CN))[-1] == (
        "ledger.provisional", {"country": "CN", "last": 2026},
    )  # fmt: skip
    elsewhere = load_calendar({"country": "DE", "zone": "Europe/Berlin"})
    assert told(explain(Amount(4, "wh"), at("2026-02-03 10:00"), elsewhere))[-1][0] == "ledger.provisional.never"


@pytest.mark.row("5.3")
def test_counting_back_tells_what_lies_between() -> None:
    assert told(explain_before(Amount(1, "wd"), date(2026, 10, 8), CN)) == [
        ("ledger.before.wd", {"n": 1, "day": date(2026, 10, 8)}),
        (
            "ledger.day_off.run",
            {"first": date(2026, 10, 1), "last": date(2026, 10, 7), "days": 7, "name": NATIONAL_DAY},
        ),
        ("ledger.due", {"at": at("2026-09-30 18:00")}),
    ]


def test_a_roll_is_told_only_where_it_moved_something() -> None:
    closing = CN.close(date(2026, 10, 5))
    assert told(explain_roll(closing, roll(closing, "before", CN), CN)) == [
        ("ledger.rolled_back", {"day": date(2026, 10, 5), "at": at("2026-09-30 18:00")})
    ]
    assert told(explain_roll(closing, roll(closing, "after", CN), CN))[0][0] == "ledger.rolled_on"
    worked = CN.close(date(2026, 10, 8))
    assert explain_roll(worked, roll(worked, "after", CN), CN) == ()


@pytest.mark.parametrize("unit", ["h", "wh", "wd", "d", "w", "mo"])
def test_every_line_has_a_sentence(unit: Any) -> None:
    pause = Pause(at("2026-09-30 14:00"), at("2026-10-03 10:00"))
    lines = explain(Amount(3, unit), at("2026-09-30 09:30"), CN, [pause])
    assert {line.code for line in (*lines, *explain_before(Amount(3, unit), date(2026, 10, 8), CN))} <= SENTENCES.keys()
