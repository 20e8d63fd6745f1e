"""Adding to and taking from moments, in six units that never convert into each other.

``h`` elapsed hours · ``wh`` working hours · ``wd`` closes of business · ``d``, ``w``, ``mo`` the same time of day some
days, weeks or months on. Instants are compared in UTC, because Python compares two moments of one zone by the wall.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from salesctl.core.calendar import Calendar
from salesctl.core.pauses import Pause, close_is_held, merged, outside
from salesctl.core.playbook import Amount, Unit
from salesctl.core.problems import Broken, Problem

HORIZON = timedelta(days=36_525)
"""A deadline a century away is a slip of the pen."""

LONGEST: dict[Unit, int] = {"h": 876_600, "wh": 876_600, "wd": 36_525, "d": 36_525, "w": 5_217, "mo": 1_200}
"""How many of each unit may be meant at all."""

_SECOND = timedelta(seconds=1)
_NOTHING = timedelta(0)


class Reckoned(Struct, frozen=True):
    """An instant in the calendar's zone; ``provisional`` where it rests on days off that are not published yet."""

    at: datetime
    provisional: bool = False


def reckon(amount: Amount, start: datetime, calendar: Calendar, pauses: Iterable[Pause] = ()) -> Reckoned:
    """When ``amount`` after ``start`` is over (``process.md 1.4``, ``2.2``, ``3.1``, ``5.3``).

    A zero amount is over at once. ``wh``: working time inside a pause does not count, and an amount used up at
    closing time ends at that closing time. ``wd``: the day of the start does not count, each later close of business
    does, unless it lies in a pause. ``h``, ``d``, ``w``, ``mo``: due moves by each pause that begins before the due
    reached so far. A pause running at the start counts from the start. Raises Broken with ``due.too_far``.
    """
    begin = calendar.local(start)
    if amount.n <= 0:
        return Reckoned(begin)
    if is_too_far(amount):
        raise _too_far(amount)
    held = merged(pauses, begin)
    try:
        if amount.unit == "wd":
            due = _after_closes(amount.n, begin, calendar, held)
        elif amount.unit == "wh":
            due = _after_hours(amount.n, begin, calendar, held)
        else:
            due = _after_clock(amount, begin, calendar, held)
        if due is None or due - begin.astimezone(UTC) > HORIZON:
            raise _too_far(amount)
    except OverflowError:
        raise _too_far(amount) from None
    return _reckoned(due, amount.unit, begin.date(), calendar)


def before(amount: Amount, day: date | datetime, calendar: Calendar) -> Reckoned:
    """When there is ``amount`` left until ``day``; a date without a time ends at its close of business.

    ``wd``: close of business of the Nth working day before. ``wh``: that many working hours earlier. Otherwise the
    calendar's subtraction, which may fall on a day off (see ``roll``). Raises Broken with ``due.too_far``.
    """
    timed = isinstance(day, datetime)
    end = calendar.local(day) if isinstance(day, datetime) else calendar.close(day)
    if amount.n <= 0:
        return Reckoned(end)
    if is_too_far(amount):
        raise _too_far(amount)
    try:
        if amount.unit == "wd":
            last = end.date()
            for _ in range(amount.n):
                last = calendar.previous_working(last)
            at: datetime | None = calendar.close(last)
        elif amount.unit == "wh":
            at = _before_hours(amount.n, end, calendar)
        else:
            at = _shifted(end, amount, -1, calendar)
            if not timed and amount.unit != "h":
                at = calendar.close(at.date())
        if at is None:
            raise _too_far(amount)
    except OverflowError:
        raise _too_far(amount) from None
    return _reckoned(at, amount.unit, end.date(), calendar)


def roll(moment: datetime, direction: Literal["before", "after"], calendar: Calendar) -> Reckoned:
    """``moment``, if its day is worked, else the same time on the next one that is; closing time stays so."""
    here = calendar.local(moment)
    day = here.date()
    if calendar.works(day):
        return Reckoned(here, not calendar.is_known(day))
    target = calendar.previous_working(day) if direction == "before" else calendar.next_working(day)
    at = calendar.close(target) if here == calendar.close(day) else calendar.at(target, here.time())
    return Reckoned(at, not (calendar.is_known(day) and calendar.is_known(target)))


def is_too_far(amount: Amount) -> bool:
    """More than about a century: refused wherever an amount is read or used."""
    return amount.n > LONGEST[amount.unit]


def _after_clock(amount: Amount, begin: datetime, calendar: Calendar, held: tuple[Pause, ...]) -> datetime:
    due = _shifted(begin, amount, 1, calendar).astimezone(UTC)
    for pause in held:
        if pause.since >= due:
            break
        due += pause.until - pause.since
    return due


def _after_closes(n: int, begin: datetime, calendar: Calendar, held: tuple[Pause, ...]) -> datetime | None:
    day, limit = begin.date(), begin.date() + HORIZON
    while n:
        day = calendar.next_working(day)
        if day > limit:
            return None
        if not close_is_held(day, calendar, held):
            n -= 1
    return calendar.close(day).astimezone(UTC)


def _after_hours(n: int, begin: datetime, calendar: Calendar, held: tuple[Pause, ...]) -> datetime | None:
    left, instant = n * 3600 * _SECOND, begin.astimezone(UTC)
    day, limit = begin.date(), begin.date() + HORIZON
    while day <= limit:
        for opens, closes in calendar.periods(day):
            for since, until in outside(max(opens, instant), closes, held):
                if left <= until - since:
                    return since + left
                left -= until - since
        day = calendar.next_working(day)
    return None


def _before_hours(n: int, end: datetime, calendar: Calendar) -> datetime | None:
    left, instant = n * 3600 * _SECOND, end.astimezone(UTC)
    day, limit = end.date(), end.date() - HORIZON
    while day >= limit:
        for opens, closes in reversed(calendar.periods(day)):
            length = max(min(closes, instant) - opens, _NOTHING)
            if left <= length:
                return opens + length - left
            left -= length
        day = calendar.previous_working(day)
    return None


def _shifted(moment: datetime, amount: Amount, sign: int, calendar: Calendar) -> datetime:
    n = sign * amount.n
    if amount.unit == "h":
        return (moment.astimezone(UTC) + timedelta(hours=n)).astimezone(calendar.zone)
    clock = moment.time()
    if amount.unit == "mo":
        return calendar.at(_months_on(moment.date(), n), clock)
    return calendar.at(moment.date() + timedelta(days=n * (7 if amount.unit == "w" else 1)), clock)


def _months_on(day: date, n: int) -> date:
    """The same day n months on; the month's last, where it has no such day."""
    from calendar import monthrange

    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("no such year")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _reckoned(instant: datetime, unit: Unit, other_end: date, calendar: Calendar) -> Reckoned:
    at = instant.astimezone(calendar.zone)
    counts_days = unit in ("wd", "wh")
    return Reckoned(at, counts_days and not (calendar.is_known(at.date()) and calendar.is_known(other_end)))


def _too_far(amount: Amount) -> Broken:
    return Broken(Problem("due.too_far", {"amount": f"{amount.n}{amount.unit}"}))
