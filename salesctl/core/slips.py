"""What is accepted and yet may be a slip of the pen; said at once, and no rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Final

from salesctl.core.events import Event, Value
from salesctl.core.plain import as_day
from salesctl.core.problems import Problem
from salesctl.core.secrets import secrets_in

_AHEAD: Final = (("planned", "when"), ("opened", "sign_by"), ("estimated", "sign_by"), ("nurtured", "review"))
"""What an event may say of the future, and under which key."""


def slips(events: Collection[Event], card: Mapping[str, Value | None], now: datetime) -> Iterator[Problem]:
    """A hint for each day to come that has passed already, and for each kind of secret that seems to be told."""
    told = [kind for value in (*card.values(), *(event.data for event in events)) for kind in secrets_in(value)]
    yield from (Problem(f"hint.secret_{kind}", severity="warn") for kind in dict.fromkeys(told))
    for event in events:
        for what, key in _AHEAD:
            day = as_day(event.data.get(key)) if event.what == what else None
            if day is not None and (day < now if isinstance(day, datetime) else day < now.date()):
                yield Problem(f"hint.passed_{key}", {"day": day}, severity="info")
