"""Which days and hours are worked: a calendar as a value, and the questions it answers.

A calendar knows the weekdays and hours worked, the days off, the days worked in exchange (调休), and the years for
which its country has published them. Every moment it gives is aware and in its own zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from salesctl.core.playbook import Text

Hours = tuple[tuple[time, time], ...]
"""Opening and closing times of one day, in order, without overlap."""

DayKind = Literal["working", "makeup", "weekend", "off"]

_ONE_DAY = timedelta(days=1)


class Festival(Struct, frozen=True):
    """A named day and its date by year: 春节 is the first day of the lunar year, not the first day off."""

    name: Text
    days: Mapping[int, date]


class Published(Struct, frozen=True):
    """What is known of a country before a team adds its own: ``years`` are those whose days off were published."""

    country: str
    zone: str | None = None
    years: range = range(0)
    off: Mapping[date, Text | None] = field(default_factory=dict)
    work: Mapping[date, Text | None] = field(default_factory=dict)
    festivals: Mapping[str, Festival] = field(default_factory=dict)


class Day(Struct, frozen=True):
    """What a day is, and the name it is off or worked for."""

    kind: DayKind
    name: Text | None = None


class Calendar(Struct, frozen=True, eq=False):
    """Working time (``process.md 2.2``, ``5.1``). Two calendars are equal only if they are the same object, so that one
    can be a key of a cache.

    ``years`` None: nothing is published for this country beyond what the team says, so nothing is provisional.
    """

    country: str
    zone: ZoneInfo
    week: frozenset[int]
    """Weekdays worked; Monday is 0."""
    hours: Hours
    day_ends: time
    """Close of business, when a deadline in days ends."""
    off: Mapping[date, Text | None] = field(default_factory=dict)
    work: Mapping[date, Text | None] = field(default_factory=dict)
    special_hours: Mapping[date, Hours] = field(default_factory=dict)
    years: range | None = None
    festivals: Mapping[str, Festival] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """Whether the day is worked."""
        return day not in self.off and (day.weekday() in self.week or day in self.work)

    def judge(self, day: date) -> Day:
        """Working, worked in exchange, weekend, or off by name."""
        if not self.works(day):
            return Day("off", self.off[day]) if day in self.off else Day("weekend")
        return Day("makeup", self.work[day]) if day in self.work else Day("working")

    def next_working(self, day: date) -> date:
        """The first working day after ``day``; OverflowError past the year 9999."""
        day += _ONE_DAY
        while not self.works(day):
            day += _ONE_DAY
        return day

    def previous_working(self, day: date) -> date:
        """The last working day before ``day``; OverflowError before the year 1."""
        day -= _ONE_DAY
        while not self.works(day):
            day -= _ONE_DAY
        return day

    def close(self, day: date) -> datetime:
        """Close of business on ``day``: when a deadline that names only a date ends."""
        return _close(self, day)

    def periods(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The worked periods of ``day`` in UTC; none on a day off."""
        if not self.works(day):
            return ()
        hours = self.special_hours.get(day, self.hours)
        return tuple((self._utc(day, opens), self._utc(day, closes)) for opens, closes in hours)

    def is_known(self, day: date) -> bool:
        """Whether the days off of that year were published; otherwise an answer about it is provisional."""
        return self.years is None or day.year in self.years

    def local(self, moment: datetime) -> datetime:
        """The same instant on this calendar's clock; ValueError for a moment without a zone."""
        if moment.tzinfo is None:
            raise ValueError(f"a moment without a zone: {moment}")
        return moment.astimezone(self.zone)

    def at(self, day: date, clock: time) -> datetime:
        """That time of that day. A time that summer time skips moves on by the gap; of two, it is the first."""
        return self._utc(day, clock).astimezone(self.zone)

    def _utc(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=self.zone).astimezone(UTC)


@lru_cache(maxsize=20_000)
def _close(calendar: Calendar, day: date) -> datetime:
    """Remembered, because most deadlines end at the closing of some day, and zones are slow to ask."""
    special = calendar.special_hours.get(day)
    return calendar.at(day, special[-1][1] if special else calendar.day_ends)
