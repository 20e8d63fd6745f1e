"""What reports are made of: a world to judge by, and customers as read; the desk's own types fit without knowing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from salesctl.core.folding import fold
from salesctl.core.playbook import Playbook, Text
from salesctl.core.team import Team
from salesctl.reports.table import Said

if TYPE_CHECKING:
    from salesctl.core.calendar import Calendar
    from salesctl.core.events import Record
    from salesctl.core.state import State


class World(Protocol):
    """The playbook, the people, the working days and the moment that a report is about."""

    @property
    def playbook(self) -> Playbook:
        """The process that is judged by."""
        ...

    @property
    def team(self) -> Team:
        """Who fills which role."""
        ...

    @property
    def calendars(self) -> Mapping[str, Calendar]:
        """Working days by name; the default under an empty one."""
        ...

    @property
    def now(self) -> datetime:
        """The moment that it is about."""
        ...


class Read(Protocol):
    """One customer as read from its file."""

    @property
    def file(self) -> str:
        """The path within the workspace."""
        ...

    @property
    def record(self) -> Record:
        """Card and history."""
        ...

    @property
    def state(self) -> State:
        """What the history amounts to."""
        ...

    @property
    def id(self) -> str:
        """The record's id."""
        ...

    @property
    def name(self) -> str:
        """The customer's name."""
        ...


def ref_of(customer: Read, deal: int) -> str:
    """How a command names a deal: by the customer alone where that means this deal."""
    return customer.id if deal == min(customer.state.deals, default=1) else f"{customer.id}/{deal}"


def shown_person(team: Team, who: str | None) -> str | None:
    """A person by name, and by id where there is no name or two people have it."""
    person = team.people.get(who or "")
    if person is None or not person.name:
        return who
    alike = [one for one in team.people.values() if fold(one.name) == fold(person.name)]
    return person.name if len(alike) == 1 else person.id


class Names(dict[str | None, str | None]):
    """People as ``shown_person`` names them, each looked for once in a long list."""

    def __init__(self, team: Team) -> None:
        super().__init__()
        self._team = team

    def __missing__(self, who: str | None) -> str | None:
        self[who] = shown_person(self._team, who)
        return self[who]


class Stages(dict[str | None, "Said | None"]):
    """Stages as ``stage_cell`` has them, one cell for all rows in a stage."""

    def __init__(self, playbook: Playbook) -> None:
        super().__init__()
        self._playbook = playbook

    def __missing__(self, stage: str | None) -> Said | None:
        self[stage] = stage_cell(self._playbook, stage)
        return self[stage]


def role_title(playbook: Playbook, role: str | None) -> Text | str:
    """The role in the playbook's words; its id where the playbook does not know it."""
    spec = playbook.roles.get(role or "")
    return spec.title if spec else role or ""


def stage_title(playbook: Playbook, stage: str | None) -> Text | str:
    """The stage in the playbook's words; its id where the playbook does not know it."""
    spec = playbook.stages.get(stage or "")
    return spec.title if spec else stage or ""


def stage_cell(playbook: Playbook, stage: str | None) -> Said | None:
    """A stage by its title for people and by its id for programs."""
    return Said("report.as_is", {"words": stage_title(playbook, stage)}, stage) if stage else None


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """The sum of the amounts that are known."""
    return sum((one for one in amounts if one is not None), Decimal(0))
