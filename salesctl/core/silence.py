"""Of whom nothing has come for a working day, as far as one copy of the workspace can know."""

from __future__ import annotations

from collections.abc import Iterable
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


def silent(team: Team, heard: Iterable[Heard], synced: datetime, calendar: Calendar, me: str | None) -> list[Silent]:
    """Whose latest work was more than a working day old when this copy was synced, the longest silence first.

    Somebody without a role has left or only looks on, and is not waited for.
    """
    latest: dict[str, datetime] = {}
    for one in heard:
        who = team.committed_as(one.name, one.address)
        if who is not None:
            latest[who] = max(one.at, latest.get(who, one.at))
    waited = [person.id for person in team.people.values() if person.roles and person.id != me]
    found = [Silent(who, latest.get(who)) for who in waited]
    found = [one for one in found if one.since is None or reckon(_PATIENCE, one.since, calendar).at <= synced]
    return sorted(found, key=lambda one: (one.since is not None, one.since or synced))
