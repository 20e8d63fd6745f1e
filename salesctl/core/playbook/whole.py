"""A playbook as a whole, and what follows from its order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from salesctl.core.conditions import Condition, FieldRef
from salesctl.core.playbook.entries import Duty, Grade, Group, Move, Role, Stage, Step, Whenever
from salesctl.core.playbook.forms import Field, Form, Ladder
from salesctl.core.playbook.terms import Text


class Playbook(Struct, frozen=True, dict=True, eq=False):
    """One process with its forms and rules; every name in it resolves, every phrase is parsed.

    Two are equal only if they are the same object, so that one can be a key of a cache.
    """

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
        """The ids of the stages, first to last."""
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
        entries: tuple[Step | Duty | Whenever, ...] = (
            *self.steps.values(),
            *self.duties.values(),
            *self.whenevers.values(),
        )
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
    def bound_by(self) -> Mapping[str, Mapping[str | None, Mapping[str, FieldRef]]]:
        """By step that asks for verdicts and by role, the fields that its verdict binds, by what they are called; under
        None those that bind a role which the step does not name.
        """
        found: dict[str, Mapping[str | None, Mapping[str, FieldRef]]] = {}
        for step in self.approvals:
            reviewed = tuple(FieldRef(form, one.id) for form in step.reviewed for one in self.forms[form].fields)
            roles: list[tuple[str | None, tuple[FieldRef, ...]]] = [(None, reviewed), *step.looks_at.items()]
            found[step.id] = {role: {str(ref): ref for ref in refs} for role, refs in roles}
        return found

    @cached_property
    def looping(self) -> frozenset[str]:
        """The steps that some outcome or refusal can send into another round."""
        found: set[str] = set()
        for step in self.steps.values():
            for action in (step.no, *(outcome.action for outcome in step.outcomes)):
                if action.kind != "again":
                    continue
                target = action.target or step.id
                starts = (
                    self.expand((target,))
                    if target not in self.stages
                    else tuple(one.id for one in self.stage_steps(target))
                )
                for start in starts:
                    found |= {start} | self.downstream.get(start, frozenset())
        return frozenset(found)

    @cached_property
    def stage_places(self) -> Mapping[str | None, int]:
        """The place of each stage in the order."""
        return {stage: place for place, stage in enumerate(self.stages)}

    @cached_property
    def conditions_of(self) -> Mapping[str, tuple[Condition, ...]]:
        """By step, the conditions under which it applies at all: its own and its group's."""
        found: dict[str, tuple[Condition, ...]] = {}
        for step in self.steps.values():
            group = self.group_of.get(step.id)
            both = (step.condition, self.groups[group].condition if group else None)
            found[step.id] = tuple(one for one in both if one is not None)
        return found

    def waits_for(self, step: str) -> tuple[str, ...]:
        """What a step waits for: its own ``after``, or its group's. Empty: the entering of the stage."""
        return self._waits[step]

    @cached_property
    def _waits(self) -> Mapping[str, tuple[str, ...]]:
        groups = {step: self.groups[group].after for step, group in self.group_of.items()}
        return {step.id: step.after or groups.get(step.id, ()) for step in self.steps.values()}

    def expand(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The steps behind names of steps and groups."""
        return tuple(step for name in names for step in (self.groups[name].members if name in self.groups else (name,)))

    def stage_steps(self, stage: str) -> tuple[Step, ...]:
        """The ordered steps of a stage, those of whenevers left out, in the order of the page."""
        return self._by_stage.get(stage, ())

    @cached_property
    def _by_stage(self) -> Mapping[str, tuple[Step, ...]]:
        found: dict[str, list[Step]] = {}
        for step in self.steps.values():
            if step.whenever is None:
                found.setdefault(step.stage, []).append(step)
        return {stage: tuple(steps) for stage, steps in found.items()}

    def next_stage(self, stage: str | None) -> str | None:
        """The stage after this one; None after the last."""
        order = self.stage_order
        if stage not in order:
            return order[0]
        place = order.index(stage) + 1
        return order[place] if place < len(order) else None

    def fields_of(self, forms: tuple[str, ...]) -> tuple[tuple[Form, Field], ...]:
        """Every field that these forms ask, a field of the same id once, with the form it belongs to."""
        found = self._fields.get(forms)
        if found is None:
            seen: dict[str, tuple[Form, Field]] = {}
            for name in forms:
                for one in self.forms[name].fields:
                    seen.setdefault(one.id, (self.forms[name], one))
            found = self._fields[forms] = tuple(seen.values())
        return found

    @cached_property
    def _fields(self) -> dict[tuple[str, ...], tuple[tuple[Form, Field], ...]]:
        """Filled as it is asked for: every event with a form asks."""
        return {}

    @cached_property
    def matching_fields(self) -> Mapping[str, tuple[Field, ...]]:
        """By step, the fields of its forms that must equal another form's."""
        return {
            step.id: tuple(field for _, field in self.fields_of(step.forms) if field.same_as is not None)
            for step in self.steps.values()
        }
