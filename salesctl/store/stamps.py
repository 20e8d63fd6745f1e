"""Moments as they stand in files: ISO 8601, always with an offset."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?([Zz]|[+-][0-9]{2}:?[0-9]{2})"
)
#: Beyond these a change of zone or a sum with days could leave the calendar.
_YEARS = range(100, 9900)


def moment(text: str) -> datetime | None:
    """The moment a text names; None when it is no ISO 8601 date and time with an offset."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        found = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return found if found.year in _YEARS else None


def stamp(at: datetime) -> str:
    """A moment as text, with no more digits than it needs."""
    offset = at.utcoffset()
    if offset is None or offset % timedelta(minutes=1):
        at = at.astimezone(UTC)
    if at.microsecond:
        return at.isoformat(timespec="microseconds")
    return at.isoformat(timespec="seconds" if at.second else "minutes")
