"""The one place that looks at the machine's clock."""

from __future__ import annotations

from datetime import datetime

from salesctl.core.calendar import Calendar
from salesctl.core.problems import Broken, Problem


def present(told: str | None, calendar: Calendar) -> datetime:
    """The moment that a whole run works with, in the calendar's zone: the one told, else the machine's.

    A bare day told means its close of business. Raises Broken (exit code 2) for what is no moment.
    """
    real = datetime.now(calendar.zone)  # noqa: TID251  the moment is read here, and nowhere else
    if told is None:
        return real
    from salesctl.core.moments import read_moment

    found = read_moment(told, real, calendar.day_ends)
    if found is None:
        raise Broken(Problem("usage.not_a_moment", {"value": told, "option": "--now / SALESCTL_NOW"}), exit_code=2)
    return found.astimezone(calendar.zone)
