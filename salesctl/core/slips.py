"""What is accepted and yet may be a slip of the pen; said at once, and no rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from salesctl.core.events import Event
from salesctl.core.plain import as_day
from salesctl.core.problems import Problem

_AHEAD: Final = (("planned", "when"), ("opened", "sign_by"), ("estimated", "sign_by"), ("nurtured", "review"))
"""What an event may say of the future, and under which key."""


def slips(events: Iterable[Event], now: datetime) -> Iterator[Problem]:
    """A hint for each day to come that has passed already."""
    for event in events:
        for what, key in _AHEAD:
            day = as_day(event.data.get(key)) if event.what == what else None
            if day is not None and (day < now if isinstance(day, datetime) else day < now.date()):
                yield Problem(f"hint.passed_{key}", {"day": day}, severity="info")
