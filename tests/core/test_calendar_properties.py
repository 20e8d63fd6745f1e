"""What holds of every deadline, whatever the start, the amount and the pauses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from salesctl.core.arithmetic import before, reckon
from salesctl.core.calendar import Calendar
from salesctl.core.ledger import explain
from salesctl.core.pauses import Pause
from salesctl.core.playbook import Amount
from salesctl.store.calendar_file import load_calendar

CN = load_calendar({})

UNITS = st.sampled_from(["h", "wh", "wd", "d", "w", "mo"])
MOMENTS = st.datetimes(datetime(2025, 12, 1), datetime(2026, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
SPANS = st.timedeltas(timedelta(0), timedelta(days=20))
PAUSES = st.lists(st.builds(lambda since, length: Pause(since, since + length), MOMENTS, SPANS), max_size=4)


def slow_working_hours(n: int, start: datetime, pauses: list[Pause], calendar: Calendar) -> datetime:
    """By the minute: slow and plain, for whole minutes only."""
    moment, left = calendar.local(start), n * 60
    while left:
        clock = moment.time()
        open_now = calendar.works(moment.date()) and any(opens <= clock < closes for opens, closes in calendar.hours)
        if open_now and not any(one.since <= moment < one.until for one in pauses):
            left -= 1
        moment += timedelta(minutes=1)
    return moment


@given(UNITS, st.integers(0, 40), MOMENTS, SPANS, PAUSES)
def test_a_later_start_is_never_due_earlier(
    unit: Any, n: int, start: datetime, more: timedelta, pauses: list[Pause]
) -> None:
    # Months meet at a short one's end: two of them from the 28th, 29th, 30th or 31st of December all end on the 28th of
    # February, and a pause that only the earliest start met then puts it behind the others. So months go without.
    held = [] if unit == "mo" else pauses
    sooner = reckon(Amount(n, unit), start, CN, held)
    assert sooner.at <= reckon(Amount(n, unit), start + more, CN, held).at


@given(UNITS, MOMENTS, PAUSES)
def test_a_larger_amount_is_never_due_earlier(unit: Any, start: datetime, pauses: list[Pause]) -> None:
    dues = [reckon(Amount(n, unit), start, CN, pauses).at for n in range(12)]
    assert all(one <= other for one, other in pairwise(dues))
    assert dues[0] == start


@given(UNITS, st.integers(0, 40), MOMENTS, PAUSES, MOMENTS, SPANS)
def test_a_pause_never_brings_a_deadline_forward(
    unit: Any, n: int, start: datetime, pauses: list[Pause], since: datetime, length: timedelta
) -> None:
    due = reckon(Amount(n, unit), start, CN, pauses).at
    assert due <= reckon(Amount(n, unit), start, CN, [*pauses, Pause(since, since + length)]).at


@given(UNITS, st.integers(0, 40), MOMENTS, PAUSES, SPANS)
def test_a_pause_after_due_changes_nothing(
    unit: Any, n: int, start: datetime, pauses: list[Pause], length: timedelta
) -> None:
    due = reckon(Amount(n, unit), start, CN, pauses).at
    late = due + timedelta(microseconds=1)
    assert reckon(Amount(n, unit), start, CN, [*pauses, Pause(late, late + length)]).at == due


@given(UNITS, st.integers(0, 40), MOMENTS, PAUSES)
def test_order_and_splitting_of_pauses_change_nothing(unit: Any, n: int, start: datetime, pauses: list[Pause]) -> None:
    halves = [half for one in pauses for half in split(one)]
    due = reckon(Amount(n, unit), start, CN, pauses)
    assert reckon(Amount(n, unit), start, CN, list(reversed(halves))) == due


@given(st.integers(1, 40), MOMENTS)
def test_working_days_end_at_the_close_of_a_working_day(n: int, start: datetime) -> None:
    due = reckon(Amount(n, "wd"), start, CN).at
    assert CN.works(due.date())
    assert due == CN.close(due.date())


@given(st.integers(0, 40), MOMENTS)
def test_counting_back_undoes_counting_on_from_a_working_day(n: int, start: datetime) -> None:
    closing = CN.close(CN.next_working(start.date()))
    due = reckon(Amount(n, "wd"), closing, CN).at
    assert before(Amount(n, "wd"), due.date(), CN).at == closing
    hours_on = reckon(Amount(n, "wh"), closing, CN).at
    assert reckon(Amount(n, "wh"), before(Amount(n, "wh"), hours_on, CN).at, CN).at == hours_on


@settings(deadline=None)  # the other way of counting is slow on purpose
@given(st.integers(0, 20), MOMENTS, PAUSES)
def test_working_hours_are_those_counted_minute_by_minute(n: int, start: datetime, pauses: list[Pause]) -> None:
    whole = start.replace(second=0, microsecond=0)
    held = [Pause(minute(one.since), minute(one.until)) for one in pauses]
    assert reckon(Amount(n, "wh"), whole, CN, held).at == slow_working_hours(n, whole, held, CN)


@given(UNITS, st.integers(0, 20), MOMENTS, PAUSES)
def test_the_ledger_begins_with_the_start_and_names_the_due(
    unit: Any, n: int, start: datetime, pauses: list[Pause]
) -> None:
    lines = explain(Amount(n, unit), start, CN, pauses)
    assert lines[0].params == {"n": n, "at": start}
    assert [line.params["at"] for line in lines if line.code == "ledger.due"] == [
        reckon(Amount(n, unit), start, CN, pauses).at
    ]


def split(pause: Pause) -> list[Pause]:
    middle = pause.since + (pause.until - pause.since) / 2
    return [Pause(pause.since, middle), Pause(middle, pause.until)]


def minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
