"""From what a playbook or a workspace says about working time to a calendar.

A spec is a mapping of plain values: ``country``, ``zone``, ``week`` (``Monday-Friday``), ``hours`` (list of
``09:00-12:00``), ``day ends``, ``off`` and ``work`` (lists of dates, or dates with names), ``special hours`` (dates
with hours), ``known`` (the last year whose days off the team has entered itself). What it leaves out comes from the
country.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from salesctl.core.calendar import Calendar, Hours, Published
from salesctl.core.playbook import Text
from salesctl.core.problems import Broken, Problem

KEYS = frozenset({"country", "zone", "week", "hours", "day ends", "off", "work", "special hours", "known"})
DEFAULT_COUNTRY = "CN"
DEFAULT_WEEK = "Monday-Friday"
DEFAULT_HOURS = ("09:00-12:00", "13:30-18:00")

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OF_A_PLACE = ("zone", "off", "work", "special hours", "known")
_PERIOD = re.compile(r"(\d{1,2}):(\d{2})\s*[-–~]\s*(\d{1,2}):(\d{2})")

Days = dict[date, Text | None]


def make_calendar(spec: Mapping[str, Any], published: Published) -> Calendar:
    """The calendar of ``spec`` on top of what is published for its country. Raises Broken with every mistake at once.

    A country without published days off is fully known once the team lists its own (an empty list will do).
    """
    unknown = [key for key in spec if key not in KEYS]
    problems = [Problem("calendar.unknown_key", {"key": key, "keys": tuple(sorted(KEYS))}) for key in unknown]
    zone = _zone(spec.get("zone") or published.zone, published.country, problems)
    week = _week(spec.get("week", DEFAULT_WEEK), problems)
    hours = _hours(spec.get("hours", DEFAULT_HOURS), problems)
    ends = _clock(spec["day ends"], problems) if "day ends" in spec else None
    off, work = _days("off", spec.get("off"), problems), _days("work", spec.get("work"), problems)
    problems += [Problem("calendar.off_and_work", {"day": day}) for day in sorted(off.keys() & work.keys())]
    special_hours = _special_hours(spec.get("special hours") or {}, problems)
    years = _years(spec, published, problems)
    if problems or zone is None:
        raise Broken(*problems)
    return Calendar(
        country=published.country,
        zone=zone,
        week=week,
        hours=hours,
        day_ends=ends or hours[-1][1],
        off={day: name for day, name in published.off.items() if day not in work} | off,
        work={day: name for day, name in published.work.items() if day not in off} | work,
        special_hours={day: told for day, told in special_hours.items() if day is not None},
        years=years,
        festivals=published.festivals,
    )


def differing(base: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """A named calendar that says only what differs. Another country takes no days and no zone from the first."""
    here, there = base.get("country", DEFAULT_COUNTRY), other.get("country", base.get("country", DEFAULT_COUNTRY))
    kept = {key: value for key, value in base.items() if here == there or key not in _OF_A_PLACE}
    return {**kept, **other}


def _zone(name: Any, country: str, problems: list[Problem]) -> ZoneInfo | None:
    if not name:
        problems.append(Problem("calendar.zone_missing", {"country": country}))
        return None
    try:
        return ZoneInfo(str(name))
    except (ValueError, OSError, KeyError):
        problems.append(Problem("calendar.bad_zone", {"zone": str(name)}))
        return None


def _week(told: Any, problems: list[Problem]) -> frozenset[int]:
    """``Monday-Friday``, ``Sunday-Thursday``, ``Mon, Wed, Fri``, or a list of these."""
    parts = told.split(",") if isinstance(told, str) else [str(one) for one in told or ()]
    found: set[int] = set()
    for part in parts:
        ends = [_weekday(one) for one in re.split(r"\s*[-–]\s*", part.strip())]
        if None in ends or len(ends) > 2:
            problems.append(Problem("calendar.bad_week", {"text": part.strip()}))
            continue
        first, last = ends[0] or 0, ends[-1] or 0
        found |= {(first + n) % 7 for n in range((last - first) % 7 + 1)}
    if not found and not problems:
        problems.append(Problem("calendar.bad_week", {"text": str(told)}))
    return frozenset(found)


def _weekday(name: str) -> int | None:
    return next((n for n, full in enumerate(_WEEKDAYS) if name.lower() in (full, full[:3])), None)


def _hours(told: Any, problems: list[Problem]) -> Hours:
    """Periods of a day in order; each opens before it closes and after the one before has closed."""
    parts = told.split(",") if isinstance(told, str) else [str(one) for one in told or ()]
    found: list[tuple[time, time]] = []
    for part in parts:
        period = _period(part.strip())
        if period is None or period[0] >= period[1] or (found and period[0] < found[-1][1]):
            problems.append(Problem("calendar.bad_hours", {"text": part.strip()}))
        else:
            found.append(period)
    if not parts:
        problems.append(Problem("calendar.bad_hours", {"text": str(told)}))
    return tuple(found)


def _special_hours(told: Any, problems: list[Problem]) -> dict[date | None, Hours]:
    """Dates with hours of their own."""
    if not isinstance(told, Mapping):
        problems.append(Problem("calendar.bad_date", {"key": "special hours", "text": str(told)}))
        return {}
    return {_day("special hours", day, problems): _hours(hours, problems) for day, hours in told.items()}


def _period(part: str) -> tuple[time, time] | None:
    match = _PERIOD.fullmatch(part)
    if not match:
        return None
    try:
        return time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))
    except ValueError:
        return None


def _clock(told: Any, problems: list[Problem]) -> time | None:
    if isinstance(told, time):
        return told
    try:
        hour, minute = str(told).split(":")
        return time(int(hour), int(minute))
    except ValueError:
        problems.append(Problem("calendar.bad_time", {"text": str(told)}))
        return None


def _days(key: str, told: Any, problems: list[Problem]) -> Days:
    """Dates with a name each, or without."""
    listed = [told] if isinstance(told, str) and told else told or ()
    named = listed.items() if isinstance(listed, Mapping) else ((one, None) for one in listed)
    days = ((_day(key, day, problems), _text(name)) for day, name in named)
    return {day: name for day, name in days if day is not None}


def _day(key: str, told: Any, problems: list[Problem]) -> date | None:
    if isinstance(told, datetime):
        return told.date()
    if isinstance(told, date):
        return told
    try:
        return date.fromisoformat(str(told))
    except ValueError:
        problems.append(Problem("calendar.bad_date", {"key": key, "text": str(told)}))
        return None


def _text(name: Any) -> Text | None:
    if not name:
        return None
    if isinstance(name, Mapping) and all(isinstance(words, str) for words in name.values()):
        return dict(name)
    return {"": str(name)}


def _years(spec: Mapping[str, Any], published: Published, problems: list[Problem]) -> range | None:
    years = published.years
    if not years and spec.get("off") is not None:
        return None
    if "known" not in spec:
        return years
    try:
        last = int(str(spec["known"]))
    except ValueError:
        problems.append(Problem("calendar.bad_year", {"text": str(spec["known"])}))
        return years
    return range(years.start, max(years.stop, last + 1)) if years else range(last, last + 1)
