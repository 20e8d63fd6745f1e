"""A reminder ladder laid out in time, and the time in which something is owed: all that a look later has to ask."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class Rung(Struct, frozen=True, array_like=True):
    """One step of a reminder ladder: from when on who is told; ``at`` None: it is reached already."""

    at: datetime | None
    who: tuple[str, ...]


def is_owed(appears: datetime | None, lapses: datetime | None, now: datetime) -> bool:
    """Whether ``now`` lies in the time in which something is owed."""
    return (appears is None or appears <= now) and (lapses is None or lapses > now)


def told_by(ladder: tuple[Rung, ...], now: datetime) -> tuple[str, ...]:
    """The roles, besides who owes it, that a ladder has told by ``now`` (``process.md`` Time: escalation)."""
    reached = (who for rung in ladder if rung.at is None or rung.at <= now for who in rung.who if who != "doer")
    return tuple(dict.fromkeys(reached))
