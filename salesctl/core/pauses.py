"""Times in which a clock stands still, and what they leave of the rest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from msgspec import Struct

from salesctl.core.calendar import Calendar


class Pause(Struct, frozen=True):
    """A time in which the clock stands still: from ``since`` up to, but without, ``until``, which may yet come."""

    since: datetime
    until: datetime


def merged(pauses: Iterable[Pause], start: datetime) -> tuple[Pause, ...]:
    """The pauses from ``start`` on, in UTC and in order; those that overlap or touch made one."""
    begin = start.astimezone(UTC)
    found: list[Pause] = []
    clipped = ((max(one.since.astimezone(UTC), begin), one.until.astimezone(UTC)) for one in pauses)
    for since, until in sorted(span for span in clipped if span[0] < span[1]):
        if found and since <= found[-1].until:
            found[-1] = Pause(found[-1].since, max(found[-1].until, until))
        else:
            found.append(Pause(since, until))
    return tuple(found)


def close_is_held(day: date, calendar: Calendar, held: tuple[Pause, ...]) -> bool:
    """Whether the close of business of ``day`` lies in a pause; one at the very start of a pause does."""
    if not held:
        return False
    close = calendar.close(day)
    return any(one.since <= close < one.until for one in held)


def outside(since: datetime, until: datetime, held: tuple[Pause, ...]) -> Iterable[tuple[datetime, datetime]]:
    """What is left of a worked period when the pauses are cut out of it."""
    for pause in held:
        if pause.until <= since:
            continue
        if pause.since >= until:
            break
        if since < pause.since:
            yield since, pause.since
        since = pause.until
    if since < until:
        yield since, until
