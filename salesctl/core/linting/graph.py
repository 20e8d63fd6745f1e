"""The order of a playbook as a graph: which step waits for which, and where a no or another outcome leads back to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from salesctl.core.playbook import Playbook, Step
from salesctl.core.problems import Place, Problem, Severity


class Loop(Struct, frozen=True):
    """An outcome (``rejected`` of an approval) that goes again, and the steps where the new round begins."""

    step: str
    outcome: str
    target: str
    starts: tuple[str, ...]


class Graph:
    """Steps and what they wait for; an order with a circle in it is read like any other."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self.stages = {stage: place for place, stage in enumerate(playbook.stages)}

    @cached_property
    def waits(self) -> Mapping[str, tuple[str, ...]]:
        """By step, the steps that it waits for as written, groups taken apart."""
        return {step: self.expand(self.playbook.waits_for(step)) for step in self.playbook.steps}

    @cached_property
    def upstream(self) -> Mapping[str, frozenset[str]]:
        """By step, all that are behind it: what it waits for, and for steps of stages those of earlier stages."""
        return {name: self._behind(step) for name, step in self.playbook.steps.items()}

    @cached_property
    def loops(self) -> tuple[Loop, ...]:
        """Every way back that steps have."""
        return tuple(loop for step in self.playbook.steps.values() for loop in self._loops(step))

    def waited(self, name: str) -> frozenset[str]:
        """Everything that a step waits for, directly or not; itself if it goes round in a circle."""
        found: set[str] = set()
        todo = list(self.waits.get(name, ()))
        while todo:
            one = todo.pop()
            if one not in found:
                found.add(one)
                todo.extend(self.waits.get(one, ()))
        return frozenset(found)

    def downstream(self, name: str) -> frozenset[str]:
        """Every step that comes after it."""
        return frozenset(one for one, behind in self.upstream.items() if name in behind)

    def affected(self, loop: Loop) -> frozenset[str]:
        """The steps that get a new round where they were reached: those it begins with and all that come after."""
        return frozenset(loop.starts).union(*(self.downstream(start) for start in loop.starts))

    def expand(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The steps behind names of steps, groups and stages."""
        groups, stages = self.playbook.groups, self.playbook.stages
        found: list[str] = []
        for name in names:
            if name in groups:
                found.extend(groups[name].members)
            elif name in stages:
                found.extend(step.id for step in self.playbook.stage_steps(name))
            else:
                found.append(name)
        return tuple(found)

    def _behind(self, step: Step) -> frozenset[str]:
        waited = self.waited(step.id)
        if step.whenever is not None or step.stage not in self.stages:
            return waited
        here = self.stages[step.stage]
        earlier = {one.id for one in self.playbook.steps.values() if self._before(one, here)}
        return waited | earlier

    def _before(self, step: Step, stage: int) -> bool:
        return step.whenever is None and self.stages.get(step.stage, stage) < stage

    def _loops(self, step: Step) -> Iterator[Loop]:
        actions = [(one.id, one.action) for one in step.outcomes]
        if step.approve is not None:
            actions.append(("rejected", step.no))
        for outcome, action in actions:
            if action.kind == "again" and action.target is not None:
                yield Loop(step.id, outcome, action.target, self.expand((action.target,)))


def told(
    code: str, places: Mapping[str, Place], *paths: str, severity: Severity = "error", **params: Any
) -> Problem:  # fmt: skip
    """A problem at the first of these paths that has a place."""
    where = next((places[path] for path in paths if path in places), None)
    return Problem(code, params, where, severity=severity)
