"""What the history of a customer amounts to: the deals, and in each of them stage, rounds, verdicts, clocks' events.

Nothing here is stored; ``replay.py`` builds it from events. The objects are filled while replaying and then only read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

from salesctl.core.events import Event, Value

Status = Literal["open", "nurture", "won", "lost", "void"]
Values = Mapping[str, Value]


class Visit(Struct):
    """A step done once: in one round, with one outcome and one form; ``values`` are those of the last amendment."""

    event: Event
    at: datetime
    by: str
    round: int
    outcome: str | None = None
    values: Values = field(default_factory=dict)
    amended: list[tuple[Event, Values]] = field(default_factory=list)
    """Each amendment with the values that stood before it."""


class Verdict(Struct):
    """One role's answer. ``bound`` keeps what the role looked at: when that changes, it is asked again."""

    event: Event
    role: str
    yes: bool
    round: int
    bound: Mapping[str, Value | None]
    values: Values = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        """When the answer was given."""
        return self.event.at


class StepState(Struct):
    """A step over all its rounds. ``done`` is the visit of the present round."""

    round: int = 1
    round_since: datetime | None = None
    """When the present round was opened (None in the first)."""
    round_by: Event | None = None
    done: Visit | None = None
    visits: list[Visit] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    unsettled: datetime | None = None
    """When an amended form called a finished approval back."""


class Occurrence(Struct):
    """One time that a whenever happened."""

    number: int
    event: Event
    values: Values
    steps: dict[str, StepState] = field(default_factory=dict)


class DutyDone(Struct):
    """One occurrence of a duty, settled; ``values`` is its form."""

    event: Event
    at: datetime
    slot: str | None
    """Which occurrence it settles: its due moment, or the key of a row; None for the earliest open one."""
    values: Values = field(default_factory=dict)


class Span(Struct):
    """A time in which something held: ``until`` is None while it lasts."""

    start: datetime
    event: Event
    until: datetime | None = None
    reason: str | None = None
    stated_end: datetime | None = None
    """The end that a hold named."""
    ended_by: Event | None = None

    @property
    def pause_end(self) -> datetime | None:
        """When the clocks go on: at the real end or at the stated one, whichever is first."""
        ends = [end for end in (self.until, self.stated_end) if end is not None]
        return min(ends) if ends else None


class Entry(Struct):
    """A stage entered; ``at`` is None where an import could not know it."""

    stage: str
    at: datetime | None
    event: Event
    how: Literal["opened", "imported", "advanced", "returned", "reopened", "again"]


class Contact(Struct):
    """One attempt to reach the customer, and whether it did; ``kind`` is the way it was made."""

    event: Event
    at: datetime
    kind: str
    reached: bool


class Deal(Struct):
    """One deal of a customer."""

    number: int
    opened: Event
    opened_at: datetime | None
    owner: str
    kind: str | None
    playbook: str | None
    stage: str | None
    status: Status = "open"
    title: str | None = None
    estimate: Decimal | None = None
    sign_by: str | None = None
    channel: str | None = None
    grade: str | None = None
    grades: list[tuple[datetime, str, Event]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    owners: list[tuple[datetime, str]] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    steps: dict[str, StepState] = field(default_factory=dict)
    occurrences: dict[str, list[Occurrence]] = field(default_factory=dict)
    duties: dict[str, list[DutyDone]] = field(default_factory=dict)
    holds: list[Span] = field(default_factory=list)
    nurtures: list[Span] = field(default_factory=list)
    closings: list[Span] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    happened: dict[str, datetime] = field(default_factory=dict)
    """The latest moment of each happening that a deadline can count from (``playbook.Happening``)."""
    plan: Event | None = None
    finished: Event | None = None
    finished_at: datetime | None = None
    won: list[tuple[datetime, Event]] = field(default_factory=list)
    closed_as: str | None = None
    closed_because: str | None = None
    imported: bool = False
    events: list[Event] = field(default_factory=list)

    @property
    def held(self) -> Span | None:
        """The hold that has not been ended by a resume, whatever its stated end."""
        return self.holds[-1] if self.holds and self.holds[-1].until is None else None

    @property
    def going(self) -> bool:
        """Neither closed nor finished."""
        return self.status in ("open", "nurture", "won") and self.finished is None

    def step(self, name: str) -> StepState:
        """The step's rounds so far; an empty first round where nothing happened yet."""
        kept = self.steps.get(name)
        if kept is None:
            kept = self.steps[name] = StepState()
        return kept


class State(Struct):
    """A customer: the card's facts and the deals by number; ``odd``: the events that changed nothing, each with why."""

    card: Mapping[str, Value]
    deals: dict[int, Deal] = field(default_factory=dict)
    odd: list[tuple[Event, str]] = field(default_factory=list)
    last: Event | None = None
    undone: frozenset[str] = frozenset()
