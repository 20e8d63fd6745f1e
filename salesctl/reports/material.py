"""What reports are made of: a world to judge by, and customers as read; the desk's own types fit without knowing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from salesctl.core.calendar import Calendar
from salesctl.core.events import Record
from salesctl.core.facts import amount
from salesctl.core.plain import moment
from salesctl.core.playbook import Playbook, Text
from salesctl.core.replay import replay
from salesctl.core.state import Deal, State
from salesctl.core.team import Team
from salesctl.core.values import fold
from salesctl.reports.table import Said


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


def amount_of(world: World, customer: Read, deal: Deal) -> Decimal | None:
    """What the deal is worth (``process.md`` Time: amount of a deal)."""
    return amount(world.playbook, customer.state, deal)


def planned(world: World, deal: Deal) -> datetime | None:
    """When the next follow-up was last planned, on the team's clock."""
    when = moment(deal.plan.data.get("when")) if deal.plan else None
    return world.calendars[""].local(when) if when else None


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """The sum of the amounts that are known."""
    return sum((one for one in amounts if one is not None), Decimal(0))


class Past(Struct, frozen=True):
    """A customer as it stood at an earlier moment: what had happened by then, under the card of today."""

    today: Read
    record: Record
    state: State

    @property
    def file(self) -> str:
        """As today."""
        return self.today.file

    @property
    def id(self) -> str:
        """As today."""
        return self.today.id

    @property
    def name(self) -> str:
        """As today."""
        return self.today.name


def as_of(playbook: Playbook, customers: Iterable[Read], moment: datetime) -> Iterator[Past]:
    """The customers that had come in by a moment, as they stood then."""
    for one in customers:
        history = tuple(event for event in one.record.history if event.at <= moment)
        state = replay(playbook, history, one.record.card)
        if state.deals:
            yield Past(one, replace(one.record, history=history), state)
