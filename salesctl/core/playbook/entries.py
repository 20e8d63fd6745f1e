"""The entries of a process: steps, groups, duties, whenevers, stages; and who may do what in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from salesctl.core.conditions import Case, Condition, FieldRef
from salesctl.core.playbook.forms import Ladder, Outcome, Rule
from salesctl.core.playbook.terms import STAY, Action, Amount, Approval, Due, Events, Every, Strength, Text


class Step(Struct, frozen=True):
    """One row of the process. ``after`` names the steps and groups it waits for; empty: the entering of its stage."""

    id: str
    stage: str
    title: Text
    by: str
    number: str | None = None
    helpers: tuple[str, ...] = ()
    tell: tuple[str, ...] = ()
    goal: Text | None = None
    say: Text | None = None
    hint: Text | None = None
    forms: tuple[str, ...] = ()
    due: tuple[Case[Due | None], ...] = ()
    remind: tuple[Case[Ladder | None], ...] | None = None
    """None: the playbook's own ladder."""
    lapses: Amount | None = None
    condition: Condition | None = None
    must: tuple[Rule, ...] = ()
    after: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    approve: tuple[Case[Approval | None], ...] | None = None
    no: Action = STAY
    looks_at: Mapping[str, tuple[FieldRef, ...]] = field(default_factory=dict)
    """By role, the fields its verdict binds; a role that is not named binds ``reviewed``."""
    reviewed: tuple[str, ...] = ()
    """The forms that the verdicts are about."""
    required: tuple[Case[Strength | None], ...] = ()
    """Cases of ``block`` (yes), ``warn`` and None (no); empty means yes."""
    done_by: Literal["opened", "graded"] | None = None
    not_who_did: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    """Keys whose value is this playbook's own decision, not the source's."""
    whenever: str | None = None
    """The whenever that this step belongs to."""

    def outcome(self, name: str | None) -> Outcome | None:
        """The outcome of that id; None where the step has none such."""
        for one in self.outcomes:
            if one.id == name:
                return one
        return None


class Group(Struct, frozen=True):
    """Steps without order among themselves; joined when ``enough`` (None: all) are done or skipped."""

    id: str
    stage: str
    members: tuple[str, ...]
    enough: int | None = None
    condition: Condition | None = None
    after: tuple[str, ...] = ()


class Duty(Struct, frozen=True):
    """Something owed outside the order: once (``due``), for each row of a list (``each``), or regularly (``every``)."""

    id: str
    stage: str | None
    title: Text
    by: str
    start: Events
    number: str | None = None
    until: Events | None = None
    every: Every | None = None
    due: tuple[Case[Due | None], ...] = ()
    each: FieldRef | None = None
    first: FieldRef | Literal["review"] | None = None
    """Where the first occurrence of an interval is named: a date in a form, or with the last nurture (``review``)."""
    condition: Condition | None = None
    tell: tuple[str, ...] = ()
    goal: Text | None = None
    say: Text | None = None
    hint: Text | None = None
    forms: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    strength: Strength = "block"
    remind: Ladder | None = None
    lapses: Amount | None = None
    lasts: Literal["with the deal", "beyond the deal", "with the customer"] = "with the deal"
    ours: tuple[str, ...] = ()


class Whenever(Struct, frozen=True):
    """Something that may happen any number of times; each occurrence is open until its own steps are done."""

    id: str
    stage: str | None
    title: Text
    by: str
    start: Events
    number: str | None = None
    until: Events | None = None
    forms: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    """Ids of steps or stages that can't be finished while an occurrence is open."""
    pauses: tuple[str, ...] = ()
    condition: Condition | None = None
    must: tuple[Rule, ...] = ()
    tell: tuple[str, ...] = ()
    goal: Text | None = None
    say: Text | None = None
    hint: Text | None = None
    most: int | None = None


class Stage(Struct, frozen=True):
    """One part of the process; a deal is in one stage at a time (or in none, when imported without one)."""

    id: str
    title: Text
    entries: tuple[str, ...]
    """Ids of steps, groups, duties and whenevers in the order of the page."""
    number: str | None = None
    goal: Text | None = None
    probability: int | None = None
    """Per cent."""
    enter: tuple[Rule, ...] = ()
    leave: tuple[Rule, ...] | None = None
    """None: every required step is done or skipped."""


class Role(Struct, frozen=True):
    """Who may act; ``outside``: somebody of the customer's; ``owner``: whoever owns the deal."""

    id: str
    title: Text
    outside: bool = False
    owner: bool = False


class Grade(Struct, frozen=True):
    """How promising a deal is; ``condition`` proposes it from the answers (``process.md 1.3``)."""

    id: str
    title: Text
    condition: Condition | None = None


class Move(Struct, frozen=True):
    """Who may do a move that is no step, under which condition, with which reasons, for how long at most."""

    may: tuple[Case[tuple[str, ...] | None], ...] = ()
    """Cases of role ids; None means anybody."""
    condition: Condition | None = None
    reasons: Mapping[str, Text] = field(default_factory=dict)
    most: Amount | None = None
