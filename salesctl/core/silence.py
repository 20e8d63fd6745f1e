"""Of whom nothing has come for a working day, as far as one copy of the workspace can know."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from msgspec import Struct

from salesctl.core.arithmetic import reckon
from salesctl.core.calendar import Calendar
from salesctl.core.playbook import Amount
from salesctl.core.team import Team

_PATIENCE = Amount(1, "wd")


class Heard(Struct, frozen=True):
    """The latest work that git has of somebody, under the name and address that git knows."""

    name: str
    address: str
    at: datetime


class Silent(Struct, frozen=True):
    """Somebody of whom nothing has come since ``since``; None: never, as far as known."""

    who: str
    since: datetime | None


def silent(
    team: Team, heard: Iterable[Heard], awaited: Collection[str], synced: datetime, calendar: Calendar, me: str | None
) -> list[Silent]:
    """Whose latest work was more than a working day old when this copy was synced, the longest silence first.

    Of whom nothing is known at all is only named where they are ``awaited``. Somebody without a role has left or only
    looks on, and is not waited for.
    """
    latest = _latest(team, heard)
    waited = [person.id for person in team.people.values() if person.roles and person.id != me]
    found = [Silent(who, latest.get(who)) for who in waited if who in latest or who in awaited]
    found = [one for one in found if one.since is None or is_past(one.since, synced, calendar)]
    return sorted(found, key=lambda one: (one.since is not None, one.since or synced))


def unheard(team: Team, heard: Iterable[Heard]) -> frozenset[str]:
    """Who has a role and has never shared anything, as far as known."""
    latest = _latest(team, heard)
    return frozenset(person.id for person in team.people.values() if person.roles and person.id not in latest)


def is_past(since: datetime, synced: datetime, calendar: Calendar) -> bool:
    """Whether a working day had gone by."""
    return reckon(_PATIENCE, since, calendar).at <= synced


def _latest(team: Team, heard: Iterable[Heard]) -> dict[str, datetime]:
    latest: dict[str, datetime] = {}
    for one in heard:
        who = team.committed_as(one.name, one.address)
        if who is not None:
            latest[who] = max(one.at, latest.get(who, one.at))
    return latest
