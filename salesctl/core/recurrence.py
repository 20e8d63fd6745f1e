"""When a recurring duty is owed: grids of moments in a window, on a working calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct

from salesctl.core.arithmetic import Reckoned, before, reckon, roll
from salesctl.core.calendar import Calendar
from salesctl.core.playbook import Amount, Every
from salesctl.core.problems import Broken, Problem

_WEEK = timedelta(days=7)
_FRIDAY = 4
_ROLLED = timedelta(days=31)
"""How far outside the window a time may lie that a roll brings into it."""

_UNTIL = re.compile(r"UNTIL=(\d{8})(T\d{6})?(Z)?", re.IGNORECASE)
_ENDLESS = re.compile(r"FREQ=(SECONDLY|MINUTELY|HOURLY)|INTERVAL=0*(;|$)", re.IGNORECASE)


class NamedDay(Struct, frozen=True):
    """A date that a duty counts back from, in a form or on the card. ``yearly``: its anniversaries, not itself."""

    name: str
    day: date
    yearly: bool = False


class Occurrence(Struct, frozen=True):
    """One time a duty is owed. ``of`` is the festival or date it is for, ``day`` that date or the day of the grid."""

    at: datetime
    day: date
    of: str | None = None
    provisional: bool = False


class Occurrences(Struct, frozen=True):
    """In the order of time. ``provisional``: a named day's date is not known for all of the window; more may come."""

    moments: tuple[Occurrence, ...]
    provisional: bool = False


def occurrences(
    every: Every,
    after: datetime,
    until: datetime,
    calendar: Calendar,
    *,
    anchor: datetime | None = None,
    days: Iterable[NamedDay] = (),
) -> Occurrences:
    """What ``every`` owes later than ``after`` and not later than ``until`` (``process.md 5.1``, ``5.3``).

    Weekly: the first such weekday after the day of ``after``, then each; ``or the working day before`` is the last
    working day before it in the same week, and a week without one is skipped. Intervals count from ``anchor``
    (``after``, if none), which is itself owed if it lies in the window. ``days`` are the dates that the duty names
    beside the festivals. Raises Broken for an interval or a rule that makes no sense.
    """
    since, end = calendar.local(after), calendar.local(until)
    provisional = False
    if every.kind == "weekly":
        found = _weekly(every, since, end, calendar)
    elif every.kind == "interval":
        found = _interval(every, since, end, calendar, calendar.local(anchor or after))
    elif every.kind == "rule":
        found = _rule(every, since, end, calendar, calendar.local(anchor or after))
    else:
        years = range(since.year, end.year + 2)
        provisional = any(year not in _days_of(name, calendar) for name in every.holidays for year in years[:-1])
        found = _before_days(every, _named_days(every, years, calendar, days), calendar)
    inside = {(one.at, one.of): one for one in found if since < one.at <= end}
    return Occurrences(tuple(sorted(inside.values(), key=lambda one: one.at)), provisional)


def one_by_one(
    every: Every, after: datetime, until: datetime, calendar: Calendar, *, anchor: datetime, days: Iterable[NamedDay]
) -> Iterator[Occurrence]:
    """The same moments in order, a usual weekly grid only as far as somebody asks: its weeks cannot change places."""
    if every.kind != "weekly" or every.roll == "after":
        yield from occurrences(every, after, until, calendar, anchor=anchor, days=days).moments
        return
    since, end = calendar.local(after), calendar.local(until)
    for one in _weekly(every, since, end, calendar):
        if one.at > end:
            return
        if one.at > since:
            yield one


def anniversary(day: date, year: int) -> date:
    """The same day of another year; 28 February for a 29 February that the year has not."""
    if (day.month, day.day) == (2, 29):
        return date(year, 3, 1) - timedelta(days=1)
    return day.replace(year=year)


def _weekly(every: Every, since: datetime, end: datetime, calendar: Calendar) -> Iterator[Occurrence]:
    weekday = every.weekday if every.weekday is not None else _FRIDAY
    day = since.date() + timedelta(days=(weekday - since.weekday() - 1) % 7 + 1)
    # A day rolled back is owed even when the weekday itself lies past the end of the window.
    while day <= end.date() + _WEEK:
        actual: date | None = day
        if every.roll == "before":
            actual = _worked_in_week(day, calendar)
        elif every.roll == "after" and not calendar.works(day):
            actual = calendar.next_working(day)
        if actual is not None:
            at = calendar.at(actual, time.fromisoformat(every.at)) if every.at else calendar.close(actual)
            rests_on_calendar = every.roll is not None
            yield Occurrence(at, day, provisional=rests_on_calendar and not calendar.is_known(day))
        day += _WEEK


