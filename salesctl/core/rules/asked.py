"""What every rule is asked with: the state before the event, the event, and the world around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, field

from salesctl.core.clocks import Calendars, Clocks
from salesctl.core.conditions import choose, holds
from salesctl.core.events import Event
from salesctl.core.playbook import Playbook, Text
from salesctl.core.problems import Problem, Severity
from salesctl.core.state import Deal, Occurrence, State
from salesctl.core.team import Team

Objections = Iterator[Problem]


class Asked(Struct, frozen=True):
    """One event in question. ``team`` may be empty: then nobody is known and rules about people are silent."""

    playbook: Playbook
    state: State
    event: Event
    now: datetime
    calendars: Calendars
    team: Team = field(default_factory=Team)

    @property
    def deal(self) -> Deal:
        """The deal that the event speaks of; it must exist in the state."""
        return self.state.deals[self.event.deal]

    def clocks(self, occurrence: Occurrence | None = None) -> Clocks:
        """The deal's clocks, or those of one occurrence's own steps."""
        return Clocks(self.playbook, self.state, self.deal, self.calendars, occurrence)

    def given(self, key: str) -> str | None:
        """A plain word of the event's ``with``; None when it is missing or empty."""
        value = self.event.data.get(key)
        return value if isinstance(value, str) and value else None

    def role_title(self, role: str) -> Text | str:
        """The playbook's title of a role, or the id itself where it knows none."""
        spec = self.playbook.roles.get(role)
        return spec.title if spec else role


def problem(code: str, command: str | None = None, severity: Severity = "error", **params: Any) -> Problem:
    """``{customer}`` in a command stands for the customer; the shell puts the id there."""
    return Problem(code, params, None, command, severity)


def roles_of(asked: Asked, names: tuple[str, ...]) -> bool:
    """Whether the event's author fills one of the roles; the owner stands for the owner's role and for outsiders."""
    who, deal = asked.event.by, asked.deal
    for name in names:
        role = asked.playbook.roles.get(name)
        if role is not None and (role.owner or role.outside) and who == deal.owner:
            return True
        if asked.team.fills(who, name) or deal.roles.get(name) == who:
            return True
    return False


def may_move(asked: Asked, name: str) -> Objections:
    """Who may do a move and under which condition, as the playbook says (``process.md`` Time: who may)."""
    move = asked.playbook.moves.get(name)
    if move is None:
        return
    facts = asked.clocks().facts()
    roles = choose(move.may, facts) if move.may else None
    if roles is not None and asked.team.people and not roles_of(asked, roles):
        titles = tuple(asked.role_title(role) for role in roles)
        people = tuple(person for role in roles for person in asked.team.fillers(role))
        yield problem("people.may_not", move=name, roles=titles, who=asked.event.by, people=people)
    if move.condition is not None and holds(move.condition, facts) is not True:
        yield problem("move.not_now", move=name, stage=_stage_title(asked))


def because_needed(asked: Asked, name: str) -> Objections:
    """A move needs its reason; from the playbook's list where there is one."""
    reasons: Mapping[str, Text] = asked.playbook.moves[name].reasons if name in asked.playbook.moves else {}
    because = asked.given("because")
    if because is None:
        yield problem("move.no_reason", move=name, reasons=tuple(reasons.values()))
    elif reasons and because not in reasons:
        yield problem("move.unknown_reason", move=name, because=because, reasons=tuple(reasons.values()))


def _stage_title(asked: Asked) -> Text | str:
    stage = asked.playbook.stages.get(asked.deal.stage or "")
    return stage.title if stage else ""
