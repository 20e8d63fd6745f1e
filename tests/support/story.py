"""A deal told step by step: given what happened, when somebody asks, then these events or this refusal.

Fields that a test does not care about are answered with the plain case, so that each test shows only what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from salesctl.core import commands as c
from salesctl.core.asking import is_complete, questions
from salesctl.core.calendar import Calendar
from salesctl.core.clocks import Clock, Clocks
from salesctl.core.conformance import Finding, findings
from salesctl.core.decide import Decided, decide
from salesctl.core.events import Event, Record, Value
from salesctl.core.moments import read_moment
from salesctl.core.obligations import Obligation, obligations
from salesctl.core.office import Office
from salesctl.core.playbook import Field, Playbook
from salesctl.core.problems import Refused
from salesctl.core.progress import Progress
from salesctl.core.replay import replay
from salesctl.core.state import Deal, State
from salesctl.core.team import Person, Team
from salesctl.store.calendar_file import load_calendar
from salesctl.store.playbook import read_playbook

ROOT = Path(__file__).parents[2]
DEFAULT = ROOT / "playbook.yaml"
OWNER = "wang.lei"


@cache
def playbook_at(path: Path) -> Playbook:
    return read_playbook(path.read_bytes(), path.name)


def playbook_of(text: str) -> Playbook:
    return read_playbook(text.encode(), "playbook.yaml")


@cache
def _calendar(country: str) -> Calendar:
    return load_calendar({"country": country, "zone": "Asia/Shanghai", "hours": ["09:00-12:00", "13:30-18:00"]})


MORNING = datetime.fromisoformat("2026-03-02T09:00+08:00")
"""When every story begins: a Monday."""


@dataclass
class Story:
    """One customer. Times are ISO without an offset, in the team's zone."""

    playbook: Playbook = field(default_factory=lambda: playbook_at(DEFAULT))
    now: datetime = MORNING
    history: tuple[Event, ...] = ()
    card: dict[str, Value] = field(default_factory=lambda: {"name": "华信精密机械"})
    number: int = 1
    refused: Refused | None = None
    hints: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        inside = [role for role in self.playbook.roles.values() if not role.outside]
        people = {f"p.{role.id}": Person(f"p.{role.id}", roles=(role.id,)) for role in inside}
        self.team = Team(people | {OWNER: Person(OWNER)})
        self.calendars = {"": _calendar("CN")}

    # given -------------------------------------------------------------------------------------------------------

    def at(self, moment: str) -> Story:
        found = read_moment(moment, self.now)
        assert found is not None
        self.now = found
        return self

    def opened(self, **given: Any) -> Story:
        return self.ask(c.Open(owner=OWNER, **given), OWNER)

    def done(
        self, *steps: str, outcome: str | None = None, who: str | None = None, at: str | None = None, **values: Any
    ) -> Story:
        """Each step by somebody who may; the rest of its form answered plainly."""
        for step in steps:
            self.try_done(step, outcome=outcome, who=who, at=at, **values)
            assert self.refused is None, (step, [(one.code, dict(one.params)) for one in self.refused.problems])
        return self

    def try_done(
        self, step: str, outcome: str | None = None, who: str | None = None, at: str | None = None, **values: Any
    ) -> Story:
        spec = self.playbook.steps.get(step)
        chosen = outcome or (spec.outcomes[0].id if spec and spec.outcomes else None)
        filled = {**self.plain(step, chosen), **values}
        filled = {key: value for key, value in filled.items() if value is not None}
        command = c.Do(deal=self.number, step=step, values=filled, outcome=chosen, at=self.moment(at))
        return self.ask(command, who or self.who_may(step))

    def approved(self, step: str, *roles: str, at: str | None = None) -> Story:
        for role in roles or self.asked(step):
            self.ask(c.Judge(deal=self.number, step=step, yes=True, role=role, at=self.moment(at)), f"p.{role}")
            assert self.refused is None, [(one.code, dict(one.params)) for one in self.refused.problems]
        return self

    def rejected(self, step: str, role: str, because: str = "…") -> Story:
        self.ask(c.Judge(deal=self.number, step=step, yes=False, role=role, because=because), f"p.{role}")
        assert self.refused is None, self.refused
        return self

    def graded(self, grade: str, at: str | None = None) -> Story:
        self.ask(c.SetGrade(deal=self.number, grade=grade, at=self.moment(at)), OWNER)
        assert self.refused is None, self.refused
        return self

    def advanced(self, **given: Any) -> Story:
        self.ask(c.Advance(deal=self.number, **given), "p.sales_lead" if given.get("override") else OWNER)
        assert self.refused is None, [(one.code, dict(one.params)) for one in self.refused.problems]
        return self

    def moved(self, what: str, who: str = OWNER, at: str | None = None, **data: str) -> Story:
        self.ask(c.Move(deal=self.number, what=what, data=data, at=self.moment(at)), who)
        return self

    def contacted(self, *, reached: bool = True, kind: str = "call", at: str | None = None) -> Story:
        return self.moved("contacted", at=at, kind=kind, text="…", **({} if reached else {"reached": "no"}))

    def through(self, stage: str) -> Story:
        """Every step of the present stages in turn until this one is entered; the plain case everywhere."""
        for _ in range(99):
            if self.deal.stage == stage:
                return self
            self.one_step()
        raise AssertionError(stage)

    def until(self, step: str) -> Story:
        """The plain case everywhere until this step is open."""
        for _ in range(99):
            if step in self.open():
                return self
            self.one_step(skip=step)
        raise AssertionError(step)

    def one_step(self, skip: str | None = None) -> None:
        todo = [name for name in self.open() if name != skip and self.progress.required(name)]
        if not todo:
            self.advanced()
        elif roles := self.asked(todo[0]):
            self.approved(todo[0], roles[0])
        else:
            self.done(todo[0])

    # when --------------------------------------------------------------------------------------------------------

    def ask(self, command: c.Command, who: str) -> Story:
        office = Office(self.now, who, self.calendars, self.team)
        answer = decide(self.playbook, self.state, self.history, command, office)
        self.refused = answer if isinstance(answer, Refused) else None
        if isinstance(answer, Decided):
            events = tuple(replace(event, line=len(self.history) + place) for place, event in enumerate(answer.events))
            self.history = (*self.history, *events)
            changed = {**self.card, **answer.card}
            self.card = {key: value for key, value in changed.items() if value is not None}
            self.hints = tuple(one.code for one in answer.hints)
        return self

    # then --------------------------------------------------------------------------------------------------------

    @property
    def codes(self) -> tuple[str, ...]:
        """Why the last thing asked was refused; empty when it was done."""
        return tuple(one.code for one in self.refused.problems) if self.refused else ()

    @property
    def state(self) -> State:
        return replay(self.playbook, self.history, self.card)

    @property
    def deal(self) -> Deal:
        return self.state.deals[self.number]

    @property
    def progress(self) -> Progress:
        state = self.state
        return Progress(self.playbook, state, state.deals[self.number])

    @property
    def clocks(self) -> Clocks:
        state = self.state
        return Clocks(self.playbook, state, state.deals[self.number], self.calendars)

    def clock(self, step: str) -> Clock:
        return self.clocks.of_step(step)

    def due(self, step: str) -> str | None:
        """When a step is due: ``2026-03-03 18:00``, in the team's zone."""
        due = self.clock(step).due
        return due.strftime("%Y-%m-%d %H:%M") if due else None

    def open(self) -> list[str]:
        progress = self.progress
        return [
            one.id for one in self.playbook.stage_steps(self.deal.stage or "") if progress.standing(one.id) == "open"
        ]

    def standing(self, step: str) -> str:
        return self.progress.standing(step)

    def asked(self, step: str) -> tuple[str, ...]:
        return self.progress.asked(step)

    def round(self, step: str) -> int:
        return self.deal.step(step).round

    def owed(self) -> tuple[Obligation, ...]:
        return obligations(self.playbook, self.state, self.calendars, self.now, self.team)

    def late(self) -> list[str | None]:
        return [one.what for one in self.owed() if one.late(self.now)]

    def duty(self, name: str) -> list[str]:
        """The open occurrences of a duty, by when they are due."""
        return [one.due.strftime("%Y-%m-%d %H:%M") for one in self.owed() if one.what == name and one.due]

    def found(self) -> list[Finding]:
        return list(findings(self.playbook, self.record, self.calendars, self.now, self.team))

    @property
    def record(self) -> Record:
        return Record("k7m2q9xd", self.card, self.history)

    # -------------------------------------------------------------------------------------------------------------

    def plain(self, step: str, outcome: str | None = None) -> dict[str, Any]:
        """The plain case of every field that the step asks and that nothing knows yet."""
        entry: Any = self.playbook.steps.get(step) or self.playbook.duties.get(step) or self.playbook.whenevers[step]
        asked = questions(self.playbook, self.state, self.deal, step, entry.forms, {}, outcome)
        return {
            one.field.id: _plain(one.field, self.now)
            for one in asked
            if one.required and not is_complete(one.field, one.known)
        }

    def who_may(self, step: str) -> str:
        entry: Any = self.playbook.steps.get(step) or self.playbook.duties.get(step) or self.playbook.whenevers[step]
        role = self.playbook.roles[entry.by]
        return self.deal.owner if role.owner or role.outside else f"p.{entry.by}"

    def moment(self, text: str | None) -> datetime | None:
        return read_moment(text, self.now) if text else None


def _plain(field: Field, now: datetime) -> Value:
    match field.type:
        case "number" | "money":
            return field.min or "100"
        case "date":
            return now.date().isoformat()
        case "time":
            return now.isoformat(timespec="minutes")
        case "choice":
            return next(iter(field.choices))
        case "choices":
            return (next(iter(field.choices)),)
        case "yes_no":
            return "yes"
        case "list":
            row = {column.id: _plain(column, now) for column in field.columns}
            return tuple(row for _ in range(field.min_rows or 1))
        case "file":
            return {"name": "scan.pdf", "sha256": "0" * 64}
        case "person":
            return OWNER
        case _:
            return "…"
