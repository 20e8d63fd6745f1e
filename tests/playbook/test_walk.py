"""Whoever answers every question with the plain case gets a deal of any shipped playbook to its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from salesctl.core.asking import questions
from salesctl.core.commands import Advance, Command, Do, Judge, Open
from salesctl.core.decide import Decided, decide
from salesctl.core.events import Event, Value
from salesctl.core.office import Office
from salesctl.core.playbook import Field, Playbook
from salesctl.core.progress import Progress
from salesctl.core.state import Deal, State
from salesctl.core.team import Person, Team
from salesctl.store.calendar_file import load_calendar
from salesctl.store.playbook import read_playbook

ROOT = Path(__file__).parents[2]
START = datetime.fromisoformat("2026-03-02T09:30+08:00")
SHIPPED = {"default": ROOT / "playbook.yaml", "agency": ROOT / "examples" / "agency" / "playbook.yaml"}
WALKS = [("default", "new"), ("default", "repeat"), ("agency", "brand"), ("agency", "refresh")]


def plain(field: Field) -> Value:
    """The plain case of a field: the first choice, yes, one row, the same number everywhere, the present day."""
    number = field.min or field.max or "3"
    cases: dict[str, Callable[[], Value]] = {
        "number": lambda: number,
        "money": lambda: "500000",
        "date": lambda: START.date().isoformat(),
        "time": START.isoformat,
        "choice": lambda: next(iter(field.choices)),
        "choices": lambda: (next(iter(field.choices)),),
        "yes_no": lambda: "yes",
        "list": lambda: tuple({one.id: plain(one) for one in field.columns} for _ in range(field.min_rows or 1)),
        "file": lambda: {"name": "scan.pdf", "sha256": "0" * 64},
        "person": lambda: "boss",
    }
    return cases.get(field.type, lambda: "said")()


class Walk:
    """One deal, driven by what the checklist says and nothing else."""

    def __init__(self, playbook: Playbook, kind: str) -> None:
        self.playbook, self.now = playbook, START
        inside = [role.id for role in playbook.roles.values() if not role.outside]
        self.team = Team(
            {f"p_{role}": Person(f"p_{role}", roles=(role,)) for role in inside} | {"boss": Person("boss")}
        )
        self.calendars = {"": load_calendar(playbook.calendar)}
        self.history: tuple[Event, ...] = ()
        self.state = State(card={})
        self.give("boss", Open(owner="boss", kind=kind, values={"name": "Acme"}))

    @property
    def deal(self) -> Deal:
        return self.state.deals[1]

    def give(self, who: str, command: Command) -> None:
        self.now += timedelta(minutes=5)
        office = Office(self.now, who, self.calendars, self.team)
        answer = decide(self.playbook, self.state, self.history, command, office)
        assert isinstance(answer, Decided), (command, answer)
        card = {key: value for key, value in {**self.state.card, **answer.card}.items() if value is not None}
        self.history, self.state = (*self.history, *answer.events), answer.state
        self.state.card = card

    def who(self, role: str) -> str:
        return "boss" if self.playbook.roles[role].outside else f"p_{role}"

    def next_step(self) -> str | None:
        progress = Progress(self.playbook, self.state, self.deal)
        steps = self.playbook.stage_steps(self.deal.stage or "")
        return next(
            (one.id for one in steps if progress.standing(one.id) == "open" and progress.required(one.id)), None
        )

    def answer(self, name: str) -> None:
        step, progress = self.playbook.steps[name], Progress(self.playbook, self.state, self.deal)
        if step.approve is not None:
            role = progress.asked(name)[0]
            self.give(self.who(role), Judge(step=name, yes=True, role=role))
            return
        asked = questions(self.playbook, self.state, self.deal, name, step.forms)
        values = {one.field.id: plain(one.field) for one in asked}
        outcome = step.outcomes[0].id if step.outcomes else None
        role_given = None if self.playbook.roles[step.by].outside else step.by
        self.give(self.who(step.by), Do(step=name, values=values, outcome=outcome, role=role_given))

    def run(self) -> None:
        for _ in range(100):
            name = self.next_step()
            if name is not None:
                self.answer(name)
            else:
                self.give("boss", Advance())
            if self.deal.finished:
                return


@pytest.mark.parametrize(("name", "kind"), WALKS)
def test_a_deal_gets_to_its_end(name: str, kind: str) -> None:
    path = SHIPPED[name]
    walk = Walk(read_playbook(path.read_bytes(), str(path)), kind)
    walk.run()
    assert walk.deal.finished is not None
    assert walk.deal.status == "won"
