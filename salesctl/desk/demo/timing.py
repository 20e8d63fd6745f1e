"""When something in a script happens: counted in working time from the moment at which the customers are made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from salesctl.core.arithmetic import before
from salesctl.core.calendar import Calendar
from salesctl.core.events import Value
from salesctl.core.playbook import Amount

_RELATIVE = re.compile(r"([+-])(\d{1,3})(wh|wd|d)(?: (\d{2}:\d{2}))?")
_YEAR = "{year}"


class Timing:
    """``-8wd 10:30``: the eighth working day before today. ``-2wh``: two working hours ago. ``+9d``: in nine days."""

    def __init__(self, calendar: Calendar, now: datetime) -> None:
        self.calendar, self.now = calendar, calendar.local(now).replace(second=0, microsecond=0)

    def moment(self, text: str) -> datetime:
        """The moment told; a bare day ends at its close of business."""
        sign, count, unit, clock = self._parts(text)
        if unit == "wh":
            return before(Amount(count, "wh"), self.now, self.calendar).at
        day = self._day(sign, count, unit)
        return self.calendar.at(day, time.fromisoformat(clock)) if clock else self.calendar.close(day)

    def day(self, text: str) -> date:
        """The day told."""
        return self.moment(text).date()

    def dated(self, value: Value, at: datetime) -> Value:
        """A value with real days in place of those told, and the year of ``at`` in place of ``{year}``."""
        if isinstance(value, str):
            return self.day(value).isoformat() if _RELATIVE.fullmatch(value) else value.replace(_YEAR, str(at.year))
        if isinstance(value, Mapping):
            return {key: self.dated(one, at) for key, one in value.items()}
        return tuple(self.dated(one, at) for one in value)

    def _parts(self, text: str) -> tuple[str, int, str, str | None]:
        found = _RELATIVE.fullmatch(text)
        if found is None:
            raise ValueError(f"no moment of a script: {text}")
        sign, count, unit, clock = found.groups()
        return sign, int(count), unit, clock

    def _day(self, sign: str, count: int, unit: str) -> date:
        day = self.now.date()
        if unit == "d":
            return day + timedelta(days=count if sign == "+" else -count)
        for _ in range(count):
            day = self.calendar.next_working(day) if sign == "+" else self.calendar.previous_working(day)
        return day
