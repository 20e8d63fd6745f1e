"""Whether a deal can leave its stage, and what keeps it there."""

from __future__ import annotations

from collections.abc import Iterator

from salesctl.core.events import Event
from salesctl.core.problems import Problem
from salesctl.core.rules.asked import Asked
from salesctl.core.rules.moves import blockers
from salesctl.core.state import Deal
from salesctl.reports.material import Read, World


def blocking(world: World, customer: Read, deal: Deal) -> tuple[Problem, ...]:
    """Why the deal can't go to its next stage now; the commands still leave room for the customer."""
    return tuple(_blockers(world, customer, deal))


def can_advance(world: World, customer: Read, deal: Deal) -> bool:
    """Whether nothing but a warning stands between the deal and its next stage, or its end."""
    return deal.going and all(one.severity != "error" for one in _blockers(world, customer, deal))


def _blockers(world: World, customer: Read, deal: Deal) -> Iterator[Problem]:
    """One by one, so that whoever needs only the first asks for no more."""
    event = Event(at=world.now, by=deal.owner, what="advanced", deal=deal.number)
    return blockers(Asked(world.playbook, customer.state, event, world.now, world.calendars, world.team))