def _worked_in_week(day: date, calendar: Calendar) -> date | None:
    """``day``, or the last working day before it in its week from Monday; none, if there is none."""
    for back in range(day.weekday() + 1):
        if calendar.works(day - timedelta(days=back)):
            return day - timedelta(days=back)
    return None


def _interval(
    every: Every, since: datetime, end: datetime, calendar: Calendar, anchor: datetime
) -> Iterator[Occurrence]:
    amount = every.amount
    if amount is None or amount.n < 1:
        raise Broken(Problem("calendar.no_interval", {"text": every.text}))
    chained = amount.unit in ("wd", "wh")
    times = 0 if chained else _times_before(amount, anchor, since - _ROLLED)
    reckoned = Reckoned(anchor)
    if times:
        reckoned = reckon(Amount(amount.n * times, amount.unit), anchor, calendar)
    while reckoned.at <= end + _ROLLED:
        rolled = roll(reckoned.at, every.roll, calendar) if every.roll else reckoned
        yield Occurrence(rolled.at, reckoned.at.date(), provisional=rolled.provisional or reckoned.provisional)
        times += 1
        # Months are counted from the anchor each time, or the 31st would stay the 28th after one February.
        if chained:
            reckoned = reckon(amount, reckoned.at, calendar)
        else:
            reckoned = reckon(Amount(amount.n * times, amount.unit), anchor, calendar)


def _times_before(amount: Amount, anchor: datetime, since: datetime) -> int:
    """So many whole intervals surely lie between: nobody steps through years of hours."""
    longest = {"h": 1 / 24, "d": 1.05, "w": 7.05, "mo": 31.05}[amount.unit] * amount.n
    return max(0, int((since.astimezone(UTC) - anchor.astimezone(UTC)) / timedelta(days=longest)) - 1)


def _before_days(every: Every, named: Iterable[tuple[str, date]], calendar: Calendar) -> Iterator[Occurrence]:
    for name, day in named:
        reckoned = before(every.amount or Amount(0, "d"), day, calendar)
        rolled = roll(reckoned.at, every.roll, calendar) if every.roll else reckoned
        yield Occurrence(rolled.at, day, name, rolled.provisional or reckoned.provisional)


def _named_days(every: Every, years: range, calendar: Calendar, days: Iterable[NamedDay]) -> Iterator[tuple[str, date]]:
    for holiday in every.holidays:
        known = _days_of(holiday, calendar)
        yield from ((holiday, known[year]) for year in years if year in known)
    for one in days:
        if one.yearly:
            yield from ((one.name, anniversary(one.day, year)) for year in years if year > one.day.year)
        else:
            yield one.name, one.day


def _days_of(holiday: str, calendar: Calendar) -> dict[int, date]:
    festival = calendar.festivals.get(holiday)
    return dict(festival.days) if festival else {}


def _rule(every: Every, since: datetime, end: datetime, calendar: Calendar, anchor: datetime) -> Iterator[Occurrence]:
    """By the wall: the rule is read without a zone, and each of its times is then one of this calendar."""
    from dateutil.rrule import rrulestr

    text = every.rule or ""
    if _ENDLESS.search(text):
        raise Broken(Problem("calendar.endless_rule", {"rule": text}))
    clock = time.fromisoformat(every.at) if every.at else calendar.close(anchor.date()).time()
    try:
        walled = _UNTIL.sub(lambda found: _wall(found, calendar), text)
        rule = rrulestr(walled, dtstart=datetime.combine(anchor.date(), clock))
        walls = rule.between(since.replace(tzinfo=None) - _ROLLED, end.replace(tzinfo=None) + _ROLLED, inc=True)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        raise Broken(Problem("calendar.bad_rule", {"rule": text, "reason": str(error)})) from error
    for wall in walls:
        at = calendar.at(wall.date(), wall.time())
        rolled = roll(at, every.roll, calendar) if every.roll else Reckoned(at)
        yield Occurrence(rolled.at, wall.date(), provisional=rolled.provisional)


def _wall(found: re.Match[str], calendar: Calendar) -> str:
    """An UNTIL of the rule on this calendar's clock; a date alone means the whole day."""
    day, clock, zulu = found.groups()
    if clock and zulu:
        moment = datetime.strptime(day + clock, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        return "UNTIL=" + moment.astimezone(calendar.zone).strftime("%Y%m%dT%H%M%S")
    return f"UNTIL={day}{clock or 'T235959'}"
