"""What a playbook says, compiled: every phrase parsed, every name resolved, nothing left to look up in text.

The values here are frozen; ``store/playbook`` makes them from YAML. No stage, step, role, grade or form is known to Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from salesctl.core.conditions import Case, Condition, FieldRef

Text = Mapping[str, str]
"""The playbook's own words: by language (``zh``, ``en``), or under ``""`` when one text serves every language."""

Unit = Literal["h", "wh", "wd", "d", "w", "mo"]
Strength = Literal["info", "warn", "block"]
FieldType = Literal["text", "number", "money", "date", "time", "choice", "choices", "yes_no", "list", "file", "person"]
Happening = Literal[
    "opened", "graded", "upgraded", "contacted", "nurtured", "woken", "held", "resumed", "won", "closed", "reopened", "raised"
]


@dataclass(frozen=True, slots=True)
class Amount:
    """A span of time; units never convert into each other: clock hours, working hours, working days, days, weeks, months."""

    n: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class EventRef:
    """An event that starts or ends something: a step done (with one outcome, if named), every step of a group, the
    entering of a stage, a happening of the deal, or a date in a form (``customer.FIELD`` for the card)."""

    kind: Literal["step", "group", "stage", "happening", "date", "whenever"]
    name: str
    outcome: str | None = None
    date: FieldRef | None = None


@dataclass(frozen=True, slots=True)
class Events:
    """``A or B``: the latest that happened. ``A and B``: all must have happened, the latest counts."""

    refs: tuple[EventRef, ...]
    every: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """``N unit after EVENTS`` · ``N unit before DATE`` · ``DATE`` (amount None) · bare ``N unit`` (since the step's turn).

    ``each``: after each of the events anew (a duty owes one for every one that happened)."""

    relation: Literal["turn", "after", "before", "on"]
    amount: Amount | None = None
    events: Events | None = None
    date: FieldRef | None = None
    holiday: str | None = None
    each: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """``but not before TERM`` or ``but not after TERM``."""

    side: Literal["before", "after"]
    term: Term


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as written. ``text`` is the phrase of the playbook, for explaining."""

    term: Term
    bounds: tuple[Bound, ...] = ()
    roll: Literal["before", "after"] | None = None
    calendar: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Every:
    """When a recurring duty is owed: weekly, every N units, N units before named days or dates, or an RFC 5545 rule."""

    kind: Literal["weekly", "interval", "before", "rule"]
    amount: Amount | None = None
    weekday: int | None = None
    """Monday is 0."""
    at: str | None = None
    """HH:MM; none means the closing hour of the day."""
    roll: Literal["before", "after"] | None = None
    holidays: tuple[str, ...] = ()
    dates: tuple[FieldRef, ...] = ()
    rule: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who must say yes: ``all`` of the roles, ``any`` (needed = 1), ``n`` of them, or one after the other (``sequence``)."""

    mode: Literal["all", "any", "n", "sequence"]
    roles: tuple[str, ...]
    needed: int


@dataclass(frozen=True, slots=True)
class Action:
    """What an outcome leads to. ``target``: the step, group or stage of ``again``, the status of ``close``, the stage of ``new_deal``."""

    kind: Literal["go_on", "stay", "again", "close", "nurture", "new_deal"]
    target: str | None = None
    reasons: tuple[str, ...] = ()


GO_ON = Action("go_on")
STAY = Action("stay")


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that must hold, how hard, and what to say when it does not."""

    condition: Condition
    strength: Strength = "block"
    say: Text | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    id: str
    title: Text
    action: Action = GO_ON
    must: tuple[Rule, ...] = ()
    tell: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminder:
    """Who is reminded when: at a share of the time (``percent``), some time before or after due, or after so many contacts without an answer.

    ``who``: role ids, or ``doer`` (who owes it) and ``owner`` (the deal's)."""

    kind: Literal["percent", "before", "later", "contacts"]
    who: tuple[str, ...]
    n: int = 0
    amount: Amount | None = None


Ladder = tuple[Reminder, ...]


@dataclass(frozen=True, slots=True)
class Field:
    id: str
    type: FieldType
    title: Text
    hint: Text | None = None
    required: tuple[Case[bool], ...] = ()
    """Cases of yes and no; empty means yes."""
    choices: Mapping[str, Text] = field(default_factory=dict)
    min: str | None = None
    max: str | None = None
    min_rows: int | None = None
    columns: tuple[Field, ...] = ()
    same_as: FieldRef | None = None
    prefill: tuple[FieldRef, ...] = ()
    internal: bool = False
    strength: Strength = "block"
    open_choices: bool = False
    """The choices are proposals; any other text is taken."""
    max_rows: int | None = None


@dataclass(frozen=True, slots=True)
class Form:
    id: str
    title: Text
    fields: tuple[Field, ...]
    on_card: bool = False
    strength: Strength = "block"
    must: tuple[Rule, ...] = ()

    def field(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.id == name), None)


@dataclass(frozen=True, slots=True)
class Step:
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
        return next((one for one in self.outcomes if one.id == name), None)


@dataclass(frozen=True, slots=True)
class Group:
    """Steps without order among themselves; joined when ``enough`` (None: all) are done or skipped."""

    id: str
    stage: str
    members: tuple[str, ...]
    enough: int | None = None
    condition: Condition | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """Something owed outside the order: once (``due``), for each row of a list (``each``), or again and again (``every``)."""

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
    """The date of the first occurrence of an interval, where one was named (``review``: the date given with the last nurture)."""
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


@dataclass(frozen=True, slots=True)
class Whenever:
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


@dataclass(frozen=True, slots=True)
class Stage:
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


@dataclass(frozen=True, slots=True)
class Role:
    id: str
    title: Text
    outside: bool = False
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Grade:
    id: str
    title: Text
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Who may do a move that is no step, under which condition, with which reasons, for how long at most."""

    may: tuple[Case[tuple[str, ...] | None], ...] = ()
    """Cases of role ids; None means anybody."""
    condition: Condition | None = None
    reasons: Mapping[str, Text] = field(default_factory=dict)
    most: Amount | None = None


@dataclass(frozen=True)
class Playbook:
    id: str
    version: str
    title: Text
    roles: Mapping[str, Role]
    stages: Mapping[str, Stage]
    steps: Mapping[str, Step]
    """Every step, those of whenevers included, in the order of the page."""
    groups: Mapping[str, Group]
    duties: Mapping[str, Duty]
    whenevers: Mapping[str, Whenever]
    forms: Mapping[str, Form]
    kinds: Mapping[str, Text] = field(default_factory=dict)
    """The first is the default."""
    grades: Mapping[str, Grade] = field(default_factory=dict)
    """Strictest first."""
    moves: Mapping[str, Move] = field(default_factory=dict)
    remind: Ladder = ()
    won: str | None = None
    amount: tuple[FieldRef, ...] = ()
    calendar: Mapping[str, Any] = field(default_factory=dict)
    calendars: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    alongside: tuple[str, ...] = ()
    file: str | None = None

    @property
    def mark(self) -> str:
        """What a deal remembers of the playbook it began with: ``b2b@1``."""
        return f"{self.id}@{self.version}"

    @cached_property
    def stage_order(self) -> tuple[str, ...]:
        return tuple(self.stages)

    @cached_property
    def owner_role(self) -> str | None:
        """The role that means the deal's owner."""
        return next((role.id for role in self.roles.values() if role.owner), None)

    @cached_property
    def group_of(self) -> Mapping[str, str]:
        """By step, the group it is a member of."""
        return {member: group.id for group in self.groups.values() for member in group.members}

    @cached_property
    def downstream(self) -> Mapping[str, frozenset[str]]:
        """By step, every step that comes after it: those that wait for it in its stage, and all of later stages."""
        stages = {stage: place for place, stage in enumerate(self.stages)}
        ordered = [step for step in self.steps.values() if step.whenever is None]
        waiting: dict[str, set[str]] = {step.id: set() for step in ordered}
        for step in ordered:
            for before in self.expand(self.waits_for(step.id)):
                waiting[before].add(step.id)
        result: dict[str, frozenset[str]] = {}
        for step in ordered:
            reached = {other.id for other in ordered if stages[other.stage] > stages[step.stage]}
            todo = [step.id]
            while todo:
                todo.extend(after := waiting[todo.pop()] - reached)
                reached |= after
            result[step.id] = frozenset(reached - {step.id})
        return result

    @cached_property
    def form_owners(self) -> Mapping[str, tuple[str, ...]]:
        """By form, the ids of the steps, duties and whenevers that fill it."""
        owners: dict[str, list[str]] = {}
        entries: tuple[Step | Duty | Whenever, ...] = (*self.steps.values(), *self.duties.values(), *self.whenevers.values())
        for entry in entries:
            for form in entry.forms:
                owners.setdefault(form, []).append(entry.id)
        return {form: tuple(ids) for form, ids in owners.items()}

    @cached_property
    def grading_step(self) -> Step | None:
        """The step that a grade finishes."""
        return next((step for step in self.steps.values() if step.done_by == "graded"), None)

    @cached_property
    def opening_step(self) -> Step | None:
        """The step that is done by the deal's opening."""
        return next((step for step in self.steps.values() if step.done_by == "opened"), None)

    @cached_property
    def approvals(self) -> tuple[Step, ...]:
        """The steps that ask for verdicts."""
        return tuple(step for step in self.steps.values() if step.approve is not None)

    @cached_property
    def looping(self) -> frozenset[str]:
        """The steps that some outcome or refusal can send into another round."""
        found: set[str] = set()
        for step in self.steps.values():
            for action in (step.no, *(outcome.action for outcome in step.outcomes)):
                if action.kind != "again":
                    continue
                target = action.target or step.id
                starts = self.expand((target,)) if target not in self.stages else tuple(one.id for one in self.stage_steps(target))
                for start in starts:
                    found |= {start} | self.downstream.get(start, frozenset())
        return frozenset(found)

    def waits_for(self, step: str) -> tuple[str, ...]:
        """What a step waits for: its own ``after``, or its group's. Empty: the entering of the stage."""
        group = self.group_of.get(step)
        return self.steps[step].after or (self.groups[group].after if group else ())

    def expand(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The steps behind names of steps and groups."""
        return tuple(step for name in names for step in (self.groups[name].members if name in self.groups else (name,)))

    def stage_steps(self, stage: str) -> tuple[Step, ...]:
        """The ordered steps of a stage, those of whenevers left out, in the order of the page."""
        return tuple(step for step in self.steps.values() if step.stage == stage and step.whenever is None)

    def next_stage(self, stage: str | None) -> str | None:
        """The stage after this one; None after the last."""
        order = self.stage_order
        if stage not in order:
            return order[0]
        place = order.index(stage) + 1
        return order[place] if place < len(order) else None

    def fields_of(self, forms: tuple[str, ...]) -> tuple[tuple[Form, Field], ...]:
        """Every field that these forms ask, a field of the same id once, with the form it belongs to."""
        seen: dict[str, tuple[Form, Field]] = {}
        for name in forms:
            for one in self.forms[name].fields:
                seen.setdefault(one.id, (self.forms[name], one))
        return tuple(seen.values())
